package dev.rawline.workbench.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes run one plan in one store, and some are killed. */
class SharedStoreTest {
  private static final int STEPS = 12;

  @TempDir private Path folder;
  private final long seed = Seeds.next("SharedStoreTest");

  /** The process: runs a plan, and logs the steps that it begins. */
  static final class Planned {
    private Planned() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      Path begun = folder.resolve("begun-" + ProcessHandle.current().pid());
      List<TextStep> plan =
          plan(Long.parseLong(arguments[1]), (step, resumed, _) -> writeDown(begun, step, resumed));
      StepResults results =
          new StepRunner(
                  new StepStore(folder.resolve("store")), new Resources(4, 20), StepListener.SILENT)
              .run(plan);
      for (TextStep step : plan) {
        if (!results.result(step).equals(step.expected())) {
          throw new IllegalStateException(step.name() + " has another result");
        }
      }
    }

    private static synchronized void writeDown(Path begun, TextStep step, boolean resumed)
        throws IOException {
      Files.writeString(
          begun,
          step.name() + (resumed ? " again\n" : "\n"),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      try {
        Thread.sleep(30); // long enough for the processes to overlap
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private static List<TextStep> plan(long seed, TextStep.Between between) {
    return TextSteps.random(new Random(seed), STEPS, between);
  }

  private Process start(Path place) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Planned.class.getName(),
            place.toString(),
            String.valueOf(seed))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(place.resolve("log.txt").toFile()))
        .start();
  }

  @Test
  void processesShareTheWork() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(start(folder));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).as(Files.readString(folder.resolve("log.txt"))).isZero();
    }

    assertThat(begun(folder))
        .containsExactlyInAnyOrderElementsOf(
            plan(seed, TextStep.Between.NOTHING).stream().map(TextStep::name).toList());
  }

  @Test
  void runAfterAKillResumesToTheSameFiles() throws Exception {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    new StepRunner(new StepStore(whole.resolve("store")), new Resources(1, 1), StepListener.SILENT)
        .run(plan(seed, TextStep.Between.NOTHING));
    Path killed = Files.createDirectory(folder.resolve("killed"));
    for (int kills = 1; kills <= 2; kills++) {
      int enough = 4 * kills;
      Process process = start(killed);
      while (process.isAlive() && begun(killed).size() < enough) {
        Thread.sleep(2);
      }
      process.destroyForcibly().waitFor();
    }
    assertThat(begun(killed).size()).as("steps that were begun").isGreaterThanOrEqualTo(8);

    assertThat(start(killed).waitFor()).as(Files.readString(killed.resolve("log.txt"))).isZero();

    assertThat(begun(killed).stream().map(line -> line.replace(" again", "")).distinct())
        .hasSize(STEPS);
    assertThat(begun(killed).stream().filter(line -> !line.endsWith(" again")))
        .as("a step that was begun finds what it left")
        .doesNotHaveDuplicates();
    assertThat(TextSteps.files(killed.resolve("store")))
        .isEqualTo(TextSteps.files(whole.resolve("store")));
  }

  private static List<String> begun(Path place) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(place)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("begun-")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
