package dev.rawline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.camera.ViewRenderer;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.PointSpread;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.lab.calibrate.Calibrate;
import dev.rawline.learning.engine.Precision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonPeerTest {
  private static final Path STATIC_VIEWS = Path.of("peers", "static_views.py");
  private static final Path SENSOR = Path.of("peers", "sensor.py");
  private static final Path GRADIENTS = Path.of("peers", "gradients.py");

  private static final List<String> WITHOUT_CHANCE =
      List.of(
          "gaussian_blur",
          "zoom_blur",
          "contrast",
          "brightness",
          "saturate",
          "defocus_blur",
          "jpeg_compression");

  /** Waiting threads sleep, so that a busy machine does not delay them. */
  private static final Map<String, String> SLEEPING = Map.of("OMP_WAIT_POLICY", "PASSIVE");

  @Test
  void thePeerComputesTheSameViews() throws Exception {
    assumeTrue(
        PythonPeer.installed("numpy", "scipy", "skimage"),
        "skipped: the Python peer needs python3-numpy, python3-scipy and python3-skimage");
    RawImage mosaic = BenchmarkMosaics.of("96x64");
    try (PythonPeer peer = PythonPeer.start(STATIC_VIEWS, Map.of())) {
      for (Camera camera : Camera.PRESETS) {
        peer.load(mosaic, camera.name());
        ViewRenderer views = new ViewRenderer(camera, ViewName.ALL);
        var pictures = views.render(mosaic);
        for (int i = 0; i < pictures.size(); i++) {
          String name = views.names().get(i).toString();
          assertThat(peer.difference(name, pictures.get(i)))
              .as("%s, camera %s", name, camera.name())
              .isLessThan(1e-5);
        }
      }
    }
  }

  @Test
  void thePeerComputesTheSameGradients() throws Exception {
    requireTorch();
    try (PythonPeer peer = PythonPeer.start(GRADIENTS, SLEEPING)) {
      for (Camera camera : Camera.PRESETS) {
        GradientBatch batch = new GradientBatch(camera, BenchmarkMosaics.batch(3, "33x18"), 2);
        batch.load(peer);
        assertThat(batch.differences(peer))
            .as("camera %s", camera.name())
            .hasSize(9)
            .allSatisfy((group, difference) -> assertThat(difference).as(group).isLessThan(1e-3));
      }
    }
  }

  /** From the same weights; the second loss is after a step of Adam by both, which rounds apart. */
  @Test
  void thePeerTrainsWithTheSameLosses(@TempDir Path folder) throws Exception {
    assumeTrue(
        PythonPeer.installed("numpy", "torch", "torchvision"),
        "skipped: the peer of training needs python3-numpy, python3-torch and python3-torchvision");
    List<RawImage> raws = BenchmarkMosaics.batch(2, "64x64");
    Path weights = folder.resolve("weights.safetensors");
    try (TrainingBatch batch = new TrainingBatch(Camera.DRONE, raws, Precision.FLOAT32, 1);
        PythonPeer peer = PythonPeer.start(Path.of("peers", "training.py"), SLEEPING)) {
      batch.writeWeights(weights);
      peer.load(raws, Camera.DRONE.name());
      peer.weights(weights);
      List<Double> ours = List.of(batch.learn(), batch.learn());
      for (String style : List.of("float32-plain", "channels-last-tuned")) {
        List<Double> theirs = peer.losses(style, 2);
        assertThat(theirs.get(0)).as(style).isCloseTo(ours.get(0), withinPercentage(0.001));
        assertThat(theirs.get(1)).as(style).isCloseTo(ours.get(1), withinPercentage(1));
        assertThat(peer.seconds(style)).isPositive();
      }
    }
  }

  @Test
  void thePeerOfGradientsAgreesWithTheGoldenNumbers() throws Exception {
    requireTorch();
    Path golden = SharedData.require("golden/torch").toAbsolutePath();
    try (PythonPeer peer = PythonPeer.start(GRADIENTS, SLEEPING)) {
      assertThat(peer.check(golden)).isLessThan(1e-9);
    }
  }

  /**
   * The similarity's gradient is float32 there and double here. JPEG files are written and read by
   * libjpeg here and there. Pillow rounds boxes to 8 bits. The other corruptions are random.
   */
  @Test
  void thePeerComputesTheSamePictures() throws Exception {
    assumeTrue(
        PythonPeer.installed("numpy", "scipy", "skimage", "cv2", "PIL", "torch"),
        "skipped: the peer of pictures needs python3-numpy, python3-scipy, python3-skimage,"
            + " python3-opencv, python3-pil and python3-torch");
    View picture = PictureBenchmark.picture(224, 224);
    try (PythonPeer peer = PythonPeer.start(Path.of("peers", "pictures.py"), Map.of())) {
      PictureComparison.load(peer, picture);
      assertThat(PictureComparison.difference(peer, "ssim", picture)).isLessThan(1e-3);
      for (String name : WITHOUT_CHANCE) {
        assertThat(PictureComparison.difference(peer, name, picture)).as(name).isLessThan(1e-6);
      }
      assertThat(PictureComparison.difference(peer, "pixelate", picture)).isLessThan(1.001 / 255);
    }
  }

  @Test
  void thePeerComputesTheSamePointSpreads() throws Exception {
    assumeTrue(
        PythonPeer.installed("numpy", "scipy"),
        "skipped: the peer of the optics needs python3-numpy and python3-scipy");
    Irradiance light = new Irradiance(97, 83, OpticsBenchmark.light(97 * 83));
    try (PythonPeer peer = PythonPeer.start(Path.of("peers", "optics.py"), Map.of())) {
      peer.load(light.samples(), List.of(3, 83, 97), "none");
      for (String name : OpticsComparison.CASES) {
        // The peer samples the area of a disc on a pixel by a fine grid.
        double rounding = name.startsWith("defocus") ? 1e-3 : 2e-6;
        assertThat(
                peer.difference(
                    name, new PointSpread(OpticsBenchmark.function(name), 2.4).apply(light)))
            .as(name)
            .isLessThan(rounding);
      }
    }
  }

  /** The random numbers differ, so mean and variance differ by chance; both seeds are fixed. */
  @Test
  void thePeerRecordsTheSameNoise() throws Exception {
    assumeTrue(PythonPeer.installed("numpy"), "skipped: the peer of sensors needs python3-numpy");
    try (PythonPeer peer = PythonPeer.start(SENSOR, Map.of())) {
      for (double electrons : new double[] {3, 8, 20, 3_000}) {
        Electrons charge = SensorComparison.charge(512, 512, electrons);
        SensorComparison.load(peer, charge);
        for (String name : List.of("poisson", "normal", "sensor")) {
          assertThat(SensorComparison.difference(peer, name, charge))
              .as("%s of %s electrons", name, electrons)
              .isLessThan(5);
        }
      }
    }
  }

  /**
   * Gain and PRNU agree to the last digits; dark noise and DSNU are from other frames of the dark.
   */
  @Test
  void thePeerCalibratesTheSameSensor(@TempDir Path folder) throws Exception {
    assumeTrue(
        PythonPeer.installed("numpy", "cv2"),
        "skipped: the peer of calibration needs python3-numpy and python3-opencv");
    Path frames = SharedData.require("data/emva_ccd_50").toAbsolutePath();
    Process peer =
        new ProcessBuilder("/usr/bin/python3", "peers/calibration.py", frames.toString()).start();
    String said = new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(peer.waitFor()).isZero();
    double[] numbers =
        Stream.of(said.strip().split(" ")).mapToDouble(Double::parseDouble).toArray();

    Calibrate calibrate =
        new Calibrate(
            folder,
            "ccd",
            Optional.empty(),
            Optional.empty(),
            Optional.of(3.45),
            Optional.empty(),
            false,
            true);
    ChannelCalibration ours =
        calibrate
            .run(List.of(frames), Progress.SILENT)
            .calibration()
            .orElseThrow()
            .channels()
            .getFirst();
    assertThat(ours.gain().value()).isCloseTo(numbers[0], withinPercentage(1e-9));
    assertThat(ours.darkNoise().orElseThrow().value()).isCloseTo(numbers[1], withinPercentage(0.5));
    assertThat(ours.darkSignalNonUniformity().orElseThrow().total().value())
        .isCloseTo(numbers[2], withinPercentage(10));
    assertThat(ours.photoResponseNonUniformity().orElseThrow().total().value())
        .isCloseTo(numbers[3], withinPercentage(0.1));
  }

  @Test
  void thePeerComputesTheSameInspection() throws Exception {
    assumeTrue(
        PythonPeer.installed("numpy"), "skipped: the peer of the inspection needs python3-numpy");
    try (PythonPeer peer = PythonPeer.start(Path.of("peers", "inspection.py"), Map.of())) {
      for (String size : List.of("96x64", "256x128")) {
        RawImage image = InspectionBenchmark.image(size);
        InspectionComparison.load(peer, image);
        // The peer receives our numbers as float32.
        assertThat(InspectionComparison.difference(peer, image)).as(size).isLessThan(1e-5);
      }
    }
  }

  @Test
  void thePeerLoadsTheSameTiles() throws Exception {
    assumeTrue(
        PythonPeer.installed("numpy", "cv2"),
        "skipped: the peer of loading needs python3-numpy and python3-opencv");
    for (String form : StoredTiles.FORMS) {
      try (StoredTiles tiles = new StoredTiles(form, 3);
          PythonPeer peer = PythonPeer.start(Path.of("peers", "loading.py"), Map.of())) {
        peer.load(new float[1], List.of(1), tiles.folder().toString());
        assertThat(peer.difference(form, tiles.read().samples(), List.of(256, 256)))
            .as(form)
            .isZero();
        assertThat(peer.seconds(form)).isPositive();
      }
    }
  }

  private static void requireTorch() {
    assumeTrue(
        PythonPeer.installed("numpy", "torch"),
        "skipped: the peer of gradients needs python3-numpy and python3-torch");
  }
}
