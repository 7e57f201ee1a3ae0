package dev.rawline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.terminal.OwnProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plans that are handed over: a standalone cluster runs them, and what others would get is printed.
 */
class SubmitTest {
  private static final String SECRET = "Zq8vK3tR5wX7";
  private static final String PLAN =
      """
      name: small
      training:
        data: smears
        camera: data
        size: 32
        crop: 64
        model: small-cnn
        epochs: 1
        validation: 0
      splits: {shuffle: {number: 1, train: 0.7}}
      train: {views: [bilinear-sharpen-gaussian, menon-unsharp-median]}
      """;

  @TempDir private static Path folder;

  /**
   * How a command ended.
   *
   * @param code its exit code
   * @param text what it printed
   */
  private record Ended(int code, String text) {}

  @BeforeAll
  static void writePlans() throws IOException {
    Path _ = Files.writeString(folder.resolve("plan.yaml"), PLAN);
    Path _ = Files.writeString(folder.resolve("train.yaml"), "data: smears\nepochs: 1\n");
    Path _ = Files.writeString(folder.resolve("words.yaml"), "just words\n");
    Path _ = Files.writeString(folder.resolve("file"), "");
  }

  private static Ended run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(OwnProgram.words());
    command.addAll(1, List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("RAWLINE_LAB", folder.resolve("labbook").toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", SECRET);
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), text);
  }

  private static String dryRun(String... more) throws IOException, InterruptedException {
    Ended ended =
        run(
            Stream.concat(Stream.of("submit", "plan.yaml", "--dry-run"), Stream.of(more))
                .toArray(String[]::new));
    assertThat(ended.code()).as(ended.text()).isZero();
    assertThat(ended.text()).doesNotContain(SECRET);
    return ended.text();
  }

  @Test
  void aClusterRunsThePlanWithItsDriver() throws IOException, InterruptedException {
    String[] smears = {"--camera", "microscope", "--out", "smears", "--count", "20"};
    Ended made =
        run(
            Stream.concat(Stream.of("simulate", "blood-smear"), Stream.of(smears))
                .toArray(String[]::new));
    assertThat(made.code()).as(made.text()).isZero();
    try (StandaloneCluster cluster = new StandaloneCluster(2)) {
      String wait = "spark.standalone.submit.waitAppCompletion=true";
      Ended ended =
          run(
              "submit",
              "plan.yaml",
              "--on",
              cluster.address(),
              "--conf",
              wait,
              "--conf",
              "spark.driver.memory=1g",
              "--steps",
              "steps",
              "--out",
              "drift");
      assertThat(ended.code()).as(ended.text()).isZero();
      assertThat(ended.text())
          .contains(
              "State of driver", "submitted; the cluster writes to " + folder.resolve("drift"))
          .doesNotContain(SECRET);
    }
    assertThat(folder.resolve("drift/report.html")).isRegularFile();
    assertThat(folder.resolve("steps")).isNotEmptyDirectory();
    assertThat(run("lab", "ls").text()).contains("small");
    Ended alone = run("drift", "plan.yaml", "--steps", "steps-alone", "--out", "alone");
    assertThat(alone.code()).as(alone.text()).isZero();
    assertThat(folder.resolve("drift/scores.csv"))
        .hasSameTextualContentAs(folder.resolve("alone/scores.csv"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://host:7077", "spark://one:7077,two:7077", "yarn"})
  void theDryRunPrintsClassesFlagsVariablesAndWords(String master)
      throws IOException, InterruptedException {
    String text = dryRun("--on", master, "--out", "my results");
    assertThat(text)
        .contains(
            "org.apache.spark.deploy.SparkSubmit",
            "--master " + master,
            "--deploy-mode cluster",
            "--class dev.rawline.app.Main",
            "--add-modules=jdk.incubator.vector",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "-Duser.dir=" + folder.toRealPath(),
            "spark.driver.memory=",
            "spark.executorEnv.MALLOC_ARENA_MAX=1",
            "\nMALLOC_ARENA_MAX=1 ".strip(),
            "drift \\\n  " + folder.toRealPath().resolve("plan.yaml"),
            "--out 'my results'",
            "--on " + master);
    String classes = text.replaceFirst("(?s).*extraClassPath=(\\S*).*", "$1");
    assertThat(classes).doesNotContain("slf4j-nop").contains("spark-core");
    assertThat(classes.indexOf("spark-core")).isLessThan(classes.indexOf("picocli"));
  }
}
