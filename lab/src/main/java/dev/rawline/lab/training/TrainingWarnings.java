package dev.rawline.lab.training;

import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.metric.ChanceLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What makes a model, or its metrics, meaningless: sentences without a full stop. */
final class TrainingWarnings {
  private static final double ROUNDING = 1e-9;

  private TrainingWarnings() {}

  /**
   * Returns what is wrong with the data of a plan: subsets that lack a class, and images from which
   * nothing can be learned.
   *
   * @throws IOException if a sample cannot be read
   */
  static List<String> of(ResolvedPlan plan) throws IOException {
    List<String> warnings = new ArrayList<>();
    for (Subset side : Subset.values()) {
      lacking(plan, side).ifPresent(warnings::add);
    }
    constant(plan.samples(Subset.TRAIN)).ifPresent(warnings::add);
    return warnings;
  }

  private static Optional<String> lacking(ResolvedPlan plan, Subset side) {
    List<Sample> samples = plan.samples(side);
    Set<String> there =
        samples.stream()
            .flatMap(sample -> sample.label().className().stream())
            .collect(Collectors.toSet());
    List<String> lacking =
        plan.plan().classes().orElse(List.of()).stream()
            .filter(name -> !there.contains(name))
            .toList();
    return samples.isEmpty() || lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the %s subset (%d samples) has no sample of class %s: %s"
                .formatted(
                    side.word(),
                    samples.size(),
                    String.join(", ", lacking),
                    side == Subset.TRAIN
                        ? "the model cannot learn it"
                        : "its metrics leave this class out"));
  }

  private static Optional<String> constant(List<Sample> samples) throws IOException {
    boolean flat = true;
    boolean equal = samples.size() > 1;
    Optional<float[]> first = Optional.empty();
    for (Sample sample : samples) {
      if (!flat && !equal) { // usually at the second or third sample
        return Optional.empty();
      }
      float[] pixels = LoadedSample.of(sample).frame().samples();
      flat &= isFlat(pixels);
      equal &= first.isEmpty() || Arrays.equals(first.get(), pixels);
      first = Optional.of(pixels);
    }
    return flat
        ? Optional.of("in every training image all pixels are equal: nothing can be learned")
        : equal
            ? Optional.of("all training images are equal: nothing can be learned")
            : Optional.empty();
  }

  private static boolean isFlat(float[] pixels) {
    for (float pixel : pixels) {
      if (pixel != pixels[0]) {
        return false;
      }
    }
    return true;
  }

  /** Returns that a result is exactly at chance, or below. */
  static Optional<String> of(Subset side, Evaluation.Result result) {
    return ChanceLevel.of(result.scores())
        .filter(chance -> result.main() <= chance.share() + ROUNDING)
        .map(
            chance ->
                "the %s of the %s subset is %.2f, %s: the model has learned nothing"
                    .formatted(
                        result.scores().main().toString().replace('_', ' '),
                        side.word(),
                        result.main(),
                        chance.words()));
  }
}
