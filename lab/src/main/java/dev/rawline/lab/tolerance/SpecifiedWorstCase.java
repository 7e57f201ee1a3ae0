package dev.rawline.lab.tolerance;

import dev.rawline.imaging.frame.Described;
import java.util.List;
import java.util.Optional;

/** A camera that the model must not meet. */
public record SpecifiedWorstCase(
    @Described(
            meaning = "what it is called, such as the group of θ that was searched",
            required = true)
        String name,
    @Described(meaning = "the values of the parameters that are otherwise")
        List<SpecifiedBox.Value> values,
    @Described(meaning = "the theta.yaml that holds all its numbers") Optional<String> theta,
    @Described(meaning = "the metric under it", required = true) Double metric,
    @Described(meaning = "how far its pictures are from the usual ones") Optional<Double> closeness,
    @Described(meaning = "what closeness is: mean_square, ssim or delta_e")
        Optional<String> measure) {

  /** Copies the list. */
  public SpecifiedWorstCase {
    values = values == null ? List.of() : List.copyOf(values);
  }
}
