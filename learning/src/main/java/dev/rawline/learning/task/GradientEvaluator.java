package dev.rawline.learning.task;

import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;
import java.util.function.UnaryOperator;

/** Views → logits → loss → ∂loss/∂view, through a model within the engine. */
final class GradientEvaluator {
  private GradientEvaluator() {}

  static Logits logits(ViewBatch views, Device device, UnaryOperator<Tensor> model) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      return Logits.of(model.apply(views.tensor().on(device)));
    }
  }

  static LossGradient judge(
      ViewBatch views, Tensor targets, Loss loss, Device device, UnaryOperator<Tensor> model) {
    try (Scope _ = new Scope()) {
      Tensor pictures = views.tensor().on(device).requireGradient();
      Tensor logits = model.apply(pictures);
      Tensor wrong = loss.of(logits, targets.on(device));
      float[] gradient = wrong.gradientBy(pictures).toArray();
      return new LossGradient(
          wrong.value(),
          Logits.of(logits),
          new ViewBatch(views.count(), views.height(), views.width(), gradient));
    }
  }
}
