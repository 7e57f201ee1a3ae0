package dev.rawline.learning.datamodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.View;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.sample.DrawnCamera;
import dev.rawline.learning.sample.DrawnCameras;
import dev.rawline.learning.sample.PreparedSample;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The parametrized chain before a task model is the chain of imaging, and so is its gradient. */
class ParametrizedModelTest {
  private static final Isp CHAIN = Isp.parametrized(Camera.DRONE);
  private static final int SIDE = 20;
  private static final int EACH = 3 * SIDE * SIDE;

  @BeforeAll
  static void startEngine() {
    Engine.cpu();
  }

  /** Returns the weights of a loss Σ w · picture. */
  private static float[] weights(Random random, int count) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = random.nextFloat() - 0.5f;
    }
    return weights;
  }

  private static double loss(DataModel model, List<PreparedSample> batch, float[] weights) {
    try (Scope _ = new Scope()) {
      Tensor pictures = model.forward(batch, true);
      return pictures.times(Tensor.of(weights, pictures.shape())).sum().value();
    }
  }

  /** Runs a forward and backward pass, and returns the gradient of the learned parameters. */
  private static double[] gradient(DataModel model, List<PreparedSample> batch, float[] weights) {
    Tensor theta = model.parameters().all().get("theta");
    try (Scope _ = new Scope()) {
      Tensor pictures = model.forward(batch, true);
      pictures.times(Tensor.of(weights, pictures.shape())).sum().backward();
      model.backward(pictures);
      double[] gradient = theta.gradient().orElseThrow().toDoubles();
      theta.forgetGradient();
      return gradient;
    }
  }

  @Test
  void picturesMatchTheChain() {
    Random random = new Random(Seeds.next("pictures"));
    try (ParametrizedModel model = new ParametrizedModel(CHAIN, CHAIN.theta(), true);
        Scope _ = new Scope()) {
      // Batches and pictures of other sizes alternate.
      for (int[] size : new int[][] {{5, 20, 20}, {2, 20, 20}, {3, 16, 24}, {5, 20, 20}}) {
        List<PreparedSample> batch = Shots.batch(random, size[0], size[1], size[2]);
        Tensor pictures = model.forward(batch, true);
        assertThat(pictures.shape()).containsExactly(size[0], 3, size[2], size[1]);
        assertThat(pictures.requiresGradient()).isTrue();
        float[] all = pictures.toArray();
        int each = 3 * size[1] * size[2];
        for (int i = 0; i < batch.size(); i++) {
          float[] expected = CHAIN.apply(Shots.raw(batch.get(i))).samples();
          float[] found = Arrays.copyOfRange(all, i * each, (i + 1) * each);
          assertThat(found).usingElementComparator(comparing(2e-4)).containsExactly(expected);
        }
      }
    }
  }

  private static Comparator<Float> comparing(double tolerance) {
    return (a, b) -> Math.abs(a - b) < tolerance ? 0 : Float.compare(a, b);
  }

  @Test
  void threadsChangeNoBit() {
    Random random = new Random(Seeds.next("threads"));
    List<PreparedSample> batch = Shots.batch(random, 5, SIDE, SIDE);
    float[] weights = weights(random, 5 * EACH);
    try (ParametrizedModel model = new ParametrizedModel(CHAIN, CHAIN.theta(), true);
        Scope _ = new Scope()) {
      model.computeOn(Engine.start(Device.CPU, 1), Precision.FLOAT32);
      float[] pictures = model.forward(batch, true).toArray();
      double[] gradient = gradient(model, batch, weights);
      model.computeOn(Engine.start(Device.CPU, 3), Precision.BFLOAT16);
      assertThat(model.forward(batch, true).toArray()).containsExactly(pictures);
      assertThat(gradient(model, batch, weights)).containsExactly(gradient);
    }
  }

  @Test
  void gradientMatchesTheChain() {
    Random random = new Random(Seeds.next("gradient"));
    Theta theta = CHAIN.theta().frozen("blur", "colour_matrix[1]");
    List<PreparedSample> batch = Shots.batch(random, 6, SIDE, SIDE);
    float[] weights = weights(random, 6 * EACH);
    try (ParametrizedModel model = new ParametrizedModel(CHAIN, theta, true)) {
      double[] found = gradient(model, batch, weights);
      double[] expected = theta.freeOf(pulled(batch, CHAIN, weights));
      assertThat(found).hasSize(theta.free().length);
      assertThat(distance(found, expected)).isLessThan(1e-3 * norm(expected));
    }
  }

  private static double[] pulled(List<PreparedSample> batch, Isp chain, float[] weights) {
    double[] sum = new double[chain.theta().size()];
    for (int i = 0; i < batch.size(); i++) {
      double[] one = pulled(batch.get(i), chain, weights, i).parameters();
      Arrays.setAll(sum, j -> sum[j] + one[j]);
    }
    return sum;
  }

  private static Gradient<RawImage> pulled(
      PreparedSample sample, Isp chain, float[] weights, int number) {
    View cotangent =
        new View(SIDE, SIDE, Arrays.copyOfRange(weights, number * EACH, (number + 1) * EACH));
    return chain.pull(Shots.raw(sample)).back(cotangent);
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  private static double norm(double[] a) {
    return distance(a, new double[a.length]);
  }

  /** The parameters are changed in the tensor, as by an optimizer. */
  @Test
  void gradientMatchesFiniteDifferences() {
    Random random = new Random(Seeds.next("finite difference"));
    List<PreparedSample> batch = Shots.batch(random, 4, SIDE, SIDE);
    float[] weights = weights(random, 4 * EACH);
    Theta theta = CHAIN.theta();
    try (ParametrizedModel model = new ParametrizedModel(CHAIN, theta, true)) {
      double[] found = gradient(model, batch, weights);
      Tensor numbers = model.parameters().learned().get("theta");
      double[] free = theta.free();
      double largest = Arrays.stream(found).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < free.length; i += 3) {
        double[] moved = free.clone();
        double step = 2e-3;
        moved[i] = free[i] + step;
        numbers.set(moved);
        model.changed();
        double above = loss(model, batch, weights);
        moved[i] = free[i] - step;
        numbers.set(moved);
        model.changed();
        double below = loss(model, batch, weights);
        assertThat((above - below) / (2 * step))
            .as("number %d", i)
            .isCloseTo(found[i], within(1e-2 * Math.abs(found[i]) + 2e-3 * largest));
      }
    }
  }

  @Test
  void gradientsOfSeveralBatchesAddUp() {
    Random random = new Random(Seeds.next("adding up"));
    List<PreparedSample> batch = Shots.batch(random, 2, SIDE, SIDE);
    float[] weights = weights(random, 2 * EACH);
    try (ParametrizedModel model = new ParametrizedModel(CHAIN, CHAIN.theta(), true)) {
      double[] once = gradient(model, batch, weights);
      Tensor theta = model.parameters().learned().get("theta");
      for (int i = 0; i < 2; i++) {
        try (Scope _ = new Scope()) {
          Tensor pictures = model.forward(batch, true);
          pictures.times(Tensor.of(weights, pictures.shape())).sum().backward();
          model.backward(pictures);
        }
      }
      double[] twice = theta.gradient().orElseThrow().toDoubles();
      assertThat(twice).containsExactly(Arrays.stream(once).map(g -> 2 * g).toArray());
    }
  }

  @Test
  void parametersStayInTheirBoundsAndFrozenOnesAreUnchanged() {
    Theta theta = CHAIN.theta().frozen("white_balance");
    try (ParametrizedModel model = new ParametrizedModel(CHAIN, theta, true)) {
      Tensor numbers = model.parameters().learned().get("theta");
      double[] wild = new double[theta.free().length];
      Arrays.fill(wild, -3);
      numbers.set(wild);
      model.changed();
      assertThat(model.theta().get("gamma")[0]).isPositive();
      assertThat(model.theta().get("black_level")).containsOnly(-3);
      assertThat(model.theta().get("white_balance")).containsExactly(theta.get("white_balance"));
      assertThat(numbers.toDoubles()).containsExactly(model.theta().free());
      assertThat(model.isp.with(model.theta()).theta().vector())
          .containsExactly(model.theta().vector());
    }
  }

  @Test
  void frozenParametersNeedNoGradient() {
    List<PreparedSample> batch = Shots.batch(new Random(1), 2, SIDE, SIDE);
    try (ParametrizedModel model = new ParametrizedModel(CHAIN, CHAIN.theta(), false);
        Scope _ = new Scope()) {
      assertThat(model.parameters().learned()).isEmpty();
      assertThat(model.parameters().all()).containsOnlyKeys("theta");
      Tensor pictures = model.forward(batch, true);
      assertThat(pictures.requiresGradient()).isFalse();
      model.backward(pictures);
      assertThat(model.parameters().all().get("theta").gradient()).isEmpty();
    }
  }

  @Test
  void explanationComputesAGradientAndEvaluationDoesNot() {
    Random random = new Random(Seeds.next("explanation"));
    List<PreparedSample> batch = Shots.batch(random, 3, SIDE, SIDE);
    float[] weights = weights(random, 3 * EACH);
    try (ParametrizedModel model = new ParametrizedModel(CHAIN, CHAIN.theta(), false);
        Scope _ = new Scope()) {
      assertThat(model.forward(batch, false).requiresGradient()).isFalse();
      Tensor pictures = model.explain(batch);
      assertThatThrownBy(() -> model.gradients(pictures))
          .hasMessage(
              "the images have no gradient: first call backward() of a loss computed from them");
      pictures.times(Tensor.of(weights, pictures.shape())).sum().backward();
      List<Frame> gradients = model.gradients(pictures);
      for (int i = 0; i < batch.size(); i++) {
        float[] expected = pulled(batch.get(i), CHAIN, weights, i).input().samples();
        float[] found = gradients.get(i).samples();
        double scale = 0;
        double apart = 0;
        for (int j = 0; j < found.length; j++) {
          scale += expected[j] * expected[j];
          apart += (found[j] - expected[j]) * (found[j] - expected[j]);
        }
        assertThat(Math.sqrt(apart)).isLessThan(1e-3 * Math.sqrt(scale));
      }
    }
  }

  /** Each sample is rendered with its own θ; the gradient is that of the shared θ. */
  @Test
  void drawnCamerasChangeThetaSampleBySample() {
    Random random = new Random(Seeds.next("drawn"));
    List<PreparedSample> plain = Shots.batch(random, 3, SIDE, SIDE);
    float[] weights = weights(random, 3 * EACH);
    List<PreparedSample> batch =
        List.of(plain.get(0), Shots.drawn(plain.get(1), DRAWN), plain.get(2));
    Theta theta = CHAIN.theta();
    Isp drawn = CHAIN.with(drawn(theta));
    try (ParametrizedModel model = new ParametrizedModel(CHAIN, theta, true);
        Scope _ = new Scope()) {
      float[] all = model.forward(batch, true).toArray();
      float[] expected = drawn.apply(Shots.raw(batch.get(1))).samples();
      assertThat(Arrays.copyOfRange(all, EACH, 2 * EACH))
          .usingElementComparator(comparing(2e-4))
          .containsExactly(expected);

      double[] found = gradient(model, batch, weights);
      double[] sum = new double[theta.size()];
      for (int i = 0; i < 3; i++) {
        Theta gradient =
            i == 1
                ? ofShared(theta.with(pulled(batch.get(i), drawn, weights, i).parameters()))
                : theta.with(pulled(batch.get(i), CHAIN, weights, i).parameters());
        Arrays.setAll(sum, j -> sum[j] + gradient.vector()[j]);
      }
      double[] wanted = theta.freeOf(sum);
      assertThat(distance(found, wanted)).isLessThan(1e-3 * norm(wanted));
    }
  }

  private static final DrawnCamera DRAWN =
      DrawnCameras.theta(
          Optional.of(new Rgb(1.1, 0.9, 1.2)),
          Optional.of(Matrix3.of(0.02, -0.02, 0, 0.01, -0.03, 0.02, 0, 0.05, -0.05)),
          Optional.of(1.2),
          Optional.of(0.004));

  /** Returns θ as {@link #DRAWN} changes it. */
  private static Theta drawn(Theta theta) {
    return theta
        .with("white_balance", scaled(theta.get("white_balance"), 1.1, 0.9, 1.2))
        .with(
            "colour_matrix",
            plus(theta.get("colour_matrix"), 0.02, -0.02, 0, 0.01, -0.03, 0.02, 0, 0.05, -0.05))
        .with("gamma", 1.2 * theta.get("gamma")[0])
        .with("black_level", plus(theta.get("black_level"), 0.004, 0.004, 0.004, 0.004));
  }

  /**
   * Propagates the gradient by the drawn θ back to the shared one: factors remain, summands vanish.
   */
  private static Theta ofShared(Theta gradient) {
    return gradient
        .with("white_balance", scaled(gradient.get("white_balance"), 1.1, 0.9, 1.2))
        .with("gamma", 1.2 * gradient.get("gamma")[0]);
  }

  /** Replaced numbers override drawn ones, and have no gradient in the shared θ. */
  @Test
  void replacedNumbersAreRenderedAndHaveNoGradient() {
    Random random = new Random(Seeds.next("replaced"));
    List<PreparedSample> plain = Shots.batch(random, 3, SIDE, SIDE);
    float[] weights = weights(random, 3 * EACH);
    Theta theta = CHAIN.theta();
    int gamma = theta.places("gamma").findFirst().orElseThrow();
    int level = theta.places("black_level[1]").findFirst().orElseThrow();
    PreparedSample replaced =
        plain.get(1).replacing(new TreeMap<>(Map.of(gamma, 1.7, level, 0.05)));
    Theta changed = theta.with("gamma", 1.7).with("black_level[1]", 0.05);
    List<PreparedSample> batch = List.of(plain.get(0), replaced, plain.get(2));
    try (ParametrizedModel model = new ParametrizedModel(CHAIN, theta, true);
        Scope _ = new Scope()) {
      assertThat(model.chain(replaced)).contains(CHAIN.with(changed));
      float[] all = model.forward(batch, true).toArray();
      assertThat(Arrays.copyOfRange(all, EACH, 2 * EACH))
          .usingElementComparator(comparing(2e-4))
          .containsExactly(CHAIN.with(changed).apply(Shots.raw(replaced)).samples());

      double[] rendered = new double[theta.size()];
      double[] shared = new double[theta.size()];
      for (int i = 0; i < 3; i++) {
        int number = i;
        double[] one =
            pulled(batch.get(i), i == 1 ? CHAIN.with(changed) : CHAIN, weights, i).parameters();
        Arrays.setAll(rendered, j -> rendered[j] + one[j]);
        Arrays.setAll(
            shared, j -> shared[j] + (number == 1 && (j == gamma || j == level) ? 0 : one[j]));
      }
      double[] found = gradient(model, batch, weights);
      assertThat(distance(found, theta.freeOf(shared))).isLessThan(1e-3 * norm(shared));
      Tensor pictures = model.explain(batch);
      pictures.times(Tensor.of(weights, pictures.shape())).sum().backward();
      assertThat(distance(model.renderedGradient(pictures), rendered))
          .isLessThan(1e-3 * norm(rendered));
    }
  }

  private static double[] scaled(double[] numbers, double... factors) {
    double[] scaled = numbers.clone();
    Arrays.setAll(scaled, i -> scaled[i] * factors[i]);
    return scaled;
  }

  private static double[] plus(double[] numbers, double... summands) {
    double[] sum = numbers.clone();
    Arrays.setAll(sum, i -> sum[i] + summands[i]);
    return sum;
  }

  @Test
  void mismatchedFramesAreRejectedByName() {
    try (ParametrizedModel model = new ParametrizedModel(CHAIN, CHAIN.theta(), true)) {
      PreparedSample view = PreparedSample.of("smear 7", new View(2, 2, new float[12]));
      assertThatThrownBy(() -> model.forward(List.of(view), false))
          .hasMessage(
              "sample smear 7 is already processed, but this data model renders raw images: give"
                  + " raw files, or train a model on processed images (data model 'views')");
      List<PreparedSample> unequal =
          List.of(
              Shots.batch(new Random(1), 1, 8, 8).getFirst(),
              Shots.batch(new Random(1), 1, 8, 10).getFirst());
      assertThatThrownBy(() -> model.forward(unequal, false))
          .hasMessage(
              "sample shot 0 has 8×8 pixels, sample shot 0 8×10: expected one size in a batch; crop"
                  + " them (crop)");
      assertThatThrownBy(() -> model.forward(List.of(), false))
          .hasMessage("a batch has at least one sample, got none");
    }
  }
}
