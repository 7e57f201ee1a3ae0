package dev.rawline.app.experiment;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.RootCommand;
import dev.rawline.lab.drift.DriftExperiment;
import dev.rawline.lab.drift.DriftFindings;
import dev.rawline.lab.drift.DriftPlan;
import dev.rawline.lab.drift.DriftResult;
import dev.rawline.lab.drift.DriftSummary;
import dev.rawline.lab.drift.SynthesizeDrift;
import dev.rawline.lab.experiment.StudySetup;
import dev.rawline.learning.metric.IntervalEstimate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rawline drift}: command-line interface of {@link SynthesizeDrift}. */
@Command(
    name = "drift",
    header = "Measure what another camera's processing does to models, and what corruptions do.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    modelTransformer = DriftPlanOptions.class,
    description = {
      "",
      "The plan states what is learned from, under which conditions models are trained and tested,"
          + " and which corruptions they meet besides (docs/how-to/drift.md describes the"
          + " experiment, docs/reference/formats.md lists the keys). --preset takes the plan of a"
          + " published experiment.",
      "",
      "DIR gets report.html, drawings, scores.csv, matrices and findings.json; the lab book gets"
          + " the run with all cells, predictions and models. Trainings and evaluations are kept"
          + " beside the book by what they are made of: an experiment that was interrupted (Ctrl-C)"
          + " resumes, and a wider one computes what is new.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate blood-smear --camera microscope --count 48 --size 128x128 --out smears",
      "  ./rawline drift plans/drift-quick.yaml --data smears --epochs 1 --out drift",
      "  ./rawline drift --preset '1 Controlled synthesis of hardware-drift test cases (Train)' \\",
      "      --data smears --camera microscope --model small-cnn --size 16 --epochs 1 --splits 1"
          + " \\",
      "      --views menon-unsharp-median --augment none --out published"
    })
public final class DriftCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @ParentCommand private RootCommand rawline;

  @Mixin private ExperimentOptions options;

  @Override
  public ExitCode call() throws IOException {
    ExperimentRunner call = new ExperimentRunner(spec, rawline, options);
    DriftPlan plan =
        call.plan(
            SynthesizeDrift.COMMAND,
            new DriftPlanOptions().given(spec),
            DriftPlan.FILES::read,
            DriftPlan.FILES::read);
    DriftExperiment experiment = call.open(plan, DriftExperiment::open);
    Path into = options.out(plan.name());
    return call.run(
        (store, resources, logs, bar) ->
            new SynthesizeDrift(experiment, new StudySetup(store, resources, logs, into, bar)),
        result -> print(result, into));
  }

  private void print(DriftResult result, Path into) {
    PrintWriter stdout = spec.commandLine().getOut();
    result
        .findings()
        .ifPresent(
            findings -> {
              DriftSummary.of(findings).sentences().forEach(stdout::println);
              stdout.println();
              print(findings, stdout);
              stdout.println();
            });
    stdout.printf(
        "%d %s, %d trainings and evaluations, %d of which were there already%n",
        result.models(),
        result.models() == 1 ? "model" : "models",
        result.steps(),
        result.reused());
    stdout.printf("written to %s, and to the lab book as run %s%n", into, result.run());
    if (result.findings().isPresent()) {
      stdout.printf("open %s%n", into.resolve(SynthesizeDrift.REPORT));
    }
  }

  private static void print(DriftFindings findings, PrintWriter stdout) {
    findings
        .matchedMean()
        .ifPresent(
            mean ->
                stdout.println(
                    ExperimentRunner.line(findings.metric() + ", tested as trained", mean)));
    findings
        .driftDrop()
        .ifPresent(drop -> stdout.println(ExperimentRunner.line("lost by drift", drop)));
    for (Map.Entry<Integer, IntervalEstimate> drop : findings.corruptionDrop().entrySet()) {
      String ratio =
          findings
              .ratio()
              .getOrDefault(drop.getKey(), Optional.empty())
              .map(known -> String.format(Locale.ROOT, "   %.1f times drift", known.value()))
              .orElse("");
      stdout.println(
          ExperimentRunner.line("lost by corruptions, severity " + drop.getKey(), drop.getValue())
              + ratio);
    }
  }
}
