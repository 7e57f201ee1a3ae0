package dev.rawline.workbench.share;

import dev.rawline.workbench.text.ShellQuoting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that hands a command over to a cluster.
 *
 * @param environment the variables that the process and the command get, without secrets
 * @param command the words of the process; an option and its value are neighbours
 */
public record Submission(Map<String, String> environment, List<String> command) {
  /** Copies both. */
  public Submission {
    environment = Map.copyOf(environment);
    command = List.copyOf(command);
  }

  /** Returns it as a shell runs it, an option a line. */
  public String text() {
    Stream<String> variables =
        new TreeMap<>(environment)
            .entrySet().stream()
                .map(variable -> variable.getKey() + "=" + ShellQuoting.word(variable.getValue()));
    String text =
        Stream.concat(variables, command.stream().map(ShellQuoting::word))
            .collect(Collectors.joining(" \\\n  "));
    return text.replaceAll("(?m)^( *-[\\w-]+) \\\\\n +(?!-)", "$1 ");
  }

  /**
   * Runs it; the process prints where this one does.
   *
   * @return its exit code
   */
  public int send() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    return builder.start().waitFor();
  }
}
