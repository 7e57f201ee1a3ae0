package dev.rawline.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.learning.train.EpochReport;
import dev.rawline.learning.train.StepReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The progress of a training without a terminal. */
class TrainingProgressBarTest {
  private static final int EPOCHS = 30;

  private final StringWriter err = new StringWriter();
  private long seconds;

  /** An epoch of 2 s and its validation of 1 s. */
  private void train(TrainingProgressBar bar) {
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      for (int step = 1; step <= 2; step++) {
        seconds++;
        bar.step(new StepReport(epoch, step, 2, 2 * epoch - 2 + step, 2 * EPOCHS, 1, 8, 0));
      }
      seconds++;
      bar.epoch(
          new EpochReport(
              epoch,
              1,
              OptionalDouble.of(1),
              OptionalDouble.empty(),
              0.1,
              0.1,
              3,
              false,
              List.of()),
          null);
    }
  }

  @Test
  void epochsAreReportedAtMostEveryTenSeconds() {
    StatusLine log =
        new StatusLine(new PrintWriter(err, true), Optional.empty(), () -> seconds * 1_000_000_000);
    try (TrainingProgressBar bar = new TrainingProgressBar(log, EPOCHS, "accuracy")) {
      train(bar);
    }
    assertThat(err.toString().lines().map(line -> line.replaceFirst("].*", "]")))
        .containsExactly(
            "[1/30]", "[5/30]", "[9/30]", "[13/30]", "[17/30]", "[21/30]", "[25/30]", "[29/30]");
    assertThat(err.toString()).contains("; 2 min left", "; 5 s left").doesNotContain("; 1 s left");
  }
}
