package dev.rawline.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Seeds;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.weights.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training is interrupted, its checkpoints are damaged, and it resumes. */
class DamagedCheckpointTest {
  private static final int EPOCHS = 4;
  private static final int BLOCK = 512;
  private static final int STEPS_AN_EPOCH = 8;

  @TempDir private Path folder;

  private final Random random = new Random(Seeds.next("DamagedCheckpointTest"));
  private final List<String> notes = new ArrayList<>();
  private StateDict undisturbed;

  /** What befalls a file. */
  private enum Damage {
    ZEROED_BLOCK,
    TRUNCATED,
    EMPTY,
    FLIPPED_BIT;

    byte[] of(byte[] content, Random random) {
      byte[] damaged = content.clone();
      switch (this) {
        case ZEROED_BLOCK -> {
          int from;
          do {
            from = random.nextInt(content.length - BLOCK);
          } while (Arrays.equals(
              content, from, from + BLOCK, new byte[BLOCK], 0, BLOCK)); // zeros already
          Arrays.fill(damaged, from, from + BLOCK, (byte) 0);
        }
        case TRUNCATED -> damaged = Arrays.copyOf(content, random.nextInt(content.length));
        case EMPTY -> damaged = new byte[0];
        case FLIPPED_BIT -> // behind the first bytes, which are the header
            damaged[content.length / 2 + random.nextInt(content.length / 2)] ^=
                (byte) (1 << random.nextInt(8));
      }
      return damaged;
    }
  }

  /** Trains, and stops after some steps in all; returns the weights. */
  private StateDict train(Path checkpoints, int stop) throws IOException {
    try (JointModel model = Blobs.classifier()) {
      Trainer[] trainer = new Trainer[1];
      trainer[0] =
          new Trainer(
              Blobs.everything(EPOCHS, 4),
              model,
              Blobs.preparation(model.task()),
              Blobs.samples(1, 4 * STEPS_AN_EPOCH),
              Blobs.samples(2, 12),
              checkpoints,
              new TrainingListener() {
                @Override
                public void step(StepReport report) {
                  if (report.done() == stop) {
                    trainer[0].requestStop();
                  }
                }

                @Override
                public void note(String note) {
                  notes.add(note);
                }
              });
      trainer[0].run();
      return model.weights();
    }
  }

  private void requireSameEnd(Path checkpoints) throws IOException {
    assertThat(train(checkpoints, -1).arrays()).isEqualTo(undisturbed.arrays());
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = Files.createDirectory(folder.resolve(name));
    for (Path file : files(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
    return to;
  }

  private static List<Path> files(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.sorted().toList();
    }
  }

  private void damage(Path file, Damage damage) throws IOException {
    Files.write(file, damage.of(Files.readAllBytes(file), random));
  }

  @BeforeEach
  void trainUndisturbed() throws IOException {
    undisturbed = train(folder.resolve("whole"), -1);
  }

  @Test
  void aDamagedNewestCheckpointFallsBackToTheOneBefore() throws IOException {
    Path interrupted = folder.resolve("interrupted");
    train(interrupted, 2 * STEPS_AN_EPOCH + 3);
    assertThat(files(interrupted).stream().map(file -> file.getFileName().toString()))
        .containsExactly(
            "best.safetensors", "epoch-002-step-00003.safetensors", "epoch-002.safetensors");
    for (Damage damage : Damage.values()) {
      notes.clear();
      Path damaged = copy(interrupted, damage.name());
      Path newest = damaged.resolve("epoch-002-step-00003.safetensors");
      damage(newest, damage);
      requireSameEnd(damaged);
      assertThat(notes)
          .as(damage.name())
          .singleElement()
          .asString()
          .startsWith(
              "warning: a checkpoint is damaged: training resumes from the one before it, "
                  + damaged.resolve("epoch-002.safetensors"))
          .contains(newest.toString());
    }
  }

  @Test
  void anOlderDamagedCheckpointChangesNothing() throws IOException {
    Path interrupted = folder.resolve("interrupted");
    train(interrupted, 2 * STEPS_AN_EPOCH + 3);
    notes.clear();
    damage(interrupted.resolve("epoch-002.safetensors"), Damage.ZEROED_BLOCK);
    requireSameEnd(interrupted);
    assertThat(notes).isEmpty();
  }

  @Test
  void damagedWeightsOfTheBestEpochAreTakenFromItsCheckpointOrRefused() throws IOException {
    for (int epochs = 2; epochs < EPOCHS; epochs++) { // the second is validated first
      Path interrupted = folder.resolve("after" + epochs);
      train(interrupted, epochs * STEPS_AN_EPOCH + 2);
      for (Damage damage : Damage.values()) {
        notes.clear();
        Path damaged = copy(interrupted, epochs + damage.name());
        Path file = damaged.resolve("best.safetensors");
        damage(file, damage);
        try {
          requireSameEnd(damaged);
          assertThat(notes)
              .singleElement()
              .asString()
              .startsWith("warning: the weights of the best epoch are damaged")
              .contains(file.toString());
        } catch (RejectedFileException e) { // the best epoch is an earlier one
          assertThat(e)
              .hasMessageStartingWith(file + ": training cannot resume from it")
              .hasMessageEndingWith("remove " + damaged + " to train from the beginning");
        }
      }
    }
  }

  @Test
  void withoutAnIntactCheckpointTrainingIsRefusedByTheNameOfTheNewest() throws IOException {
    Path interrupted = folder.resolve("interrupted");
    train(interrupted, STEPS_AN_EPOCH + 3);
    for (Damage damage : Damage.values()) {
      Path damaged = copy(interrupted, damage.name());
      Path newest = damaged.resolve("epoch-001-step-00003.safetensors");
      damage(newest, damage);
      damage(damaged.resolve("epoch-001.safetensors"), damage);
      assertThatThrownBy(() -> train(damaged, -1))
          .isInstanceOf(RejectedFileException.class)
          .hasMessageStartingWith(newest + ": training cannot resume from it (" + newest)
          .hasMessageEndingWith(
              "restore it, or remove %s to train from the beginning".formatted(damaged));
    }
  }
}
