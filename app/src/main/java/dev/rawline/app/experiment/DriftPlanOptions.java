package dev.rawline.app.experiment;

import dev.rawline.app.options.PlanOption;
import dev.rawline.app.options.PlanOption.Kind;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Flags for the keys of a drift plan that are changed most: {@code --splits 3} and so on. */
final class DriftPlanOptions implements IModelTransformer {
  private static final List<PlanOption> OWN =
      List.of(
          new PlanOption(
              "train.views", "VIEW,…", "Views that models are trained under, or all.", Kind.LIST),
          new PlanOption(
              "test.views",
              "VIEW,…",
              "Views that they are tested under, or all (those of --views, unless given).",
              Kind.LIST),
          new PlanOption(
              "train.augment",
              "WORD,…",
              "How otherwise training sees pictures, a model each: none, weak, strong.",
              Kind.LIST),
          new PlanOption(
              "corruptions.names",
              "NAME,…",
              "Corruptions that models meet: published, all, or names (docs/reference/corruptions.md).",
              Kind.LIST),
          new PlanOption(
              "corruptions.severities", "N,…", "How severe they are, 1 to 5.", Kind.LIST),
          new PlanOption(
              "corruptions.constants",
              "WORD",
              "Which numbers a severity means: scaled or 32px.",
              Kind.WORD));

  private static final List<PlanOption> FLAGS =
      Stream.of(PlanOption.TRAINING, OWN, PlanOption.COMPARING).flatMap(List::stream).toList();

  /** picocli makes it. */
  DriftPlanOptions() {}

  @Override
  public CommandSpec transform(CommandSpec command) {
    return PlanOption.add(command, FLAGS);
  }

  /** Returns what was given, by the names of the keys, as it would stand in the file. */
  static SequencedMap<String, String> given(CommandSpec command) {
    return PlanOption.given(command, FLAGS);
  }
}
