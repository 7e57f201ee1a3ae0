package dev.rawline.learning.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.isp.BalanceFirst;
import dev.rawline.imaging.isp.Bilateral;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.DefectCorrection;
import dev.rawline.imaging.isp.FftDenoising;
import dev.rawline.imaging.isp.FlatField;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.RgbFilter;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.TvBregman;
import dev.rawline.imaging.isp.TvChambolle;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.standardize.IdentityStandardizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every chain in an exported file gives the views that models are shown. */
class ExportedViewsTest {
  /** The linear stages have the bits of the engine; the gamma is another approximation. */
  private static final double MOST = 5e-6;

  private static final double MOST_OF_OTHERS = 2e-4;
  private static final int[][] SIZES = {{32, 48}, {33, 48}, {32, 47}, {35, 37}, {10, 11}};
  private static final Seed SEED = new Seed(11, "exported views");

  @TempDir private static Path folder;

  private static Network network;

  @BeforeAll
  static void start() {
    Engine.cpu();
    network = new SmallCnn(List.of(2)).build(3, 2, SEED);
  }

  @AfterAll
  static void stop() {
    network.parameters().close();
  }

  private static ExportedModel exported(Isp isp, Cfa cfa, DigitalScale scale) {
    return new ExportedModel(
        new ModelFront.Processing(isp, cfa, scale),
        Optional.empty(),
        new IdentityStandardizer(),
        network,
        false,
        new LinkedHashMap<>());
  }

  private static int write(Isp isp, Cfa cfa, DigitalScale scale, Path file) throws IOException {
    return exported(isp, cfa, scale).write(file, ExportedModel.LOWEST_OPSET);
  }

  /** A smooth scene with noise, as 12 bits in a container of 16. */
  private static RawImage mosaic(Cfa cfa, int height, int width, int number) {
    float[] samples = new float[height * width];
    RandomStream random = SEED.stream("mosaic", number);
    for (int i = 0; i < samples.length; i++) {
      int row = i / width;
      int column = i % width;
      double light = 0.5 + 0.3 * Math.sin(row / 5.0 + number) * Math.cos(column / 7.0);
      double level = 4096 + 40000 * light + 1500 * (random.nextUniform() - 0.5);
      samples[i] = (float) (16 * Math.rint(level / 16));
    }
    return new RawImage(
        width, height, cfa, RawImage.Unit.DN, samples, Calibration.unknown(Short.SIZE));
  }

  private static double worst(Isp isp, Camera camera, OnnxRun run, List<RawImage> mosaics)
      throws OrtException {
    float[] theirs = run.of(ExportedModel.PICTURE, mosaics);
    float[] ours = new float[theirs.length];
    new IspBatch(isp, 1).forward(mosaics.stream().map(camera::normalise).toList(), ours);
    double worst = 0;
    for (int i = 0; i < ours.length; i++) {
      worst = Math.max(worst, Math.abs(ours[i] - theirs[i]));
    }
    return worst;
  }

  @Test
  void theTwelveViewsAreOurs() throws IOException, OrtException {
    Path file = folder.resolve("view.onnx");
    for (ViewName view : ViewName.ALL) {
      for (Cfa cfa : Cfa.values()) {
        Isp isp = Isp.of(Camera.DRONE, view);
        DigitalScale scale = DigitalScale.of(Camera.DRONE, mosaic(cfa, 4, 4, 0));
        int nodes = write(isp, cfa, scale, file);
        try (OnnxRun run = new OnnxRun(file)) {
          for (int[] size : SIZES) {
            for (int count : new int[] {1, 3}) {
              List<RawImage> mosaics = new ArrayList<>();
              for (int i = 0; i < count; i++) {
                mosaics.add(mosaic(cfa, size[0], size[1], i));
              }
              assertThat(worst(isp, Camera.DRONE, run, mosaics))
                  .as("%s, %s, %d×%d, %d nodes", view, cfa, size[1], size[0], nodes)
                  .isLessThan(MOST);
            }
          }
        }
      }
    }
  }

  private static void requireOurs(Isp isp, Cfa cfa, int height, int width)
      throws IOException, OrtException {
    Path file = folder.resolve("chain.onnx");
    int _ = write(isp, cfa, DigitalScale.of(Camera.DRONE, mosaic(cfa, 4, 4, 0)), file);
    try (OnnxRun run = new OnnxRun(file)) {
      List<RawImage> mosaics =
          List.of(mosaic(cfa, height, width, 1), mosaic(cfa, height, width, 2));
      assertThat(worst(isp, Camera.DRONE, run, mosaics)).as("%s", isp).isLessThan(MOST_OF_OTHERS);
    }
  }

  @Test
  void theParametrizedChainIsOurs() throws IOException, OrtException {
    Isp usual = Isp.parametrized(Camera.DRONE);
    double[] free = usual.theta().free();
    RandomStream random = SEED.stream("theta", 0);
    for (int i = 0; i < free.length; i++) {
      free[i] += 0.02 * (random.nextUniform() - 0.5) * Math.max(0.1, Math.abs(free[i]));
    }
    Isp learned = usual.with(usual.theta().withFree(free));
    for (Isp isp : List.of(usual, learned)) {
      for (Cfa cfa : Cfa.values()) {
        requireOurs(isp, cfa, 32, 48);
        requireOurs(isp, cfa, 33, 35);
      }
    }
  }

  private static Isp with(ColourStage... colour) {
    List<ColourStage> stages = new ArrayList<>();
    stages.add(new WhiteBalance(Camera.DRONE.whiteBalance()));
    stages.addAll(List.of(colour));
    return new Isp(
        List.of(new BlackLevel(Camera.DRONE.blackLevel())),
        new Rendering(Bilinear.DEFAULT, stages, new Gamma(1.8, 0.01)));
  }

  @Test
  void otherStagesAreOurs() throws IOException, OrtException {
    for (ColourStage stage :
        List.of(
            new HighlightClip(0.4),
            new MedianDenoising(5, Border.MIRROR),
            new MedianDenoising(4, Border.ZERO),
            new MedianDenoising(1, Border.MIRROR),
            new GaussianDenoising(1.7, Border.ZERO),
            new GaussianDenoising(0, Border.MIRROR),
            new UnsharpMasking(2, 0.7, Border.MIRROR, UnsharpMasking.Blur.VERTICAL),
            new RgbFilter(MedianDenoising.DEFAULT),
            new RgbFilter(new MedianDenoising(5, Border.MIRROR)),
            new RgbFilter(GaussianDenoising.DEFAULT),
            new RgbFilter(SharpeningFilter.DEFAULT))) {
      requireOurs(with(stage), Cfa.GRBG, 21, 26);
    }
    Rgb gains = Camera.DRONE.whiteBalance();
    RawImage flat = mosaic(Cfa.RGGB, 20, 24, 0);
    float[] factors = new float[20 * 24];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = 0.8f + flat.samples()[i] / 200_000;
    }
    Isp plain = with();
    for (MosaicStage stage :
        List.of(
            new BalanceFirst(gains),
            new FlatField(RawImage.normalised(24, 20, Cfa.RGGB, factors)))) {
      List<MosaicStage> stages = List.of(plain.mosaic().getFirst(), stage);
      requireOurs(new Isp(stages, plain.rendering()), Cfa.RGGB, 20, 24);
    }
    float[] added = new float[3 * 20 * 24];
    for (int i = 0; i < added.length; i++) {
      added[i] = i / 10_000f;
    }
    requireOurs(plain.with(new AdditiveLayer(new View(24, 20, added))), Cfa.RGGB, 20, 24);
    requireOurs(
        new Isp(
            plain.mosaic(),
            new Rendering(new Menon2007(false, Border.MIRROR), List.of(), Gamma.DEFAULT)),
        Cfa.BGGR,
        21,
        26);
    requireOurs(
        new Isp(
            plain.mosaic(), new Rendering(new Malvar2004(Border.ZERO), List.of(), Gamma.DEFAULT)),
        Cfa.GBRG,
        21,
        26);
  }

  @Test
  void stagesThatOnnxLacksAreRefusedByName() {
    DigitalScale scale = new DigitalScale(SiteValues.uniform(0), 255);
    for (Map.Entry<String, ColourStage> refused :
        Map.of(
                "denoising fft cannot be exported",
                (ColourStage) FftDenoising.DEFAULT,
                "denoising tv_chambolle cannot be exported",
                TvChambolle.DEFAULT,
                "denoising tv_bregman cannot be exported",
                new RgbFilter(TvBregman.DEFAULT),
                "denoising bilateral cannot be exported",
                Bilateral.DEFAULT,
                "gaussian has the border symmetric",
                new GaussianDenoising(1, Border.SYMMETRIC),
                "median has a window of 11 px: expected at most 9 px",
                new MedianDenoising(11, Border.MIRROR))
            .entrySet()) {
      Path file = folder.resolve("refused.onnx");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> write(with(refused.getValue()), Cfa.RGGB, scale, file))
          .withMessageStartingWith(refused.getKey());
      assertThat(file).doesNotExist();
    }
    Isp plain = with();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                write(
                    new Isp(
                        List.of(new DefectCorrection(Set.of(new DefectCorrection.Pixel(1, 2)))),
                        plain.rendering()),
                    Cfa.RGGB,
                    scale,
                    folder.resolve("refused.onnx")))
        .withMessageStartingWith("defect_correction cannot be exported");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                write(
                    Isp.compatible(Camera.DRONE, ViewName.parse("menon-sharpen-gaussian")),
                    Cfa.RGGB,
                    scale,
                    folder.resolve("refused.onnx")))
        .withMessageContaining("votes of the whole neighbourhood, got mirror and inside frame");
  }

  /** Votes in another order of operations would decide ties differently. */
  @Test
  void menonDecidesByTheBitsOfTheEngine() throws IOException, OrtException {
    Isp isp =
        new Isp(
            List.of(new BlackLevel(Camera.DRONE.blackLevel())),
            new Rendering(Menon2007.DEFAULT, List.of(), new Gamma(1, 0)));
    for (int levels : new int[] {256, 4096}) {
      for (Cfa cfa : Cfa.BAYER) {
        List<RawImage> mosaics = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          RawImage mosaic = mosaic(cfa, 96, 96, i);
          float[] coarse = mosaic.samples().clone();
          for (int at = 0; at < coarse.length; at++) {
            coarse[at] = (float) (Math.floor(coarse[at] * levels / 65536) * 65536 / levels);
          }
          mosaics.add(mosaic.with(RawImage.Unit.DN, coarse));
        }
        Path file = folder.resolve("menon.onnx");
        int _ = write(isp, cfa, DigitalScale.of(Camera.DRONE, mosaics.getFirst()), file);
        try (OnnxRun run = new OnnxRun(file)) {
          assertThat(worst(isp, Camera.DRONE, run, mosaics)).as("%d, %s", levels, cfa).isZero();
        }
      }
    }
  }

  @Test
  void theVersionsOfOperatorsAndFormatAreThoseThatWereChosen() throws IOException, OrtException {
    Isp isp = Isp.of(Camera.DRONE, ViewName.parse("menon-unsharp-median"));
    DigitalScale scale = DigitalScale.of(Camera.DRONE, mosaic(Cfa.RGGB, 4, 4, 0));
    Path file = folder.resolve("versions.onnx");
    for (int opset = 18; opset <= 21; opset++) {
      int nodes = exported(isp, Cfa.RGGB, scale).write(file, opset);
      ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
      assertThat(model.getIrVersion()).isBetween(8L, 10L);
      assertThat(model.getOpsetImportList()).hasSize(1);
      assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(opset);
      assertThat(model.getGraph().getNodeCount()).isEqualTo(nodes);
      try (OnnxRun run = new OnnxRun(file)) {
        assertThat(worst(isp, Camera.DRONE, run, List.of(mosaic(Cfa.RGGB, 20, 30, 0))))
            .isLessThan(MOST);
      }
    }
    for (int opset : new int[] {17, 22}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> exported(isp, Cfa.RGGB, scale).write(file, opset))
          .withMessage("opset is %d: expected 18 to 21", opset);
    }
  }

  @Test
  void mosaicsBelowTheSmallestSideAreRefusedByTheRuntime() throws IOException, OrtException {
    Path file = folder.resolve("small.onnx");
    for (Map.Entry<String, Integer> smallest :
        Map.of(
                "bilinear-sharpen-gaussian",
                3,
                "malvar-sharpen-median",
                3,
                "bilinear-unsharp-median",
                5,
                "menon-sharpen-median",
                10)
            .entrySet()) {
      Isp isp = Isp.of(Camera.DRONE, ViewName.parse(smallest.getKey()));
      int side = smallest.getValue();
      int _ = write(isp, Cfa.RGGB, DigitalScale.of(Camera.DRONE, mosaic(Cfa.RGGB, 4, 4, 0)), file);
      try (OnnxRun run = new OnnxRun(file)) {
        assertThat(run.metadata().get("rawline")).contains("\"smallest_side\":" + side);
        assertThat(worst(isp, Camera.DRONE, run, List.of(mosaic(Cfa.RGGB, side, side, 0))))
            .isLessThan(MOST);
        assertThatExceptionOfType(OrtException.class)
            .isThrownBy(
                () -> run.of(ExportedModel.PICTURE, List.of(mosaic(Cfa.RGGB, side - 1, 40, 0))));
      }
    }
  }

  @Test
  void aFolderWithoutPermissionOrADiskThatIsFullLeavesNoHalfFile() throws IOException {
    Isp isp = with();
    DigitalScale scale = new DigitalScale(SiteValues.uniform(0), 255);
    Path missing = folder.resolve("missing").resolve("model.onnx");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> write(isp, Cfa.RGGB, scale, missing))
        .withMessageContaining("model.onnx");
    assertThat(missing.getParent()).doesNotExist();
    Path taken = Files.createDirectory(folder.resolve("taken.onnx"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> write(isp, Cfa.RGGB, scale, taken))
        .withMessageContaining("taken.onnx");
    assertThat(taken).isEmptyDirectory();
  }
}
