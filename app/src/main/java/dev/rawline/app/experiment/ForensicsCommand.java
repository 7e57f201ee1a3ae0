package dev.rawline.app.experiment;

import dev.rawline.app.options.PlanOptions;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.forensics.ExamineModel;
import dev.rawline.lab.forensics.ExamineModel.ForensicsResult;
import dev.rawline.lab.forensics.ForensicsExperiment;
import dev.rawline.lab.forensics.ForensicsFindings;
import dev.rawline.lab.forensics.ForensicsPlan;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code rawline forensics}: command-line interface of {@link ExamineModel}. */
@Command(
    name = "forensics",
    header = "Find which cameras a trained model tolerates, and the closest ones that it does not.",
    subcommands = {ForensicsCheckCommand.class, ForensicsPhotonsCommand.class},
    modelTransformer = ForensicsCommand.class)
public final class ForensicsCommand
    extends ExperimentCommand<ForensicsPlan, ForensicsExperiment, ForensicsResult> {
  private static final double POINTS = 100;

  static final PlanOptions KEYS =
      new PlanOptions(
          ForensicsPlan.class,
          List.of(
              PlanOptions.TRAINING,
              List.of(
                  "model",
                  "isp",
                  "tolerance.delta",
                  "tolerance.parameters",
                  "worst_case.groups",
                  "worst_case.closeness",
                  "worst_case.limits",
                  "worst_case.lambdas",
                  "worst_case.evaluations",
                  "worst_case.restarts",
                  "worst_case.search",
                  "samples"),
              PlanOptions.COMPARISON));

  ForensicsCommand() {
    super(KEYS, ForensicsPlan.FILES, ForensicsExperiment::open, ExamineModel::new);
  }

  /** The folder of a model records how it was trained: flags of training would change nothing. */
  @Override
  void checkFlags(ForensicsPlan plan, Path folder, Set<String> flags) {
    if (plan.model().filter(model -> Files.isDirectory(folder.resolve(model))).isEmpty()) {
      return;
    }
    List<String> idle =
        Stream.concat(Stream.of("isp"), PlanOptions.TRAINING.stream())
            .filter(key -> !key.equals(PlanOptions.DATA) && !key.equals("name"))
            .filter(flags::contains)
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

  @Override
  void print(ForensicsResult result, Path into) {
    PrintWriter stdout = out();
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
    printEnd(result.models(), result.steps(), "searches", result.reused(), result.run(), into);
    stdout.printf("open %s%n", into.resolve(ExamineModel.REPORT));
  }
}
