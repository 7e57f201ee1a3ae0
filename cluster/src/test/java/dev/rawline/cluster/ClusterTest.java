package dev.rawline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.terminal.OwnProgram;
import dev.rawline.workbench.output.Provenance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands on a real cluster, a master and two workers: what they write is what one machine does.
 */
class ClusterTest {
  private static final int SAMPLES = 9;

  @TempDir private static Path folder;
  private static SequencedMap<String, String> alone;

  /**
   * How a command ended.
   *
   * @param code its exit code
   * @param text what it printed
   */
  private record Ended(int code, String text) {}

  private static Ended run(Consumer<String> lines, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(OwnProgram.words());
    command.addAll(1, List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("RAWLINE_LAB", folder.resolve("labbook").toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    StringBuilder text = new StringBuilder();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        text.append(line).append('\n');
        lines.accept(line);
      }
    }
    return new Ended(process.waitFor(), text.toString());
  }

  private static String succeed(Consumer<String> lines, String... words)
      throws IOException, InterruptedException {
    Ended ended = run(lines, words);
    assertThat(ended.code()).as(ended.text()).isZero();
    return ended.text();
  }

  /** Returns the checksum of every file below a folder. */
  private static SequencedMap<String, String> sums(String name) throws IOException {
    SequencedMap<String, String> sums = new TreeMap<>();
    Path top = folder.resolve(name);
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sums.put(top.relativize(file).toString(), Provenance.sum(file));
      }
    }
    return sums;
  }

  private static String[] views(String out, String... more) {
    List<String> words = new ArrayList<>(List.of("views", "streets", "--camera", "drone"));
    words.addAll(List.of("--out", out));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @BeforeAll
  static void renderOnOneMachine() throws IOException, InterruptedException {
    String _ =
        succeed(
            _ -> {},
            "simulate",
            "aerial-street",
            "--camera",
            "drone",
            "--out",
            "streets",
            "--count",
            String.valueOf(SAMPLES));
    String _ = succeed(_ -> {}, views("alone"));
    alone = sums("alone");
    assertThat(alone).hasSizeGreaterThan(SAMPLES * 12);
  }

  @Test
  void viewsAreTheSameWhateverTheNumberOfShares() throws IOException, InterruptedException {
    try (StandaloneCluster cluster = new StandaloneCluster(2)) {
      for (int shares : new int[] {1, 2, 7}) {
        String out = "shares" + shares;
        String text =
            succeed(
                _ -> {},
                views(out, "--on", cluster.address(), "--partitions", String.valueOf(shares)));
        assertThat(text).contains(SAMPLES + " rendered, 0 skipped");
        assertThat(sums(out)).isEqualTo(alone);
      }
    }
  }

  @Test
  void aWorkerThatIsKilledLosesNothing() throws IOException, InterruptedException {
    try (StandaloneCluster cluster = new StandaloneCluster(2)) {
      String text =
          succeed(
              line -> {
                if (line.startsWith("[1/")) {
                  Process _ = cluster.worker(0).destroyForcibly();
                }
              },
              views("killed", "--on", cluster.address(), "--partitions", "5"));
      assertThat(cluster.worker(0).isAlive()).as("the worker was killed in mid-job").isFalse();
      assertThat(text).contains("0 rejected"); // what the lost one had done is skipped
      assertThat(sums("killed")).isEqualTo(alone);
    }
  }

  @Test
  void aMatrixOfDriftHasTheNumbersOfOneMachine() throws IOException, InterruptedException {
    String _ =
        succeed(
            _ -> {},
            "simulate",
            "blood-smear",
            "--camera",
            "microscope",
            "--out",
            "smears",
            "--count",
            "40");
    String[] drift = {
      "drift",
      "--data",
      "smears",
      "--camera",
      "data",
      "--model",
      "small-cnn",
      "--size",
      "32",
      "--crop",
      "64",
      "--epochs",
      "1",
      "--splits",
      "1",
      "--corruptions",
      "gaussian_noise",
      "--severities",
      "3",
      "--views",
      "menon-unsharp-median,bilinear-sharpen-gaussian"
    };
    String _ = succeed(_ -> {}, with(drift, "--steps", "steps1", "--out", "drift1"));
    String text =
        succeed(_ -> {}, with(drift, "--steps", "steps2", "--out", "drift2", "--on", "local[2]"));
    assertThat(text).contains("2 models");
    for (String table : List.of("scores.csv", "cells.csv", "matrix-accuracy.csv")) {
      assertThat(folder.resolve("drift2").resolve(table))
          .hasSameTextualContentAs(folder.resolve("drift1").resolve(table));
    }
    assertThat(succeed(_ -> {}, "lab", "ls")).contains("2 within");
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void wrongMastersAreRejectedInPlainWords() throws IOException, InterruptedException {
    Ended ended = run(_ -> {}, views("none", "--on", "cluster:7077"));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.text())
        .contains("--on is 'cluster:7077': expected spark://HOST:PORT, yarn")
        .doesNotContain("Exception");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
