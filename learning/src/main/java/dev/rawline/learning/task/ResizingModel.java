package dev.rawline.learning.task;

import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.sample.ModelInput;

/**
 * A model with a smaller input than its views: they are reduced as by {@link ModelInput#seen}, and
 * the gradient by them has their own size.
 *
 * @param model the model; closed with this
 * @param input the size of its input
 */
public record ResizingModel(TaskModel model, ModelInput input) implements TaskModel {

  @Override
  public int outputs() {
    return model.outputs();
  }

  @Override
  public boolean hasGradient() {
    return model.hasGradient();
  }

  @Override
  public Logits logits(ViewBatch views) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      return model.logits(ViewBatch.of(input.seen(views.tensor())));
    }
  }

  @Override
  public LossGradient lossGradient(ViewBatch views, Tensor targets, Loss loss) {
    try (Scope _ = new Scope()) {
      Tensor pictures = views.tensor().requireGradient();
      Tensor seen = input.seen(pictures);
      LossGradient judged = model.lossGradient(ViewBatch.of(seen.detach()), targets, loss);
      // The reduction is linear: ⟨∂loss/∂seen, seen⟩ has the required gradient by the views.
      Tensor along = seen.times(judged.gradient().tensor()).sum();
      return new LossGradient(
          judged.loss(),
          judged.logits(),
          new ViewBatch(
              views.count(), views.height(), views.width(), along.gradientBy(pictures).toArray()));
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
