package dev.rawline.app.data;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.store.DataSetSource;
import dev.rawline.data.store.PublishedDataSet;
import dev.rawline.lab.dataset.ListData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code rawline data ls}: command-line interface of {@link ListData}, and the names that are
 * known.
 */
@Command(name = "ls", header = "List the known data sets and those in folders.")
final class DataListCommand extends TerminalCommand {
  private static final int NAME = 16;
  private static final int LAYOUT = 16;

  @Parameters(
      arity = "0..*",
      paramLabel = "FOLDER",
      description = "Data sets, or folders that contain data sets.")
  private List<Path> folders = List.of();

  @Override
  public ExitCode call() throws IOException {
    PrintWriter out = out();
    if (folders.isEmpty()) {
      known(out);
    }
    for (Path folder : folders) {
      List<ListData.FolderEntry> found = new ListData(folder).run();
      if (found.isEmpty()) {
        out.printf(
            "%s contains no data set of a known layout (docs/reference/datasets.md)%n", folder);
      }
      int width =
          found.stream()
              .mapToInt(each -> Math.max(1, each.folder().toString().length()))
              .max()
              .orElse(1);
      found.forEach(each -> print(out, each, width));
    }
    return ExitCode.DONE;
  }

  private static void known(PrintWriter out) throws IOException {
    DataSetSource source = DataSetSource.standard();
    for (PublishedDataSet known : PublishedDataSet.ALL) {
      out.printf("%-" + NAME + "s %s%n", known.name(), known.what());
      out.printf("%-" + NAME + "s %s, %s%n", "", known.location(), known.licence());
      out.printf(
          "%-" + NAME + "s %s%n",
          "",
          source
              .cached(known)
              .map(folder -> "is here: " + folder)
              .orElse("not downloaded yet: rawline data fetch " + known.name()));
    }
  }

  private static void print(PrintWriter out, ListData.FolderEntry listed, int width) {
    out.printf("%-" + width + "s  ", listed.folder());
    if (listed.opened().isEmpty()) {
      out.printf("cannot be opened: %s%n", listed.refusal());
      return;
    }
    DataSet set = listed.opened().get().set();
    int classes = set.classes().size();
    boolean masks = set.samples().stream().anyMatch(sample -> sample.label().mask().isPresent());
    out.printf(
        "%-" + LAYOUT + "s%s%s%s%n",
        listed.opened().get().layout().word(),
        set.samples().size() == 1 ? "1 sample" : set.samples().size() + " samples",
        classes == 0 ? "" : classes == 1 ? ", 1 class" : ", " + classes + " classes",
        masks ? ", masks" : "");
  }
}
