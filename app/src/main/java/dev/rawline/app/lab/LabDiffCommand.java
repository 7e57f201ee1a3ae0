package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunDifference;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rawline lab diff}: in what two runs differ. */
@Command(
    name = "diff",
    header = "Show the differences between two runs: parameters, last metrics, provenance.")
public final class LabDiffCommand extends TerminalCommand {
  /** Texts of more letters are shown in a terminal where they differ. */
  private static final int LONG = 30;

  /** The number of characters shown around the difference. */
  private static final int AROUND = 8;

  @Parameters(index = "0", paramLabel = "RUN", description = LabCommand.RUN)
  private String one;

  @Parameters(index = "1", paramLabel = "RUN", description = "The other run.")
  private String other;

  @Mixin private LabBookOptions bookOptions;

  @Override
  public ExitCode call() throws IOException {
    try (LabBook book = bookOptions.openExisting()) {
      print(book.diff(book.number(one), book.number(other)));
    }
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    return words("lab", "show", other, given(LabBookOptions.class));
  }

  private void print(RunDifference difference) {
    PrintWriter out = out();
    out.printf(
        "run %d, %s, against run %d, %s%n",
        difference.one().number(),
        difference.one().name(),
        difference.other().number(),
        difference.other().name());
    texts("provenance", difference, difference.origin(), out);
    texts("parameters", difference, difference.parameters(), out);
    TextTable table =
        new TextTable(List.of("name", of(difference, true), of(difference, false), "change"));
    for (RunDifference.Change<Double> numbers : difference.metrics()) {
      Double change =
          numbers.one().isPresent() && numbers.other().isPresent()
              ? Double.valueOf(numbers.other().get() - numbers.one().get())
              : null;
      table.add(
          Arrays.asList(
              numbers.name(), numbers.one().orElse(null), numbers.other().orElse(null), change));
    }
    table.printBelow("metrics", out);
    out.printf(
        "%nthe same: %d parameters, %d metrics%n",
        difference.sameParameters(), difference.sameMetrics());
  }

  private static void texts(
      String heading,
      RunDifference runs,
      List<RunDifference.Change<String>> texts,
      PrintWriter out) {
    TextTable table = new TextTable(List.of("name", of(runs, true), of(runs, false)));
    for (RunDifference.Change<String> text : texts) {
      String one = shown(text.one());
      String other = shown(text.other());
      boolean cut = TextTable.isRead() && Math.max(one.length(), other.length()) > LONG;
      table.add(
          List.of(text.name(), cut ? unlike(one, other) : one, cut ? unlike(other, one) : other));
    }
    table.printBelow(heading, out);
  }

  /**
   * Returns a text without what begins and ends one that it is compared with, but for some letters.
   */
  public static String unlike(String text, String compared) {
    int least = Math.min(text.length(), compared.length());
    int head = 0;
    while (head < least && text.charAt(head) == compared.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && text.charAt(text.length() - 1 - tail) == compared.charAt(compared.length() - 1 - tail)) {
      tail++;
    }
    int from = Math.max(0, head - AROUND);
    int to = text.length() - Math.max(0, tail - AROUND);
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
  }

  private static String of(RunDifference runs, boolean first) {
    return "run %d".formatted((first ? runs.one() : runs.other()).number());
  }

  private static String shown(Optional<String> text) {
    return text.orElse("–");
  }
}
