package dev.rawline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One model, trained by processes of a cluster: its weights are those of processes here. */
class TrainingOnClusterTest {
  @TempDir private static Path folder;
  private static Program program;

  private static String[] train(String out, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "--data", "smears", "--camera", "data"));
    words.addAll(List.of("--model", "small-cnn", "--epochs", "8", "--batch", "8"));
    words.addAll(List.of("--threads", "1", "--world", "2", "--out", out));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @BeforeAll
  static void trainHere() throws IOException, InterruptedException {
    program = new Program(folder);
    String[] simulate = {
      "simulate", "blood-smear", "--camera", "microscope", "--count", "40", "--size", "128x128"
    };
    List<String> words = new ArrayList<>(Arrays.asList(simulate));
    words.addAll(List.of("--out", "smears"));
    String _ = program.succeed(_ -> {}, words.toArray(String[]::new));
    String _ = program.succeed(_ -> {}, train("here", "--no-lab"));
  }

  private static void assertTrainedAsHere(String model) {
    assertThat(folder.resolve(model).resolve("model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("here/model.safetensors"));
  }

  @Test
  void processesOfAClusterTrainTheModelOfProcessesHere() throws IOException, InterruptedException {
    String text =
        program.succeed(_ -> {}, train("local", "--on", "local[2]", "--experiment", "cluster"));
    assertThat(text).contains("trained 8 epochs", "written to local");
    assertTrainedAsHere("local");
    assertThat(Files.exists(folder.resolve("local/.unwritten"))).as("it is recorded").isFalse();
    assertThat(program.succeed(_ -> {}, "lab", "ls", "--experiment", "cluster"))
        .contains("finished");
  }

  /** The others end with it; Spark starts all again, and they resume from the checkpoint. */
  @Test
  void aKilledProcessIsReplacedAndTrainingResumes() throws IOException, InterruptedException {
    try (StandaloneCluster cluster = new StandaloneCluster(2)) {
      List<ProcessHandle> killed = new ArrayList<>();
      String text =
          program.succeed(
              line -> {
                if (line.startsWith("[") && killed.isEmpty()) {
                  ProcessHandle one = ofTraining(cluster.worker(0));
                  assertThat(one.destroyForcibly()).isTrue();
                  killed.add(one);
                }
              },
              train("killed", "--on", cluster.address()));
      assertThat(killed).hasSize(1);
      assertThat(text).contains("resumes after ", "trained 8 epochs");
      assertTrainedAsHere("killed");
    }
  }

  /** A worker starts an executor, and that the process. */
  private static ProcessHandle ofTraining(Process worker) {
    return worker.children().flatMap(ProcessHandle::children).findFirst().orElseThrow();
  }

  @Test
  void aClusterThatIsTooSmallIsReported() throws IOException, InterruptedException {
    Program.Ended ended =
        program
            .with(
                "-Dspark.scheduler.barrier.maxConcurrentTasksCheck.interval=1s",
                "-Dspark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures=1")
            .run((_, _) -> {}, train("small", "--on", "local[1]"));
    assertThat(ended.code()).as(ended.text()).isEqualTo(2);
    assertThat(ended.text())
        .contains("--world is 2, and the cluster has 1 free processors: expected as many at least")
        .doesNotContain("Exception");
  }

  @Test
  void optionsThatDoNotGoTogetherAreRejected() throws IOException, InterruptedException {
    Program.Ended placed =
        program.run(
            (_, _) -> {}, train("none", "--on", "local[2]", "--rank", "0", "--rendezvous", "a:1"));
    assertThat(placed.code()).as(placed.text()).isEqualTo(2);
    assertThat(placed.text()).contains("--on requires --world N, 2 or more");
    Program.Ended split =
        program.run((_, _) -> {}, train("none", "--on", "local[2]", "--partitions", "3"));
    assertThat(split.code()).as(split.text()).isEqualTo(2);
    assertThat(split.text()).contains("--test-run and --partitions do not go with --on");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
