package dev.rawline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.workbench.share.Share;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails on a real cluster is done again, or ends the command in plain words. */
class ClusterFaultsTest {
  private static final int SAMPLES = 8;
  private static final String SHARES = "4";

  /** Time-outs of Spark, much shorter than it has them, and a cut that is shorter still. */
  private static final String[] IMPATIENT = {
    "-Dspark.network.timeout=20s",
    "-Dspark.network.timeoutInterval=1s",
    "-Dspark.executor.heartbeatInterval=2s",
    "-Dspark.speculation=false"
  };

  private static final long SHORT_CUT = 4_000;
  private static final long POLL = 10;

  @TempDir private static Path folder;
  private static Program program;
  private static SequencedMap<String, String> alone;

  @BeforeAll
  static void renderOnOneMachine() throws IOException, InterruptedException {
    program = new Program(folder);
    String count = String.valueOf(SAMPLES);
    String _ =
        program.succeed(
            _ -> {},
            "simulate",
            "blood-smear",
            "--camera",
            "microscope",
            "--out",
            "smears",
            "--count",
            count);
    String _ = program.succeed(_ -> {}, views("smears", "alone"));
    alone = program.sums("alone");
  }

  private static String[] views(String data, String out, String... more) {
    List<String> words = new ArrayList<>(List.of("views", data, "--camera", "microscope"));
    words.addAll(List.of("--view", "bilinear-sharpen-gaussian", "--out", out));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** Returns the checksums without the hidden files of processes that write, or were killed. */
  private static SequencedMap<String, String> whole(String name) throws IOException {
    SequencedMap<String, String> sums = program.sums(name);
    sums.keySet().removeIf(file -> file.endsWith(".part"));
    return sums;
  }

  private static String[] spread(String out, StandaloneCluster cluster) {
    return views("smears", out, "--on", cluster.address(), "--partitions", SHARES);
  }

  /** Waits for a share on a worker, and returns it. */
  private static ProcessHandle share(StandaloneCluster cluster, int worker) {
    List<ProcessHandle> found = cluster.shares(worker);
    while (found.isEmpty()) {
      sleep(POLL);
      found = cluster.shares(worker);
    }
    return found.getFirst();
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
      assertThat(code).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns what acts once, when the first sample is done. */
  private static BiConsumer<Process, String> atFirst(BiConsumer<Process, String> action) {
    AtomicBoolean acted = new AtomicBoolean();
    return (process, line) -> {
      if (line.startsWith("[1/") && !acted.getAndSet(true)) {
        action.accept(process, line);
      }
    };
  }

  /** Starts to collect the processes of shares, each with its share. */
  private static Map<Long, String> watch(StandaloneCluster cluster, AtomicBoolean until) {
    Map<Long, String> seen = new ConcurrentHashMap<>();
    Thread _ =
        Thread.startVirtualThread(
            () -> {
              while (!until.get()) {
                for (int worker = 0; worker < 2; worker++) {
                  for (ProcessHandle share : cluster.shares(worker)) {
                    StandaloneCluster.environment(share).stream()
                        .filter(word -> word.startsWith(Share.VARIABLE + "="))
                        .forEach(word -> seen.put(share.pid(), word));
                  }
                }
                sleep(POLL);
              }
            });
    return seen;
  }

  @Test
  @Tag("slow")
  void aCutNetworkLosesNothing() throws IOException, InterruptedException {
    try (Network network = network();
        StandaloneCluster cluster =
            new StandaloneCluster(
                network.machine(0),
                List.of(network.machine(1), network.machine(2)),
                "-Dspark.worker.timeout=20")) {
      Program head = new Program(folder, network.machine(0), List.of(IMPATIENT), Map.of());
      AtomicBoolean end = new AtomicBoolean();
      Map<Long, String> seen = watch(cluster, end);
      Program.Ended ended =
          head.run(
              atFirst(
                  (_, _) -> {
                    ProcessHandle _ = share(cluster, 0);
                    cut(network);
                    sleep(SHORT_CUT);
                    mend(network);
                  }),
              spread("short", cluster));
      end.set(true);
      assertThat(ended.code()).as(ended.text()).isZero();
      assertThat(program.sums("short")).isEqualTo(alone);
      assertThat(seen).as("no share ran twice").hasSize(Set.copyOf(seen.values()).size());
      assertThat(seen).hasSize(Integer.parseInt(SHARES));

      List<ProcessHandle> cutOff = new ArrayList<>();
      ended =
          head.run(
              atFirst(
                  (_, _) -> {
                    ProcessHandle share = share(cluster, 0);
                    signal("STOP", share); // it would end too early
                    cutOff.add(share);
                    cutOff.add(share.parent().orElseThrow());
                    cut(network);
                  }),
              spread("long", cluster));
      assertThat(ended.code()).as(ended.text()).isZero();
      assertThat(whole("long")).isEqualTo(alone);
      cutOff.getLast().onExit().join(); // its executor gives up
      signal("CONT", cutOff.getFirst());
      cutOff.getFirst().onExit().join(); // and it ends once it has written what it had begun
      assertThat(program.sums("long")).isEqualTo(alone);
    }
  }

  private static Network network() throws InterruptedException {
    try {
      return new Network(3);
    } catch (IOException e) {
      return Assumptions.abort("no network namespaces here: " + e.getMessage());
    }
  }

  private static void cut(Network network) {
    try {
      network.cut(1);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void mend(Network network) {
    try {
      network.mend(1);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Tag("slow")
  void aShareThatHangsIsDoneElsewhereAndEnded() throws IOException, InterruptedException {
    // Spark never runs a share twice on one machine.
    StandaloneCluster.Machine other = new StandaloneCluster.Machine("127.0.0.2", List.of());
    try (StandaloneCluster cluster =
        new StandaloneCluster(
            StandaloneCluster.Machine.THIS, List.of(StandaloneCluster.Machine.THIS, other))) {
      List<ProcessHandle> stopped = new ArrayList<>();
      Program.Ended ended =
          program.run(
              atFirst(
                  (_, _) -> {
                    stopped.add(share(cluster, 0));
                    signal("STOP", stopped.getFirst());
                  }),
              spread("hung", cluster));
      assertThat(ended.code()).as(ended.text()).isZero();
      assertThat(whole("hung")).isEqualTo(alone);
      assertThat(stopped).hasSize(1).noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void anInterruptedOrKilledCommandLeavesNoShareAndResumes()
      throws IOException, InterruptedException {
    try (StandaloneCluster cluster = new StandaloneCluster(2)) {
      String[] words = spread("resumed", cluster);
      Program.Ended ended =
          program.run(atFirst((driver, _) -> signal("INT", driver.toHandle())), words);
      assertThat(ended.code()).as(ended.text()).isEqualTo(130);
      assertThat(ended.text()).contains("interrupted: ends once the shares have saved");
      assertThat(cluster.shares(0)).isEmpty();
      assertThat(cluster.shares(1)).isEmpty();

      List<ProcessHandle> left = new ArrayList<>();
      AtomicBoolean killed = new AtomicBoolean();
      ended =
          program.run(
              (driver, line) -> {
                if (line.contains("/" + SAMPLES + "]") && !killed.getAndSet(true)) {
                  left.addAll(cluster.shares(0));
                  left.addAll(cluster.shares(1));
                  signal("KILL", driver.toHandle());
                }
              },
              words);
      assertThat(ended.code()).as(ended.text()).isEqualTo(137);
      left.forEach(share -> share.onExit().join());

      String text = program.succeed(_ -> {}, words);
      assertThat(text).contains("skipped");
      assertThat(program.sums("resumed")).isEqualTo(alone);
    }
  }

  @Test
  void aShareThatKeepsFailingEndsTheCommandInPlainWords() throws IOException, InterruptedException {
    try (StandaloneCluster cluster = new StandaloneCluster(1)) {
      AtomicBoolean end = new AtomicBoolean();
      Set<Long> killed = ConcurrentHashMap.newKeySet();
      Thread killer =
          Thread.startVirtualThread(
              () -> {
                while (!end.get()) {
                  for (ProcessHandle share : cluster.shares(0)) {
                    if (killed.add(share.pid())) {
                      boolean _ = share.destroyForcibly();
                    }
                  }
                  sleep(POLL);
                }
              });
      Program.Ended ended =
          program.run(
              (_, _) -> {},
              views("smears", "failed", "--on", cluster.address(), "--partitions", "1"));
      end.set(true);
      killer.join();
      assertThat(ended.code()).as(ended.text()).isEqualTo(1);
      assertThat(killed).hasSize(4);
      assertThat(ended.text())
          .contains("rawline views: a share of the work was ended by signal 9")
          .doesNotContain("Exception");

      // The data are gone from the machines.
      Path data = folder.resolve("smears");
      Path away = folder.resolve("away");
      try {
        ended =
            program.run(
                atFirst((_, _) -> assertThat(data.toFile().renameTo(away.toFile())).isTrue()),
                spread("gone", cluster));
      } finally {
        Path _ = Files.move(away, data);
      }
      assertThat(ended.code()).as(ended.text()).isEqualTo(1);
      assertThat(ended.text())
          .contains("rawline views: a machine of the cluster has other data under the same names")
          .doesNotContain("Exception");
    }
  }

  @Test
  void wrongInputOfAShareIsNotTriedAgain() throws IOException, InterruptedException {
    Path labels = folder.resolve("smears/labels.csv");
    String before = Files.readString(labels);
    try (StandaloneCluster cluster = new StandaloneCluster(2)) {
      AtomicBoolean end = new AtomicBoolean();
      Map<Long, String> seen = watch(cluster, end);
      Program.Ended ended =
          program.run(atFirst((_, _) -> write(labels, before + "\"")), spread("wrong", cluster));
      end.set(true);
      assertThat(ended.code()).as(ended.text()).isEqualTo(2);
      assertThat(ended.text())
          .contains("rawline views: ", "labels.csv")
          .doesNotContain("Exception");
      assertThat(seen).as("no share ran twice").hasSize(Set.copyOf(seen.values()).size());
    } finally {
      write(labels, before);
    }
  }

  private static void write(Path file, String text) {
    try {
      Path _ = Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void sharesGetTheBoundsOfTheCommand() throws IOException, InterruptedException {
    try (StandaloneCluster cluster = new StandaloneCluster(1)) {
      List<String> command = new ArrayList<>();
      List<String> environment = new ArrayList<>();
      Program bounded =
          new Program(
              folder,
              StandaloneCluster.Machine.THIS,
              List.of("-Xmx712m"),
              Map.of("MALLOC_ARENA_MAX", "1", "OMP_WAIT_POLICY", "PASSIVE"));
      Program.Ended ended =
          bounded.run(
              atFirst(
                  (_, _) -> {
                    ProcessHandle share = share(cluster, 0);
                    command.addAll(StandaloneCluster.command(share));
                    environment.addAll(StandaloneCluster.environment(share));
                  }),
              spread("bounded", cluster));
      assertThat(ended.code()).as(ended.text()).isZero();
      assertThat(command).contains("-Xmx712m", "-XX:ActiveProcessorCount=1");
      assertThat(environment)
          .contains("MALLOC_ARENA_MAX=1", "OMP_WAIT_POLICY=PASSIVE", "OMP_NUM_THREADS=1");
    }
  }

  @Test
  void theOrderOfTheClassPathDoesNotMatter() throws IOException, InterruptedException {
    List<String> path = List.of(System.getProperty("java.class.path").split(":", -1));
    for (List<String> order : List.of(path, path.reversed())) {
      String out = "order" + order.indexOf(path.getFirst());
      String _ =
          program
              .with("-cp", String.join(":", order))
              .succeed(_ -> {}, views("smears", out, "--on", "local[2]", "--partitions", "2"));
      assertThat(program.sums(out)).isEqualTo(alone);
    }
  }

  @Test
  void librariesAreThoseThatSparkAccepts() {
    List<String> names =
        List.of(System.getProperty("java.class.path").split(":", -1)).stream()
            .filter(entry -> entry.endsWith(".jar"))
            .map(entry -> Path.of(entry).getFileName().toString())
            .toList();
    assertThat(names).noneMatch(name -> name.startsWith("slf4j-nop"));
    assertThat(com.fasterxml.jackson.core.json.PackageVersion.VERSION.getMinorVersion())
        .isEqualTo(com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.getMinorVersion())
        .isLessThan(22);
  }
}
