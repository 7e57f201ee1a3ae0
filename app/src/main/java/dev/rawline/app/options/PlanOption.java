package dev.rawline.app.options;

import dev.rawline.lab.experiment.ExperimentPlanFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A flag for a key of an experiment's plan: {@code --epochs 3} is the key {@code training.epochs}.
 *
 * @param key the key, a dot between it and those within it
 * @param label what stands for its value in the help
 * @param description what it means
 * @param kind what follows it
 */
public record PlanOption(String key, String label, String description, Kind kind) {
  /** One number of θ, such as white_balance[0], whose brackets YAML would take for a list's. */
  private static final Pattern ELEMENT = Pattern.compile("(?<![\"'\\w.])([a-z_.]+(?:\\[\\d+])+)");

  /** A path, and no run of the lab book, address or word. */
  private static final Pattern PATH = Pattern.compile("[^:]*/[^:]*|[^:/]+\\.(?:yaml|onnx|pt|npy)");

  /** The key that names the data set. */
  public static final String DATA = "training.data";

  /** Flags for what is learned from, by which model, and how. */
  public static final List<PlanOption> TRAINING =
      List.of(
          new PlanOption("name", "NAME", "What the experiment is called.", Kind.WORD),
          new PlanOption(DATA, "DATASET", "The data set.", Kind.PLACE),
          new PlanOption(
              "training.camera",
              "CAMERA",
              "Whose numbers render raw images: drone, microscope, file or a camera.yaml.",
              Kind.PLACE),
          new PlanOption(
              "training.model",
              "MODEL",
              "What sees the pictures, such as resnet18, small-cnn or unet++.",
              Kind.VALUE),
          new PlanOption(
              "training.crop",
              "PX",
              "The side of the square that is cut out of every frame.",
              Kind.VALUE),
          new PlanOption(
              "training.size", "PX", "The side of the pictures that models see.", Kind.VALUE),
          new PlanOption("training.epochs", "N", "How often every sample is seen.", Kind.VALUE),
          new PlanOption("training.batch", "N", "Samples of a step.", Kind.VALUE),
          new PlanOption("training.learning_rate", "RATE", "The learning rate.", Kind.VALUE),
          new PlanOption(
              "splits.shuffle.number", "N", "How many divisions of the data set.", Kind.VALUE));

  /** Flags for what is compared, and how it is computed. */
  public static final List<PlanOption> COMPARING =
      List.of(
          new PlanOption(
              "metric",
              "NAME",
              "What is compared: accuracy, balanced_accuracy or macro_f1 of classes; iou,"
                  + " iou_per_image, dice or dice_per_image of masks; r_squared of numbers.",
              Kind.WORD),
          new PlanOption("seed", "N", "What everything random is drawn from.", Kind.VALUE),
          new PlanOption("threads", "N", "Threads on which one model computes.", Kind.VALUE));

  /** What follows a flag. */
  public enum Kind {
    /** A word, or a path that begins in the folder that the program runs in. */
    PLACE,
    /** A word, whatever else is called so. */
    WORD,
    /** What would stand in the file. */
    VALUE,
    /** Words with commas between them. */
    LIST
  }

  /** Returns the flag. */
  String name() {
    return ExperimentPlanFiles.flag(key);
  }

  private String text(String given) {
    return switch (kind) {
      case PLACE -> TrainingPlanOptions.quoted(place(given));
      case WORD -> TrainingPlanOptions.quoted(given);
      case VALUE -> given;
      case LIST ->
          "["
              + ELEMENT.matcher(given.replaceFirst("^\\[(.*)\\]$", "$1")).replaceAll("\"$1\"")
              + "]";
    };
  }

  /** What is written like a path is one, though nothing be there: the message names it then. */
  private static String place(String given) {
    return TrainingPlanOptions.path(given)
        .orElseGet(
            () ->
                PATH.matcher(given).matches()
                    ? Path.of(given).toAbsolutePath().normalize().toString()
                    : given);
  }

  /** Adds flags to a command. */
  public static CommandSpec add(CommandSpec command, List<PlanOption> flags) {
    for (PlanOption flag : flags) {
      command.addOption(
          OptionSpec.builder(flag.name())
              .paramLabel(flag.label)
              .type(String.class)
              .description(flag.description)
              .build());
    }
    return command;
  }

  /** Returns what was given, by the names of the keys, as it would stand in the file. */
  public static SequencedMap<String, String> given(CommandSpec command, List<PlanOption> flags) {
    SequencedMap<String, String> given = new LinkedHashMap<>();
    for (PlanOption flag : flags) {
      OptionSpec option = command.findOption(flag.name());
      if (option != null && option.getValue() instanceof String value) {
        given.put(flag.key, flag.text(value));
      }
    }
    return given;
  }
}
