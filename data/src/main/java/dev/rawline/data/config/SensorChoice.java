package dev.rawline.data.config;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.sensor.SensorSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A word → the sensor that it stands for. */
public final class SensorChoice {
  private SensorChoice() {}

  /**
   * Returns the sensor that a word stands for.
   *
   * @param word a preset's name, or the path of a {@code sensor.yaml}
   * @throws IllegalArgumentException if it is neither; the message lists what is possible
   * @throws ConfigurationException if the file does not describe a sensor; the message lists every
   *     mistake
   */
  public static SensorSpec of(String word) throws ConfigurationException {
    Optional<SensorSpec> preset = SensorSpec.preset(word);
    if (preset.isPresent()) {
      return preset.get();
    }
    Path path = Path.of(word);
    if (Files.isRegularFile(path)) {
      return SensorFiles.read(path);
    }
    String lower = word.toLowerCase(Locale.ROOT);
    throw new IllegalArgumentException(
        "there is no sensor '%s'%s: expected %s, or the path of a sensor.yaml"
            .formatted(
                word,
                lower.endsWith(".yaml") || lower.endsWith(".yml") ? ", and no such file" : "",
                SensorSpec.PRESETS.stream()
                    .map(sensor -> "'" + sensor.name() + "'")
                    .collect(Collectors.joining(", "))));
  }
}
