package dev.rawline.learning.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.sample.ModelInput;
import dev.rawline.learning.standardize.FixedStandardizer;
import dev.rawline.learning.weights.StateDict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkModelTest {
  private static final Seed SEED = new Seed(4, "model");

  private static ViewBatch views(int count) {
    float[] samples = new float[count * 3 * 20 * 28];
    SEED.stream("views", 0).gaussians(samples, 0, samples.length);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 + 0.1 * samples[i]);
    }
    return new ViewBatch(count, 20, 28, samples);
  }

  /** The gradient of the model, against finite differences in double precision. */
  @Test
  void gradientMatchesFiniteDifferencesAndLeavesParametersAlone() {
    Engine.cpu();
    CrossEntropy loss = new CrossEntropy(List.of(), 0);
    try (Scope _ = new Scope()) {
      Network network = new SmallCnn(List.of(6, 8)).build(3, 3, SEED);
      StateDict before = network.parameters().toStateDict();
      FixedStandardizer standardizing = new FixedStandardizer(Standardization.DRONE_VIEWS);
      TaskModel model =
          new NetworkModel(
              network, ModelInput.WHOLE, standardizing, 3, Device.CPU, Precision.FLOAT32);
      ViewBatch views = views(2);
      Tensor targets = Tensor.of(new long[] {2, 0}, 2);
      LossGradient found = model.lossGradient(views, targets, loss);
      assertThat(found.logits().values()).isEqualTo(model.logits(views).values());
      assertThat(found.logits().shape()).containsExactly(2L, 3L);
      requireUnchanged(network, before);
      network.parameters().convert(ElementType.FLOAT64);
      for (int sample : new int[] {0, 77, 1_679, 1_680, 2_500, 3_359}) {
        double expected = finiteDifference(network, standardizing, views, targets, sample);
        assertThat((double) found.gradient().samples()[sample])
            .as("sample %d", sample)
            .isCloseTo(expected, within(1e-7 + 1e-3 * Math.abs(expected)));
      }
      model.close();
    }
  }

  private static void requireUnchanged(Network network, StateDict before) {
    assertThat(network.parameters().learned().values())
        .allSatisfy(tensor -> assertThat(tensor.gradient()).isEmpty());
    network
        .parameters()
        .toStateDict()
        .arrays()
        .forEach(
            (name, array) ->
                assertThat(array.toDoubles()).isEqualTo(before.arrays().get(name).toDoubles()));
  }

  private static double finiteDifference(
      Network network,
      FixedStandardizer standardizing,
      ViewBatch views,
      Tensor targets,
      int sample) {
    CrossEntropy loss = new CrossEntropy(List.of(), 0);
    double step = 1e-5;
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      double[] moved = new double[views.samples().length];
      for (int i = 0; i < moved.length; i++) {
        moved[i] = views.samples()[i] + (i == sample ? (2 * side - 1) * step : 0);
      }
      Tensor pictures = standardizing.apply(Tensor.of(moved, 2, 3, 20, 28), false);
      losses[side] = loss.of(network.forward(pictures, false), targets).value();
    }
    return (losses[1] - losses[0]) / (2 * step);
  }

  /** Four pixels share the gradient by the pixel that they are reduced to. */
  @Test
  void viewsAreShrunkAndTheirGradientHasFullSize() {
    Engine.cpu();
    CrossEntropy loss = new CrossEntropy(List.of(), 0);
    float[] samples = new float[3 * 32 * 32];
    SEED.stream("large", 0).gaussians(samples, 0, samples.length);
    float[] halved = new float[3 * 16 * 16];
    for (int i = 0; i < halved.length; i++) {
      int corner = i / 16 * 64 + i % 16 * 2;
      halved[i] =
          (samples[corner] + samples[corner + 1] + samples[corner + 32] + samples[corner + 33]) / 4;
    }
    ModelInput small = new ModelInput(Optional.empty(), false, Optional.of(16));
    FixedStandardizer standardizing = new FixedStandardizer(Standardization.DRONE_VIEWS);
    Network network = new SmallCnn(List.of(6, 8)).build(3, 3, SEED);
    try (Scope _ = new Scope();
        TaskModel model =
            new NetworkModel(network, small, standardizing, 3, Device.CPU, Precision.FLOAT32)) {
      Tensor targets = Tensor.of(new long[] {2}, 1);
      LossGradient whole = model.lossGradient(new ViewBatch(1, 32, 32, samples), targets, loss);
      LossGradient half = model.lossGradient(new ViewBatch(1, 16, 16, halved), targets, loss);
      assertThat(whole.logits().values()).containsExactly(half.logits().values(), within(1e-4f));
      float[] expected = new float[samples.length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = half.gradient().samples()[i / 64 * 16 + i % 32 / 2] / 4;
      }
      assertThat(whole.gradient().samples()).containsExactly(expected, within(1e-5f));
      assertThatThrownBy(() -> model.logits(views(1)))
          .hasMessageContaining("images of 28×20, which cannot be reduced to the size 16");
    }
  }

  @Test
  void batchesHaveOneSize() {
    View view = new View(4, 2, new float[24]);
    ViewBatch batch = ViewBatch.of(List.of(view, view));
    assertThat(batch.toString()).isEqualTo("2 views of 4×2 pixels");
    assertThat(batch.view(1).samples()).isEqualTo(view.samples());
    assertThatThrownBy(() -> ViewBatch.of(List.of(view, new View(2, 4, new float[24]))))
        .hasMessage("a batch of views of 4×2 and 2×4 pixels: expected views of one size");
    assertThatThrownBy(() -> ViewBatch.of(List.of()))
        .hasMessage("a batch of no views: expected at least 1");
    assertThatThrownBy(() -> new ViewBatch(2, 2, 4, new float[24]))
        .hasMessage("2 views of 4×2 pixels have 48 samples, got 24");
    assertThatThrownBy(() -> new ViewBatch(0, 2, 4, new float[0]))
        .hasMessage("a batch of 0 views of 4×2 pixels: expected at least 1 of each");
    assertThatThrownBy(() -> new Logits(List.of(2L, 3L), new float[5]))
        .hasMessage("logits of the shape [2, 3] are 6 values, got 5");
  }
}
