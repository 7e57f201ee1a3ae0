package dev.rawline.app.data;

import static dev.rawline.app.terminal.TextTable.printField;

import dev.rawline.app.options.DataSetArgument;
import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.data.card.Rights;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Subset;
import dev.rawline.lab.dataset.DataSetSummary;
import dev.rawline.workbench.text.NumberText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rawline data info}: command-line interface of {@link DataSetSummary}. */
@Checks(warns = false)
@Command(name = "info", header = "Describe a data set, and draw its contact sheet.")
public final class DataInfoCommand extends TerminalCommand {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "SHEET.png",
      description = "Draw a contact sheet: samples of every class, masks outlined.")
  private Path sheet;

  @Option(names = "--force", description = "Replace SHEET.png if it already exists.")
  private boolean force;

  @Mixin private DataSetArgument data;

  @Override
  public ExitCode call() throws IOException {
    if (sheet != null) {
      requireFree(sheet, force);
    }
    DataSetOptions reading = data.reading();
    Path folder = data.folder(spec());
    DataSetSummary summary =
        withProgress(
            progress -> DataSetSummary.of(folder, reading, Optional.ofNullable(sheet), progress));
    new DataSetSummaryText(summary).print(out());
    if (sheet != null) {
      TextTable.printField(out(), "sheet", sheet.toString());
    }
    return summary.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  @Override
  protected List<String> next() {
    return words("data", "check", data.typed(), given(DataSetReadOptions.class));
  }

  /**
   * The summary of a data set as text, on one screen.
   *
   * @param summary the summary
   */
  private record DataSetSummaryText(DataSetSummary summary) {
    private static final int BAR = 30;
    private static final int MOST_CLASSES = 24;
    private static final int MOST_LISTED = 4;
    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";

    /** Prints the summary. */
    void print(PrintWriter out) {
      DataSet set = summary.set();
      out.println(set.name());
      printField(out, "layout", summary.layout().word() + " (" + summary.layout().sign() + ")");
      printField(out, "samples", String.valueOf(set.samples().size()));
      printField(out, "groups", groups());
      printField(out, "pictures", listed(summary.kinds()));
      printField(out, "sizes", listed(summary.sizes()) + " px");
      printField(out, "intensities", intensities());
      printField(out, "sides", sides());
      printField(out, "masks", masks());
      printField(
          out,
          "saturated",
          String.format(Locale.ROOT, "%.2f %% of the pixels", 100 * summary.saturated()));
      printField(out, "camera", cameras());
      Rights rights = set.rights();
      printField(out, "licence", rights.licence().orElse("not known"));
      rights.attribution().ifPresent(by -> printField(out, "attribution", by));
      rights.citation().ifPresent(words -> printField(out, "cite", words));
      printField(out, "sha256", summary.sum().orElse("not known, since files cannot be read"));
      summary.notes().forEach(note -> printField(out, "note", note));
      unreadable().forEach(reason -> printField(out, "unreadable", reason));
      classes(out, set.counts());
      out.flush();
    }

    private String groups() {
      return summary.groups() == summary.set().samples().size()
          ? "every sample is its own"
          : "%d, of at most %d samples".formatted(summary.groups(), summary.largestGroup());
    }

    private String intensities() {
      return summary.intensities().entrySet().stream()
          .map(
              entry ->
                  summary.intensities().size() == 1
                      ? NumberText.brief(entry.getKey())
                      : "%s (%d)".formatted(NumberText.brief(entry.getKey()), entry.getValue()))
          .collect(Collectors.joining(", "));
    }

    private String sides() {
      return summary.sides().isEmpty()
          ? "not defined"
          : summary.sides().entrySet().stream()
              .map(entry -> side(entry.getKey(), entry.getValue()))
              .collect(Collectors.joining(", "));
    }

    private static String side(Subset side, int count) {
      return count + " " + side.word();
    }

    private String masks() {
      return summary.masks() == 0
          ? "none"
          : String.format(
              Locale.ROOT,
              "%d, which cover %.1f %% of their pictures on average",
              summary.masks(),
              100 * summary.coverage().orElse(0.0));
    }

    private String cameras() {
      return summary.cameras().isEmpty()
          ? summary.set().sensor().isPresent() ? "described in sensor.yaml" : "not known"
          : listed(summary.cameras());
    }

    private List<String> unreadable() {
      List<String> all = summary.unreadable();
      List<String> shown = new ArrayList<>(all.subList(0, Math.min(MOST_LISTED, all.size())));
      if (all.size() > MOST_LISTED) {
        shown.add("and %d more; data check lists them".formatted(all.size() - MOST_LISTED));
      }
      return shown;
    }

    /** Returns what there is, the most frequent first; with counts where there are several. */
    private static String listed(SortedMap<String, Integer> counts) {
      List<String> words =
          counts.entrySet().stream()
              .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
              .map(
                  entry ->
                      counts.size() == 1
                          ? entry.getKey()
                          : "%s (%d)".formatted(entry.getKey(), entry.getValue()))
              .toList();
      return words.isEmpty()
          ? "not known"
          : words.size() > MOST_LISTED
              ? String.join(", ", words.subList(0, MOST_LISTED))
                  + " and %d more".formatted(words.size() - MOST_LISTED)
              : String.join(", ", words);
    }

    private static void classes(PrintWriter out, SortedMap<String, Integer> counts) {
      if (counts.isEmpty()) {
        return;
      }
      out.println();
      int most = Collections.max(counts.values());
      int width = counts.keySet().stream().mapToInt(String::length).max().orElse(0);
      int shown = 0;
      for (Map.Entry<String, Integer> entry : counts.entrySet()) {
        if (shown++ == MOST_CLASSES && counts.size() > MOST_CLASSES + 1) {
          out.printf("  and %d more classes%n", counts.size() - MOST_CLASSES);
          return;
        }
        out.printf(
            "  %-" + width + "s %6d %s%n",
            entry.getKey(),
            entry.getValue(),
            bar((double) entry.getValue() / most));
      }
    }

    private static String bar(double share) {
      int eighths = Math.max(1, (int) Math.round(share * BAR * EIGHTHS.length()));
      int rest = eighths % EIGHTHS.length();
      return "█".repeat(eighths / EIGHTHS.length())
          + (rest == 0 ? "" : EIGHTHS.substring(rest - 1, rest));
    }
  }
}
