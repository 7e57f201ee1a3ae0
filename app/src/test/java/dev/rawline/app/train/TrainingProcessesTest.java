package dev.rawline.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.app.Ran;
import dev.rawline.app.SmallDataSets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One model is trained by several processes, real ones. */
class TrainingProcessesTest {
  @TempDir private Path work;
  private String data;

  @BeforeEach
  void makeData() throws IOException {
    data = SmallDataSets.shades(work, 8);
  }

  /** Returns a training whose updates are in proportion to the gradients; Adam's are not. */
  private String[] train(Object... more) {
    List<String> words = new ArrayList<>(List.of("train", "--data", data, "--camera", "drone"));
    words.addAll(List.of("--model", "small-cnn", "--optimizer", "{sgd: {momentum: 0.9}}"));
    words.addAll(List.of("--batch", "5", "--threads", "1", "--no-lab"));
    for (Object word : more) {
      words.add(word.toString());
    }
    return words.toArray(String[]::new);
  }

  private List<double[]> curve(String model) throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (String line :
        Files.readAllLines(work.resolve(model).resolve("history.csv")).subList(1, 4)) {
      String[] cells = line.split(",", -1);
      rows.add(new double[] {Double.parseDouble(cells[1]), Double.parseDouble(cells[2])});
    }
    return rows;
  }

  /** Of 12 samples in batches of 5 the last has 2: two processes have one, the third has none. */
  @Test
  void severalProcessesGiveTheLossCurveOfOne() throws IOException {
    Ran.works((Object[]) train("--epochs", 3, "--out", work.resolve("one")));
    for (int world : List.of(2, 3)) {
      String name = "of-" + world;
      Ran.works((Object[]) train("--epochs", 3, "--out", work.resolve(name), "--world", world));
      for (int epoch = 0; epoch < 3; epoch++) {
        assertThat(curve(name).get(epoch))
            .as("%d processes, epoch %d", world, epoch + 1)
            // Other numbers of threads differ as much: batches of two amplify rounding.
            .containsExactly(curve("one").get(epoch), within(epoch == 0 ? 1e-5 : 1e-3));
      }
    }
  }

  /** Its weights are divided by those of the whole batch, which no slice knows. */
  @Test
  void weightedLossesAreThoseOfOneProcess() throws IOException {
    Object[] more = {"--epochs", 3, "--loss", "{cross_entropy: {class_weights: [1, 5]}}"};
    Ran.works((Object[]) train(with(more, "--out", work.resolve("one"))));
    Ran.works((Object[]) train(with(more, "--out", work.resolve("three"), "--world", 3)));
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(curve("three").get(epoch))
          .containsExactly(curve("one").get(epoch), within(epoch == 0 ? 1e-5 : 1e-3));
    }
  }

  /** θ is summed too, augmented and drawn samples do not depend on the process. */
  @Test
  void learnedCamerasAndDrawnOnesAreThoseOfOneProcess() throws IOException {
    Object[] more = {
      "--epochs", 3, "--data-model", "{parametrized: {}}", "--augment", "strong", "--clip", 1
    };
    Ran.works((Object[]) train(with(more, "--out", work.resolve("one"))));
    Ran.works((Object[]) train(with(more, "--out", work.resolve("two"), "--world", 2)));
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(curve("two").get(epoch)).containsExactly(curve("one").get(epoch), within(1e-3));
    }
  }

  private static Object[] with(Object[] words, Object... more) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray();
  }

  private Process start(String log, Object... more) throws IOException {
    return Ran.program(List.of("-Drawline.columns=80"), List.of(train(more)))
        .redirectOutput(work.resolve(log).toFile())
        .start();
  }

  private String log(String name) throws IOException {
    return Files.readString(work.resolve(name));
  }

  private static String place() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + any.getLocalPort();
    }
  }

  private Process[] two(Path out, String place) throws IOException {
    Object[] more = {"--epochs", 2000, "--world", 2, "--rendezvous", place, "--out", out};
    return new Process[] {
      start("log-0", with(more, "--rank", 0)), start("log-1", with(more, "--rank", 1))
    };
  }

  private void awaitEpoch(Process first) throws Exception {
    while (!log("log-0").contains("/2000]")) {
      assertThat(first.isAlive()).as(log("log-0") + log("log-1")).isTrue();
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Test
  void aLostProcessIsReportedAndTrainingResumesWithAnotherNumber() throws Exception {
    Path out = work.resolve("model");
    for (int killed : List.of(1, 0)) {
      Process[] processes = two(out, place());
      awaitEpoch(processes[0]);
      processes[killed].destroyForcibly();
      Process survivor = processes[1 - killed];

      assertThat(survivor.waitFor()).isEqualTo(1);
      assertThat(log("log-" + (1 - killed)))
          .contains("the process of rank %d was lost".formatted(killed), "--world")
          .doesNotContain("\tat ");
    }
    Process resumed = start("log-0", "--epochs", 2000, "--world", 3, "--out", out);
    awaitEpoch(resumed);
    resumed.destroy(); // the others end with it

    assertThat(resumed.waitFor()).isEqualTo(130);
    assertThat(log("log-0")).contains("resumes after ", "saved in ").doesNotContain("damaged");
    Process alone = start("log-0", "--epochs", 2000, "--out", out);
    awaitEpoch(alone);
    alone.destroy();
    assertThat(alone.waitFor()).isEqualTo(130);
    assertThat(log("log-0")).contains("resumes after ").doesNotContain("damaged");
  }

  /** Each of them has a connection to the first one alone. */
  @Test
  void allOthersNameTheProcessThatWasLost() throws Exception {
    Object[] more = {"--epochs", 2000, "--world", 3, "--rendezvous", place()};
    more = with(more, "--out", work.resolve("model"));
    List<Process> processes = new ArrayList<>();
    for (int rank = 0; rank < 3; rank++) {
      processes.add(start("log-" + rank, with(more, "--rank", rank)));
    }
    awaitEpoch(processes.getFirst());
    processes.getLast().destroyForcibly();
    for (int rank = 0; rank < 2; rank++) {
      assertThat(processes.get(rank).waitFor()).isEqualTo(1);
      assertThat(log("log-" + rank)).contains("the process of rank 2 was lost");
    }
  }

  @Test
  void processesOfDifferentPlansRejectEachOther() throws Exception {
    String place = place();
    Object[] more = {"--world", 2, "--rendezvous", place, "--out", work.resolve("model")};
    Process first = start("log-0", with(more, "--rank", 0, "--epochs", 2));
    Process second = start("log-1", with(more, "--rank", 1, "--epochs", 3));
    assertThat(first.waitFor()).isEqualTo(2);
    assertThat(second.waitFor()).isEqualTo(2);
    assertThat(log("log-0")).contains("rank 1 has other settings than rank 0: epochs 3, not 2");
    assertThat(log("log-1")).contains("rank 0 has other settings than rank 1: epochs 2, not 3");
    assertThat(work.resolve("model")).doesNotExist();
  }

  @Test
  void wrongProcessesAreRejectedTogether() {
    Ran.rawline(train("--world", 2, "--rank", 2, "--rendezvous", "here"))
        .assertRefused("2 errors: --rank is 2: expected 0 to 1", "--rendezvous is 'here'");
    Ran.rawline(train("--rank", 1))
        .assertRefused("--rank requires --world N", "--rank requires --rendezvous HOST:PORT");
    Ran.rawline(train("--world", 0)).assertRefused("--world is 0: expected 1 or more");
    Ran.rawline(train("--rendezvous", "node:70000"))
        .assertRefused("--rendezvous requires --world N", "the port 1 to 65535");
    Ran.rawline(train("--world", 2, "--worst-case", "{box: {gamma: [1.4, 3]}}"))
        .assertRefused("worst cameras", "without --world");
  }
}
