package dev.rawline.lab.intensity;

import dev.rawline.data.config.CorrectionMapFiles;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.CorrectionMaps;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.lab.dataset.DataSetCard;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Raw files → the same raw files in less light, by calibrated intensity scaling.
 *
 * <p>{@code 000001.tiff} becomes {@code images/raw_scale050/000001.tiff} and its sidecar for the
 * fraction 0.5, and so on for all of the series; of a file that was recorded in half of the light
 * itself, {@code images/raw_scale025/000001.tiff}. {@code records/000001.json} records where they
 * came from, what share of the source is saturated, and whether mean and noise came out as
 * foretold. Next to them are {@code sensor.yaml}, {@code provenance.json}, {@code overview.png},
 * and for a data set with more than the names of its files {@code labels.csv} (file, class, group,
 * intensity, split), its {@code masks}, and a card with its name and rights. {@code
 * saturated/000001.png} shows the saturated pixels where there are any.
 *
 * <p>Every file is whole or absent, and the record of a raw file comes last; so a run that is
 * repeated resumes, and skips files made from the same content with the same settings; what was
 * made with other settings is made again. A folder is rejected, and nothing in it changed, that
 * holds other intensities, what was made of files that are not named now, or files of these names
 * that this command did not write; other files do not matter.
 *
 * @param folder where the outputs go; made if it does not exist
 * @param sensor the camera that recorded the files; empty to take the data set's own
 * @param series the fractions of the light, each above 0 and at most 1
 * @param method how samples are scaled
 * @param seed the random seed, combined with a file's name and the fraction
 * @param maps the folder of a calibration's maps, whose offsets are heeded
 * @param force whether everything is made again
 */
public record ScaleIntensity(
    Path folder,
    Optional<SensorSpec> sensor,
    List<Double> series,
    IntensityScaling.Method method,
    long seed,
    Optional<Path> maps,
    boolean force) {

  /**
   * Checks the series.
   *
   * @throws IllegalArgumentException if there is no fraction, or one lies outside 0 to 1
   */
  public ScaleIntensity {
    series = series.stream().distinct().toList();
    if (series.isEmpty()) {
      throw new IllegalArgumentException(
          "no intensity is given: expected at least one, above 0 and at most 1");
    }
    for (double fraction : series) {
      if (!(fraction > 0 && fraction <= 1)) {
        throw new IllegalArgumentException(
            "intensity is %s: expected above 0 and at most 1 (relative to full light)"
                .formatted(fraction));
      }
    }
  }

  /**
   * Scales raw files. A file that cannot be scaled faithfully is rejected and the others continue.
   *
   * @param inputs the folder of a data set, a folder of raw files, or raw files
   * @return what became of each file, in their order
   * @throws RejectedFileException if the inputs are no such thing, or their sensor is not known
   * @throws IOException if an output cannot be written; the message states the reason and the
   *     remedy
   */
  public List<FileOutcome> run(List<Path> inputs, Progress progress) throws IOException {
    for (Path input : inputs) {
      if (ScaledDataSet.isIn(input)) {
        throw new RejectedFileException(
            input,
            "contains images whose intensity is already scaled (provenance.json)",
            "scale the original data set, to every intensity at once");
      }
    }
    RawCollection collection = RawCollection.of(inputs);
    if (inputs.stream().anyMatch(this::isOurs)) {
      throw new RejectedFileException(
          folder, "would be written into while it is read", "choose another folder with --out");
    }
    SensorSpec used = sensorOf(collection, inputs.getFirst());
    Optional<Map<String, Object>> ownSensor = otherSensor(collection, used, progress);
    Optional<RawImage> offsets = offsets();
    ScaledDataSet made = new ScaledDataSet(folder, series);
    try (FolderLock _ = FolderLock.take(folder)) {
      made.requireOwn(collection);
      made.begin(collection);

      FileScaling scaling =
          new FileScaling(made, used, offsets, method, seed, settings(used, offsets), force);
      Map<RawCollection.Item, RejectedFileException> second = second(collection.items());
      List<FileOutcome> outcomes =
          FileOutcome.each(
              "files",
              collection.items(),
              RawCollection.Item::file,
              1,
              progress,
              (item, own) -> {
                if (second.containsKey(item)) {
                  throw second.get(item);
                }
                return scaling.scale(item, own);
              });
      new ScalingSummary(scaling, ownSensor, DataSetCard.in(inputs.getFirst()))
          .write(collection, outcomes);
      return outcomes;
    }
  }

  /** Returns the items whose outputs would have the names of those of an earlier one. */
  private static Map<RawCollection.Item, RejectedFileException> second(
      List<RawCollection.Item> items) {
    Map<String, RawCollection.Item> claims = new HashMap<>();
    Map<RawCollection.Item, RejectedFileException> second = new HashMap<>();
    for (RawCollection.Item item : items) {
      RawCollection.Item other = claims.putIfAbsent(item.stem().toLowerCase(Locale.ROOT), item);
      if (other != null) {
        second.put(
            item,
            new RejectedFileException(
                item.file(),
                "its outputs would have the names of those of "
                    + other.name()
                    + (item.intensity() == other.intensity() ? "" : ", of another intensity"),
                "scale it into another folder with --out"));
      }
    }
    return second;
  }

  private boolean isOurs(Path input) {
    return Files.isDirectory(input)
        && input.toAbsolutePath().normalize().equals(folder.toAbsolutePath().normalize());
  }

  private SensorSpec sensorOf(RawCollection collection, Path input) throws IOException {
    if (sensor.isPresent()) {
      return sensor.get();
    }
    if (collection.sensor().isEmpty()) {
      throw new RejectedFileException(
          input,
          "there is no sensor.yaml of the recording sensor",
          "name the sensor with --sensor drone, microscope or the path of a sensor.yaml");
    }
    return DescriptionFiles.SENSOR.read(collection.sensor().get());
  }

  /** Returns the numbers of the data set's own sensor, where they are not those that are used. */
  private Optional<Map<String, Object>> otherSensor(
      RawCollection collection, SensorSpec used, Progress progress) throws IOException {
    if (sensor.isEmpty() || collection.sensor().isEmpty()) {
      return Optional.empty();
    }
    Path file = collection.sensor().get();
    SensorSpec own = DescriptionFiles.SENSOR.read(file);
    Map<String, Object> ownSensor = numbers(own);
    Map<String, Object> differing = new LinkedHashMap<>(ownSensor);
    differing.entrySet().removeAll(numbers(used).entrySet());
    differing.remove("name");
    if (differing.isEmpty()) {
      return Optional.empty();
    }
    progress.note(
        file,
        "states that another sensor recorded these files (%s, not %s: it has %s); the given one is used"
            .formatted(own.name(), used.name(), differing));
    return Optional.of(ownSensor);
  }

  private Optional<RawImage> offsets() throws IOException {
    if (maps.isEmpty()) {
      return Optional.empty();
    }
    CorrectionMaps read = CorrectionMapFiles.read(maps.get());
    if (read.offsets().isEmpty()) {
      throw new RejectedFileException(
          maps.get(),
          "contains no dark-offset.npy",
          "leave out --maps, or calibrate with dark frames");
    }
    return read.offsets();
  }

  private Map<String, Object> settings(SensorSpec used, Optional<RawImage> offsets) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("rawline", Version.CURRENT);
    settings.put("series", series);
    settings.put("method", method.name().toLowerCase(Locale.ROOT));
    settings.put("seed", seed);
    settings.put("sensor", numbers(used));
    settings.put("offsets", offsets.map(Provenance::sum).orElse(null));
    return settings;
  }

  /** Returns those of a sensor's numbers that the scaling heeds; sensor.yaml has all. */
  private static Map<String, Object> numbers(SensorSpec used) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("name", used.name());
    numbers.put("gain", used.gain());
    used.gainCurve().ifPresent(curve -> numbers.put("gainCurve", curve.toString()));
    numbers.put("offset", used.offset());
    numbers.put("readNoise", used.readNoise());
    numbers.put("rowNoise", used.rowNoise());
    numbers.put("fullWell", used.fullWell());
    numbers.put("adcBits", used.adcBits());
    numbers.put("containerBits", used.containerBits());
    return numbers;
  }
}
