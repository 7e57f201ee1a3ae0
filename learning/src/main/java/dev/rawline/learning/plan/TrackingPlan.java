package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;
import java.util.Optional;

/** The tracking of some samples during training. */
public record TrackingPlan(
    @Described(meaning = "how many samples of the validation side", min = 1, max = 100)
        Integer images,
    @Described(meaning = "after every epoch; otherwise after those alone that are the best so far")
        Boolean everyEpoch,
    @Described(meaning = "the picture after every stage") Boolean stages,
    @Described(meaning = "the gradient of the loss after every stage") Boolean gradients,
    @Described(meaning = "what differs from the reference data model") Boolean differences,
    @Described(meaning = "targets and predictions") Boolean predictions,
    @Described(meaning = "the numbers beside the sheets, as .npy") Boolean arrays,
    @Described(
            meaning =
                "the data model to compare with: a view or an isp.yaml (default: the one that"
                    + " training begins with)")
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
