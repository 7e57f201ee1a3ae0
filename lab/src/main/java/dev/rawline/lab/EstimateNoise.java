package dev.rawline.lab;

import dev.rawline.data.RawFiles;
import dev.rawline.data.config.ConfigurationException;
import dev.rawline.data.config.FilterArray;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.raw.RefusedFileException;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.sensor.calibration.CalibrationRefused;
import dev.rawline.imaging.sensor.calibration.NoiseLevelFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ordinary raw images → gain and dark noise, where no flat frames are at hand.
 *
 * <p>The folder then holds {@code noise-level.json}: what {@link NoiseLevelFunction} finds, and the
 * images that it was found in. Its uncertainty is larger than that of {@link Calibrate}.
 *
 * @param folder where the record goes; made if it does not exist
 * @param filters the colour filters, if a person says; otherwise the files do
 */
public record EstimateNoise(Path folder, Optional<FilterArray> filters) {
  private static final String RECORD = "noise-level.json";

  /** Returns where the record stands. */
  public Path record() {
    return folder.resolve(RECORD);
  }

  /**
   * Estimates the noise of one camera at one setting.
   *
   * @param images raw images that know their black level
   * @throws RefusedFileException if an image cannot be read
   * @throws ConfigurationException if the images do not allow it; the message tells all
   * @throws IOException if the record cannot be written; the message says why and what to do
   */
  public List<NoiseLevelFunction> run(List<Path> images, Progress progress) throws IOException {
    Outputs.makeFolder(folder);
    List<RawImage> raws = new ArrayList<>();
    List<Object> inputs = new ArrayList<>();
    long pixels = 0;
    progress.begins(images.getFirst(), 1, 1);
    for (Path image : images) {
      RawImage raw = RawFiles.read(image, MeasurementReader.description(filters));
      raws.add(raw);
      inputs.add(Provenance.content(image));
      pixels += raw.samples().length;
      progress.advances(raw.samples().length, (long) images.size() * raw.samples().length);
    }
    List<NoiseLevelFunction> found;
    try {
      found = NoiseLevelFunction.of(raws);
    } catch (CalibrationRefused e) {
      throw new ConfigurationException(images.getFirst(), e.mistakes());
    }
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("rawline", Version.CURRENT);
    record.put("inputs", inputs);
    record.put("channels", found.stream().map(CalibrationRecord::of).toList());
    JsonFile.write(record, record());
    progress.ends(new Outcome.Rendered(images.getFirst(), List.of(record()), pixels));
    return found;
  }
}
