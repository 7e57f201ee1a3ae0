package dev.rawline.app.experiment;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.RootCommand;
import dev.rawline.lab.experiment.StudySetup;
import dev.rawline.lab.optimization.JointFindings;
import dev.rawline.lab.optimization.OptimizationExperiment;
import dev.rawline.lab.optimization.OptimizationSummary;
import dev.rawline.lab.optimization.OptimizeCamera;
import dev.rawline.lab.optimization.OptimizePlan;
import dev.rawline.lab.optimization.OptimizeResult;
import dev.rawline.lab.optimization.ParetoFront;
import dev.rawline.lab.optimization.PricedCondition;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rawline optimize}: command-line interface of {@link OptimizeCamera}. */
@Command(
    name = "optimize",
    header = "Learn a camera's numbers with the model, and find the cheapest acquisition.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    modelTransformer = OptimizePlanOptions.class,
    description = {
      "",
      "On every split two models begin alike behind the same chain of a camera: one learns the"
          + " chain's numbers θ with its own, the other is held to the start. And ways to acquire"
          + " samples, with less light, fewer bits, coarser pixels, a cheaper lens or sensor, are"
          + " compared by what they cost and what models do with them (docs/how-to/optimization.md;"
          + " docs/reference/formats.md lists the keys). --preset takes the plan of a published"
          + " experiment.",
      "",
      "DIR gets report.html, drawings, tables, findings.json and the camera that was learned:"
          + " camera.yaml, isp.yaml and theta.yaml, which every other command takes. The lab book"
          + " gets the run with all cells, predictions and models. Trainings and evaluations are"
          + " kept: an experiment that was interrupted (Ctrl-C) resumes.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate blood-smear --camera microscope --count 48 --size 128x128 --out smears",
      "  ./rawline optimize plans/optimize-quick.yaml --data smears --epochs 1 --out optimized",
      "  ./rawline optimize --preset '3 Image processing customization (Microscopy)' \\",
      "      --data smears --camera microscope --model small-cnn --size 16 --epochs 1 --splits 1"
          + " \\",
      "      --light 0.1 --out published"
    })
public final class OptimizeCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @ParentCommand private RootCommand rawline;

  @Mixin private ExperimentOptions options;

  @Override
  public ExitCode call() throws IOException {
    ExperimentRunner call = new ExperimentRunner(spec, rawline, options);
    OptimizePlan plan =
        call.plan(
            OptimizeCamera.COMMAND,
            new OptimizePlanOptions().given(spec),
            OptimizePlan.FILES::read,
            OptimizePlan.FILES::read);
    OptimizationExperiment optimization = call.open(plan, OptimizationExperiment::open);
    Path into = options.out(plan.name());
    return call.run(
        (store, resources, logs, bar) ->
            new OptimizeCamera(optimization, new StudySetup(store, resources, logs, into, bar)),
        result -> print(result, into));
  }

  private void print(OptimizeResult result, Path into) {
    PrintWriter stdout = spec.commandLine().getOut();
    OptimizationSummary.of(result.joint(), result.front()).forEach(stdout::println);
    stdout.println();
    result.joint().ifPresent(joint -> print(joint, stdout));
    result.front().ifPresent(front -> print(front, stdout));
    stdout.println();
    stdout.printf(
        "%d %s, %d trainings and evaluations, %d of which were there already%n",
        result.models(),
        result.models() == 1 ? "model" : "models",
        result.steps(),
        result.reused());
    stdout.printf("written to %s, and to the lab book as run %s%n", into, result.run());
    stdout.printf("open %s%n", into.resolve(OptimizeCamera.REPORT));
  }

  private static void print(JointFindings joint, PrintWriter stdout) {
    stdout.println(ExperimentRunner.line(joint.metric() + ", θ learned", joint.learned()));
    stdout.println(ExperimentRunner.line(joint.metric() + ", θ frozen", joint.frozen()));
    stdout.println(ExperimentRunner.line("gained by learning θ", joint.gain()));
  }

  private static void print(ParetoFront front, PrintWriter stdout) {
    for (PricedCondition way : front.front()) {
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
