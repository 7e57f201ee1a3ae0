package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one command did.
 *
 * @param code its exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr, but for the next command
 * @param next the command that it suggested last, if any
 */
public record Ran(int code, String out, String err, Optional<String> next) {
  private static final Pattern NEXT = Pattern.compile("(?m)^Next: (.*)\\R\\z");

  /** Runs a command in this process. */
  public static Ran rawline(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        RawlineCommand.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    Matcher next = NEXT.matcher(err.toString());
    return next.find()
        ? new Ran(
            code,
            out.toString(),
            err.toString().substring(0, next.start()),
            Optional.of(next.group(1)))
        : new Ran(code, out.toString(), err.toString(), Optional.empty());
  }

  /** Runs a command in this process, and requires exit code 0. */
  public static Ran works(Object... words) {
    Ran ran = rawline(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    return ran;
  }

  /**
   * Describes a command in a process of its own.
   *
   * @param options options of Java
   * @param words the command
   */
  public static ProcessBuilder program(List<String> options, List<String> words) {
    List<String> all = new ArrayList<>();
    all.add(ProcessHandle.current().info().command().orElseThrow());
    all.add("--add-modules=jdk.incubator.vector");
    all.addAll(options);
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    all.addAll(words);
    return new ProcessBuilder(all).redirectErrorStream(true);
  }

  /** Requires exit code 2, nothing on stdout, and a message without a stack trace. */
  public void assertRefused(String... parts) {
    assertThat(code).isEqualTo(2);
    assertThat(out).isEmpty();
    assertThat(err).contains(parts).startsWith("rawline").doesNotContain("\tat ");
  }
}
