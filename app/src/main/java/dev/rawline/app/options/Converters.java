package dev.rawline.app.options;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.web.Address;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.camera.ExposureCompensation;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.metric.ImageMetric;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.lab.gradient.Crop;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of options → values, or a message that lists what is possible. */
public final class Converters {
  private Converters() {}

  /** Makes a command, and those below it, read all values that are not picocli's own. */
  public static void install(CommandLine commandLine) {
    commandLine
        .registerConverter(Address.class, Address::new)
        .registerConverter(ViewName.class, reads(ViewName::parse))
        .registerConverter(CameraChoice.class, reads(CameraChoice::of))
        .registerConverter(ExposureCompensation.class, reads(ExposureCompensation::of))
        .registerConverter(SensorSpec.class, reads(DescriptionFiles::sensor))
        .registerConverter(ImageMetric.class, reads(ImageMetric::named))
        .registerConverter(Crop.class, reads(Crop::parse))
        .registerConverter(IntensityScaling.Method.class, reads(Converters::method));
  }

  private static IntensityScaling.Method method(String word) {
    return Arrays.stream(IntensityScaling.Method.values())
        .filter(method -> method.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no method: expected %s"
                        .formatted(word, String.join(" or ", new OptionValues.ScalingMethods()))));
  }

  /** Returns a converter whose message is that of the one that rejects a word. */
  public static <T> ITypeConverter<T> reads(Reader<T> reader) {
    return word -> {
      try {
        return reader.read(word);
      } catch (IllegalArgumentException | ConfigurationException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  /** Reads a word. */
  public interface Reader<T> {

    /** Reads it. */
    T read(String word) throws ConfigurationException;
  }
}
