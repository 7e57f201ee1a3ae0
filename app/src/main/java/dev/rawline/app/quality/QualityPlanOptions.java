package dev.rawline.app.quality;

import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.PlanOption;
import dev.rawline.app.options.PlanOption.Kind;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Flags for the keys of a plan of quality control. */
final class QualityPlanOptions {
  /** How strictly a batch is judged. */
  private static final List<PlanOption> STRICTNESS =
      List.of(
          new PlanOption("name", "NAME", "What the check is called.", Kind.WORD),
          new PlanOption(
              "labelled",
              "DATASET",
              "Data with labels that the sound camera recorded, on which the effect on the task is"
                  + " predicted; goes with a model.",
              Kind.PLACE),
          new PlanOption(
              "compensation",
              "FILE",
              "A compensation.json: what it undoes is taken off levels, so that the recovery shows.",
              Kind.PLACE),
          new PlanOption(
              "test",
              "WORD",
              "How quantities are compared with the reference: kolmogorov_smirnov or"
                  + " cramer_von_mises.",
              Kind.WORD),
          new PlanOption(
              "false_alarms",
              "SHARE",
              "How often a batch that does not differ may be called drifted (0.05, unless given).",
              Kind.VALUE),
          new PlanOption(
              "limits.spread",
              "NUMBER",
              "How far means may lie from the reference's, in deviations between its images (2,"
                  + " unless given).",
              Kind.VALUE),
          new PlanOption(
              "limits.gain",
              "SHARE",
              "How far the gain may lie from the sensor's (0.15, unless given).",
              Kind.VALUE),
          new PlanOption(
              "limits.read_noise",
              "SHARE",
              "How far the noise without light may lie from the sensor's (0.25, unless given).",
              Kind.VALUE),
          new PlanOption(
              "seed",
              "N",
              "What permutations, resampled metrics and noise of images are drawn from.",
              Kind.VALUE));

  /** The engine's flag, whose number holds for the measurements, too. */
  private static final String THREADS = "--threads";

  private static final List<PlanOption> OF_PLAN =
      Stream.concat(
              Stream.of(
                  new PlanOption(
                      "reference",
                      "PLACE",
                      "A reference.json, its folder, or a data set to build one from.",
                      Kind.PLACE),
                  new PlanOption("data", "DATASET", "The batch.", Kind.PLACE)),
              STRICTNESS.stream())
          .toList();

  private QualityPlanOptions() {}

  /** The flags of a command that runs a plan. */
  static final class OfPlan implements IModelTransformer {
    /** picocli makes it. */
    OfPlan() {}

    @Override
    public CommandSpec transform(CommandSpec command) {
      return new ModelOptions.Flags().transform(PlanOption.add(command, OF_PLAN));
    }
  }

  /** The flags of a command that is told reference and batch. */
  static final class OfCheck implements IModelTransformer {
    /** picocli makes it. */
    OfCheck() {}

    @Override
    public CommandSpec transform(CommandSpec command) {
      return new ModelOptions.Flags().transform(PlanOption.add(command, STRICTNESS));
    }
  }

  /** Returns what was given, by the names of the keys, as it would stand in the file. */
  static SequencedMap<String, String> given(CommandSpec command) {
    SequencedMap<String, String> given = PlanOption.given(command, OF_PLAN);
    if (command.commandLine().getParseResult().hasMatchedOption(THREADS)) {
      given.put("threads", command.findOption(THREADS).getValue().toString());
    }
    return given;
  }
}
