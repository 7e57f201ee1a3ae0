package dev.rawline.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.numeric.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The progress of files without a terminal. */
class TerminalProgressTest {
  private final StringWriter err = new StringWriter();
  private long seconds;

  private StatusLine log() {
    return new StatusLine(
        new PrintWriter(err, true), Optional.empty(), () -> seconds * 1_000_000_000);
  }

  @Test
  void filesAreReportedAtMostEveryTenSeconds() {
    try (TerminalProgress progress = new TerminalProgress(log())) {
      Progress files = progress.begin("files", 25);
      for (int i = 0; i < 25; i++) {
        Progress file = files.begin("file " + i, 0);
        file.size(100, "px");
        seconds++;
        file.advance(100L);
        file.end("13 files");
        files.note("an odd file");
      }
    }
    assertThat(err.toString().lines().filter(line -> line.startsWith("[")))
        .containsExactly(
            "[1/25] file 0: 13 files in 1.0 s",
            "[11/25] file 10: 13 files in 1.0 s",
            "[21/25] file 20: 13 files in 1.0 s");
    assertThat(err.toString().lines().filter(line -> line.contains("odd"))).hasSize(25);
  }

  @Test
  void longTasksAndTheirPartsShareTheLimit() {
    try (TerminalProgress progress = new TerminalProgress(log())) {
      Progress download = progress.begin("archive", 1_000_000_000L, "bytes");
      Progress other = progress.begin("other", 1_000_000_000L, "bytes");
      for (int i = 0; i < 100; i++) {
        seconds++;
        download.advance(10_000_000L);
        other.advance(10_000_000L);
      }
    }
    assertThat(err.toString().lines()).hasSizeBetween(4, 7).first().asString().contains("archive");
  }
}
