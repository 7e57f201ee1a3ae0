package dev.rawline.learning.plan;

import dev.rawline.data.yaml.YamlNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words that a plan has for its choices, and what is wrong with a value that is neither one of
 * some words nor the path of a file: it is a misspelt word, and is reported with all other mistakes
 * of a plan rather than looked for.
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

  private PlanWords() {}

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
   * Returns what is wrong with a value, if anything is.
   *
   * @param key whose value it is
   * @param known the words
   * @param file the kind of file that may be named as well, such as "a camera.yaml"
   */
  static Optional<String> mistake(String key, String value, List<String> known, String file) {
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

  /** Returns what is wrong with a value that may be a folder's bare name: a word that is near. */
  static Optional<String> nearMiss(String key, String value, List<String> known, String file) {
    return mistake(key, value, known, file)
        .filter(_ -> YamlNames.nearest(value, known).isPresent());
  }
}
