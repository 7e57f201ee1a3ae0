package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpPage;
import dev.rawline.app.terminal.InterruptHandler;
import dev.rawline.data.file.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * docs/reference/commands.md is generated from the commands; the failure message explains how to
 * renew it.
 */
class CommandReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/commands.md");

  /** The exit codes of every command: done, failed, rejected, interrupted. */
  private static final int COMMON_EXIT_CODES = 4;

  private static final String RENEWAL =
      "renew it by: mvn -pl app -am verify -Dtest=CommandReferenceTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drawline.schemas=write";
  private static final String HEAD =
      """
      # Commands

      Every command with its options and their defaults, generated from the commands themselves; `./rawline COMMAND --help` shows the
      same with examples. [Every command once](../tutorials/commands.md) is a tour.

      """;

  @Test
  void thePageMatchesTheHelpOfEveryCommand() throws IOException {
    String page = page();
    if (System.getProperty("rawline.schemas", "").equals("write")) {
      AtomicFile.write(PAGE, page.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(PAGE).as(RENEWAL).hasContent(page);
  }

  private static String page() {
    PrintWriter out = new PrintWriter(new StringWriter());
    try (InterruptHandler interruption = new InterruptHandler(out)) {
      CommandLine rawline = RawlineCommand.documented(interruption, out);
      StringBuilder page = new StringBuilder(HEAD).append(exitCodes());
      add(rawline, page);
      return page.toString();
    }
  }

  private static String exitCodes() {
    Map<String, String> all = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      all.put(String.valueOf(code.number()), code.meaning());
    }
    return "Exit codes: " + codes(all) + ".\n";
  }

  private static String codes(Map<String, String> meanings) {
    return meanings.entrySet().stream()
        .map(code -> code.getKey() + " " + code.getValue())
        .collect(Collectors.joining("; "));
  }

  private static void add(CommandLine command, StringBuilder page) {
    CommandSpec spec = command.getCommandSpec();
    HelpPage.load(spec);
    page.append("\n## ").append(spec.qualifiedName()).append("\n\n");
    page.append(plain(String.join(" ", spec.usageMessage().header()))).append("\n\n");
    String usage = new Help(spec, Help.defaultColorScheme(Ansi.OFF)).fullSynopsis().strip();
    usage
        .replaceFirst("^Usage: ", "")
        .lines()
        .forEach(line -> page.append("    ").append(line).append('\n'));
    paragraphs(spec.usageMessage().description())
        .forEach(text -> page.append('\n').append(text).append('\n'));
    if (spec.usageMessage().exitCodeList().size() > COMMON_EXIT_CODES) {
      page.append("\nExit codes: ").append(codes(spec.usageMessage().exitCodeList())).append(".\n");
    }
    List<String> rows =
        Stream.concat(
                spec.positionalParameters().stream()
                    .filter(parameter -> !parameter.hidden())
                    .map(parameter -> row(parameter.paramLabel(), parameter)),
                spec.options().stream()
                    .filter(option -> !option.hidden() && !option.inherited())
                    .map(option -> row(names(option), option)))
            .toList();
    if (!rows.isEmpty()) {
      page.append("\n| option | meaning |\n| --- | --- |\n");
      rows.forEach(page::append);
    }
    command.getSubcommands().values().stream().distinct().forEach(within -> add(within, page));
  }

  private static List<String> paragraphs(String... description) {
    return Arrays.stream(description)
        .filter(text -> !text.isBlank())
        .map(CommandReferenceTest::plain)
        .toList();
  }

  private static String names(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return String.join(", ", option.names()) + value;
  }

  private static String row(String name, ArgSpec option) {
    String meaning = Arrays.stream(option.description()).collect(Collectors.joining(" "));
    String presence =
        option instanceof PositionalParamSpec || !option.required() ? "" : " (required)";
    return "| `%s` | %s%s |\n"
        .formatted(name.replace("|", "\\|"), plain(meaning).replace("|", "\\|"), presence);
  }

  /** Returns a text of a help, in which percent signs mean something. */
  private static String plain(String text) {
    return text.replace("%n", " ").replace("%%", "%").replaceAll("\\R\\s*", " ").strip();
  }
}
