package dev.rawline.learning.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.standardize.IdentityStandardizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every chain in an exported file gives the views of our own engine. */
class ExportedViewsTest {
  private static final double MOST = 2e-4;
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

  private static int write(Isp isp, Cfa cfa, DigitalScale scale, Path file) throws IOException {
    return new ExportedModel(
            new ModelFront.Processing(isp, cfa, scale),
            Optional.empty(),
            new IdentityStandardizer(),
            network,
            false,
            new LinkedHashMap<>())
        .write(file, ExportedModel.LOWEST_OPSET);
  }

  /** A smooth scene with noise, as 12 bits in a container of 16. */
  private static RawImage mosaic(Cfa cfa, int height, int width, int number) {
    float[] samples = new float[height * width];
    RandomStream random = SEED.stream("mosaic", number);
    for (int i = 0; i < samples.length; i++) {
      double row = i / width;
      double column = i % width;
      double light = 0.5 + 0.3 * Math.sin(row / 5 + number) * Math.cos(column / 7);
      double level = 4096 + 40000 * light + 1500 * (random.nextUniform() - 0.5);
      samples[i] = 16 * Math.round(level / 16);
    }
    return new RawImage(
        width, height, cfa, RawImage.Unit.DN, samples, Calibration.unknown(Short.SIZE));
  }

  private static double worst(Isp isp, Camera camera, OnnxRun run, List<RawImage> mosaics)
      throws OrtException {
    float[] theirs = run.of(ExportedModel.PICTURE, mosaics);
    double worst = 0;
    int at = 0;
    for (RawImage mosaic : mosaics) {
      for (float ours : isp.apply(camera.normalise(mosaic)).samples()) {
        worst = Math.max(worst, Math.abs(ours - theirs[at]));
        at++;
      }
    }
    assertThat(at).isEqualTo(theirs.length);
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
}
