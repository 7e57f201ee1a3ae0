package dev.rawline.app;

import dev.rawline.app.PlanFlag.Kind;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Flags for the keys of a plan of forensics that are changed most. */
final class ForensicsFlags implements IModelTransformer {
  private static final List<PlanFlag> OWN =
      List.of(
          new PlanFlag(
              "model",
              "MODEL",
              "The folder or file of a model that is trained already; models are trained, unless"
                  + " given.",
              Kind.PLACE),
          new PlanFlag(
              "isp",
              "VIEW",
              "The chain that models are trained behind and examined around: a view or an isp.yaml.",
              Kind.PLACE),
          new PlanFlag(
              "tolerance.delta",
              "POINTS",
              "How much the metric may lose; of shares in points.",
              Kind.VALUE),
          new PlanFlag(
              "tolerance.parameters",
              "NAME,…",
              "The numbers whose intervals are looked for: names or groups, whole, all or none.",
              Kind.LIST),
          new PlanFlag(
              "worst_case.groups",
              "NAME,…",
              "Which numbers move together in worst cases: parameters, each, all, additive_layer.",
              Kind.LIST),
          new PlanFlag(
              "worst_case.closeness",
              "WORD",
              "How far pictures are: mean_square, ssim or delta_e.",
              Kind.WORD),
          new PlanFlag(
              "worst_case.limits",
              "NUMBER,…",
              "How far pictures may be, a search each.",
              Kind.LIST),
          new PlanFlag(
              "worst_case.lambdas",
              "NUMBER,…",
              "λ of the published penalty, a search each.",
              Kind.LIST),
          new PlanFlag(
              "worst_case.evaluations", "N", "How often a search may ask the model.", Kind.VALUE),
          new PlanFlag("worst_case.restarts", "N", "From how many starts.", Kind.VALUE),
          new PlanFlag(
              "worst_case.search",
              "WORD",
              "How it is searched: auto, ascent, evolution or random.",
              Kind.WORD),
          new PlanFlag("samples", "N", "How many samples a model is asked about.", Kind.VALUE));

  private static final List<PlanFlag> FLAGS =
      Stream.of(PlanFlag.TRAINING, OWN, PlanFlag.COMPARING).flatMap(List::stream).toList();

  /** Keys that say how a model is trained. */
  static final List<String> OF_TRAINING =
      Stream.concat(Stream.of("isp"), PlanFlag.TRAINING.stream().map(PlanFlag::key))
          .filter(key -> !key.equals(PlanFlag.DATA) && !key.equals("name"))
          .toList();

  /** picocli makes it. */
  ForensicsFlags() {}

  @Override
  public CommandSpec transform(CommandSpec command) {
    return PlanFlag.add(command, FLAGS);
  }

  /** Returns what was given, by the names of the keys, as it would stand in the file. */
  static SequencedMap<String, String> given(CommandSpec command) {
    return PlanFlag.given(command, FLAGS);
  }
}
