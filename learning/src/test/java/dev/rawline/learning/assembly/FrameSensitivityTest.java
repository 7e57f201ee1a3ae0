package dev.rawline.learning.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.datamodel.StaticModel;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.joint.NonFiniteOutputException;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.sample.ModelInput;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.standardize.IdentityStandardizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameSensitivityTest {
  private static final Engine ENGINE = Engine.start(Device.CPU, 1);
  private static final int SIDE = 32;
  private static final Task CLASSES = new Task.Classification(List.of("a", "b", "c"));

  private static JointModel model(Task task, Network network, ModelInput input) {
    return new JointModel(
        task,
        input,
        new StaticModel(Isp.of(Camera.DRONE, ViewName.parse("bilinear-unsharp-gaussian"))),
        new IdentityStandardizer(),
        network,
        ENGINE,
        Precision.FLOAT32);
  }

  private static Network small() {
    return new SmallCnn(List.of(8, 16)).build(3, 3, new Seed(1, "small"));
  }

  private static PreparedSample sample() {
    Random random = new Random(5);
    float[] samples = new float[SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      int row = i / SIDE;
      Colour colour = Cfa.RGGB.colourAt(row, i % SIDE);
      double grey = 0.3 + 0.1 * Math.sin(row / 3.0) + 0.02 * random.nextDouble();
      samples[i] = (float) (0.0625 + grey / Camera.DRONE.whiteBalance().at(colour));
    }
    return PreparedSample.of("sample", RawImage.normalised(SIDE, SIDE, Cfa.RGGB, samples));
  }

  @Test
  void outputsThatAreNotFiniteAreRefusedByTheNameOfTheirSample() {
    Network network = small();
    Tensor first = network.parameters().all().values().iterator().next();
    float[] huge = first.toArray();
    Arrays.fill(huge, Float.MAX_VALUE);
    first.set(huge);
    FrameSensitivity sensitivity = new FrameSensitivity(model(CLASSES, network, ModelInput.WHOLE));
    assertThatThrownBy(() -> sensitivity.values(List.of(sample())))
        .isInstanceOf(NonFiniteOutputException.class)
        .hasMessageContaining(" for sample sample: expected finite numbers");
    assertThatThrownBy(() -> sensitivity.at(sample()))
        .isInstanceOf(NonFiniteOutputException.class)
        .hasMessageContaining(" for sample sample: expected finite numbers");
  }

  /** The gradient along a random direction matches the difference quotient. */
  private static void assertGradients(JointModel model) {
    FrameSensitivity sensitivity = new FrameSensitivity(model);
    PreparedSample sample = sample();
    FrameSensitivity.AtFrame at = sensitivity.at(sample);
    assertThat(at.gradients()).hasSize(sensitivity.count());
    List<Double> outputs = sensitivity.values(List.of(sample)).getFirst();
    Random random = new Random(6);
    double step = 1e-4;
    float[] direction = new float[SIDE * SIDE];
    float[] ahead = sample.frame().samples().clone();
    float[] behind = ahead.clone();
    for (int i = 0; i < direction.length; i++) {
      direction[i] = random.nextBoolean() ? 1 : -1;
      ahead[i] += (float) (step * direction[i]);
      behind[i] -= (float) (step * direction[i]);
    }
    List<List<Double>> beside =
        sensitivity.values(
            List.of(
                PreparedSample.of("sample", RawImage.normalised(SIDE, SIDE, Cfa.RGGB, ahead)),
                PreparedSample.of("sample", RawImage.normalised(SIDE, SIDE, Cfa.RGGB, behind))));
    for (int k = 0; k < sensitivity.count(); k++) {
      assertThat(at.values().get(k)).isCloseTo(outputs.get(k), within(1e-5));
      double slope = 0;
      double scale = 0;
      for (int i = 0; i < direction.length; i++) {
        float of = at.gradients().get(k).samples()[i];
        slope += of * direction[i];
        scale += of * of;
      }
      double quotient = (beside.get(0).get(k) - beside.get(1).get(k)) / (2 * step);
      assertThat(slope).isCloseTo(quotient, within(0.05 * Math.sqrt(scale) + 5e-3));
    }
    assertThat(model.learned()).allMatch(learned -> learned.gradient().isEmpty());
  }

  @Test
  void gradientOfALogitMatchesFiniteDifferences() {
    try (JointModel model = model(CLASSES, small(), ModelInput.WHOLE)) {
      assertGradients(model);
    }
  }

  @Test
  void gradientThroughShrunkPicturesMatchesFiniteDifferences() {
    ModelInput half = new ModelInput(Optional.of(SIDE), false, Optional.of(SIDE / 2));
    try (JointModel model = model(CLASSES, small(), half)) {
      assertGradients(model);
    }
  }

  /** Predicts bright pixels as objects. */
  private record Brightness(NetworkParameters parameters) implements Network {
    Brightness() {
      this(new NetworkParameters());
    }

    @Override
    public Tensor forward(Tensor pictures, boolean training) {
      return pictures.mean(1).reshape(pictures.size(0), 1, SIDE, SIDE).plus(-0.5).times(6);
    }
  }

  /** For a segmentation the number is the mean probability of all pixels. */
  @Test
  void gradientOfTheObjectShareMatchesFiniteDifferences() {
    try (JointModel model = model(new Task.Segmentation(), new Brightness(), ModelInput.WHOLE)) {
      assertGradients(model);
    }
  }

  /** An external model, whose backward pass starts from a loss, has the same gradients. */
  @Test
  void gradientOfAnExternalModelMatchesFiniteDifferences() {
    try (JointModel own = model(CLASSES, small(), ModelInput.WHOLE)) {
      JointModel foreign = model(CLASSES, new ExternalNetwork(own.taskModel()), ModelInput.WHOLE);
      FrameSensitivity.AtFrame expected = new FrameSensitivity(own).at(sample());
      FrameSensitivity.AtFrame found = new FrameSensitivity(foreign).at(sample());
      assertThat(found.values()).isEqualTo(expected.values());
      for (int k = 0; k < 3; k++) {
        float[] of = found.gradients().get(k).samples();
        float[] ours = expected.gradients().get(k).samples();
        for (int i = 0; i < of.length; i++) {
          assertThat((double) of[i]).isCloseTo(ours[i], within(1e-4 + 1e-3 * Math.abs(ours[i])));
        }
      }
    }
  }
}
