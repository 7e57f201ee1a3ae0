package dev.rawline.lab.photon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.layout.DataSets;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.RecordingNoise;
import dev.rawline.lab.CalibratedCcd;
import dev.rawline.lab.statistic.CovarianceMatrix;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.assembly.FrameSensitivity;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The noise of a chain's output and of a model's logits, predicted from one frame of a real CCD and
 * its calibration, against 50 repeated frames of it.
 *
 * <p>Between these frames the lamp varies by 0.05 %, more than the photons do over a whole frame.
 * Frames are compared as they were recorded, and scaled to one mean, which takes the lamp away (and
 * 1 / 19 of what a tile's own mean varies by).
 */
@Tag("slow")
class RealRepeatsTest {
  private static final int SIDE = 64;
  private static final int ROWS = 3;
  private static final int COLUMNS = 5;

  /** Pixels of a view whose noise is compared, in each tile. */
  private static final int PIXELS = 24;

  /** Pixels at a tile's edge see its border. */
  private static final int EDGE = 8;

  /** At one level the curve of the gain may be off by as much: recorded pairs scatter by 1 %. */
  private static final double VARIANCE_KNOWN = 0.03;

  /** Neighbours of this CCD correlate by 0.003, which sharpening turns into up to 1 %. */
  private static final double ALIKE = 0.02;

  private static final int[][] NEIGHBOURS = {{0, 0}, {0, 1}, {1, 1}, {0, 2}};

  @TempDir private static Path work;

  private static SensorSpec sensor;
  private static List<RawImage> recorded;
  private static List<RawImage> level;

  /** The control: as many frames drawn by the calibration about the mean of all. */
  private static List<RawImage> redrawn;

  /** How much the lamp varies from frame to frame, as a relative variance. */
  private static double lamp;

  @BeforeAll
  static void calibrate() throws IOException {
    Path frames = CalibratedCcd.frames();
    sensor = CalibratedCcd.in(work);
    recorded = frames(frames, "bright_spatial");
    double[] means = recorded.stream().mapToDouble(RealRepeatsTest::signal).toArray();
    double mean = Arrays.stream(means).average().orElseThrow();
    level = new ArrayList<>();
    double squares = 0;
    for (int i = 0; i < means.length; i++) {
      level.add(scaled(recorded.get(i), mean / means[i]));
      squares += Math.pow(means[i] / mean - 1, 2);
    }
    RecordingNoise noise = new RecordingNoise(sensor, 1);
    double pixel = noise.photons(mean + sensor.offset()) + noise.readOut(mean + sensor.offset());
    int pixels = recorded.getFirst().samples().length;
    redrawn = new ArrayList<>();
    RawImage middle = mean(level);
    for (int i = 0; i < level.size(); i++) {
      redrawn.add(noise.again(middle, new Seed(1, "repeat " + i)));
    }
    lamp = squares / (means.length - 1) - pixel / pixels / (mean * mean);
  }

  private static List<RawImage> frames(Path folder, String kind) throws IOException {
    List<RawImage> frames = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("frames.csv"))) {
      List<String> parts = List.of(line.split(",", -1));
      if (parts.get(1).equals(kind)) {
        frames.add(described(RawFiles.read(folder.resolve(parts.getFirst()))));
      }
    }
    return frames;
  }

  private static RawImage described(RawImage raw) {
    return new RawImage(
        raw.width(),
        raw.height(),
        Cfa.MONOCHROME,
        RawImage.Unit.DN,
        raw.samples(),
        Calibration.ofLevels(
            sensor.containerBits(),
            SiteValues.uniform(sensor.offset()),
            sensor.largestNumber(),
            "calibration"));
  }

  private static double signal(RawImage raw) {
    double sum = 0;
    for (float sample : raw.samples()) {
      sum += sample - sensor.offset();
    }
    return sum / raw.samples().length;
  }

  private static RawImage scaled(RawImage raw, double factor) {
    float[] samples = raw.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (sensor.offset() + factor * (samples[i] - sensor.offset()));
    }
    return raw.with(raw.unit(), samples);
  }

  private static RawImage mean(List<RawImage> frames) {
    float[] mean = new float[frames.getFirst().samples().length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (RawImage frame : frames) {
        sum += frame.samples()[i];
      }
      mean[i] = (float) (sum / frames.size());
    }
    return frames.getFirst().with(RawImage.Unit.DN, mean);
  }

  private static RawImage tile(RawImage raw, int place) {
    int top = place / COLUMNS * SIDE;
    return raw.crop(top, place % COLUMNS * SIDE, SIDE, SIDE);
  }

  /** Sums of predicted and measured covariances. */
  private static final class Ratio {
    private final List<Double> ratios = new ArrayList<>();

    private void add(double ratio) {
      ratios.add(ratio);
    }

    private double mean() {
      return ratios.stream().mapToDouble(each -> each).average().orElseThrow();
    }

    private double error() {
      double mean = mean();
      double squares = ratios.stream().mapToDouble(each -> Math.pow(each - mean, 2)).sum();
      return Math.sqrt(squares / (ratios.size() - 1.0) / ratios.size());
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f ± %.3f", mean(), 1.96 * error());
    }
  }

  /** Of a view whose chain is linear, one frame predicts the noise of pixels and neighbours. */
  @Test
  void aChainsOutputVariesAsPredicted() {
    Ratio samples = new Ratio();
    RecordingNoise noise = new RecordingNoise(sensor, 1);
    for (int place = 0; place < ROWS * COLUMNS; place++) {
      int at = place;
      double predicted = 0;
      for (float sample : tile(level.getFirst(), place).samples()) {
        predicted += (noise.photons(sample) + noise.readOut(sample)) / SIDE / SIDE;
      }
      samples.add(
          covariance(level.stream().map(raw -> tile(raw, at).samples()).toList(), 0, 0)
              / predicted);
    }
    System.out.println("samples, measured over predicted: " + samples);
    assertThat(samples.mean()).isCloseTo(1, within(VARIANCE_KNOWN));
    for (String view :
        List.of(
            "bilinear-sharpen-gaussian", "bilinear-unsharp-gaussian", "bilinear-sharpen-median")) {
      for (int[] apart : NEIGHBOURS) {
        ViewRatios ratios = ViewRatios.of(ViewName.parse(view), apart);
        System.out.println("%s, %s: %s".formatted(view, Arrays.toString(apart), ratios));
        if (apart[0] + apart[1] == 0) {
          // What the calibration misses of the samples' variance, it misses of the view's.
          assertThat(ratios.redrawn.mean()).as(view).isCloseTo(samples.mean(), within(ALIKE));
          if (view.endsWith("gaussian")) {
            assertThat(ratios.predicted.mean()).as(view).isCloseTo(samples.mean(), within(ALIKE));
          }
        }
      }
    }
  }

  /**
   * Measured covariances of two pixels of a view, the mean over a tile, a ratio a tile.
   *
   * @param predicted over those that one frame predicts
   * @param redrawn over those of frames that the calibration draws
   */
  private record ViewRatios(Ratio predicted, Ratio redrawn) {
    static ViewRatios of(ViewName name, int[] apart) {
      Camera camera = Camera.of(level.getFirst());
      Isp isp = Isp.of(camera, name);
      RecordingNoise noise = new RecordingNoise(sensor, 1);
      Random random = new Random(1);
      ViewRatios ratios = new ViewRatios(new Ratio(), new Ratio());
      for (int place = 0; place < ROWS * COLUMNS; place++) {
        double measured = covariance(views(level, place, isp, camera), apart[0], apart[1]);
        double control =
            covariance(views(RealRepeatsTest.redrawn, place, isp, camera), apart[0], apart[1]);
        RawImage first = tile(level.getFirst(), place);
        var pull = isp.pull(camera.normalise(first));
        double slope = camera.perDigitalNumber(first).at(Cfa.Site.RED);
        double predicted = 0;
        for (int i = 0; i < PIXELS; i++) {
          int row = EDGE + random.nextInt(SIDE - 2 * EDGE);
          int column = EDGE + random.nextInt(SIDE - 2 * EDGE);
          float[] here = pull.back(oneHot(row * SIDE + column)).input().samples();
          float[] there =
              pull.back(oneHot((row + apart[0]) * SIDE + column + apart[1])).input().samples();
          for (int j = 0; j < here.length; j++) {
            double sample = first.samples()[j];
            double variance = noise.photons(sample) + noise.readOut(sample);
            predicted += slope * slope * here[j] * there[j] * variance / PIXELS;
          }
        }
        ratios.predicted.add(measured / predicted);
        ratios.redrawn.add(measured / control);
      }
      return ratios;
    }

    @Override
    public String toString() {
      return "measured over predicted %s, over redrawn %s".formatted(predicted, redrawn);
    }
  }

  private static List<float[]> views(List<RawImage> frames, int place, Isp isp, Camera camera) {
    return frames.stream()
        .map(raw -> isp.apply(camera.normalise(tile(raw, place))).samples())
        .toList();
  }

  private static View oneHot(int place) {
    float[] samples = new float[3 * SIDE * SIDE];
    samples[place] = 1;
    return new View(SIDE, SIDE, samples);
  }

  /** Returns the covariance of pixels that lie so far apart, the mean over a tile. */
  private static double covariance(List<float[]> repeats, int down, int across) {
    double all = 0;
    for (int row = EDGE; row < SIDE - EDGE; row++) {
      for (int column = EDGE; column < SIDE - EDGE; column++) {
        int one = row * SIDE + column;
        int other = (row + down) * SIDE + column + across;
        double here = 0;
        double there = 0;
        double both = 0;
        for (float[] repeat : repeats) {
          here += repeat[one];
          there += repeat[other];
          both += (double) repeat[one] * repeat[other];
        }
        all += (both - here * there / repeats.size()) / (repeats.size() - 1);
      }
    }
    return all / ((SIDE - 2 * EDGE) * (SIDE - 2 * EDGE));
  }

  /**
   * A network that tells three amounts of light: between real repeats its logits vary as between
   * those that the calibration draws, and the prediction from one frame is off by as much.
   */
  @Test
  void logitsVaryAsThoseOfRedrawnFrames() throws IOException {
    try (TrainedModel trained = trained()) {
      Ratio overRedrawn = new Ratio();
      Ratio predicted = new Ratio();
      Ratio predictedOfRedrawn = new Ratio();
      Ratio withLamp = new Ratio();
      Ratio lampLeftOut = new Ratio();
      Ratio correlationOverRedrawn = new Ratio();
      Ratio correlationOverPredicted = new Ratio();
      for (int place = 0; place < ROWS * COLUMNS; place++) {
        Logits one = Logits.of(trained, repeat(level.getFirst(), place, 0));
        CovarianceMatrix photons = one.noise().covariance(1);
        CovarianceMatrix drawn = measured(trained, redrawn, place);
        CovarianceMatrix quiet = measured(trained, level, place);
        CovarianceMatrix asRecorded = measured(trained, recorded, place);
        CovarianceMatrix both = drawn.times(1, CovarianceMatrix.zero(one.light().length));
        both.add(one.light(), lamp);
        overRedrawn.add(quiet.trace() / drawn.trace());
        predicted.add(quiet.trace() / photons.trace());
        predictedOfRedrawn.add(drawn.trace() / photons.trace());
        withLamp.add(asRecorded.trace() / both.trace());
        lampLeftOut.add(asRecorded.trace() / drawn.trace());
        for (int[] pair : new int[][] {{0, 1}, {0, 2}, {1, 2}}) {
          double between = correlation(quiet, pair);
          correlationOverRedrawn.add(between - correlation(drawn, pair));
          correlationOverPredicted.add(between - correlation(photons, pair));
        }
      }
      System.out.printf(
          Locale.ROOT,
          "lamp %.4f %%; logits of repeats of one mean over redrawn %s, over predicted %s (redrawn"
              + " over predicted %s); as recorded, over redrawn and lamp %s, lamp left out %s%n",
          100 * Math.sqrt(lamp),
          overRedrawn,
          predicted,
          predictedOfRedrawn,
          withLamp,
          lampLeftOut);
      System.out.printf(
          Locale.ROOT,
          "correlation of two logits between repeats, less that of redrawn %s, less predicted %s%n",
          correlationOverRedrawn,
          correlationOverPredicted);
      assertThat(Math.abs(correlationOverRedrawn.mean()))
          .isLessThan(3 * correlationOverRedrawn.error());
      assertThat(Math.abs(predicted.mean() - predictedOfRedrawn.mean()))
          .isLessThan(3 * Math.hypot(predicted.error(), predictedOfRedrawn.error()));
      assertThat(Math.abs(overRedrawn.mean() - 1)).isLessThan(3 * overRedrawn.error());
      assertThat(Math.abs(withLamp.mean() - 1)).isLessThan(3 * withLamp.error());
    }
  }

  private static double correlation(CovarianceMatrix logits, int[] pair) {
    int i = pair[0];
    int j = pair[1];
    return logits.at(i, j) / Math.sqrt(logits.at(i, i) * logits.at(j, j));
  }

  /**
   * What is predicted of one frame.
   *
   * @param noise by photons and read-out
   * @param light by how much the logits move per relative change of the light
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Logits(PredictionNoise noise, double[] light) {
    static Logits of(TrainedModel trained, Sample sample) throws IOException {
      LoadedSample loaded = LoadedSample.of(sample);
      Preparation preparation = trained.preparation().atRest().withoutTask();
      var raw = preparation.recorded(loaded, Preparation.seed(0, sample.id(), 0));
      FrameSensitivity sensitivity = new FrameSensitivity(trained.model());
      FrameSensitivity.AtFrame at = sensitivity.at(prepared(trained, sample));
      double[] light = new double[at.values().size()];
      double slope = raw.slope().at(Cfa.Site.RED);
      for (int k = 0; k < light.length; k++) {
        float[] gradient = at.gradients().get(k).samples();
        for (int i = 0; i < gradient.length; i++) {
          light[k] += gradient[i] * slope * (raw.raw().samples()[i] - sensor.offset());
        }
      }
      return new Logits(
          PredictionNoise.of(at.values(), at.gradients(), raw.raw(), raw.slope(), sensor), light);
    }
  }

  private static PreparedSample prepared(TrainedModel trained, Sample sample) throws IOException {
    return trained
        .preparation()
        .atRest()
        .withoutTask()
        .of(LoadedSample.of(sample), Preparation.seed(0, sample.id(), 0));
  }

  private static CovarianceMatrix measured(TrainedModel trained, List<RawImage> frames, int place)
      throws IOException {
    List<PreparedSample> repeats = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      repeats.add(prepared(trained, repeat(frames.get(i), place, i)));
    }
    return CovarianceMatrix.ofDrawn(new FrameSensitivity(trained.model()).values(repeats));
  }

  private static Sample repeat(RawImage frame, int place, int number) {
    String id = "%d of tile %d".formatted(number, place);
    return new Sample(id, new Repeat(id, tile(frame, place)), Label.NONE);
  }

  /** A frame that is in memory. */
  private record Repeat(String name, RawImage frame) implements RawPicture {
    @Override
    public RawImage read() {
      return frame;
    }
  }

  private static TrainedModel trained() throws IOException {
    Path folder = work.resolve("lights");
    Path frames = CalibratedCcd.frames();
    for (RawImage raw : frames(frames, "bright")) {
      double signal = signal(raw);
      String name = signal < 1000 ? "" : signal < 1700 ? "low" : signal < 2300 ? "middle" : "high";
      if (name.isEmpty() || signal > 3200) {
        continue;
      }
      for (int place = 0; place < ROWS * COLUMNS; place += 4) {
        Path file = folder.resolve("%s/%d-%d.tiff".formatted(name, Math.round(10 * signal), place));
        Files.createDirectories(file.getParent());
        RawFiles.write(tile(raw, place), file);
      }
    }
    try (Stream<Path> classes = Files.list(folder)) {
      assertThat(classes).hasSize(3);
    }
    DataSet set = DataSets.open(folder);
    System.out.println(set.counts());
    return SpotDataSets.trained(
        SpotDataSets.planned(
            "data", folder.toString(),
            "camera", "file",
            "data_model", "{static: bilinear-sharpen-gaussian}",
            "epochs", "6"),
        work.resolve("model"));
  }
}
