package dev.rawline.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Flags for the keys of a drift plan that are changed most: {@code --splits 3} and so on. */
final class DriftFlags implements IModelTransformer {
  /** The key that names the data set. */
  static final String DATA = "training.data";

  private static final List<Flag> FLAGS =
      List.of(
          new Flag("--name", "name", "NAME", "What the experiment is called.", Kind.WORD),
          new Flag("--data", DATA, "DATASET", "The data set.", Kind.PLACE),
          new Flag(
              "--camera",
              "training.camera",
              "CAMERA",
              "Whose numbers render raw images: drone, microscope, file or a camera.yaml.",
              Kind.PLACE),
          new Flag(
              "--model",
              "training.model",
              "MODEL",
              "What sees the pictures, such as resnet18, small-cnn or unet++.",
              Kind.VALUE),
          new Flag(
              "--crop",
              "training.crop",
              "PX",
              "The side of the square that is cut out of every frame.",
              Kind.VALUE),
          new Flag(
              "--size",
              "training.size",
              "PX",
              "The side of the pictures that models see.",
              Kind.VALUE),
          new Flag(
              "--epochs", "training.epochs", "N", "How often every sample is seen.", Kind.VALUE),
          new Flag("--batch", "training.batch", "N", "Samples of a step.", Kind.VALUE),
          new Flag(
              "--learning-rate",
              "training.learning_rate",
              "RATE",
              "The learning rate.",
              Kind.VALUE),
          new Flag(
              "--splits",
              "splits.shuffle.number",
              "N",
              "How many divisions of the data set.",
              Kind.VALUE),
          new Flag(
              "--views",
              "train.views",
              "VIEW,…",
              "Views that models are trained under, or all.",
              Kind.LIST),
          new Flag(
              "--test-views",
              "test.views",
              "VIEW,…",
              "Views that they are tested under, or all (those of --views, unless given).",
              Kind.LIST),
          new Flag(
              "--augment",
              "train.augment",
              "WORD,…",
              "How otherwise training sees pictures, a model each: none, weak, strong.",
              Kind.LIST),
          new Flag(
              "--corruptions",
              "corruptions.names",
              "NAME,…",
              "Corruptions that models meet: published, all, or names (docs/corruptions.md).",
              Kind.LIST),
          new Flag(
              "--severities",
              "corruptions.severities",
              "N,…",
              "How severe they are, 1 to 5.",
              Kind.LIST),
          new Flag(
              "--constants",
              "corruptions.constants",
              "WORD",
              "Which numbers a severity means: scaled or 32px.",
              Kind.WORD),
          new Flag(
              "--metric",
              "metric",
              "NAME",
              "What is compared: accuracy, balanced_accuracy or macro_f1 of classes; iou,"
                  + " iou_per_image, dice or dice_per_image of masks; r_squared of numbers.",
              Kind.WORD),
          new Flag("--seed", "seed", "N", "What everything random is drawn from.", Kind.VALUE),
          new Flag(
              "--threads", "threads", "N", "Threads on which one model computes.", Kind.VALUE));

  /** picocli makes it. */
  DriftFlags() {}

  /** What follows a flag. */
  private enum Kind {
    /** A word, or a path that begins in the folder that the program runs in. */
    PLACE,
    /** A word, whatever else is called so. */
    WORD,
    /** What would stand in the file. */
    VALUE,
    /** Words with commas between them. */
    LIST
  }

  private record Flag(String name, String key, String label, String description, Kind kind) {
    String text(String given) {
      return switch (kind) {
        case PLACE -> PlanFlags.quoted(PlanFlags.path(given).orElse(given));
        case WORD -> PlanFlags.quoted(given);
        case VALUE -> given;
        case LIST -> "[" + given.replaceFirst("^\\[(.*)\\]$", "$1") + "]";
      };
    }
  }

  @Override
  public CommandSpec transform(CommandSpec command) {
    for (Flag flag : FLAGS) {
      command.addOption(
          OptionSpec.builder(flag.name)
              .paramLabel(flag.label)
              .type(String.class)
              .description(flag.description)
              .build());
    }
    return command;
  }

  /** Returns what was given, by the names of the keys, as it would stand in the file. */
  static SequencedMap<String, String> given(CommandSpec command) {
    SequencedMap<String, String> given = new LinkedHashMap<>();
    for (Flag flag : FLAGS) {
      OptionSpec option = command.findOption(flag.name);
      if (option != null && option.getValue() instanceof String value) {
        given.put(flag.key, flag.text(value));
      }
    }
    return given;
  }
}
