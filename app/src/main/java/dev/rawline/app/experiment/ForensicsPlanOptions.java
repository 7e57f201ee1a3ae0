package dev.rawline.app.experiment;

import dev.rawline.app.options.PlanOption;
import dev.rawline.app.options.PlanOption.Kind;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Flags for the keys of a plan of forensics that are changed most. */
final class ForensicsPlanOptions implements IModelTransformer {
  private static final List<PlanOption> OWN =
      List.of(
          new PlanOption(
              "model",
              "MODEL",
              "The folder or file of a model that is trained already; models are trained, unless"
                  + " given.",
              Kind.PLACE),
          new PlanOption(
              "isp",
              "VIEW",
              "The chain that models are trained behind and examined around: a view or an isp.yaml.",
              Kind.PLACE),
          new PlanOption(
              "tolerance.delta",
              "POINTS",
              "How much the metric may lose; of shares in points.",
              Kind.VALUE),
          new PlanOption(
              "tolerance.parameters",
              "NAME,…",
              "The numbers whose intervals are looked for: names or groups, whole, all or none.",
              Kind.LIST),
          new PlanOption(
              "worst_case.groups",
              "NAME,…",
              "Which numbers move together in worst cases: parameters, each, all, additive_layer.",
              Kind.LIST),
          new PlanOption(
              "worst_case.closeness",
              "WORD",
              "How far pictures are: mean_square, ssim or delta_e.",
              Kind.WORD),
          new PlanOption(
              "worst_case.limits",
              "NUMBER,…",
              "How far pictures may be, a search each.",
              Kind.LIST),
          new PlanOption(
              "worst_case.lambdas",
              "NUMBER,…",
              "λ of the published penalty, a search each.",
              Kind.LIST),
          new PlanOption(
              "worst_case.evaluations", "N", "How often a search may ask the model.", Kind.VALUE),
          new PlanOption("worst_case.restarts", "N", "From how many starts.", Kind.VALUE),
          new PlanOption(
              "worst_case.search",
              "WORD",
              "How it is searched: auto, ascent, evolution or random.",
              Kind.WORD),
          new PlanOption("samples", "N", "How many samples a model is asked about.", Kind.VALUE));

  private static final List<PlanOption> FLAGS =
      Stream.of(PlanOption.TRAINING, OWN, PlanOption.COMPARING).flatMap(List::stream).toList();

  /** Keys that say how a model is trained. */
  static final List<String> OF_TRAINING =
      Stream.concat(Stream.of("isp"), PlanOption.TRAINING.stream().map(PlanOption::key))
          .filter(key -> !key.equals(PlanOption.DATA) && !key.equals("name"))
          .toList();

  /** picocli makes it. */
  ForensicsPlanOptions() {}

  @Override
  public CommandSpec transform(CommandSpec command) {
    return PlanOption.add(command, FLAGS);
  }

  /** Returns what was given, by the names of the keys, as it would stand in the file. */
  static SequencedMap<String, String> given(CommandSpec command) {
    return PlanOption.given(command, FLAGS);
  }
}
