package dev.rawline.lab.calibrate;

import dev.rawline.data.config.FilterArray;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.calibration.NoiseLevelFunction;
import dev.rawline.imaging.sensor.calibration.UnsuitableFramesException;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Ordinary raw images → gain and dark noise, where no flat frames are at hand.
 *
 * <p>The folder then holds {@code noise-level.json}: what {@link NoiseLevelFunction} finds, and the
 * images that it was found in. Its uncertainty is larger than that of {@link Calibrate}.
 *
 * @param folder where the record goes; made if it does not exist
 * @param filters the colour filters, if the user gives them; default: those of the files
 * @param force whether it is estimated again, and a record of other images replaced
 */
public record EstimateNoise(Path folder, Optional<FilterArray> filters, boolean force) {
  private static final String RECORD = "noise-level.json";
  private static final String SETTINGS = "settings";
  private static final String INPUTS = "inputs";
  private static final String CHANNELS = "channels";

  /** Returns the file of the record. */
  public Path record() {
    return folder.resolve(RECORD);
  }

  /**
   * Estimates the noise of one camera at one setting.
   *
   * @param images raw images that know their black level
   * @return what was found; nothing if the record stood there already, of the same images with the
   *     same settings
   * @throws RejectedFileException if an image cannot be read, or the record is of other images or
   *     none that this class wrote
   * @throws ConfigurationException if the images do not allow it; the message lists all
   * @throws IOException if the record cannot be written; the message states the reason and the
   *     remedy
   */
  public List<NoiseLevelFunction> run(List<Path> images, Progress progress) throws IOException {
    Map<String, Object> settings = settings(images);
    Progress own = progress.begin("files", 1).begin(images.getFirst().toString(), 0);
    if (!force && isUpToDate(settings)) {
      new FileOutcome.Skipped(images.getFirst()).end(own);
      return List.of();
    }
    try (FolderLock _ = FolderLock.take(folder)) {
      List<RawImage> raws = new ArrayList<>();
      long pixels = 0;
      for (Path image : images) {
        RawImage raw = RawFiles.read(image, MeasurementReader.description(filters));
        raws.add(raw);
        pixels += raw.samples().length;
        own.size((long) images.size() * raw.samples().length, "px");
        own.advance(raw.samples().length);
      }
      List<NoiseLevelFunction> found;
      try {
        found = NoiseLevelFunction.of(raws);
      } catch (UnsuitableFramesException e) {
        throw new ConfigurationException(images.getFirst(), e.problems());
      }
      Map<String, Object> record = new LinkedHashMap<>();
      record.put(SETTINGS, settings);
      record.put(
          CHANNELS,
          found.stream().map(CalibrationRecord.NoiseLevel::of).map(JsonRecords::values).toList());
      JsonFile.write(record, record());
      new FileOutcome.Rendered(images.getFirst(), List.of(record()), pixels).end(own);
      return found;
    }
  }

  private Map<String, Object> settings(List<Path> images) throws IOException {
    List<Object> inputs = new ArrayList<>();
    for (Path image : images) {
      if (!Files.isRegularFile(image)) {
        RawFiles.read(image); // reports what is wrong with it
      }
      Map<String, Object> input = new LinkedHashMap<>(Provenance.content(image));
      Provenance.putSidecar(input, image);
      inputs.add(input);
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("rawline", Version.CURRENT);
    settings.put("cfa", filters.map(FilterArray::name).orElse("as the files say"));
    settings.put(INPUTS, inputs);
    return settings;
  }

  /** Returns whether the record is of these images and settings. */
  private boolean isUpToDate(Map<String, Object> settings) throws IOException {
    if (!Files.exists(record())) {
      return false;
    }
    Map<String, Object> record = JsonFile.read(record());
    if (!(record.get(SETTINGS) instanceof Map<?, ?> former)) {
      throw new RejectedFileException(
          record(),
          "is no record of noise that was estimated",
          "choose another folder with --out, or replace it with --force");
    }
    if (!Objects.equals(former.get(INPUTS), settings.get(INPUTS))) {
      throw new RejectedFileException(
          record(),
          "is of other images",
          "choose another folder with --out, or replace it with --force");
    }
    return former.equals(settings) && record.containsKey(CHANNELS);
  }
}
