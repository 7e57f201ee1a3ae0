package dev.rawline.app;

import dev.rawline.app.PlanFlag.Kind;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Flags for the keys of a drift plan that are changed most: {@code --splits 3} and so on. */
final class DriftFlags implements IModelTransformer {
  private static final List<PlanFlag> OWN =
      List.of(
          new PlanFlag(
              "train.views", "VIEW,…", "Views that models are trained under, or all.", Kind.LIST),
          new PlanFlag(
              "test.views",
              "VIEW,…",
              "Views that they are tested under, or all (those of --views, unless given).",
              Kind.LIST),
          new PlanFlag(
              "train.augment",
              "WORD,…",
              "How otherwise training sees pictures, a model each: none, weak, strong.",
              Kind.LIST),
          new PlanFlag(
              "corruptions.names",
              "NAME,…",
              "Corruptions that models meet: published, all, or names (docs/reference/corruptions.md).",
              Kind.LIST),
          new PlanFlag("corruptions.severities", "N,…", "How severe they are, 1 to 5.", Kind.LIST),
          new PlanFlag(
              "corruptions.constants",
              "WORD",
              "Which numbers a severity means: scaled or 32px.",
              Kind.WORD));

  private static final List<PlanFlag> FLAGS =
      Stream.of(PlanFlag.TRAINING, OWN, PlanFlag.COMPARING).flatMap(List::stream).toList();

  /** picocli makes it. */
  DriftFlags() {}

  @Override
  public CommandSpec transform(CommandSpec command) {
    return PlanFlag.add(command, FLAGS);
  }

  /** Returns what was given, by the names of the keys, as it would stand in the file. */
  static SequencedMap<String, String> given(CommandSpec command) {
    return PlanFlag.given(command, FLAGS);
  }
}
