package dev.rawline.app.experiment;

import dev.rawline.app.options.PlanOptions;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.drift.AdaptedDrop;
import dev.rawline.lab.drift.DriftExperiment;
import dev.rawline.lab.drift.DriftFindings;
import dev.rawline.lab.drift.DriftPlan;
import dev.rawline.lab.drift.DriftSummary;
import dev.rawline.lab.drift.SynthesizeDrift;
import dev.rawline.lab.drift.SynthesizeDrift.DriftResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code rawline drift}: command-line interface of {@link SynthesizeDrift}. */
@Command(
    name = "drift",
    header = "Measure how camera processing and image corruptions affect models.",
    modelTransformer = DriftCommand.class)
public final class DriftCommand extends ExperimentCommand<DriftPlan, DriftExperiment, DriftResult> {
  static final PlanOptions KEYS =
      new PlanOptions(
          DriftPlan.class,
          List.of(
              PlanOptions.TRAINING,
              List.of(
                  "train.views",
                  "test.views",
                  "train.augment",
                  "corruptions.names",
                  "corruptions.severities",
                  "corruptions.constants",
                  "adapt"),
              PlanOptions.COMPARISON));

  DriftCommand() {
    super(KEYS, DriftPlan.FILES, DriftExperiment::open, SynthesizeDrift::new);
  }

  @Override
  void print(DriftResult result, Path into) {
    PrintWriter stdout = out();
    result
        .findings()
        .ifPresent(
            findings -> {
              DriftSummary.of(findings).sentences().forEach(stdout::println);
              stdout.println();
              print(findings, stdout);
              print(result.adapted(), findings.matrix().splits().size(), stdout);
              stdout.println();
            });
    printEnd(result.models(), result.steps(), "evaluations", result.reused(), result.run(), into);
    if (result.findings().isPresent()) {
      stdout.printf("open %s%n", into.resolve(SynthesizeDrift.REPORT));
    }
  }

  private static void print(List<AdaptedDrop> adapted, int splits, PrintWriter stdout) {
    for (AdaptedDrop drop : adapted) {
      String recovered =
          drop.recovered()
              .map(share -> String.format(Locale.ROOT, "   %.0f %% recovered", 100 * share.value()))
              .orElse("");
      stdout.println(
          line("lost by drift, adapt " + drop.adaptation(), drop.with(), splits) + recovered);
      drop.harm()
          .ifPresent(
              harm ->
                  stdout.println(
                      line("lost without drift, adapt " + drop.adaptation(), harm, splits)));
    }
  }

  private static void print(DriftFindings findings, PrintWriter stdout) {
    int splits = findings.matrix().splits().size();
    findings
        .matchedMean()
        .ifPresent(
            mean -> stdout.println(line(findings.metric() + ", tested as trained", mean, splits)));
    findings.driftDrop().ifPresent(drop -> stdout.println(line("lost by drift", drop, splits)));
    for (Map.Entry<Integer, Estimate> drop : findings.corruptionDrop().entrySet()) {
      String ratio =
          findings
              .ratio()
              .getOrDefault(drop.getKey(), Optional.empty())
              .map(known -> String.format(Locale.ROOT, "   %.1f times drift", known.value()))
              .map(times -> times + without(findings.floor().words(drop.getKey())))
              .orElse("");
      stdout.println(
          line("lost by corruptions, severity " + drop.getKey(), drop.getValue(), splits) + ratio);
    }
  }

  private static String without(List<String> atChanceLevel) {
    return atChanceLevel.isEmpty()
        ? ""
        : " without what is at chance level: " + String.join("; ", atChanceLevel);
  }
}
