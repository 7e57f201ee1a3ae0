package dev.rawline.learning.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.weights.SafeTensors;
import dev.rawline.learning.weights.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training process is killed in the middle, and restarted until it ends. */
class KilledTrainingTest {
  private static final String RESULT = "result.safetensors";
  private static final int EPOCHS = 6;

  @TempDir private Path folder;

  /** The process: trains in a folder, and writes the final weights. */
  static final class Training {
    private Training() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      try (JointModel model = Blobs.classifier()) {
        TrainingOutcome outcome =
            new Trainer(
                    Blobs.everything(EPOCHS, 4),
                    model,
                    Blobs.preparation(model.task()),
                    Blobs.samples(1, 60),
                    Blobs.samples(2, 20),
                    folder.resolve("checkpoints"),
                    TrainingListener.SILENT)
                .run();
        if (outcome instanceof TrainingOutcome.Finished) {
          SafeTensors.write(folder.resolve(RESULT), model.weights());
        }
      }
    }
  }

  private static Process start(Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Training.class.getName());
    command.add(folder.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log.txt").toFile())
        .start();
  }

  @Test
  void aKilledRunResumesToTheSameBits() throws Exception {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    assertThat(start(whole).waitFor()).as(log(whole)).isZero();
    Path killed = Files.createDirectory(folder.resolve("killed"));
    Random random = new Random(Seeds.next("KilledTrainingTest"));
    int kills = 0;
    for (int run = 0; run < 2 && !Files.exists(killed.resolve(RESULT)); run++) {
      Process process = start(killed);
      awaitCheckpoint(process, killed.resolve("checkpoints"), run + 1);
      process.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS);
      if (process.isAlive()) {
        kills++;
      }
      process.destroyForcibly().waitFor();
    }
    assertThat(kills).as("times it was killed").isPositive();
    assertThat(start(killed).waitFor()).as(log(killed)).isZero();
    StateDict uninterrupted = SafeTensors.read(whole.resolve(RESULT));
    assertThat(SafeTensors.read(killed.resolve(RESULT)).arrays()).isEqualTo(uninterrupted.arrays());
  }

  /** Waits until a number of epochs are done, or the process has ended. */
  private static void awaitCheckpoint(Process process, Path checkpoints, int epochs)
      throws InterruptedException, IOException {
    Checkpoints folder = new Checkpoints(checkpoints);
    while (process.isAlive()
        && folder.newestFirst().stream().noneMatch(place -> place.epochs() >= epochs)) {
      Thread.sleep(5);
    }
  }

  private static String log(Path folder) throws IOException {
    Path log = folder.resolve("log.txt");
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
