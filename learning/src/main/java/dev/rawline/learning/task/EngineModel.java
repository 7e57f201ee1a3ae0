package dev.rawline.learning.task;

import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;

/** A task model that the engine computes: views → logits → loss → ∂loss/∂view. */
abstract class EngineModel implements TaskModel {
  final Device device;
  private final int outputs;

  EngineModel(int outputs, Device device) {
    this.outputs = outputs;
    this.device = device;
  }

  /** Returns the logits of views (image, colour, row, column). */
  abstract Tensor forward(Tensor views);

  @Override
  public final int outputs() {
    return outputs;
  }

  @Override
  public final boolean hasGradient() {
    return true;
  }

  @Override
  public final Logits logits(ViewBatch views) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      return Logits.of(forward(views.tensor().on(device)));
    }
  }

  @Override
  public final LossGradient lossGradient(ViewBatch views, Tensor targets, Loss loss) {
    try (Scope _ = new Scope()) {
      Tensor pictures = views.tensor().on(device).requireGradient();
      Tensor logits = forward(pictures);
      Tensor wrong = loss.of(logits, targets.on(device));
      float[] gradient = wrong.gradientBy(pictures).toArray();
      return new LossGradient(
          wrong.value(),
          Logits.of(logits),
          new ViewBatch(views.count(), views.height(), views.width(), gradient));
    }
  }
}
