package dev.rawline.learning.joint;

import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.sample.PreparedSample;
import java.util.List;

/**
 * A joint model at work.
 *
 * @param model the model
 * @param loss how wrong its logits are
 */
record JointModelInTraining(JointModel model, Loss loss) implements ModelInTraining {

  @Override
  public DataModel dataModel() {
    return model.dataModel();
  }

  @Override
  public Explanation explain(PreparedSample sample) {
    try (Scope _ = new Scope()) {
      Tensor pictures = model.dataModel().explain(List.of(sample));
      Tensor seen = model.seen(pictures);
      Tensor logits = model.logits(model.standardizing().apply(seen, false), false);
      Tensor told = loss.of(logits, model.targets(List.of(sample), seen));
      told.backward();
      Tensor gradient = pictures.gradient().orElseThrow();
      model.learned().forEach(Tensor::forgetGradient);
      return new Explanation(
          TensorPreview.picture(pictures),
          TensorPreview.gradient(gradient),
          logits.toArray(),
          told.value());
    }
  }
}
