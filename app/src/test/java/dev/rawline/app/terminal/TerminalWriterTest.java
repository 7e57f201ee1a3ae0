package dev.rawline.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No code in a name reaches a terminal. */
class TerminalWriterTest {
  private final StringWriter terminal = new StringWriter();
  private final PrintWriter writer = new TerminalWriter(new PrintWriter(terminal, true));

  @Test
  void codesAreShown() {
    writer.printf("a\u001b]0;title\u0007\u009b2J\u007f\u202eb\u2066\u200f\ufeff\rc%n");
    writer.print('\u001b');
    writer.write("xy\u001bz".toCharArray(), 2, 1);
    writer.append("\u0000", 0, 1).println("\u2028");
    writer.flush();
    assertThat(terminal)
        .hasToString(
            """
            a\\x1b]0;title\\x07\\u009b2J\\u007f\\u202eb\\u2066\\u200f\\ufeff\\x0dc
            \\x1b\\x1b\\x00\\u2028
            """);
  }

  @Test
  void otherTextStays() {
    String text = "naïve\t12 µm\n→ 日本語 😀 │▏ \"quoted\" \\x1b";
    writer.print(text);
    writer.flush();
    assertThat(terminal).hasToString(text);
  }

  /** The status line returns to its begin; a name in it does not. */
  @Test
  void statusLineMovesAndNamesDoNot() {
    StatusLine status = new StatusLine(writer, Optional.of(60), () -> 0L);
    status.show(0.5, "a\rb\u001b[2J");
    status.print("done \u001b[2J with https://h/a?token=hunter2");
    assertThat(terminal.toString())
        .startsWith("\r")
        .contains("a\\x0db\\x1b[2J", "done \\x1b[2J with https://h/a?token=…")
        .doesNotContain("\u001b", "a\r", "hunter2");
  }

  @Test
  void lostOutputIsReported() {
    PrintWriter full =
        new TerminalWriter(
            new PrintWriter(new StringWriter()) {
              @Override
              public boolean checkError() {
                return true;
              }
            });
    assertThat(full.checkError()).isTrue();
  }
}
