package dev.rawline.lab.forensics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.statistic.Significance;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.util.StdConverter;

/**
 * The worst camera that was found in a group of numbers, near the default one.
 *
 * @param group which numbers moved together
 * @param restraint what kept them near, in words
 * @param allowed the largest closeness that was allowed, or λ as published; distinguished by {@code
 *     isLimit}
 * @param isLimit whether a limit kept them near; else a penalty
 * @param search how it was searched
 * @param evaluations how often the model was evaluated
 * @param metric the metric there
 * @param loss the loss there
 * @param closeness how far pictures are from those of the default camera
 * @param lost the drop of the metric relative to the default camera, paired over samples
 * @param control the metric of the worst of as many random draws
 * @param advantage by how much the search is worse for the model than those, paired over samples
 * @param numbers the numbers of the group that differ, by name; none of a layer
 * @param camera the instrument in words, with units, such as "defocus of 2.30 px"; none where free
 *     numbers of θ moved, which no instrument need have
 */
public record WorstCameraResult(
    String group,
    String restraint,
    double allowed,
    @JsonProperty("limit") boolean isLimit,
    String search,
    int evaluations,
    double metric,
    double loss,
    double closeness,
    @JsonSerialize(converter = EstimateToList.class)
        @JsonDeserialize(converter = ListToEstimate.class)
        Estimate lost,
    double control,
    @JsonSerialize(converter = EstimateToList.class)
        @JsonDeserialize(converter = ListToEstimate.class)
        Estimate advantage,
    SequencedMap<String, Double> numbers,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> camera) {

  /** Takes a result that was written before cameras were described. */
  public WorstCameraResult {
    camera = camera == null ? Optional.empty() : camera;
  }

  /** Returns the camera in words, or the name of the group where there are none. */
  public String description() {
    return camera.orElse(group);
  }

  /** Returns whether the metric falls by more than chance may explain. */
  public boolean isDrop() {
    return Significance.isPositive(lost);
  }

  /** An estimate as a list: value, lower bound, upper bound, level. */
  private static final class EstimateToList extends StdConverter<Estimate, List<Double>> {
    @Override
    public List<Double> convert(Estimate estimate) {
      return List.of(estimate.value(), estimate.low(), estimate.high(), estimate.level());
    }
  }

  /** The estimate of such a list. */
  private static final class ListToEstimate extends StdConverter<List<Double>, Estimate> {
    @Override
    public Estimate convert(List<Double> numbers) {
      return Estimate.finite(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    }
  }
}
