package dev.rawline.app.options;

import dev.rawline.data.layout.Layout;
import dev.rawline.data.set.Subset;
import dev.rawline.data.yaml.KeyDescription;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.metric.ImageMetric;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.lab.experiment.PublishedExperiment;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.learning.engine.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** What computes. */
  public static final class Devices extends OptionValues {
    Devices() {
      super(Arrays.stream(Device.values()).map(Device::toString));
    }
  }

  /** The layouts of data sets. */
  public static final class Layouts extends OptionValues {
    Layouts() {
      super(Arrays.stream(Layout.values()).map(Layout::word));
    }
  }

  /** The subsets of a split, and all of them. */
  public static final class Sides extends OptionValues {
    Sides() {
      super(Stream.concat(Subset.WORDS.stream(), Stream.of("all")));
    }
  }

  /** What stands for the number of a run. */
  public static final class Runs extends OptionValues {
    public Runs() {
      super(Stream.of("last"));
    }
  }

  /** The published experiments of a command. */
  static final class Presets extends OptionValues {
    Presets(String command) {
      super(
          Arrays.stream(PublishedExperiment.values())
              .filter(preset -> preset.command().equals(command))
              .map(PublishedExperiment::title));
    }
  }

  /** The valid words of a key of a plan, where there are few. */
  static final class Words extends OptionValues {
    /** A list of words, such as "adam, adamw or sgd". */
    private static final Pattern LISTED =
        Pattern.compile("([\\w+-]+(?:, [\\w+-]+)*(?: or [\\w+-]+))(?:; or a list of these)?");

    Words(KeyDescription key) {
      super(Stream.concat(special(key.path()), listed(key.expected())));
    }

    private static Stream<String> special(String path) {
      return switch (path.substring(path.lastIndexOf('.') + 1)) {
        case "camera" -> stream(new RenderingCameras());
        case "data_model" -> stream(new Views());
        case "views" -> Stream.concat(stream(new Views()), Stream.of("all"));
        case "layout" -> stream(new Layouts());
        default -> Stream.empty();
      };
    }

    private static Stream<String> stream(OptionValues values) {
      return values.words.stream();
    }

    private static Stream<String> listed(String expected) {
      Matcher listed = LISTED.matcher(expected);
      return listed.matches() ? Stream.of(listed.group(1).split(", | or ", -1)) : Stream.empty();
    }
  }

  /**
   * The plans of a kind that come with Rawline, in the folder of the program.
   *
   * @param kind the word of the kind, with which the names of its plans begin
   */
  record Plans(String kind) implements Iterable<String> {
    private static final List<String> OTHERS = List.of("drift", "forensics", "optimize", "quality");

    @Override
    public Iterator<String> iterator() {
      try {
        Path here = Path.of("").toRealPath();
        Path folder =
            Path.of(System.getProperty("rawline.program", "./rawline"))
                .toRealPath()
                .resolveSibling("plans");
        Path shown = folder.startsWith(here) ? here.relativize(folder) : folder;
        try (Stream<Path> files = Files.list(folder)) {
          return files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(".yaml") && isOfKind(name))
              .sorted()
              .map(name -> shown.resolve(name).toString())
              .toList()
              .iterator();
        }
      } catch (IOException e) {
        return List.<String>of().iterator(); // bash completes files
      }
    }

    private boolean isOfKind(String name) {
      return OTHERS.contains(kind)
          ? name.startsWith(kind + "-")
          : OTHERS.stream().noneMatch(other -> name.startsWith(other + "-"));
    }
  }

  /** With the sensor's noise, or without. */
  public static final class Noise extends OptionValues {
    Noise() {
      super(Stream.of("sensor", "none"));
    }
  }
}
