package dev.rawline.app.quality;

import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.PlanOptions;
import dev.rawline.lab.quality.check.QualityPlan;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Options for the keys of a plan of quality control. */
final class QualityPlanOptions {
  /** The engine's option, whose number holds for the measurements, too. */
  private static final String THREADS = "--threads";

  private static final PlanOptions BATCH = keys(List.of("reference", "data"));

  /** How strictly a batch is checked. */
  private static final PlanOptions STRICTNESS =
      keys(
          List.of(
              "name",
              "labelled",
              "compensation",
              "certificate",
              "test",
              "false_alarms",
              "limits.spread",
              "limits.gain",
              "limits.read_noise",
              "seed"));

  private QualityPlanOptions() {}

  private static PlanOptions keys(List<String> keys) {
    return new PlanOptions(QualityPlan.class, List.of(keys));
  }

  /** The options of a command that runs a plan. */
  static final class OfPlan implements IModelTransformer {
    /** picocli makes it. */
    OfPlan() {}

    @Override
    public CommandSpec transform(CommandSpec command) {
      return new OfCheck().transform(BATCH.transform(command));
    }
  }

  /** The options of a command whose reference and batch are parameters. */
  static final class OfCheck implements IModelTransformer {
    /** picocli makes it. */
    OfCheck() {}

    @Override
    public CommandSpec transform(CommandSpec command) {
      return new ModelOptions.Flags().transform(STRICTNESS.transform(command));
    }
  }

  /** Returns the values of the options by the names of their keys, as a file holds them. */
  static SequencedMap<String, String> given(CommandSpec command) {
    SequencedMap<String, String> given = BATCH.given(command);
    given.putAll(STRICTNESS.given(command));
    if (command.commandLine().getParseResult().hasMatchedOption(THREADS)) {
      given.put("threads", command.findOption(THREADS).getValue().toString());
    }
    return given;
  }
}
