package dev.rawline.lab.intensity;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.IntensityFolders;
import dev.rawline.data.set.DataSet;
import dev.rawline.lab.dataset.LabelsFile;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of raw images in less light: the place of each file, and who made it.
 *
 * @param folder where it is
 * @param series the fractions of the light that each raw file was recorded in
 */
record ScaledDataSet(Path folder, List<Double> series) {
  static final String WHAT = "raw images in less light, by calibrated intensity scaling";

  private static final String PROVENANCE = "provenance.json";
  private static final int SHOWN = 3;

  /** All names that may be in the folder. */
  private static final List<String> NAMES =
      List.of(
          DataSet.CAMERA,
          DescriptionFiles.CARD.name(),
          "images",
          LabelsFile.NAME,
          "masks",
          "overview.png",
          PROVENANCE,
          "README.md",
          "records",
          "saturated",
          "sensor.yaml");

  /** Returns whether a folder holds such images already. */
  static boolean isIn(Path folder) throws IOException {
    return WHAT.equals(JsonFile.read(folder.resolve(PROVENANCE)).get("what"));
  }

  /** Returns the file of the provenance of all images. */
  Path provenance() {
    return folder.resolve(PROVENANCE);
  }

  /** Returns where the mosaic of a raw file at a fraction of its light goes. */
  Path image(double fraction, RawCollection.Item item) {
    return images(item.intensityAt(fraction)).resolve(item.stem() + ".tiff");
  }

  /** Returns the file of the record of a raw file. */
  Path record(RawCollection.Item item) {
    return folder.resolve("records").resolve(item.stem() + ".json");
  }

  /** Returns where a mask of a raw file goes. */
  Path mask(String kind, RawCollection.Item item) {
    return folder.resolve(kind).resolve(item.stem() + ".png");
  }

  private Path images(double intensity) {
    return folder.resolve("images").resolve(IntensityFolders.folder(intensity));
  }

  /**
   * Requires that the folder is free, or holds the same files at the same intensities.
   *
   * @throws RejectedFileException if it is not; the message names what is there
   */
  void requireOwn(RawCollection collection) throws IOException {
    if (!isIn(folder)) {
      OutputFiles.requireFree(folder, NAMES, "scale-intensity");
    }
    requireNoOtherIntensity(collection);
    requireNoOtherFile(collection);
  }

  /** Images that are not in the data card would look like part of the data set. */
  private void requireNoOtherFile(RawCollection collection) throws IOException {
    Path records = folder.resolve("records");
    Set<Path> wanted = new HashSet<>(collection.items().stream().map(this::record).toList());
    List<String> others =
        OutputFiles.others(records, ".json", wanted::contains).stream()
            .map(name -> name.substring(0, name.length() - ".json".length()))
            .toList();
    if (!others.isEmpty()) {
      throw new RejectedFileException(
          folder,
          "contains outputs of files that are not given now (%s)"
              .formatted(
                  others.size() > SHOWN
                      ? String.join(", ", others.subList(0, SHOWN)) + ", …"
                      : String.join(", ", others)),
          "give them as well, or choose another folder with --out");
    }
  }

  /** Images that no longer have a record would look like part of the data set. */
  private void requireNoOtherIntensity(RawCollection collection) throws IOException {
    Path made = folder.resolve("images");
    if (!Files.isDirectory(made)) {
      return;
    }
    Set<String> wanted =
        new HashSet<>(
            collection.intensitiesAt(series).stream().map(IntensityFolders::folder).toList());
    try (Stream<Path> folders = Files.list(made)) {
      List<String> others =
          folders
              .map(path -> String.valueOf(path.getFileName()))
              .filter(name -> IntensityFolders.isFolder(name) && !wanted.contains(name))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw new RejectedFileException(
            folder,
            "contains intensities that are not in --series (%s)"
                .formatted(String.join(", ", others)),
            "add them to --series, or choose another folder with --out");
      }
    }
  }

  /** Makes the folders, and writes before the first file what the folder is. */
  void begin(RawCollection collection) throws IOException {
    OutputFiles.makeFolder(folder);
    OutputFiles.makeFolder(folder.resolve("records"));
    for (double intensity : collection.intensitiesAt(series)) {
      OutputFiles.makeFolder(images(intensity));
    }
    if (!Files.exists(provenance())) {
      JsonFile.write(Map.of("what", WHAT), provenance());
    }
  }
}
