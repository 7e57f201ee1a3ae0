package dev.rawline.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private static final String WORDS = "epoch 2/6  loss 1.823  24 images/s  6 s left";

  private static final long SECOND = 1_000_000_000;

  private final StringWriter written = new StringWriter();
  private long seconds;

  @Test
  void theBarFillsTheRemainingWidth() {
    String line = line(80).bar(0.4, WORDS);
    assertThat(line).hasSizeLessThanOrEqualTo(79).startsWith(" 40 %│█████").endsWith("│ " + WORDS);
    assertThat(line(200).bar(1, WORDS)).startsWith("100 %│" + "█".repeat(30) + "│ ");
    assertThat(line(200).bar(0, WORDS)).startsWith("  0 %│" + " ".repeat(30) + "│ ");
  }

  @Test
  void inNarrowTerminalsTheBarShrinksFirst() {
    assertThat(line(55).bar(0.4, WORDS)).isEqualTo(" 40 % " + WORDS);
    assertThat(line(20).bar(0.4, WORDS)).isEqualTo(" 40 % epoch 2/6  lo").hasSize(19);
  }

  @Test
  void aShorterLineErasesALongerOne() {
    StatusLine line = line(80);
    line.showNow("long");
    line.showNow("s");
    line.clear();
    line.clear();
    assertThat(written).hasToString("\rlong\rs   \r \r");
  }

  private StatusLine line(int columns) {
    return new StatusLine(new PrintWriter(written), Optional.of(columns), System::nanoTime);
  }

  @Test
  void aLogGetsAtMostOneLineOfProgressEveryTenSeconds() {
    StatusLine log =
        new StatusLine(new PrintWriter(written, true), Optional.empty(), () -> seconds * SECOND);
    for (; seconds < 60; seconds++) {
      log.log("at " + seconds);
    }
    log.print("a warning is never lost");
    log.print("nor another");
    assertThat(written.toString().lines())
        .containsExactly(
            "at 0",
            "at 10",
            "at 20",
            "at 30",
            "at 40",
            "at 50",
            "a warning is never lost",
            "nor another");
  }

  @Test
  void allProgressOfACommandSharesTheLine() {
    PrintWriter err = new PrintWriter(written);
    assertThat(StatusLine.on(err)).isSameAs(StatusLine.on(err));
    assertThat(StatusLine.on(new PrintWriter(written))).isNotSameAs(StatusLine.on(err));
  }

  @Test
  void theTimeLeftIsNeverZero() {
    assertThat(StatusLine.left(0.2)).isEqualTo("1 s left");
    assertThat(StatusLine.left(119)).isEqualTo("2 min left");
  }
}
