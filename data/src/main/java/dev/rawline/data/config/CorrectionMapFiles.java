package dev.rawline.data.config;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.sensor.recapture.CorrectionMaps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A folder ↔ the maps of a calibration: {@code flat-field.npy} (gains), {@code dark-offset.npy}
 * (offsets [DN]) and {@code defects.csv} (pixels); docs/reference/formats.md describes them.
 *
 * <p>They are the files that {@code flat_field} and {@code defect_correction} of an {@code
 * isp.yaml} name.
 */
public final class CorrectionMapFiles {
  private static final String GAINS = "flat-field.npy";
  private static final String OFFSETS = "dark-offset.npy";
  private static final String DEFECTS = "defects.csv";

  private CorrectionMapFiles() {}

  /**
   * Reads the maps of a folder; any may be missing.
   *
   * @throws ConfigurationException if there is none, or one is damaged; the message lists every
   *     problem
   * @throws IOException if a file cannot be read; the message states why and what to do
   */
  public static CorrectionMaps read(Path folder) throws IOException {
    List<String> problems = new ArrayList<>();
    Optional<RawImage> gains = map(folder, GAINS, problems);
    Optional<RawImage> offsets = map(folder, OFFSETS, problems);
    Set<Pixel> defects = new HashSet<>();
    if (Files.exists(folder.resolve(DEFECTS))) {
      try {
        defects.addAll(PixelSetType.read(folder.resolve(DEFECTS)));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    } else if (gains.isEmpty() && offsets.isEmpty() && problems.isEmpty()) {
      problems.add(
          "the folder contains none of %s, %s, %s: give the output folder of a calibration"
              .formatted(GAINS, OFFSETS, DEFECTS));
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(folder, problems);
    }
    return new CorrectionMaps(gains, offsets, defects);
  }

  private static Optional<RawImage> map(Path folder, String name, List<String> problems)
      throws IOException {
    if (!Files.exists(folder.resolve(name))) {
      return Optional.empty();
    }
    try {
      return Optional.of(ArrayFile.gains(folder.resolve(name)));
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Returns the files of all maps, as float32 and as rows and columns; a list of defects is one
   * even if it is empty.
   */
  public static SequencedMap<Path, byte[]> contents(CorrectionMaps maps, Path folder) {
    SequencedMap<Path, byte[]> contents = new LinkedHashMap<>();
    maps.gains().ifPresent(map -> contents.put(folder.resolve(GAINS), ArrayFile.of(map)));
    maps.offsets().ifPresent(map -> contents.put(folder.resolve(OFFSETS), ArrayFile.of(map)));
    StringBuilder lines = new StringBuilder("row,column\n");
    PixelSetType.sorted(maps.defects())
        .forEach(
            pixel -> lines.append(pixel.row()).append(',').append(pixel.column()).append('\n'));
    contents.put(folder.resolve(DEFECTS), lines.toString().getBytes(StandardCharsets.UTF_8));
    return contents;
  }
}
