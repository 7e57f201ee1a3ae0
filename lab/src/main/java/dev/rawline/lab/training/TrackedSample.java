package dev.rawline.lab.training;

import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.frame.View;
import java.util.List;
import java.util.Optional;

/**
 * One sample at the end of one epoch, as it is shown.
 *
 * @param id what the sample is called
 * @param epoch the epoch, from 1
 * @param dataModel the word of the data model
 * @param picture what the data model made of it
 * @param gradient ∂loss/∂picture
 * @param steps the frame and the gradient after every stage of the data model, where it has stages
 * @param difference the picture less that of the reference, where there is one
 * @param verdict what the model says of it
 * @param loss the loss of the sample
 */
public record TrackedSample(
    String id,
    int epoch,
    String dataModel,
    View picture,
    View gradient,
    List<GradientTrace.Step> steps,
    Optional<View> difference,
    LabelledPrediction verdict,
    double loss) {

  /** Copies the list. */
  public TrackedSample {
    steps = List.copyOf(steps);
  }
}
