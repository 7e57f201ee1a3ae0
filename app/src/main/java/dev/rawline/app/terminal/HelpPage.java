package dev.rawline.app.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The text of a command's help: what it does, and below a line {@code ----} its examples. It is
 * read from {@code help/rawline-COMMAND.txt} among the resources when it is shown.
 */
public final class HelpPage {
  private static final String END_OF_DESCRIPTION = "(?m)^----\n";

  /** A line continued on the next one. */
  private static final String WRAPPED = "(?<=\\S)\n(?=\\S)";

  private HelpPage() {}

  /** Makes the help of a command and of those below it show their pages. */
  public static void install(CommandLine commandLine) {
    Map<String, IHelpSectionRenderer> sections =
        new LinkedHashMap<>(commandLine.getHelpSectionMap());
    sections.put(
        UsageMessageSpec.SECTION_KEY_DESCRIPTION,
        help -> {
          load(help.commandSpec());
          return help.description();
        });
    commandLine.setHelpSectionMap(sections);
  }

  /** Reads the page of a command into its usage message. */
  public static void load(CommandSpec command) {
    String[] parts = text(command).split(END_OF_DESCRIPTION, 2);
    if (!parts[0].isEmpty()) {
      command.usageMessage().description(paragraphs(parts[0], -1));
    }
    if (parts.length > 1) {
      command.usageMessage().footer(paragraphs(parts[1], 0));
    }
  }

  /** Returns the lines of a text as picocli formats them: paragraphs are one line each. */
  private static String[] paragraphs(String text, int limit) {
    return ("\n" + text.replaceAll(WRAPPED, " ").replace("%", "%%")).split("\n", limit);
  }

  private static String text(CommandSpec command) {
    String name = "/dev/rawline/app/help/" + command.qualifiedName("-") + ".txt";
    try (InputStream page = HelpPage.class.getResourceAsStream(name)) {
      if (page == null) {
        throw new IllegalStateException("the help of a command is missing: " + name);
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
