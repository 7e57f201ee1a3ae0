package dev.rawline.lab.quality.effect;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.raw.RefusedFileException;
import dev.rawline.lab.quality.cause.CameraDifference;
import dev.rawline.lab.quality.cause.CameraNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** What numbers of a camera undo ↔ the key {@code undone} of {@code compensation.json}. */
public final class CompensationFiles {
  /** The name of the file. */
  public static final String NAME = "compensation.json";

  private static final String UNDONE = "undone";

  private CompensationFiles() {}

  /** Puts it among the values of the file: ratios, differences and deviations as they are told. */
  public static void put(Map<String, Object> record, CameraDifference undone) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    for (CameraNumber number : CameraNumber.values()) {
      told.put(number.toString(), undone.told(number));
    }
    record.put(UNDONE, told);
  }

  /**
   * Reads it.
   *
   * @throws RefusedFileException if the file tells of no compensation
   */
  public static CameraDifference read(Path file) throws IOException {
    if (!(JsonFile.read(file).get(UNDONE) instanceof Map<?, ?> told)) {
      throw new RefusedFileException(
          file, "tells of no compensation", "name a compensation.json of quality compensate");
    }
    Map<CameraNumber, Double> kept = new EnumMap<>(CameraNumber.class);
    for (CameraNumber number : CameraNumber.values()) {
      if (told.get(number.toString()) instanceof Number value) {
        kept.put(number, number.kept(value.doubleValue()));
      }
    }
    return new CameraDifference(kept);
  }
}
