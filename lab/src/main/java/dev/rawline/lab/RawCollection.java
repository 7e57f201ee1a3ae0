package dev.rawline.lab;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.raw.RefusedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Raw files that belong together: a labelled data set, a folder of raw files, or a list of them.
 *
 * <p>A folder with a {@code labels.csv} (file, class, group; files relative to the folder) is a
 * data set; {@code masks/<name>.png} are its masks and {@code sensor.yaml} its sensor.
 *
 * @param items the files, in their order
 * @param sensor the sensor's description, where the data set has one
 */
record RawCollection(List<Item> items, Optional<Path> sensor) {
  private static final int MOST_BYTES = 1 << 28;
  private static final String LABELS = "labels.csv";
  private static final Set<String> ENDINGS =
      Set.of(
          "dng", "tif", "tiff", "png", "npy", "raw", "3fr", "arw", "cr2", "cr3", "nef", "orf",
          "pef", "raf", "rw2", "srw");

  /**
   * One raw file.
   *
   * @param file where it stands
   * @param name what it is called in records and in seeds
   * @param label its class; empty if it has none
   * @param group what it must not be parted from when data are split; empty if there is nothing
   * @param mask its mask, if it has one
   */
  record Item(Path file, String name, String label, String group, Optional<Path> mask) {}

  /** Copies the list. */
  RawCollection {
    items = List.copyOf(items);
  }

  /** Returns whether the files have labels. */
  boolean isLabelled() {
    return items.stream().anyMatch(item -> !item.label.isEmpty());
  }

  /**
   * Returns the collection that some words stand for.
   *
   * @param inputs one folder, or files
   * @throws RefusedFileException if the only input does not exist, the folder holds no raw files,
   *     or its labels are damaged
   */
  static RawCollection of(List<Path> inputs) throws IOException {
    if (inputs.size() == 1 && !Files.exists(inputs.getFirst())) {
      throw new RefusedFileException(inputs.getFirst(), "does not exist", "check the path");
    }
    if (inputs.size() == 1 && Files.isDirectory(inputs.getFirst())) {
      Path folder = inputs.getFirst();
      return Files.exists(folder.resolve(LABELS)) ? labelled(folder) : plain(folder);
    }
    List<Item> items = new ArrayList<>();
    for (Path file : inputs.stream().map(Path::normalize).distinct().toList()) {
      if (Files.isDirectory(file)) {
        throw new RefusedFileException(
            file, "is a folder among several inputs", "give one folder, or only files");
      }
      items.add(unlabelled(file));
    }
    return new RawCollection(items, Optional.empty());
  }

  private static RawCollection plain(Path folder) throws IOException {
    List<Item> items;
    try (Stream<Path> files = Files.list(folder)) {
      items =
          files
              .filter(file -> Files.isRegularFile(file) && ENDINGS.contains(ending(file)))
              .sorted()
              .map(RawCollection::unlabelled)
              .toList();
    }
    if (items.isEmpty()) {
      throw new RefusedFileException(
          folder,
          "holds neither a labels.csv nor raw files",
          "name a data set's folder, or one with raw files in it");
    }
    return new RawCollection(items, sensor(folder));
  }

  private static Item unlabelled(Path file) {
    return new Item(file, String.valueOf(file.getFileName()), "", "", Optional.empty());
  }

  private static RawCollection labelled(Path folder) throws IOException {
    Path labels = folder.resolve(LABELS);
    String[] lines = BoundedFile.text(labels, MOST_BYTES).split("\\R", -1);
    if (!lines[0].strip().equals("file,class,group")) {
      throw new RefusedFileException(
          labels, "begins with '" + lines[0] + "'", "its first line must be file,class,group");
    }
    List<Item> items = new ArrayList<>();
    for (int line = 1; line < lines.length; line++) {
      String[] cells = lines[line].split(",", -1);
      if (lines[line].isBlank()) {
        continue;
      }
      if (cells.length != 3) {
        throw new RefusedFileException(
            labels,
            "line %d is '%s'".formatted(line + 1, lines[line]),
            "every line must hold file,class,group without further commas");
      }
      Path file = folder.resolve(cells[0]);
      Path mask = folder.resolve("masks").resolve(Outputs.stem(file) + ".png");
      items.add(
          new Item(
              file,
              cells[0],
              cells[1],
              cells[2],
              Files.isRegularFile(mask) ? Optional.of(mask) : Optional.empty()));
    }
    if (items.isEmpty()) {
      throw new RefusedFileException(labels, "lists no file", "name a data set that holds some");
    }
    return new RawCollection(items, sensor(folder));
  }

  private static Optional<Path> sensor(Path folder) {
    return Optional.of(folder.resolve("sensor.yaml")).filter(Files::isRegularFile);
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
