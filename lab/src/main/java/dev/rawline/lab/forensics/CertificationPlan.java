package dev.rawline.lab.forensics;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import dev.rawline.lab.forensics.certify.CameraSpread;
import dev.rawline.lab.forensics.certify.SmoothingBudget;
import java.util.ArrayList;
import java.util.List;

/** Which regions of cameras are certified, by a model that votes over drawn cameras. */
public record CertificationPlan(
    @Described(
            meaning =
                "regions, one certificate each: mappings from parameters of the chain, which vary"
                    + " together, to σ (of logarithms for white_balance and gamma, else in the unit"
                    + " of the parameter), such as {gamma: 0.1, white_balance: 0.05}; or {noise: σ}"
                    + " alone",
            required = true)
        List<CameraSpread> regions,
    @Described(meaning = "the draws that choose the class of a sample, n₀ (default: 100)", min = 1)
        Integer selection,
    @Described(
            meaning = "the draws that bound the probability of the class, n (default: 1000)",
            min = 2)
        Integer draws,
    @Described(
            meaning = "the confidence of a sample's region, 1 − α (default: 0.999)",
            above = 0,
            max = 0.999999)
        Double confidence,
    @Described(
            meaning =
                "the number of samples of the test subset that are certified, drawn by the seed; all"
                    + " if there are fewer (default: 1000)",
            min = 1)
        Integer samples,
    @Described(meaning = "the draws by which the searches count a vote (default: 100)", min = 1)
        Integer searchDraws,
    @Described(meaning = "how far the searches go (default: 4)", unit = "σ", above = 0, max = 10)
        Double reach,
    @Described(
            meaning =
                "the cameras tried in each search of the worst one for all samples, at one and at"
                    + " two times the distance where half of the accuracy is certified; 0 for none (default: 12)",
            min = 0)
        Integer evaluations) {
  private static final int LEAST_EVALUATIONS = 2;

  /**
   * Fills in the defaults.
   *
   * @throws InvalidParametersException if keys do not go together; it lists all mistakes
   */
  public CertificationPlan {
    regions = regions == null ? List.of() : List.copyOf(regions);
    selection = selection == null ? 100 : selection;
    draws = draws == null ? 1000 : draws;
    confidence = confidence == null ? Double.valueOf(0.999) : confidence;
    samples = samples == null ? 1000 : samples;
    searchDraws = searchDraws == null ? 100 : searchDraws;
    reach = reach == null ? Double.valueOf(4) : reach;
    evaluations = evaluations == null ? 12 : evaluations;
    List<String> mistakes = new ArrayList<>();
    if (regions.isEmpty()) {
      mistakes.add("certify.regions is empty: expected at least one region");
    }
    if (evaluations > 0 && evaluations < LEAST_EVALUATIONS) {
      mistakes.add(
          "certify.evaluations is %d: expected 0 for no search, or at least %d"
              .formatted(evaluations, LEAST_EVALUATIONS));
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidParametersException(mistakes);
    }
  }

  /** Returns how many cameras are drawn, and how sure regions are. */
  SmoothingBudget budget() {
    return new SmoothingBudget(selection, draws, confidence, searchDraws, reach);
  }
}
