package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills every command that writes, at random times, and starts it again until it ends.
 *
 * <p>Two undisturbed runs are the control: files with equal bytes in both are reproducible; others
 * hold times or durations. After a kill, no reproducible file is half written: it has the bytes of
 * the control, or is a whole earlier version. After the last start, the folder has the files of the
 * control, the reproducible ones bit for bit, and no others.
 */
@Tag("slow")
class KilledCommandsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Folders that are killed, and kills in each. */
  private static final int SERIES = 2;

  private static final int KILLS = 2;

  @TempDir private static Path scratch;
  private static Map<String, Path> inputs;

  private final Random random = new Random(Seeds.next("KilledCommandsTest"));
  private int folders;

  @BeforeAll
  static void makeInputs() throws IOException {
    inputs = new LinkedHashMap<>();
    inputs.put("examples", ROOT.resolve("examples"));
    inputs.put("plans", ROOT.resolve("plans"));
    make("streets", "simulate aerial-street --camera drone --count 8 --size 160x160 --out");
    make("smears", "simulate blood-smear --camera microscope --count 48 --size 128x128 --out");
    make("model", "train plans/quick.yaml --data smears --epochs 1 --out");
    make("known", "quality reference smears --out");
    make("packed", "data pack smears --out");
  }

  private static void make(String name, String words) throws IOException {
    Path folder = scratch.resolve("inputs").resolve(name);
    run(Files.createDirectories(folder.getParent()), words + " " + folder).assertWorked();
    inputs.put(name, folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "views examples/chart.png --camera drone --out out",
        "process examples/chart.png --camera drone --isp examples/isp.yaml --out out",
        "gradients examples/chart.png --camera drone --out out",
        "corrupt examples/pictures/BAS/000001.jpg --corruption gaussian_noise --out out",
        "simulate aerial-street --camera drone --count 6 --size 256x256 --out out",
        "scale-intensity streets --out out",
        "import examples/pictures --as-raw microscope --out out",
        "calibrate examples/flats --out out",
        "train plans/quick.yaml --data smears --epochs 3 --out out",
        "predict model smears --out out",
        "evaluate model smears --out out",
        "drift plans/drift-quick.yaml --data smears --epochs 1 --splits 1 --out out",
        "forensics plans/forensics-quick.yaml --data smears --epochs 1 --splits 1 --parameters"
            + " gamma --groups black_level --limits 0.001 --evaluations 6 --restarts 1 --out out",
        "forensics photons model smears --checked 2 --draws 50 --out out",
        "optimize plans/optimize-quick.yaml --data smears --epochs 1 --splits 1 --out out",
        "quality reference smears --out out",
        "quality check known smears --out out",
        "quality watch known smears/images --state out --once",
        "data fetch examples/pictures --out out",
        "data push smears out",
        "data pack streets --out out",
        "data tile streets --size 64 --out out",
        "lab import examples/mlruns",
      })
  void killedCommandsResumeToTheSameFiles(String words) throws Exception {
    Path first = fresh();
    Path second = fresh();
    long began = System.nanoTime();
    Ended control = run(first, words);
    long duration = System.nanoTime() - began;
    control.assertWorked();
    run(second, words).assertWorked();
    Map<String, byte[]> expected = files(first);
    Map<String, byte[]> repeated = files(second);
    assertThat(repeated.keySet()).isEqualTo(expected.keySet());
    Set<String> reproducible = new HashSet<>(expected.keySet());
    reproducible.removeIf(name -> !Arrays.equals(expected.get(name), repeated.get(name)));

    int killed = 0;
    for (int series = 0; series < SERIES; series++) {
      Path folder = fresh();
      for (int kill = 0; kill < KILLS; kill++) {
        Process process = start(folder, words);
        // The first third of a command is mostly the start of its program.
        double share = 0.2 + 0.8 * random.nextDouble();
        process.waitFor((long) (share * duration), TimeUnit.NANOSECONDS);
        killed += process.isAlive() ? 1 : 0;
        process.destroyForcibly().waitFor();
        assertNothingHalfWritten(folder, expected, reproducible);
      }
      Ended resumed = run(folder, words);
      // A command that does not replace its results may be killed between its last file and its
      // end; nobody holds its lock.
      boolean ended = resumed.output().contains("contains earlier results of ");
      assertThat(resumed.code()).as(resumed.output()).isEqualTo(ended ? 2 : control.code());
      Map<String, byte[]> actual = files(folder);
      if (ended) {
        actual.remove(".lock");
      }
      assertThat(actual.keySet()).as("files after the last start").isEqualTo(expected.keySet());
      for (String name : reproducible) {
        assertThat(actual.get(name)).as(name).isEqualTo(expected.get(name));
      }
    }
    System.out.printf(
        "killed %d times in %d starts, %d of %d files reproducible: %s%n",
        killed, SERIES * KILLS, reproducible.size(), expected.size(), words);
    assertThat(killed).as("kills that came before the end").isPositive();
  }

  private static void assertNothingHalfWritten(
      Path folder, Map<String, byte[]> expected, Set<String> reproducible) throws IOException {
    Map<String, byte[]> files = files(folder);
    for (String name : reproducible) {
      byte[] bytes = files.get(name);
      if (bytes != null && !Arrays.equals(bytes, expected.get(name))) {
        assertThat(isEarlier(name, bytes))
            .as("%s is whole after a kill (%d bytes)", name, bytes.length)
            .isTrue();
      }
    }
  }

  /** Returns whether a file that changes while a command runs is whole. */
  private static boolean isEarlier(String name, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "json" -> new JsonMapper().readTree(text).isObject();
      case "csv", "jsonl", "yaml" -> text.endsWith("\n");
      case "html" -> text.strip().endsWith("</html>");
      case "safetensors" -> {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = Arrays.copyOfRange(bytes, Long.BYTES, Long.BYTES + (int) file.getLong());
        long end = 0;
        for (JsonNode tensor : new JsonMapper().readTree(header)) {
          end = Math.max(end, tensor.path("data_offsets").path(1).asLong(0));
        }
        yield bytes.length == Long.BYTES + header.length + end;
      }
      default -> false;
    };
  }

  /**
   * @param code the exit code
   * @param output what the program printed
   */
  private record Ended(int code, String output) {
    /** Requires exit code 0, or that of a check that failed or warns. */
    void assertWorked() {
      assertThat(code).as(output).isIn(0, 3, 4);
    }
  }

  private Path fresh() throws IOException {
    return Files.createDirectories(scratch.resolve("run-" + System.nanoTime() + "-" + folders++));
  }

  private static Ended run(Path folder, String words) throws IOException {
    try {
      Process process = start(folder, words);
      return new Ended(process.waitFor(), Files.readString(folder.resolve("log.txt")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Process start(Path folder, String words) throws IOException {
    List<String> arguments = Stream.of(words.split(" ")).map(KilledCommandsTest::place).toList();
    ProcessBuilder program = Ran.program(List.of("-Xmx1g"), arguments);
    program.environment().put("RAWLINE_LAB", folder.resolve("lab").toString());
    program.environment().put("RAWLINE_CACHE", folder.resolve("cache").toString());
    return program
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("log.txt").toFile())
        .start();
  }

  /** Returns where an input is that a word names. */
  private static String place(String word) {
    String first = word.substring(0, word.contains("/") ? word.indexOf('/') : word.length());
    Path folder = inputs.get(first);
    return folder == null ? word : folder + word.substring(first.length());
  }

  /** Returns the contents of all files that a command wrote, by name. */
  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Path out = folder.resolve("out");
    if (Files.exists(out)) {
      try (Stream<Path> all = Files.walk(out)) {
        for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
          files.put(out.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
    return files;
  }
}
