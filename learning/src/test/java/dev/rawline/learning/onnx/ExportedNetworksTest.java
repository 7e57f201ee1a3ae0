package dev.rawline.learning.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.Architecture;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.model.ResNet;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.model.UNet;
import dev.rawline.learning.sample.ModelInput;
import dev.rawline.learning.standardize.BatchNormStandardizer;
import dev.rawline.learning.standardize.FixedStandardizer;
import dev.rawline.learning.standardize.IdentityStandardizer;
import dev.rawline.learning.standardize.Standardizer;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network in an exported file gives our logits. */
class ExportedNetworksTest {
  private static final double MOST = 1e-4;
  private static final int SAMPLES = 100;
  private static final int AT_ONCE = 20;
  private static final int SIDE = 64;
  private static final Seed SEED = new Seed(5, "exported networks");

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    Engine.cpu();
  }

  static List<Architecture> architectures() {
    return List.of(
        SmallCnn.usual(),
        new SmallCnn(List.of(5)),
        new ResNet(18),
        new ResNet(34),
        new ResNet(50),
        UNet.usual(),
        UNet.usual().plusPlus(),
        new UNet(new ResNet(50), 3, List.of(32, 16, 8)),
        new UNet(new ResNet(18), 4, List.of(64, 32, 16, 8)).plusPlus());
  }

  private static float[] pictures(int number, int channels, int height, int width) {
    RandomStream random = SEED.stream("pictures", number);
    float[] pictures = new float[AT_ONCE * channels * height * width];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = (float) (0.5 + 0.3 * Math.sin(0.01 * i + number) + 0.2 * random.nextUniform());
    }
    return pictures;
  }

  /** Batch norms that have seen pictures: by their first statistics deep features would grow. */
  private static Network seasoned(Architecture architecture, Standardizer standardizing) {
    Network network = architecture.build(3, 3, SEED);
    for (int step = 0; step < 12; step++) {
      try (Scope _ = new Scope();
          NoGradient _ = new NoGradient()) {
        Tensor batch = Tensor.of(pictures(step, 3, SIDE, SIDE), AT_ONCE, 3, SIDE, SIDE);
        Tensor _ = network.forward(standardizing.apply(batch, true), true);
      }
    }
    return network;
  }

  private static float[] ours(
      Network network, Standardizer standardizing, ModelInput input, Tensor pictures) {
    return network.forward(standardizing.apply(input.seen(pictures), false), false).toArray();
  }

  private double worst(
      Network network, Standardizer standardizing, boolean eachPixel, ModelInput input, int side)
      throws IOException, OrtException {
    Path file = folder.resolve("network.onnx");
    int _ =
        new ExportedModel(
                new ModelFront.Pictures(3),
                input.size(),
                standardizing,
                network,
                eachPixel,
                new LinkedHashMap<>())
            .write(file, 18);
    double worst = 0;
    try (OnnxRun run = new OnnxRun(file)) {
      for (int first = 0; first < SAMPLES; first += AT_ONCE) {
        try (Scope _ = new Scope();
            NoGradient _ = new NoGradient()) {
          float[] given = pictures(100 + first, 3, side, side);
          Tensor pictures = Tensor.of(given, AT_ONCE, 3, side, side);
          float[] ours = ours(network, standardizing, input, pictures);
          float[] theirs =
              run.of(ExportedModel.LOGITS, FloatBuffer.wrap(given), AT_ONCE, 3, side, side);
          assertThat(theirs).hasSameSizeAs(ours);
          for (int i = 0; i < ours.length; i++) {
            worst = Math.max(worst, Math.abs(ours[i] - theirs[i]));
          }
        }
      }
    }
    return worst;
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void logitsOfAHundredSamplesAreOurs(Architecture architecture) throws IOException, OrtException {
    BatchNormStandardizer standardizing = new BatchNormStandardizer(3);
    Network network = seasoned(architecture, standardizing);
    try {
      double worst =
          worst(network, standardizing, architecture.predictsPixels(), ModelInput.WHOLE, SIDE);
      assertThat(worst).as("%s", architecture).isLessThan(MOST);
    } finally {
      network.parameters().close();
    }
  }

  @Test
  void reducedAndStandardizedPicturesAreOurs() throws IOException, OrtException {
    Network network = seasoned(SmallCnn.usual(), new IdentityStandardizer());
    try {
      for (Standardizer standardizing :
          List.of(new IdentityStandardizer(), new FixedStandardizer(Standardization.DRONE_VIEWS))) {
        for (int side : new int[] {24, 25, 31, 48}) {
          ModelInput input = new ModelInput(Optional.empty(), false, Optional.of(24));
          assertThat(worst(network, standardizing, false, input, side))
              .as("%s, %d px", standardizing, side)
              .isLessThan(MOST);
        }
      }
    } finally {
      network.parameters().close();
    }
  }
}
