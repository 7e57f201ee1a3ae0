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

/** The drift that a compensation undoes ↔ the key {@code undone} of {@code compensation.json}. */
public final class CompensationFiles {
  /** The name of the file. */
  public static final String NAME = "compensation.json";

  private static final String UNDONE = "undone";

  private CompensationFiles() {}

  /** Returns the values of the key: ratios, differences and signed standard deviations. */
  public static SequencedMap<String, Double> undone(CameraDrift undone) {
    SequencedMap<String, Double> values = new LinkedHashMap<>();
    for (DriftParameter number : DriftParameter.values()) {
      values.put(number.toString(), undone.value(number));
    }
    return values;
  }

  /**
   * Reads it.
   *
   * @throws RejectedFileException if the file holds no compensation
   */
  public static CameraDrift read(Path file) throws IOException {
    if (!(JsonFile.read(file).get(UNDONE) instanceof Map<?, ?> values)) {
      throw new RejectedFileException(
          file, "holds no compensation", "name a compensation.json of quality compensate");
    }
    Map<DriftParameter, Double> kept = new EnumMap<>(DriftParameter.class);
    for (DriftParameter number : DriftParameter.values()) {
      if (values.get(number.toString()) instanceof Number value) {
        kept.put(number, number.coordinate(value.doubleValue()));
      }
    }
    return new CameraDrift(kept);
  }
}
