package dev.rawline.studio.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.quality.watch.JournalEntry;
import dev.rawline.lab.quality.watch.RawFileFindings;
import dev.rawline.lab.quality.watch.WatchLoop;
import dev.rawline.studio.RunningStudio;
import dev.rawline.studio.StudioClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches and batches of a small camera, as the server gives them to a page. */
class QualityRoutesTest {
  private static final Map<String, String> STATE = Map.of("root", "work", "path", "state");
  private static final Map<String, String> BATCH = Map.of("root", "work", "path", "checks/dim");

  @TempDir private static Path temporary;
  private static Path work;
  private static QualityExample camera;
  private static RunningStudio studio;
  private static StudioClient client;
  private static Verdict verdict;

  @BeforeAll
  static void start() throws IOException {
    work = Files.createDirectory(temporary.resolve("work")).toRealPath();
    camera = new QualityExample(work);
    for (int i = 0; i < 6; i++) {
      camera.arrives(i, 1);
    }
    camera.arrivesBroken(6);
    camera.arrives(7, 5);
    camera.watch();
    verdict = camera.check("dim", 8, 0.7);
    Files.createSymbolicLink(work.resolve("elsewhere"), temporary);
    studio = new RunningStudio(Map.of("work", work), Optional.empty(), /* demo= */ false);
    client = new StudioClient(studio);
  }

  @AfterAll
  static void stop() throws IOException {
    studio.close();
    assertThat(studio.failures()).isEmpty();
  }

  @SuppressWarnings("unchecked") // objects of JSON have strings as keys
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<Map<String, Object>> list(Object value) {
    return ((List<?>) value).stream().map(QualityRoutesTest::object).toList();
  }

  private static Map<String, Object> first(Map<String, String> state) {
    return client.event("quality/watch", state, _ -> true).orElseThrow();
  }

  @Test
  void theNumbersAreThoseOfTheJournal() throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    WatchLoop.entries(work.resolve("state"), entries::add);
    Map<String, Object> event = first(STATE);
    List<Map<String, Object>> files = list(event.get("files"));
    assertThat(event).containsEntry("begins", true);
    assertThat(files).hasSizeGreaterThanOrEqualTo(8);
    for (int i = 0; i < files.size(); i++) {
      RawFileFindings found = RawFileFindings.of(entries.get(i));
      assertThat(files.get(i))
          .containsEntry("number", i + 1)
          .containsEntry("name", entries.get(i).name())
          .containsEntry("verdict", found.verdict().word())
          .containsEntry("why", found.why())
          .containsEntry("values", found.values())
          .containsEntry("charts", found.charts());
    }
    Map<String, Object> charts = object(event.get("charts"));
    assertThat(charts).containsEntry("first", 1);
    List<Map<String, Object>> quantities = list(charts.get("quantities"));
    assertThat(quantities).isNotEmpty();
    Map<String, Object> last = entries.getLast().state();
    assertThat(quantities)
        .allSatisfy(
            quantity ->
                assertThat(quantity)
                    .containsEntry("kind", "EWMA")
                    .containsKeys("means", "unit")
                    .containsEntry(
                        "limit", object(last.get((String) quantity.get("name"))).get("limit")));
    assertThat(object(event.get("status"))).containsKeys("verdict", "sentence", "passed", "failed");
  }

  @Test
  void whatArrivesLaterIsSentAlone() throws IOException {
    int known = list(first(STATE).get("files")).size();
    List<Map<String, Object>> later = new ArrayList<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                camera.arrives(100, 1);
                camera.watch();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    Optional<Map<String, Object>> came =
        client.event(
            "quality/watch",
            STATE,
            event -> {
              if (event.get("begins").equals(false) && event.containsKey("files")) {
                later.addAll(list(event.get("files")));
              } else if (list(event.getOrDefault("files", List.of())).size() > known) {
                later.add(list(event.get("files")).getLast());
              }
              return !later.isEmpty();
            });
    assertThat(came).isPresent();
    assertThat(later).hasSize(1);
    assertThat(later.getFirst())
        .containsEntry("name", "frame-100.tiff")
        .containsEntry("number", known + 1);
  }

  @Test
  void imagesThatStandOutHavePictures() throws IOException {
    List<Map<String, Object>> files = list(first(STATE).get("files"));
    Map<String, Object> bright =
        files.stream()
            .filter(file -> "frame-007.tiff".equals(file.get("name")))
            .findFirst()
            .orElseThrow();
    assertThat(bright).containsEntry("picture", true);
    Map<String, String> query = new LinkedHashMap<>(STATE);
    query.put("number", String.valueOf(bright.get("number")));
    BufferedImage picture =
        ImageIO.read(new ByteArrayInputStream(client.get("quality/image", query).body()));
    assertThat(picture.getWidth()).isEqualTo(96);
    Map<String, Object> broken =
        files.stream().filter(file -> file.get("refused").equals(true)).findFirst().orElseThrow();
    assertThat(broken).containsEntry("picture", false).containsEntry("verdict", "fail");
    query.put("number", String.valueOf(broken.get("number")));
    assertThat(client.get("quality/image", query).text()).contains("there is no picture");
    query.put("number", "../x");
    assertThat(client.get("quality/image", query).text()).contains("there is no picture");
  }

  @Test
  void watchesAndBatchesAreFound() {
    Map<String, Object> found = client.get("quality/found", Map.of()).json();
    assertThat(list(found.get("watches")))
        .singleElement()
        .satisfies(
            watch -> {
              assertThat(watch).containsEntry("root", "work").containsEntry("path", "state");
              assertThat(object(watch.get("status"))).containsKey("verdict");
            });
    assertThat(list(found.get("batches")))
        .singleElement()
        .satisfies(
            batch ->
                assertThat(batch)
                    .containsEntry("path", "checks/dim")
                    .containsEntry("verdict", verdict.word())
                    .containsEntry("images", 8)
                    .containsEntry("certificate", true)
                    .containsKey("checked"));
    assertThat(found).containsEntry("all", true);
    assertThat(client.get("quality/found", Map.of("root", "work", "path", "normal")).json())
        .containsEntry("watches", List.of())
        .containsEntry("batches", List.of());
  }

  @Test
  void aBatchHasItsRecordOffendersAndCause() throws IOException {
    Map<String, Object> batch = client.get("quality/batch", BATCH).json();
    Map<String, Object> record = object(batch.get("record"));
    assertThat(record).containsEntry("verdict", verdict.word()).containsKeys("cause", "quantities");
    assertThat(batch).containsEntry("certificate", true);
    List<Map<String, Object>> offenders = list(record.get("offenders"));
    assertThat(offenders).isNotEmpty();
    String name = (String) offenders.getFirst().get("image");
    assertThat(((List<?>) batch.get("pictures")).contains(name)).isTrue();
    Map<String, String> query = new LinkedHashMap<>(BATCH);
    query.put("image", name);
    assertThat(ImageIO.read(new ByteArrayInputStream(client.get("quality/offender", query).body())))
        .isNotNull();
    query.put("image", "../../secret");
    assertThat(client.get("quality/offender", query).text())
        .contains("there is no picture of '../../secret'");
  }

  @Test
  void aCertificateIsShownAndVerified() throws IOException {
    assertThat(client.get("quality/certificate", BATCH).json())
        .containsEntry("unchanged", true)
        .containsEntry("verdict", verdict.word())
        .containsEntry("images", 8);
    Map<String, Object> verified = client.post("quality/verify", BATCH).json();
    assertThat(verified).containsEntry("holds", true);
    assertThat(list(verified.get("findings")))
        .filteredOn(finding -> List.of("reference", "batch").contains(finding.get("part")))
        .hasSize(2)
        .allSatisfy(finding -> assertThat(finding).containsEntry("agrees", true));
    Path file = work.resolve("checks/dim/certificate.html");
    String html = Files.readString(file);
    Files.writeString(file, html.replace("</body>", " </body>"));
    try {
      assertThat(client.get("quality/certificate", BATCH).json()).containsEntry("unchanged", false);
      assertThat(client.post("quality/verify", BATCH).json()).containsEntry("holds", false);
    } finally {
      Files.writeString(file, html);
    }
  }

  @Test
  void placesOfOthersAndOtherFoldersAreRejected() {
    for (String path : List.of("..", "elsewhere", "../work/../book")) {
      for (String what : List.of("watch", "found", "batch", "certificate")) {
        assertThat(client.get("quality/" + what, Map.of("root", "work", "path", path)).text())
            .as(what + " " + path)
            .contains("is not in the folder 'work'");
      }
    }
    assertThat(client.get("quality/watch", Map.of("root", "work", "path", "normal")).status())
        .isEqualTo(404);
    assertThat(client.get("quality/batch", Map.of("root", "work", "path", "normal")).text())
        .contains("normal is no checked batch: choose a folder that quality check has written");
    assertThat(client.get("quality/found", Map.of("root", "other")).text())
        .contains("there is no folder 'other'");
  }

  /** A page hears of a journal that something else has damaged. */
  @Test
  void aDamagedJournalIsReported() throws IOException {
    Path copy = Files.createDirectories(work.resolve("damaged"));
    Files.writeString(
        copy.resolve("judged.jsonl"),
        Files.readAllLines(work.resolve("state/judged.jsonl")).getFirst() + "\n{\"name\": 3}\n");
    try {
      assertThat((String) first(Map.of("root", "work", "path", "damaged")).get("problem"))
          .contains("judged.jsonl");
    } finally {
      Files.delete(copy.resolve("judged.jsonl"));
      Files.delete(copy);
    }
  }
}
