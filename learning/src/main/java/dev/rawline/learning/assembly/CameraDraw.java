package dev.rawline.learning.assembly;

import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.plan.CameraVariationPlan;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.sample.CameraVariation;
import java.io.IOException;
import java.util.Optional;

/**
 * The cameras of which an evaluation draws one for every sample.
 *
 * @param ranges between which numbers; none: those that the model was trained with
 * @param seed what cameras, electrons and noise are drawn from
 */
public record CameraDraw(Optional<CameraVariationPlan> ranges, long seed) {

  /**
   * Returns the evaluation of a model by these cameras.
   *
   * @param dataSet the evaluated data set; it may describe the sensor that recorded
   * @param references resolves the names of files
   * @throws IllegalArgumentException if the model was trained without drawn cameras and no ranges
   *     are given, nothing describes the sensor, or the sensor contradicts the recordings
   * @throws IOException if the sensor's description cannot be read
   */
  public Evaluation evaluation(
      TrainedModel trained, DataSet dataSet, ReferenceResolver references, Progress progress)
      throws IOException {
    CameraVariation cameras =
        ranges.isPresent()
            ? ranges.get().variation(dataSet, references, progress)
            : trained
                .preparation()
                .variation()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "the model was trained without drawn cameras: give the ranges from"
                                + " which they are drawn, such as {light: [0.25, 1]}"));
    Evaluation atRest = trained.evaluationAsRecorded();
    return new Evaluation(atRest.model(), atRest.preparation().varying(cameras), atRest.batch())
        .drawing(seed);
  }
}
