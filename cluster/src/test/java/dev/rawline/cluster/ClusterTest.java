package dev.rawline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.store.ObjectServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands on a real cluster, a master and two workers: what they write is what one machine does.
 */
class ClusterTest {
  private static final int SAMPLES = 9;
  private static final String BUCKET = "s3://pictures/";

  @TempDir private static Path folder;
  private static ObjectServer store;
  private static Program program;
  private static SequencedMap<String, String> alone;

  private static String succeed(String... words) throws IOException, InterruptedException {
    return program.succeed(_ -> {}, words);
  }

  private static String[] views(String data, String out, String... more) {
    return with(new String[] {"views", data, "--camera", "drone", "--out", out}, more);
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  private static String[] simulate(String scene, String camera, int count, String out) {
    return new String[] {
      "simulate", scene, "--camera", camera, "--count", String.valueOf(count), "--out", out
    };
  }

  @BeforeAll
  static void renderOnOneMachine() throws IOException, InterruptedException {
    store = new ObjectServer(ObjectServer.Dialect.SIGNED_ONLY);
    // The workers have the cache, and no keys.
    program =
        new Program(
            folder,
            StandaloneCluster.Machine.THIS,
            List.of(),
            Map.of(
                "RAWLINE_CACHE", folder.resolve("cache").toString(),
                "AWS_ENDPOINT_URL", store.endpoint().toString(),
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "not-a-secret"));
    String _ = succeed(simulate("aerial-street", "drone", SAMPLES, "streets"));
    String _ = succeed("data", "push", "streets", BUCKET + "streets");
    String _ = succeed(views("streets", "alone"));
    alone = program.sums("alone");
    assertThat(alone).hasSizeGreaterThan(SAMPLES * 12);
  }

  @AfterAll
  static void closeStore() {
    store.close();
  }

  @Test
  void viewsAreTheSameWhateverTheNumberOfShares() throws IOException, InterruptedException {
    try (StandaloneCluster cluster = new StandaloneCluster(2)) {
      for (int shares : new int[] {1, 2, 7}) {
        String out = "shares" + shares;
        String partitions = String.valueOf(shares);
        assertThat(
                succeed(
                    views("streets", out, "--on", cluster.address(), "--partitions", partitions)))
            .contains(SAMPLES + " rendered, 0 skipped");
        assertThat(program.sums(out)).isEqualTo(alone);
      }
    }
  }

  @Test
  void aKilledWorkerLosesNothingOfDataInAStore() throws IOException, InterruptedException {
    try (StandaloneCluster cluster = new StandaloneCluster(2)) {
      String text =
          program.succeed(
              atFirst(() -> cluster.worker(0).destroyForcibly()),
              views(BUCKET + "streets", "killed", "--on", cluster.address(), "--partitions", "5"));
      assertThat(cluster.worker(0).isAlive()).as("the worker was killed in mid-job").isFalse();
      assertThat(text).contains("0 rejected"); // what the lost one had done is skipped
      assertThat(program.sums("killed")).isEqualTo(alone);
      assertThat(store.requests())
          .filteredOn(request -> request.method().equals("GET"))
          .filteredOn(request -> request.address().getPath().contains("/streets/"))
          .as("each object was read once")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aMatrixOfDriftHasTheNumbersOfOneMachine() throws IOException, InterruptedException {
    String _ = succeed(simulate("blood-smear", "microscope", 40, "smears"));
    String _ = succeed("data", "push", "smears", BUCKET + "smears");
    List<String> drift = new ArrayList<>(List.of("drift", "--data", BUCKET + "smears"));
    drift.addAll(List.of("--camera", "data", "--model", "small-cnn", "--size", "32"));
    drift.addAll(List.of("--crop", "64", "--epochs", "1", "--splits", "1"));
    drift.addAll(List.of("--corruptions", "gaussian_noise", "--severities", "3"));
    drift.addAll(List.of("--views", "menon-unsharp-median,bilinear-sharpen-gaussian"));
    String[] words = drift.toArray(String[]::new);
    String _ = succeed(with(words, "--steps", "steps1", "--out", "drift1"));
    try (StandaloneCluster cluster = new StandaloneCluster(2)) {
      String text =
          program.succeed(
              atFirst(() -> cluster.worker(0).destroyForcibly()),
              with(words, "--steps", "steps2", "--out", "drift2", "--on", cluster.address()));
      assertThat(cluster.worker(0).isAlive()).as("the worker was killed in mid-job").isFalse();
      assertThat(text).contains("2 models");
    }
    for (String table : List.of("scores.csv", "cells.csv", "matrix-accuracy.csv")) {
      assertThat(folder.resolve("drift2").resolve(table))
          .hasSameTextualContentAs(folder.resolve("drift1").resolve(table));
    }
    assertThat(succeed("lab", "ls")).contains("2 within");
    assertThat(recorded(4)).contains("drift_drop").isEqualTo(recorded(1));
  }

  /** Returns what the lab book has of a run and its parts, but times. */
  private static String recorded(int run) throws IOException, InterruptedException {
    return succeed(
        "lab",
        "sql",
        "select r.command, r.name, r.state, r.plan, r.data, r.seeds, m.name as metric, m.value"
            + " from runs r join last_metrics m on m.run = r.number"
            + " where (r.number = %1$d or r.parent = %1$d) and m.name <> 'epoch_seconds'"
                .formatted(run)
            + " order by 2, 7",
        "--csv");
  }

  /** Returns what acts once, when the first sample or step is done. */
  private static Consumer<String> atFirst(Runnable action) {
    AtomicBoolean acted = new AtomicBoolean();
    return line -> {
      if (line.startsWith("[1/") && !acted.getAndSet(true)) {
        action.run();
      }
    };
  }

  @Test
  void wrongMastersAreRejectedInPlainWords() throws IOException, InterruptedException {
    Program.Ended ended =
        program.run((_, _) -> {}, views("streets", "none", "--on", "cluster:7077"));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.text())
        .contains("--on is 'cluster:7077': expected spark://HOST:PORT, yarn")
        .doesNotContain("Exception");
    ended =
        program.run(
            (_, _) -> {}, "drift", "--data", "streets", "--on", "local", "--partitions", "3");
    assertThat(ended.code()).as(ended.text()).isEqualTo(2);
    assertThat(ended.text()).contains("--partitions splits a data set");
    ended =
        program.run(
            (_, _) -> {}, views("https://key:Zq8vK3tR5wX7@host/set.zip", "none", "--on", "local"));
    assertThat(ended.code()).as(ended.text()).isEqualTo(2);
    assertThat(ended.text())
        .contains("has a secret, which others could read in the list of processes")
        .doesNotContain("Zq8vK3tR5wX7");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
