package dev.rawline.learning.plan;

import dev.rawline.data.statistics.Standardization;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.camera.Camera;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words for the choices of a plan, and the check of values that are neither such a word nor the
 * path of a file: a misspelt word is reported with all other problems of a plan rather than
 * searched as a file.
 */
public final class PlanWords {
  /** Files have an ending, folders a separator, locations and runs a colon. */
  private static final Pattern PATH = Pattern.compile("[./\\\\:]");

  /** Standardizes by statistics that are still to be measured. */
  public static final String MEASURED = "measured";

  /** Standardizes by batch normalization. */
  public static final String BATCH_NORM = "batch_norm";

  /** Does not standardize. */
  public static final String NO_STANDARDIZING = "none";

  /** The camera that the data set's own camera.yaml describes. */
  public static final String OF_DATA = "data";

  private PlanWords() {}

  /** Returns the words of the key camera; a file or folder of such a name is written ./NAME. */
  public static List<String> cameras() {
    return Stream.concat(Camera.PRESETS.stream().map(Camera::name), Stream.of(OF_DATA, "file"))
        .toList();
  }

  /** Returns the words of the key standardize; a file of such a name is written ./NAME. */
  public static List<String> standardizations() {
    return Stream.concat(
            Stream.of(MEASURED, BATCH_NORM, NO_STANDARDIZING), Standardization.PRESETS.stream())
        .toList();
  }

  /** Returns whether a word of the key standardize names no file and no preset. */
  public static boolean isStandardizing(String word) {
    return word.equals(MEASURED) || word.equals(BATCH_NORM) || word.equals(NO_STANDARDIZING);
  }

  /** Returns the word of a task, a loss or a data model. */
  public static String word(Object choice) {
    return YamlNames.ofKeys(choice.getClass());
  }

  /** Returns the losses of a task, the usual one first. */
  static List<String> losses(TaskPlan task) {
    return switch (task) {
      case TaskPlan.Classification() -> List.of("cross_entropy");
      case TaskPlan.Segmentation() -> List.of("binary_cross_entropy", "soft_dice");
      case TaskPlan.Regression _ -> List.of("mean_square", "mean_absolute");
    };
  }

  /**
   * Returns the problem of a value, if any.
   *
   * @param key whose value it is
   * @param known the words
   * @param file the kind of file that may be named as well, such as "a camera.yaml"
   */
  static Optional<String> problem(String key, String value, List<String> known, String file) {
    if (known.contains(value) || PATH.matcher(value).find()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s is '%s': %sexpected %s or %s (./%s is a file or folder of this name)"
            .formatted(
                key,
                value,
                YamlNames.nearest(value, known).map("did you mean %s? "::formatted).orElse(""),
                String.join(", ", known),
                file,
                value));
  }

  /** Returns the problem of a value that may be a folder's plain name: a similar word. */
  static Optional<String> nearMiss(String key, String value, List<String> known, String file) {
    return problem(key, value, known, file)
        .filter(_ -> YamlNames.nearest(value, known).isPresent());
  }
}
