package dev.rawline.app.experiment;

import dev.rawline.app.options.PlanOptions;
import dev.rawline.lab.optimization.JointFindings;
import dev.rawline.lab.optimization.OptimizationExperiment;
import dev.rawline.lab.optimization.OptimizationSummary;
import dev.rawline.lab.optimization.OptimizeCamera;
import dev.rawline.lab.optimization.OptimizeCamera.OptimizeResult;
import dev.rawline.lab.optimization.OptimizePlan;
import dev.rawline.lab.optimization.ParetoFront;
import dev.rawline.lab.optimization.PricedAcquisition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code rawline optimize}: command-line interface of {@link OptimizeCamera}. */
@Command(
    name = "optimize",
    header = "Optimize the camera jointly with the model, and find the cheapest acquisition.",
    modelTransformer = OptimizeCommand.class)
public final class OptimizeCommand
    extends ExperimentCommand<OptimizePlan, OptimizationExperiment, OptimizeResult> {
  static final PlanOptions KEYS =
      new PlanOptions(
          OptimizePlan.class,
          List.of(
              PlanOptions.TRAINING,
              List.of(
                  "start.theta",
                  "start.gamma",
                  "start.light",
                  "start.exposure",
                  "learning_rates",
                  "training.theta_learning_rate",
                  "reach",
                  "acquisition.prices",
                  "acquisition.retrain"),
              PlanOptions.COMPARISON));

  OptimizeCommand() {
    super(KEYS, OptimizePlan.FILES, OptimizationExperiment::open, OptimizeCamera::new);
  }

  @Override
  void print(OptimizeResult result, Path into) {
    PrintWriter stdout = out();
    OptimizationSummary.of(result.joint(), result.front(), result.confirmed())
        .forEach(stdout::println);
    stdout.println();
    result.joint().ifPresent(joint -> print(joint, stdout));
    result.front().ifPresent(front -> print(front, stdout));
    stdout.println();
    printEnd(result.models(), result.steps(), "evaluations", result.reused(), result.run(), into);
    stdout.printf("open %s%n", into.resolve(OptimizeCamera.REPORT));
  }

  private static void print(JointFindings joint, PrintWriter stdout) {
    stdout.println(line(joint.metric() + ", θ learned", joint.learned(), joint.splits()));
    stdout.println(line(joint.metric() + ", θ frozen", joint.frozen(), joint.splits()));
    stdout.println(line("gained by learning θ", joint.gain(), joint.splits()));
  }

  private static void print(ParetoFront front, PrintWriter stdout) {
    for (PricedAcquisition way : front.front()) {
      stdout.printf(
          Locale.ROOT,
          "  %-52s cost %9.1f   %s %.4f%n",
          way.words(),
          way.cost().total(),
          front.metric(),
          way.metric().mean());
    }
  }
}
