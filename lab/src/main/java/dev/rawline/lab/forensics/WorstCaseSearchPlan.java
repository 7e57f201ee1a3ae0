package dev.rawline.lab.forensics;

import dev.rawline.data.yaml.WordList;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import dev.rawline.lab.forensics.search.EvolutionStrategy;
import dev.rawline.lab.forensics.search.GradientAscent;
import dev.rawline.lab.forensics.search.RandomSearch;
import dev.rawline.lab.forensics.search.SearchBudget;
import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.forensics.search.WorstCaseSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which worst cases are searched, and for how long. */
public record WorstCaseSearchPlan(
    @Described(
            meaning =
                "groups of parameters that vary together. Physical cameras, which an instrument can"
                    + " be: defocus, gaussian_blur, motion, diffraction, daylight, led,"
                    + " specified_levels, firmware, physical (each of these). Adversarial, free"
                    + " numbers: parameters of the chain, each (every one alone), all,"
                    + " additive_layer. Or none")
        WordList groups,
    @Described(
            meaning =
                "the distance between images and those of the default camera: mean_square, ssim (1"
                    + " − SSIM) or delta_e")
        Closeness closeness,
    @Described(
            meaning =
                "the maximum distances of images, one search for each, or none (default: depends on"
                    + " closeness)")
        List<Double> limits,
    @Described(
            meaning =
                "factors λ of the published penalty on the sum over a batch, one search for each;"
                    + " applied to the mean it is λ · lambda_batch · 3 · height · width")
        List<Double> lambdas,
    @Described(meaning = "the batch size of the sum that λ multiplies", min = 1)
        Integer lambdaBatch,
    @Described(meaning = "the model evaluations of each search", min = 2) Integer evaluations,
    @Described(meaning = "the number of starting points, which share the evaluations", min = 1)
        Integer restarts,
    @Described(meaning = "the search method") SearchMethod search) {
  private static final String NONE = "none";

  /**
   * Fills in the defaults.
   *
   * @throws InvalidParametersException if numbers are out of their range; it lists all
   */
  public WorstCaseSearchPlan {
    groups = groups == null ? WordList.of(ThetaGroup.EACH, ThetaGroup.ALL) : groups;
    closeness = closeness == null ? Closeness.MEAN_SQUARE : closeness;
    lambdas = lambdas == null ? List.of() : List.copyOf(lambdas);
    limits =
        limits == null ? lambdas.isEmpty() ? closeness.limits() : List.of() : List.copyOf(limits);
    lambdaBatch = lambdaBatch == null ? 32 : lambdaBatch;
    evaluations = evaluations == null ? 60 : evaluations;
    restarts = restarts == null ? 3 : restarts;
    search = search == null ? SearchMethod.AUTO : search;
    List<String> mistakes = new ArrayList<>();
    limits.stream()
        .filter(limit -> !(limit > 0 && limit < Double.POSITIVE_INFINITY))
        .forEach(
            limit -> mistakes.add("limits holds %s: expected numbers above 0".formatted(limit)));
    lambdas.stream()
        .filter(lambda -> !(lambda >= 0 && lambda < Double.POSITIVE_INFINITY))
        .forEach(lambda -> mistakes.add("lambdas holds %s: expected 0 or more".formatted(lambda)));
    if (limits.isEmpty() && lambdas.isEmpty()) {
      mistakes.add("limits and lambdas are both empty: expected one number at least");
    }
    if (evaluations < 2 * restarts) {
      mistakes.add(
          "evaluations is %d for %d starts: expected at least 2 for each"
              .formatted(evaluations, restarts));
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidParametersException(mistakes);
    }
  }

  /** Returns the words of groups that are searched. */
  List<String> groupWords() {
    return groups.isAlone(NONE) ? List.of() : groups.words();
  }

  /** Returns how long a search may look. */
  SearchBudget budget() {
    return new SearchBudget(evaluations, restarts);
  }

  /** How a plan lets worst cases be searched. */
  public enum SearchMethod {
    /** By the gradient where the model hands one back; else by an evolution strategy. */
    AUTO,

    /** Along the gradient. */
    ASCENT,

    /** By an evolution strategy, which needs no gradient. */
    EVOLUTION,

    /** By random draws. */
    RANDOM;

    /**
     * Returns the search.
     *
     * @param hasSlope whether the model hands back a gradient
     * @throws IllegalArgumentException if the choice needs one and there is none
     */
    WorstCaseSearch search(boolean hasSlope) {
      return switch (this) {
        case AUTO -> hasSlope ? new GradientAscent() : new EvolutionStrategy();
        case ASCENT -> {
          if (!hasSlope) {
            throw new IllegalArgumentException(
                "search is ascent, but the model has no gradient: choose auto or evolution, or name"
                    + " a folder or TorchScript file instead of ONNX");
          }
          yield new GradientAscent();
        }
        case EVOLUTION -> new EvolutionStrategy();
        case RANDOM -> new RandomSearch();
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
