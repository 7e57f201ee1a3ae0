package dev.rawline.app.options;

import dev.rawline.data.yaml.KeyDescription;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.learning.plan.PlanWords;
import dev.rawline.learning.plan.TrainingPlan;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A flag for every key of a training plan: {@code --learning-rate 0.01} is the key {@code
 * learning_rate}.
 */
public final class TrainingPlanOptions extends PlanOptions {
  private static final Set<String> WORDS_OF_SPLIT = Set.of("given", "shuffle");

  /** All keys of a training plan. */
  public static final TrainingPlanOptions ALL = new TrainingPlanOptions();

  TrainingPlanOptions() {
    super(TrainingPlan.FILE.keys().descriptions(), TrainingPlan.FILE.option());
  }

  /** A path on the command line begins in the folder that the program runs in. */
  @Override
  String text(KeyDescription key, String value) {
    Optional<String> path = path(value);
    return switch (key.path()) {
      case "classes", "intensities" -> "[" + value.replaceFirst("^\\[(.*)\\]$", "$1") + "]";
      case "split" ->
          WORDS_OF_SPLIT.contains(value) || value.startsWith("{")
              ? value
              : "{file: " + quoted(path.orElse(value)) + "}";
      case "data_model" ->
          isView(value) || path.filter(file -> file.endsWith(".yaml")).isPresent()
              ? "{static: " + quoted(isView(value) ? value : path.get()) + "}"
              : value;
      case "camera" -> word(value, PlanWords.cameras());
      case "standardize" -> word(value, PlanWords.standardizations());
      default ->
          switch (key.form()) {
            case PATH -> quoted(path.orElse(value));
            case WORD -> quoted(value);
            case VALUE, LIST -> value;
          };
    };
  }

  private static String word(String value, List<String> known) {
    return quoted(known.contains(value) ? value : path(value).orElse(value));
  }

  private static boolean isView(String value) {
    return ViewName.of(value).isPresent();
  }

  /** Returns a text in quotes, as a plan holds it. */
  public static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Returns the whole path of what exists there, if anything does. */
  public static Optional<String> path(String value) {
    try {
      return Optional.of(Path.of(value))
          .filter(Files::exists)
          .map(path -> path.toAbsolutePath().normalize().toString());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
