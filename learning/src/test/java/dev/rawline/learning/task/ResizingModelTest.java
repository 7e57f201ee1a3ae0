package dev.rawline.learning.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.sample.ModelInput;
import dev.rawline.learning.standardize.FixedStandardizer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResizingModelTest {
  private static final Seed SEED = new Seed(5, "model");
  private static final ModelInput SMALL = new ModelInput(Optional.empty(), false, Optional.of(12));

  private static TaskModel model(Network network, ModelInput input) {
    return new NetworkModel(
        network,
        input,
        new FixedStandardizer(Standardization.DRONE_VIEWS),
        3,
        Device.CPU,
        Precision.FLOAT32);
  }

  private static ViewBatch views(int height, int width) {
    float[] samples = new float[2 * 3 * height * width];
    SEED.stream("views", 0).gaussians(samples, 0, samples.length);
    return new ViewBatch(2, height, width, samples);
  }

  /** Resizing before the model and inside our network gives the same results. */
  @Test
  void resizedViewsGiveTheLogitsOfAResizingNetwork() {
    Engine.cpu();
    try (Scope _ = new Scope()) {
      Network network = new SmallCnn(List.of(6, 8)).build(3, 3, SEED);
      TaskModel expected = model(network, SMALL);
      TaskModel shrinking = new ResizingModel(model(network, ModelInput.WHOLE), SMALL);
      ViewBatch views = views(24, 24);
      assertThat(shrinking.logits(views).values()).isEqualTo(expected.logits(views).values());
      Tensor targets = Tensor.of(new long[] {2, 0}, 2);
      CrossEntropy loss = new CrossEntropy(List.of(), 0);
      LossGradient judged = shrinking.lossGradient(views, targets, loss);
      LossGradient wanted = expected.lossGradient(views, targets, loss);
      assertThat(judged.loss()).isEqualTo(wanted.loss());
      assertThat(judged.gradient().height()).isEqualTo(24);
      assertThat(judged.gradient().samples())
          .containsExactly(wanted.gradient().samples(), within(1e-6f));
    }
  }

  @Test
  void viewsThatCannotBeShrunkAreRejected() {
    Engine.cpu();
    try (Scope _ = new Scope()) {
      TaskModel shrinking =
          new ResizingModel(
              model(new SmallCnn(List.of(6, 8)).build(3, 3, SEED), ModelInput.WHOLE), SMALL);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> shrinking.logits(views(8, 8)))
          .withMessageContaining("cannot be reduced to the size 12");
    }
  }
}
