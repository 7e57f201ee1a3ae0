package dev.rawline.lab.adaptation;

import dev.rawline.data.set.Sample;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.model.NetworkParameters;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Recomputes the statistics of all batch norms of a model, those that standardize included, on
 * unlabelled images (Schneider and others, NeurIPS 2020).
 *
 * <p>With n images in batches of b_t, and the trained statistics worth N images, each batch moves
 * mean and variance by the share b_t / (N + b_1 + … + b_t), so that in the end
 *
 * <pre>
 * μ̄ = N / (N + n) · μ_trained + n / (N + n) · μ_target,    σ̄² likewise
 * </pre>
 *
 * where σ²_target is the mean of the batches' variances (n − 1), and each layer sees what the
 * batch's own statistics make of the layers before it, as in training. The learned weights stay.
 *
 * @param prior N, at least 0 [images]
 */
record BatchNormAdaptation(double prior) {

  /**
   * Recomputes the statistics of an evaluation's model, in place.
   *
   * @param samples in an order without pattern, at least 2
   * @throws IllegalArgumentException if the model has no batch norm
   * @throws IOException if a sample cannot be read
   */
  void adapt(Evaluation evaluation, List<Sample> samples) throws IOException {
    JointModel model = evaluation.model();
    List<NetworkParameters> parameters =
        List.of(model.network().parameters(), model.standardizing().parameters());
    if (parameters.stream()
        .flatMap(part -> part.all().keySet().stream())
        .noneMatch(name -> name.endsWith("running_mean"))) {
      throw new IllegalArgumentException(
          "adapt lists batch_norm, but the model has no batch norm whose statistics could be recomputed: remove it, or train a model with batch norm");
    }
    double[] images = {prior};
    try {
      evaluation.prepared(
          samples,
          batch -> {
            images[0] += batch.size();
            OptionalDouble share = OptionalDouble.of(batch.size() / images[0]);
            parameters.forEach(part -> part.moveStatisticsBy(share));
            try (Scope _ = new Scope();
                NoGradient _ = new NoGradient()) {
              Tensor seen = model.seen(model.dataModel().forward(batch, /* training= */ false));
              Tensor standardized = model.standardizing().apply(seen, /* training= */ true);
              Tensor _ = model.logits(standardized, /* training= */ true);
            }
          });
    } finally {
      parameters.forEach(part -> part.moveStatisticsBy(OptionalDouble.empty()));
    }
  }
}
