package dev.rawline.app.options;

import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.metric.ImageMetric;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.lab.simulate.SceneChoice;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The values of an option that bash completes and that its help may list. */
public abstract class OptionValues implements Iterable<String> {
  private final List<String> words;

  OptionValues(Stream<String> words) {
    this.words = words.toList();
  }

  @Override
  public Iterator<String> iterator() {
    return words.iterator();
  }

  /** The twelve views. */
  public static final class Views extends OptionValues {
    Views() {
      super(ViewName.ALL.stream().map(ViewName::toString));
    }
  }

  /** The cameras whose sensors and optics are known. */
  public static final class Cameras extends OptionValues {
    Cameras() {
      super(SensorSpec.PRESETS.stream().map(SensorSpec::name));
    }
  }

  /** Those cameras, and each file's own. */
  public static final class RenderingCameras extends OptionValues {
    RenderingCameras() {
      super(Stream.of("drone", "microscope", "file"));
    }
  }

  /** The kinds of scene. */
  public static final class Scenes extends OptionValues {
    public Scenes() {
      super(Arrays.stream(SceneChoice.values()).map(SceneChoice::word));
    }
  }

  /** The corruptions, and all of them. */
  public static final class Corruptions extends OptionValues {
    Corruptions() {
      super(
          Stream.concat(
              Arrays.stream(CorruptionKind.values()).map(CorruptionKind::word), Stream.of("all")));
    }
  }

  /** The sets of constants of corruptions. */
  public static final class Constants extends OptionValues {
    Constants() {
      super(Arrays.stream(CorruptionConstants.values()).map(CorruptionConstants::word));
    }
  }

  /** The losses. */
  public static final class Losses extends OptionValues {
    Losses() {
      super(ImageMetric.ALL.stream().map(ImageMetric::name));
    }
  }

  /** The methods of intensity scaling. */
  public static final class ScalingMethods extends OptionValues {
    ScalingMethods() {
      super(
          Arrays.stream(IntensityScaling.Method.values())
              .map(method -> method.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** The published series of intensities. */
  public static final class Series extends OptionValues {
    Series() {
      super(Stream.of("published"));
    }
  }

  /** With the sensor's noise, or without. */
  public static final class Noise extends OptionValues {
    Noise() {
      super(Stream.of("sensor", "none"));
    }
  }
}
