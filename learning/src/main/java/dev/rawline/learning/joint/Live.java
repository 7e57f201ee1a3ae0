package dev.rawline.learning.joint;

import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.sample.Prepared;
import java.util.List;

/**
 * A joint model at work.
 *
 * @param model the model
 * @param loss how wrong its logits are
 */
record Live(JointModel model, Loss loss) implements LiveModel {

  @Override
  public DataModel dataModel() {
    return model.dataModel();
  }

  @Override
  public Explained explain(Prepared sample) {
    try (Scope _ = new Scope()) {
      Tensor pictures = model.dataModel().explain(List.of(sample));
      Tensor seen = model.seen(pictures);
      Tensor logits = model.logits(model.standardizing().apply(seen, false), false);
      Tensor told = loss.of(logits, model.targets(List.of(sample), seen));
      told.backward();
      Tensor gradient = pictures.gradient().orElseThrow();
      model.learned().forEach(Tensor::forgetGradient);
      return new Explained(
          Shown.picture(pictures), Shown.gradient(gradient), logits.toArray(), told.value());
    }
  }
}
