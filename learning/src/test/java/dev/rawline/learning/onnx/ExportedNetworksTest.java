package dev.rawline.learning.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.datamodel.HalfSizeModel;
import dev.rawline.learning.datamodel.NeuralModel;
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
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.standardize.BatchNormStandardizer;
import dev.rawline.learning.standardize.FixedStandardizer;
import dev.rawline.learning.standardize.IdentityStandardizer;
import dev.rawline.learning.standardize.Standardizer;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network in an exported file gives our logits, from raw mosaics on. */
class ExportedNetworksTest {
  private static final double MOST = 1e-4;
  private static final double MOST_VIEW = 5e-6;
  private static final Isp ISP = Isp.of(Camera.DRONE, ViewName.USUAL);
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

  /** Mosaics of 12 bits of a camera with 16. */
  private static List<RawImage> mosaics(int number, int side) {
    RandomStream random = SEED.stream("mosaics", number);
    List<RawImage> mosaics = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      double wave = 3 + 6 * random.nextUniform();
      double brightness = 0.1 + 0.5 * random.nextUniform();
      float[] samples = new float[side * side];
      for (int at = 0; at < samples.length; at++) {
        int row = at / side;
        int column = at % side;
        double light =
            brightness * (1 + 0.7 * Math.sin(row / wave) * Math.cos(column / wave))
                + 0.02 * random.nextUniform();
        samples[at] = (float) (16 * Math.rint((4096 + 50_000 * light) / 16));
      }
      mosaics.add(
          new RawImage(
              side, side, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(Short.SIZE)));
    }
    return mosaics;
  }

  private static float[] views(List<RawImage> mosaics) {
    int area = mosaics.getFirst().samples().length;
    float[] views = new float[3 * area * mosaics.size()];
    new IspBatch(ISP, 1).forward(mosaics.stream().map(Camera.DRONE::normalise).toList(), views);
    return views;
  }

  /** Batch norms that have seen views: by their first statistics deep features would grow. */
  private static Network seasoned(Architecture architecture, Standardizer standardizing) {
    Network network = architecture.build(3, 3, SEED);
    for (int step = 0; step < 12; step++) {
      try (Scope _ = new Scope();
          NoGradient _ = new NoGradient()) {
        Tensor batch = Tensor.of(views(mosaics(step, SIDE)), AT_ONCE, 3, SIDE, SIDE);
        Tensor _ = network.forward(standardizing.apply(batch, true), true);
      }
    }
    return network;
  }

  private static double worst(float[] ours, float[] theirs) {
    assertThat(theirs).hasSameSizeAs(ours);
    double worst = 0;
    for (int i = 0; i < ours.length; i++) {
      worst = Math.max(worst, Math.abs(ours[i] - theirs[i]));
    }
    return worst;
  }

  private void requireOurs(
      ModelFront front,
      Network network,
      Standardizer standardizing,
      boolean eachPixel,
      ModelInput input,
      int side)
      throws IOException, OrtException {
    Path file = folder.resolve("network.onnx");
    int _ =
        new ExportedModel(
                front, input.size(), standardizing, network, eachPixel, new LinkedHashMap<>())
            .write(file, ExportedModel.LOWEST_OPSET);
    double most = 0;
    double largest = 0;
    try (OnnxRun run = new OnnxRun(file)) {
      for (int first = 0; first < SAMPLES; first += AT_ONCE) {
        try (Scope _ = new Scope();
            NoGradient _ = new NoGradient()) {
          List<RawImage> mosaics = mosaics(100 + first, side);
          float[] views = views(mosaics);
          Tensor seen = input.seen(Tensor.of(views, AT_ONCE, 3, side, side));
          float[] ours = network.forward(standardizing.apply(seen, false), false).toArray();
          float[] theirs;
          if (front instanceof ModelFront.Pictures) {
            theirs = run.of(ExportedModel.LOGITS, FloatBuffer.wrap(views), AT_ONCE, 3, side, side);
          } else {
            assertThat(worst(views, run.of(ExportedModel.PICTURE, mosaics))).isLessThan(MOST_VIEW);
            theirs = run.of(ExportedModel.LOGITS, mosaics);
            if (eachPixel) {
              requireMask(ours, run.mask(mosaics));
            }
          }
          most = Math.max(most, worst(ours, theirs));
          largest = Math.max(largest, worst(ours, new float[ours.length]));
          assertThat(most).isLessThan(MOST);
        }
      }
    }
    System.out.printf(
        "exported network: %.1f MB, logits of %d samples up to %.2g, largest difference %.1e%n",
        Files.size(file) / 1e6, SAMPLES, largest, most);
  }

  /** The mask is that of our logits, but where these are 0 to rounding. */
  private static void requireMask(float[] logits, byte[] mask) {
    assertThat(mask).hasSize(logits.length).contains(0, 1);
    int wrong = 0;
    for (int i = 0; i < mask.length; i++) {
      if (Math.abs(logits[i]) > MOST && mask[i] != (logits[i] > 0 ? 1 : 0)) {
        wrong++;
      }
    }
    assertThat(wrong).isZero();
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void viewsAndLogitsOfAHundredMosaicsAreOurs(Architecture architecture)
      throws IOException, OrtException {
    BatchNormStandardizer standardizing = new BatchNormStandardizer(3);
    Network network = seasoned(architecture, standardizing);
    try {
      requireOurs(
          new ModelFront.Processing(
              ISP, Cfa.RGGB, DigitalScale.of(Camera.DRONE, mosaics(0, 4).getFirst())),
          network,
          standardizing,
          architecture.predictsPixels(),
          ModelInput.WHOLE,
          SIDE);
    } finally {
      network.parameters().close();
    }
  }

  @Test
  void packedMosaicsAndTheirNetworkAreOurs() throws IOException, OrtException {
    for (int channels : new int[] {3, 4}) {
      for (Cfa cfa : Cfa.BAYER) {
        HalfSizeModel half = new HalfSizeModel(channels);
        requireOurs(half, cfa, channels, Optional.empty());
      }
    }
    Network inFront = new UNet(new ResNet(18), 3, List.of(16, 8, 4)).build(4, 3, SEED);
    try (NeuralModel neural =
        new NeuralModel(inFront, 8, Optional.of(Standardization.DRONE_VIEWS))) {
      requireOurs(neural, Cfa.GBRG, 4, Optional.of(neural));
    }
  }

  private void requireOurs(DataModel model, Cfa cfa, int channels, Optional<NeuralModel> neural)
      throws IOException, OrtException {
    List<RawImage> mosaics = mosaics(1, SIDE).stream().map(mosaic -> mosaic.with(cfa)).toList();
    Network network = SmallCnn.usual().build(model.channels(), 2, SEED);
    Path file = folder.resolve("packed.onnx");
    int _ =
        new ExportedModel(
                new ModelFront.Packing(
                    channels,
                    cfa,
                    DigitalScale.of(Camera.DRONE, mosaics.getFirst()),
                    neural.flatMap(NeuralModel::mosaics),
                    neural.map(NeuralModel::network)),
                Optional.empty(),
                new IdentityStandardizer(),
                network,
                false,
                new LinkedHashMap<>())
            .write(file, ExportedModel.HIGHEST_OPSET);
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient();
        OnnxRun run = new OnnxRun(file)) {
      List<PreparedSample> samples =
          mosaics.stream()
              .map(mosaic -> PreparedSample.of("one", Camera.DRONE.normalise(mosaic)))
              .toList();
      float[] ours = model.forward(samples, false).toArray();
      assertThat(worst(ours, run.of(ExportedModel.PICTURE, mosaics))).isLessThan(MOST);
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
          requireOurs(new ModelFront.Pictures(3), network, standardizing, false, input, side);
        }
      }
    } finally {
      network.parameters().close();
    }
  }
}
