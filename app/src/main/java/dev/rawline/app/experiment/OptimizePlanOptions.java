package dev.rawline.app.experiment;

import dev.rawline.app.options.PlanOption;
import dev.rawline.app.options.PlanOption.Kind;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Flags for the keys of an optimization's plan that are changed most. */
final class OptimizePlanOptions implements IModelTransformer {
  private static final List<PlanOption> OWN =
      List.of(
          new PlanOption(
              "start.theta",
              "THETA.yaml",
              "The numbers that both arms begin with, or the folder of a model that has some.",
              Kind.PLACE),
          new PlanOption("start.gamma", "GAMMA", "γ to begin with.", Kind.VALUE),
          new PlanOption(
              "start.light",
              "SHARE",
              "The share of the light that samples are recorded in.",
              Kind.VALUE),
          new PlanOption(
              "training.theta_learning_rate",
              "RATE",
              "The learning rate of θ (ten times the model's, at most 0.02, unless given).",
              Kind.VALUE),
          new PlanOption(
              "reach",
              "NUMBER,…",
              "Numbers of the validation side whose steps are told.",
              Kind.LIST),
          new PlanOption(
              "acquisition.prices", "PRICES.yaml", "What it costs to acquire samples.", Kind.PLACE),
          new PlanOption(
              "acquisition.retrain",
              "true|false",
              "Whether every way to acquire samples gets models of its own.",
              Kind.VALUE));

  private static final List<PlanOption> FLAGS =
      Stream.of(PlanOption.TRAINING, OWN, PlanOption.COMPARING).flatMap(List::stream).toList();

  /** picocli makes it. */
  OptimizePlanOptions() {}

  @Override
  public CommandSpec transform(CommandSpec command) {
    return PlanOption.add(command, FLAGS);
  }

  /** Returns what was given, by the names of the keys, as it would stand in the file. */
  static SequencedMap<String, String> given(CommandSpec command) {
    return PlanOption.given(command, FLAGS);
  }
}
