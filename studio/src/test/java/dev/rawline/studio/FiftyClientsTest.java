package dev.rawline.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.studio.lab.SampleBook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty people who change light paths and look at runs, all at the same time. */
class FiftyClientsTest {
  private static final int CLIENTS = 50;
  private static final int SIDE = 512;
  private static final int RUNS = 300;
  private static final int MOST_GROWTH = 32 << 20;

  @TempDir private Path folder;
  private RunningStudio studio;
  private String image;

  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
  private final AtomicLong answers = new AtomicLong();

  @BeforeEach
  void start() throws IOException, SQLException {
    SplittableRandom random = new SplittableRandom(9);
    float[] samples = new float[SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 6000 + 20 * (i % SIDE) + random.nextInt(3000);
    }
    RawFiles.write(
        new RawImage(
            SIDE, SIDE, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(Short.SIZE)),
        folder.resolve("raw.tiff"));
    studio =
        new RunningStudio(
            Map.of("work", folder),
            Optional.of(SampleBook.fill(folder.resolve("labbook"), RUNS)),
            false);
    String opened =
        studio
            .post("open", Map.of("root", "work", "path", "raw.tiff"), BodyHandlers.ofString())
            .body();
    image = String.valueOf(JsonFile.parse(opened).get("id"));
  }

  @AfterEach
  void stop() throws IOException {
    studio.close();
    assertThat(studio.failures()).isEmpty();
  }

  private void client(int number, Duration least, int requests) {
    SplittableRandom random = new SplittableRandom(number);
    long end = System.nanoTime() + least.toNanos();
    for (int i = 0; i < requests || System.nanoTime() < end; i++) {
      HttpResponse<byte[]> answer =
          switch (random.nextInt(4)) {
            case 0 -> post("picture", picture(random, Map.of()));
            case 1 ->
                post("picture", picture(random, Map.of("light", 0.1 + 0.9 * random.nextDouble())));
            case 2 -> post("lab/runs", runs(random));
            default -> studio.get("about", Map.of(), BodyHandlers.ofByteArray());
          };
      answers.incrementAndGet();
      if (answer.statusCode() != 200) {
        problems.add(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
      }
    }
  }

  private HttpResponse<byte[]> post(String path, Map<String, ?> body) {
    return studio.post(path, body, BodyHandlers.ofByteArray());
  }

  private Map<String, ?> picture(SplittableRandom random, Map<String, Double> recording) {
    Map<String, ?> path =
        Map.of("image", image, "camera", "drone", "sensor", "microscope", "recording", recording);
    int left = random.nextInt(SIDE / 2);
    return Map.of(
        "path",
        path,
        "region",
        Map.of("left", left, "top", left, "width", SIDE / 2, "height", SIDE / 2),
        "longest",
        256,
        "low",
        0,
        "high",
        1);
  }

  private static Map<String, ?> runs(SplittableRandom random) {
    String order = random.nextBoolean() ? "last" : "most";
    return Map.of(
        "parts", true, "where", List.of(), "order", order, "name", "metric2", "descending", true);
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void all(Duration least, int requests) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(CLIENTS);
    IntStream.range(0, CLIENTS)
        .forEach(
            number ->
                Thread.ofVirtual()
                    .start(
                        () -> {
                          try {
                            client(number, least, requests);
                          } catch (RuntimeException e) {
                            problems.add(e.toString());
                          } finally {
                            done.countDown();
                          }
                        }));
    done.await();
  }

  private void twice(Duration each, int requests) throws InterruptedException {
    all(each, requests);
    long before = heap();
    all(each, requests);
    long after = heap();
    System.out.printf(
        "%d clients, %d answers, %d problems; heap %.0f MB, then %.0f MB%n",
        CLIENTS, answers.get(), problems.size(), before / 1e6, after / 1e6);
    assertThat(problems).isEmpty();
    assertThat(after - before).isLessThan(MOST_GROWTH);
  }

  @Test
  void areAllAnswered() throws InterruptedException {
    twice(Duration.ZERO, 8);
  }

  @Test
  @Tag("slow")
  void areAllAnsweredForAMinute() throws InterruptedException {
    twice(Duration.ofSeconds(30), 0);
  }
}
