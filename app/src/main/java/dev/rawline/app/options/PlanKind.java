package dev.rawline.app.options;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The kinds of plans, and the keys by which those who give a command the plan of another one are
 * led to the right one.
 */
public enum PlanKind {
  QUALITY,
  OPTIMIZE,
  FORENSICS,
  DRIFT,
  GENERATE,
  TRAIN;

  private static final Pattern KEY = Pattern.compile("(?m)^([a-z_]+):");

  /** The key of the training in the plan of an experiment. */
  private static final String TRAINING = "training";

  private List<String> keys() {
    return switch (this) {
      case QUALITY -> List.of("reference");
      case OPTIMIZE -> List.of("acquisition", "joint", "learn", "reach", "start");
      case FORENSICS -> List.of("worst_case", "isp", "samples", "model");
      case DRIFT -> List.of("test", "train", "corruptions", "only_train");
      case GENERATE -> List.of("held_out", "spacing", "sampling_steps", "masks");
      case TRAIN -> List.of("epochs", "model", "data");
    };
  }

  /** Returns the command that runs such a plan. */
  public String command() {
    return this == GENERATE ? "generate train" : name().toLowerCase(Locale.ROOT);
  }

  /**
   * Requires that a file may be the plan of a command; one that is missing or damaged is left to
   * those who read it.
   *
   * @throws IllegalArgumentException if it is a folder, or the plan of another command
   */
  public static void require(Path plan, String command) throws IOException {
    if (Files.isDirectory(plan)) {
      throw new IllegalArgumentException(
          "%s is a folder: expected a plan.yaml; a data set is named by --data %1$s"
              .formatted(plan));
    }
    Optional<PlanKind> kind = Files.isRegularFile(plan) ? of(plan) : Optional.empty();
    if (kind.filter(other -> !other.command().equals(command)).isPresent()) {
      throw new IllegalArgumentException(
          "%s is a plan of %s, not of %s: run ./rawline %2$s %1$s"
              .formatted(plan, kind.get().command(), command));
    }
  }

  /**
   * Requires a plan of a command, or a data set by a flag in its place.
   *
   * @param plan the plan; null for none
   * @param flags the keys that flags give
   * @return the folder in which relative paths of the plan begin
   * @throws IllegalArgumentException if there is neither, or the plan is that of another command
   */
  public static Path folder(Path plan, Set<String> flags, String command) throws IOException {
    if (plan == null) {
      if (!flags.contains("data")) {
        throw new IllegalArgumentException(
            "there is neither a plan nor --data: name a plan.yaml, or a data set by --data");
      }
      return Path.of("").toAbsolutePath();
    }
    require(plan, command);
    return plan.toAbsolutePath().getParent();
  }

  /**
   * Returns the kind of a plan, as its keys show.
   *
   * @param plan a file
   * @return none if its keys are of no one kind
   */
  public static Optional<PlanKind> of(Path plan) throws IOException {
    Set<String> found;
    try {
      found =
          KEY.matcher(Files.readString(plan))
              .results()
              .map(key -> key.group(1))
              .collect(Collectors.toSet());
    } catch (MalformedInputException e) {
      return Optional.empty();
    }
    boolean experiment = found.contains(TRAINING);
    for (PlanKind kind : values()) {
      boolean ofExperiment = kind != QUALITY && kind != GENERATE && kind != TRAIN;
      if (ofExperiment == experiment && kind.keys().stream().anyMatch(found::contains)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
