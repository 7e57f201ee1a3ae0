package dev.rawline.app;

import dev.rawline.app.PlanFlag.Kind;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Flags for the keys of an optimization's plan that are changed most. */
final class OptimizeFlags implements IModelTransformer {
  private static final List<PlanFlag> OWN =
      List.of(
          new PlanFlag(
              "start.theta",
              "THETA.yaml",
              "The numbers that both arms begin with, or the folder of a model that has some.",
              Kind.PLACE),
          new PlanFlag("start.gamma", "GAMMA", "γ to begin with.", Kind.VALUE),
          new PlanFlag(
              "start.light",
              "SHARE",
              "The share of the light that samples are recorded in.",
              Kind.VALUE),
          new PlanFlag(
              "training.theta_learning_rate",
              "RATE",
              "The learning rate of θ (ten times the model's, at most 0.02, unless given).",
              Kind.VALUE),
          new PlanFlag(
              "reach",
              "NUMBER,…",
              "Numbers of the validation side whose steps are told.",
              Kind.LIST),
          new PlanFlag(
              "acquisition.prices", "PRICES.yaml", "What it costs to acquire samples.", Kind.PLACE),
          new PlanFlag(
              "acquisition.retrain",
              "true|false",
              "Whether every way to acquire samples gets models of its own.",
              Kind.VALUE));

  private static final List<PlanFlag> FLAGS =
      Stream.of(PlanFlag.TRAINING, OWN, PlanFlag.COMPARING).flatMap(List::stream).toList();

  /** picocli makes it. */
  OptimizeFlags() {}

  @Override
  public CommandSpec transform(CommandSpec command) {
    return PlanFlag.add(command, FLAGS);
  }

  /** Returns what was given, by the names of the keys, as it would stand in the file. */
  static SequencedMap<String, String> given(CommandSpec command) {
    return PlanFlag.given(command, FLAGS);
  }
}
