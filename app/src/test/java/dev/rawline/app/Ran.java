package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What one command did.
 *
 * @param code its exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
public record Ran(int code, String out, String err) {

  /** Runs a command in this process. */
  public static Ran rawline(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        RawlineCommand.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Ran(code, out.toString(), err.toString());
  }

  /** Requires exit code 2, nothing on stdout, and a message without a stack trace. */
  public void assertRefused(String... parts) {
    assertThat(code).isEqualTo(2);
    assertThat(out).isEmpty();
    assertThat(err).contains(parts).startsWith("rawline").doesNotContain("\tat ");
  }
}
