package dev.rawline.app.options;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.sensor.SensorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --sensor}: the sensor that recorded a data set. */
public final class SensorOption {
  @Option(
      names = "--sensor",
      paramLabel = "SENSOR",
      description =
          "The sensor that recorded the data: drone, microscope, or a sensor.yaml (default: the data set's own).")
  private String sensor;

  /** Returns the sensor that is named, or else the one that the data set states, if any. */
  public Optional<SensorSpec> of(DataSet dataSet) throws IOException {
    return of(Optional.ofNullable(sensor), dataSet);
  }

  /** Returns the sensor that is named, or else the one that the data set states, if any. */
  public static Optional<SensorSpec> of(Optional<String> named, DataSet dataSet)
      throws IOException {
    Optional<String> word = named.or(() -> dataSet.sensor().map(Path::toString));
    return word.isPresent() ? Optional.of(DescriptionFiles.sensor(word.get())) : Optional.empty();
  }
}
