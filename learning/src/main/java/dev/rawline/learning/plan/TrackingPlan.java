package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;
import java.util.Optional;

/** The tracking of some samples during training. */
public record TrackingPlan(
    @Described(meaning = "the number of samples of the validation subset", min = 1, max = 100)
        Integer images,
    @Described(
            meaning =
                "whether images are saved after every epoch; otherwise only after epochs with the best metric so far")
        Boolean everyEpoch,
    @Described(meaning = "the image after every stage") Boolean stages,
    @Described(meaning = "the gradient of the loss after every stage") Boolean gradients,
    @Described(meaning = "the difference from the reference data model") Boolean differences,
    @Described(meaning = "targets and predictions") Boolean predictions,
    @Described(meaning = "the values shown on the sheets, as .npy") Boolean arrays,
    @Described(
            meaning =
                "the reference data model: a view or an isp.yaml (default: the initial data model)")
        Optional<String> reference) {

  /** Five samples after every epoch, with everything but the arrays. */
  public static final TrackingPlan DEFAULT =
      new TrackingPlan(null, null, null, null, null, null, null, Optional.empty());

  /** Fills in the defaults. */
  public TrackingPlan {
    images = images == null ? 5 : images;
    everyEpoch = everyEpoch == null || everyEpoch;
    stages = stages == null || stages;
    gradients = gradients == null || gradients;
    differences = differences == null || differences;
    predictions = predictions == null || predictions;
    arrays = arrays != null && arrays;
  }
}
