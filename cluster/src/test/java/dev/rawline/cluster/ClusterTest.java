package dev.rawline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

  private static Program.Ended run(Consumer<String> lines, String... words)
      throws IOException, InterruptedException {
    return new Program(folder).run((_, line) -> lines.accept(line), words);
  }

  private static String succeed(Consumer<String> lines, String... words)
      throws IOException, InterruptedException {
    return new Program(folder).succeed(lines, words);
  }

  private static SequencedMap<String, String> sums(String name) throws IOException {
    return new Program(folder).sums(name);
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
    Program.Ended ended = run(_ -> {}, views("none", "--on", "cluster:7077"));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.text())
        .contains("--on is 'cluster:7077': expected spark://HOST:PORT, yarn")
        .doesNotContain("Exception");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
