package dev.rawline.app.experiment;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.RootCommand;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.experiment.StudySetup;
import dev.rawline.lab.forensics.ExamineModel;
import dev.rawline.lab.forensics.ForensicsExperiment;
import dev.rawline.lab.forensics.ForensicsFindings;
import dev.rawline.lab.forensics.ForensicsPlan;
import dev.rawline.lab.forensics.ForensicsResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rawline forensics}: command-line interface of {@link ExamineModel}. */
@Command(
    name = "forensics",
    header = "Find which cameras a trained model tolerates, and which near ones it does not.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    subcommands = {ForensicsCheckCommand.class, ForensicsPhotonsCommand.class},
    modelTransformer = ForensicsPlanOptions.class,
    description = {
      "",
      "Each number of the camera by itself gets the interval in which the model keeps its metric;"
          + " groups of numbers get the worst camera whose pictures stay near those of the default"
          + " one, and several numbers at once a joint box (docs/how-to/forensics.md describes it,"
          + " docs/reference/formats.md lists the keys). --preset takes the plan of a published"
          + " experiment.",
      "",
      "DIR gets report.html, drawings, tables, findings.json and tolerance.yaml, the specification"
          + " that 'forensics check' compares cameras with. The lab book gets the run. Trainings"
          + " and searches are kept: an examination that was interrupted (Ctrl-C) resumes, and a"
          + " wider one computes what is new.",
      "",
      "photons measures how certain each prediction is under photon noise"
          + " (docs/explanation/photon-noise.md).",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate blood-smear --camera microscope --count 48 --size 128x128 --out smears",
      "  ./rawline forensics plans/forensics-quick.yaml --data smears --epochs 1 --out forensics",
      "  ./rawline train plans/quick.yaml --data smears --out quick",
      "  ./rawline forensics --trained quick --data smears --parameters gamma \\",
      "      --groups black_level --limits 0.001 --evaluations 6 --restarts 1 --out examined",
      "  ./rawline forensics check examples/theta.yaml examples/tolerance.yaml",
      "  ./rawline forensics --preset '2 Modular hardware-drift forensics' \\",
      "      --data smears --camera microscope --model small-cnn --size 16 --epochs 1 --splits 1"
          + " \\",
      "      --parameters none --groups gamma --evaluations 4 --restarts 1 --out published"
    })
public final class ForensicsCommand implements Callable<ExitCode> {
  private static final double POINTS = 100;

  @Spec private CommandSpec spec;

  @ParentCommand private RootCommand rawline;

  @Mixin private ExperimentOptions options;

  /** Returns the words before the command. */
  RootCommand rawline() {
    return rawline;
  }

  @Override
  public ExitCode call() throws IOException {
    ExperimentRunner call = new ExperimentRunner(spec, rawline, options);
    SequencedMap<String, String> flags = new ForensicsPlanOptions().given(spec);
    ForensicsPlan plan =
        call.plan(
            ExamineModel.COMMAND, flags, ForensicsPlan.FILES::read, ForensicsPlan.FILES::read);
    requireNothingIdle(plan, flags.keySet());
    ForensicsExperiment examination = call.open(plan, ForensicsExperiment::open);
    Path into = options.out(plan.name());
    return call.run(
        (store, resources, logs, bar) ->
            new ExamineModel(examination, new StudySetup(store, resources, logs, into, bar)),
        result -> print(result, into));
  }

  /** The folder of a model says itself how it was trained: nobody shall think to change that. */
  private void requireNothingIdle(ForensicsPlan plan, Set<String> given) throws IOException {
    Path folder = options.references().folder();
    if (plan.model().filter(model -> Files.isDirectory(folder.resolve(model))).isEmpty()) {
      return;
    }
    List<String> idle =
        ForensicsPlanOptions.ofTraining().stream()
            .filter(given::contains)
            .map(ExperimentPlanFiles::flag)
            .toList();
    if (!idle.isEmpty()) {
      throw new IllegalArgumentException(
          "%s %s nothing where the model is a folder, which records how it was trained: leave %s out"
              .formatted(
                  String.join(", ", idle),
                  idle.size() == 1 ? "changes" : "change",
                  idle.size() == 1 ? "it" : "them"));
    }
  }

  private void print(ForensicsResult result, Path into) {
    PrintWriter stdout = spec.commandLine().getOut();
    result.story().forEach(stdout::println);
    stdout.println();
    if (!result.findings().worst().isEmpty()) {
      TextTable table =
          new TextTable(
              List.of(
                  "worst case of",
                  "within",
                  "closeness",
                  "metric",
                  "points lost",
                  "random",
                  "points beyond random"));
      for (ForensicsFindings.Mean mean : result.findings().means()) {
        table.add(
            List.of(
                mean.group(),
                mean.restraint(),
                mean.closeness(),
                mean.metric(),
                POINTS * mean.lost(),
                mean.control(),
                POINTS * mean.advantage().value()));
      }
      table.print(stdout);
      stdout.println();
    }
    stdout.printf(
        "%d %s, %d trainings and searches, %d of which were there already%n",
        result.models(),
        result.models() == 1 ? "model" : "models",
        result.steps(),
        result.reused());
    stdout.printf("written to %s, and to the lab book as run %s%n", into, result.run());
    stdout.printf("open %s%n", into.resolve(ExamineModel.REPORT));
  }
}
