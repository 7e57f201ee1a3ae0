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

/** The words of an option that bash completes and that its help may list. */
public abstract class Words implements Iterable<String> {
  private final List<String> words;

  Words(Stream<String> words) {
    this.words = words.toList();
  }

  @Override
  public Iterator<String> iterator() {
    return words.iterator();
  }

  /** The twelve views. */
  public static final class Views extends Words {
    Views() {
      super(ViewName.ALL.stream().map(ViewName::toString));
    }
  }

  /** The cameras whose sensors and optics are known. */
  public static final class Cameras extends Words {
    Cameras() {
      super(SensorSpec.PRESETS.stream().map(SensorSpec::name));
    }
  }

  /** Those cameras, and each file's own. */
  public static final class RenderingCameras extends Words {
    RenderingCameras() {
      super(Stream.of("drone", "microscope", "file"));
    }
  }

  /** The kinds of scene. */
  public static final class Scenes extends Words {
    public Scenes() {
      super(Arrays.stream(SceneChoice.values()).map(SceneChoice::word));
    }
  }

  /** The corruptions, and all of them. */
  public static final class Corruptions extends Words {
    Corruptions() {
      super(
          Stream.concat(
              Arrays.stream(CorruptionKind.values()).map(CorruptionKind::word), Stream.of("all")));
    }
  }

  /** The sets of constants of corruptions. */
  public static final class Constants extends Words {
    Constants() {
      super(Arrays.stream(CorruptionConstants.values()).map(CorruptionConstants::word));
    }
  }

  /** The losses. */
  public static final class Losses extends Words {
    Losses() {
      super(ImageMetric.ALL.stream().map(ImageMetric::name));
    }
  }

  /** The methods of intensity scaling. */
  public static final class ScalingMethods extends Words {
    ScalingMethods() {
      super(
          Arrays.stream(IntensityScaling.Method.values())
              .map(method -> method.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** The published series of intensities. */
  public static final class Series extends Words {
    Series() {
      super(Stream.of("published"));
    }
  }

  /** With the sensor's noise, or without. */
  public static final class Noise extends Words {
    Noise() {
      super(Stream.of("sensor", "none"));
    }
  }
}
