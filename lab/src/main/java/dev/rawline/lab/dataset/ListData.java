package dev.rawline.lab.dataset;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.Layout;
import dev.rawline.data.layout.OpenedDataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Folders → the data sets in them: the folder itself, or else the folders in it.
 *
 * @param folder where to look
 */
public record ListData(Path folder) {

  /**
   * A folder that is a data set, or would be one.
   *
   * @param folder the folder
   * @param opened what was found
   * @param refusal why it cannot be opened, in one sentence; empty if it can
   */
  public record FolderEntry(Path folder, Optional<OpenedDataSet> opened, String refusal) {}

  /**
   * Looks for data sets; no pixels are read. Folders that hold none are passed over, and so are
   * bare pictures next to other data sets.
   *
   * @throws dev.rawline.data.file.RejectedFileException if the folder does not exist or cannot be
   *     listed
   */
  public List<FolderEntry> run() throws IOException {
    Optional<FolderEntry> whole = Files.isDirectory(folder) ? look(folder) : Optional.empty();
    List<FolderEntry> found = new ArrayList<>();
    if (whole.isPresent() && isDescribed(whole.get())) {
      return List.of(whole.get());
    }
    if (!Files.isDirectory(folder)) {
      DataSets.layout(folder); // refuses it in words
    }
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path each :
          inside
              .filter(Files::isDirectory)
              .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
              .sorted(Comparator.comparing(path -> String.valueOf(path.getFileName())))
              .toList()) {
        look(each).ifPresent(found::add);
      }
    }
    boolean onlyBare = found.stream().noneMatch(ListData::isDescribed);
    return onlyBare && whole.isPresent() ? List.of(whole.get()) : found;
  }

  /** Folders of pictures next to each other look like classes, even where each is a set. */
  private static boolean isDescribed(FolderEntry listed) {
    return listed
        .opened()
        .map(
            opened ->
                opened.layout() != Layout.CLASS_FOLDERS && opened.layout() != Layout.UNLABELLED)
        .orElse(false);
  }

  private static Optional<FolderEntry> look(Path folder) {
    try {
      return DataSets.layout(folder).isEmpty()
          ? Optional.empty()
          : Optional.of(
              new FolderEntry(
                  folder, Optional.of(DataSets.find(folder, DataSetOptions.DEFAULT)), ""));
    } catch (IOException e) {
      return Optional.of(
          new FolderEntry(folder, Optional.empty(), brief(String.valueOf(e.getMessage()))));
    }
  }

  /** Returns one line: of several mistakes the first. */
  private static String brief(String message) {
    String[] lines = message.split("\n {2}- ", -1);
    return lines.length == 1 ? lines[0] : lines[0] + ", the first: " + lines[1];
  }
}
