package dev.rawline.lab.quality.effect;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftParameter;
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
  public static void put(Map<String, Object> record, CameraDrift undone) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    for (DriftParameter number : DriftParameter.values()) {
      told.put(number.toString(), undone.told(number));
    }
    record.put(UNDONE, told);
  }

  /**
   * Reads it.
   *
   * @throws RejectedFileException if the file tells of no compensation
   */
  public static CameraDrift read(Path file) throws IOException {
    if (!(JsonFile.read(file).get(UNDONE) instanceof Map<?, ?> told)) {
      throw new RejectedFileException(
          file, "tells of no compensation", "name a compensation.json of quality compensate");
    }
    Map<DriftParameter, Double> kept = new EnumMap<>(DriftParameter.class);
    for (DriftParameter number : DriftParameter.values()) {
      if (told.get(number.toString()) instanceof Number value) {
        kept.put(number, number.kept(value.doubleValue()));
      }
    }
    return new CameraDrift(kept);
  }
}
