package dev.rawline.lab.tolerance;

import dev.rawline.imaging.frame.Described;
import java.util.List;
import java.util.Optional;

/** A camera that the model does not tolerate. */
public record SpecifiedWorstCase(
    @Described(meaning = "its name, such as the group of θ that was searched", required = true)
        String name,
    @Described(meaning = "the values of the parameters that differ")
        List<SpecifiedBox.Value> values,
    @Described(meaning = "the theta.yaml with all its parameters") Optional<String> theta,
    @Described(meaning = "the metric under it", required = true) Double metric,
    @Described(meaning = "the distance of its images from the default ones")
        Optional<Double> closeness,
    @Described(meaning = "the measure of closeness: mean_square, ssim or delta_e")
        Optional<String> measure) {

  /** Copies the list. */
  public SpecifiedWorstCase {
    values = values == null ? List.of() : List.copyOf(values);
  }
}
