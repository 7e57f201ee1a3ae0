package dev.rawline.lab.intensity;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.IntensityFolders;
import dev.rawline.data.layout.Layout;
import dev.rawline.data.layout.OpenedDataSet;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.RawFilePicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleMask;
import dev.rawline.data.set.Subset;
import dev.rawline.lab.dataset.DataSetCard;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Raw files that belong together: a data set of any layout ({@link DataSets}), or a list of files.
 *
 * @param items the files, in their order
 * @param sensor the sensor's description, where the data set has one
 * @param dataSet the data set that they are, where it has more about them than their names: a
 *     folder of pictures without a card does not
 */
record RawCollection(List<Item> items, Optional<Path> sensor, Optional<DataSet> dataSet) {

  /**
   * One raw file.
   *
   * @param file its path
   * @param name what it is called in records and in seeds
   * @param className its class; empty if it has none
   * @param group the group that must stay together when data are split; empty if there is nothing
   * @param intensity the share of the light that it was recorded in, above 0 and at most 1
   * @param side its side of a split, where it has one
   * @param mask its mask, if it has one
   */
  record Item(
      Path file,
      String name,
      String className,
      String group,
      double intensity,
      Optional<Subset> side,
      Optional<SampleMask> mask) {

    /** A file of which nothing else is known. */
    Item(Path file) {
      this(file, String.valueOf(file.getFileName()), "", "", 1, Optional.empty(), Optional.empty());
    }

    /**
     * Returns what its outputs are called, without ending: its path in the data set, so that files
     * of one name in several folders stay apart, and the same in every intensity.
     */
    String stem() {
      String path = name.replaceFirst("\\.[^./]*$", "");
      return IntensityFolders.scene(path).replaceFirst("^images/", "");
    }

    /** Returns the intensity that a fraction of it has: of 0.5 and 0.5, 0.25. */
    double intensityAt(double fraction) {
      // As decimals, so that 0.1 of 0.1 is 0.01 and not the number beside it.
      return BigDecimal.valueOf(intensity).multiply(BigDecimal.valueOf(fraction)).doubleValue();
    }
  }

  /** Returns all shares of the light that a series makes of the files, the largest first. */
  List<Double> intensitiesAt(List<Double> series) {
    return series.stream()
        .flatMap(fraction -> items.stream().map(item -> item.intensityAt(fraction)))
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /**
   * Returns the collection that some words name.
   *
   * @param inputs one folder, or files
   * @throws RejectedFileException if the only input does not exist, or the folder holds no data set
   *     and no raw files; the message lists what was looked for
   * @throws dev.rawline.data.yaml.ConfigurationException if its labels have mistakes; the message
   *     lists all
   */
  static RawCollection of(List<Path> inputs) throws IOException {
    if (inputs.size() == 1 && !Files.exists(inputs.getFirst())) {
      throw new RejectedFileException(inputs.getFirst(), "does not exist", "check the path");
    }
    if (inputs.size() == 1 && Files.isDirectory(inputs.getFirst())) {
      return dataSet(inputs.getFirst());
    }
    List<Item> items = new ArrayList<>();
    for (Path file : inputs.stream().map(Path::normalize).distinct().toList()) {
      if (Files.isDirectory(file)) {
        throw new RejectedFileException(
            file, "is a folder among several inputs", "give one folder, or only files");
      }
      items.add(new Item(file));
    }
    return new RawCollection(items, Optional.empty(), Optional.empty());
  }

  /** Every picture is assumed to be raw; what is not is rejected file by file. */
  private static RawCollection dataSet(Path folder) throws IOException {
    OpenedDataSet opened = DataSets.find(folder, DataSetOptions.DEFAULT.with(PictureKind.RAW));
    DataSet set = opened.set();
    List<Item> items = new ArrayList<>();
    for (Sample sample : set.samples()) {
      if (!(sample.picture() instanceof RawFilePicture picture)) {
        throw new RejectedFileException(
            folder,
            "is packed, and contains no separate raw files",
            "name the data set that it was packed from");
      }
      items.add(
          new Item(
              picture.file(),
              folder.relativize(picture.file()).toString().replace('\\', '/'),
              sample.label().className().orElse(""),
              sample.group(),
              sample.intensity(),
              sample.side(),
              sample.label().mask()));
    }
    boolean described = opened.layout() != Layout.UNLABELLED || DataSetCard.in(folder).isPresent();
    return new RawCollection(items, set.sensor(), Optional.of(set).filter(whole -> described));
  }
}
