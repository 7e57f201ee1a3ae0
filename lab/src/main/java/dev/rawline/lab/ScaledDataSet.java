package dev.rawline.lab;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.raw.RefusedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of raw images in less light: what stands where in it, and whose it is.
 *
 * @param folder where it is
 * @param series the fractions of the light
 */
record ScaledDataSet(Path folder, List<Double> series) {
  static final String WHAT = "raw images in less light, by calibrated intensity scaling";

  private static final String CARD = "data-card.json";
  private static final String SCALE = "raw_scale";
  private static final int SHOWN = 3;

  /** All that may stand in the folder. */
  private static final List<String> NAMES =
      List.of(
          CARD,
          "images",
          "labels.csv",
          "masks",
          "overview.png",
          "records",
          "saturated",
          "sensor.yaml");

  /** Returns whether a folder holds such images already. */
  static boolean isIn(Path folder) throws IOException {
    return WHAT.equals(JsonFile.read(folder.resolve(CARD)).get("what"));
  }

  /** Returns raw_scale050 for 0.5, as the published data are called; raw_scale0.005 for 0.005. */
  static String folderOf(double fraction) {
    double perCent = fraction * 100;
    return Math.abs(perCent - Math.rint(perCent)) < 1e-9
        ? String.format(Locale.ROOT, SCALE + "%03d", Math.round(perCent))
        : SCALE + fraction;
  }

  /** Returns where what tells of all images goes. */
  Path card() {
    return folder.resolve(CARD);
  }

  /** Returns where the mosaic of a raw file goes. */
  Path image(double fraction, Path file) {
    return images(fraction).resolve(Outputs.stem(file) + ".tiff");
  }

  /** Returns where what tells of a raw file goes. */
  Path record(Path file) {
    return folder.resolve("records").resolve(Outputs.stem(file) + ".json");
  }

  /** Returns where a mask of a raw file goes. */
  Path mask(String kind, Path file) {
    return folder.resolve(kind).resolve(Outputs.stem(file) + ".png");
  }

  private Path images(double fraction) {
    return folder.resolve("images").resolve(folderOf(fraction));
  }

  /**
   * Requires that the folder is free, or holds the same files at the same intensities.
   *
   * @throws RefusedFileException if it is not; the message tells what is there
   */
  void requireOwn(RawCollection collection) throws IOException {
    if (!isIn(folder)) {
      Outputs.requireFree(folder, NAMES, "scale-intensity");
    }
    requireNoOtherIntensity();
    requireNoOtherFile(collection);
  }

  /** Images that the data card does not tell of would look like part of the data set. */
  private void requireNoOtherFile(RawCollection collection) throws IOException {
    Path records = folder.resolve("records");
    if (!Files.isDirectory(records)) {
      return;
    }
    Set<String> wanted =
        new HashSet<>(collection.items().stream().map(item -> Outputs.stem(item.file())).toList());
    try (Stream<Path> made = Files.list(records)) {
      List<String> others =
          made.filter(record -> String.valueOf(record).endsWith(".json"))
              .map(Outputs::stem)
              .filter(stem -> !wanted.contains(stem))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw new RefusedFileException(
            folder,
            "holds what was made of files that are not named now (%s)"
                .formatted(
                    others.size() > SHOWN
                        ? String.join(", ", others.subList(0, SHOWN)) + ", …"
                        : String.join(", ", others)),
            "name them too, or choose another folder with --out");
      }
    }
  }

  /** Images that no record tells of any more would look like part of the data set. */
  private void requireNoOtherIntensity() throws IOException {
    Path made = folder.resolve("images");
    if (!Files.isDirectory(made)) {
      return;
    }
    Set<String> wanted = new HashSet<>(series.stream().map(ScaledDataSet::folderOf).toList());
    try (Stream<Path> folders = Files.list(made)) {
      List<String> others =
          folders
              .map(path -> String.valueOf(path.getFileName()))
              .filter(name -> name.startsWith(SCALE) && !wanted.contains(name))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw new RefusedFileException(
            folder,
            "holds other intensities than --series asks for (%s)"
                .formatted(String.join(", ", others)),
            "ask for them too, or choose another folder with --out");
      }
    }
  }

  /** Makes the folders, and tells before the first file what the folder is. */
  void begin() throws IOException {
    Outputs.makeFolder(folder);
    Outputs.makeFolder(folder.resolve("records"));
    for (double fraction : series) {
      Outputs.makeFolder(images(fraction));
    }
    if (!Files.exists(card())) {
      JsonFile.write(Map.of("what", WHAT), card());
    }
  }
}
