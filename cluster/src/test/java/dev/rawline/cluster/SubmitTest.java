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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
      train: {views: [bilinear-sharpen-gaussian]}
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
  @Tag("slow")
  void aClusterRunsThePlanWithItsDriver() throws IOException, InterruptedException {
    String[] smears = {"--camera", "microscope", "--out", "smears", "--count", "12"};
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
            "MALLOC_ARENA_MAX=1 \\",
            "drift \\\n  " + folder.toRealPath().resolve("plan.yaml"),
            "--out 'my results'",
            "--on " + master);
    String classes = text.replaceFirst("(?s).*extraClassPath=(\\S*).*", "$1");
    assertThat(classes).doesNotContain("slf4j-nop").contains("spark-core");
    assertThat(classes.indexOf("spark-core")).isLessThan(classes.indexOf("picocli"));
  }

  private static String[] mounted(String path) {
    return Stream.of("driver", "executor")
        .flatMap(
            role ->
                Stream.of(
                    "--conf",
                    "spark.kubernetes.%s.volumes.persistentVolumeClaim.work.mount.path=%s"
                        .formatted(role, path)))
        .toArray(String[]::new);
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void onKubernetesTheDryRunHasPathsOfTheImageAndNamesOfSecrets()
      throws IOException, InterruptedException {
    String name = "spark.kubernetes.driver.secretKeyRef.AWS_SECRET_ACCESS_KEY=s3:secret-key";
    String text =
        dryRun(
            with(
                mounted(folder.toRealPath().toString()),
                "--on",
                "k8s://https://10.0.0.1:6443",
                "--conf",
                name,
                "--conf",
                "spark.kubernetes.container.image=registry/rawline-cluster:1"));
    assertThat(text)
        .contains(
            name,
            "spark.kubernetes.container.image=registry/rawline-cluster:1",
            "extraClassPath=/usr/lib/rawline/cluster/jars/*:/usr/lib/rawline/lib/app/*:",
            "-Drawline.classpath=/usr/lib/rawline/lib/app/*",
            "spark.kubernetes.driverEnv.MALLOC_ARENA_MAX=1",
            "local:///usr/lib/rawline/cluster/jars/spark-launcher")
        .doesNotContain("container.image=rawline-cluster");
  }

  @Test
  void onYarnContainersHoldTheSharesAndNoJarIsCopied() throws IOException, InterruptedException {
    assertThat(dryRun("--on", "yarn", "--conf", "spark.executor.cores=3"))
        .containsPattern("spark.yarn.jars=local:/")
        .contains("spark.executor.memoryOverhead=", "spark.yarn.appMasterEnv.MALLOC_ARENA_MAX=1")
        .contains("spark.yarn.appMasterEnv.JAVA_HOME=" + System.getProperty("java.home"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none.yaml --on spark://h:1    | plan none.yaml does not exist
          smears.d --on spark://h:1     | smears.d is a folder: expected the plan of drift
          words.yaml --on spark://h:1   | words.yaml is not a plan: expected one of drift
          train.yaml --on spark://h:1   | train.yaml is a plan of train: only plans of drift, forensics and optimize are handed over; run ./rawline train
          plan.yaml --on spark://h      | --on is 'spark://h': expected spark://HOST:PORT
          plan.yaml --on h:7077         | --on is 'h:7077': expected spark://HOST:PORT
          plan.yaml --on local[2]       | --on is 'local[2]', this machine alone: submit to spark://HOST:PORT
          plan.yaml                     | Missing required option: '--on=MASTER'
          plan.yaml --on yarn --epoks 3 | --epoks
          plan.yaml --on yarn --epochs x | epochs
          plan.yaml --on yarn --out file/x | file/x cannot be made
          plan.yaml --on yarn --conf a=b | --conf sets 'a': expected a key that begins with spark.
          plan.yaml --on yarn --conf spark.executorEnv.AWS_SECRET_ACCESS_KEY=Zq8vK3tR5wX7 | in the list of processes
          plan.yaml --on yarn --conf spark.executorEnv.RAWLINE_LAB=jdbc:postgresql://u:Zq8vK3tR5wX7@h/d | in the list of processes
          plan.yaml --on yarn --lab jdbc:postgresql://u:Zq8vK3tR5wX7@h/d | has a secret, which others could read
          plan.yaml --on k8s://h        | no volume of the executor holds
          """)
  void mistakesAreRejectedInPlainWords(String words, String message)
      throws IOException, InterruptedException {
    Path _ = Files.createDirectories(folder.resolve("smears.d"));
    Ended ended = run(("submit " + words).split(" "));
    assertThat(ended.text()).contains(message).doesNotContain(SECRET).doesNotContain("Exception");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void allMistakesAreReportedTogether() throws IOException, InterruptedException {
    Ended ended =
        run("submit", "none.yaml", "--on", "h:7077", "--conf", "spark.ssl.keyPassword=" + SECRET);
    assertThat(ended.text())
        .contains("3 errors", "none.yaml", "h:7077", "spark.ssl.keyPassword")
        .doesNotContain(SECRET);
  }
}
