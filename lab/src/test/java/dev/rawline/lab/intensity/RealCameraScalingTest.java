package dev.rawline.lab.intensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.layout.IntensityFolders;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling.Method;
import dev.rawline.lab.CalibratedCcd;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bright frames of a real CCD, scaled to a share of their light, against the frames that it
 * recorded in as little light.
 *
 * <p>The camera is calibrated from the same files, and {@code sensor.yaml} goes to {@code
 * scale-intensity} as it is. Each scaled pair's variance is divided by that of recorded pairs of
 * the same mean, linear between the two nearest. A pair's variance of n pixels has a relative
 * standard deviation of √(2 / n); that of the mean ratio counts each scaled and each recorded pair
 * with its weight.
 */
@Tag("slow")
class RealCameraScalingTest {
  private static final List<Double> SHARES = List.of(0.5, 0.1, 0.05);

  /** Pairs below this share's signal are as dark as noise: they do not show a gain [DN]. */
  private static final double LEAST_SIGNAL = 100;

  @TempDir Path work;

  /** Mean and temporal variance of two frames, and whether one is saturated [DN, DN²]. */
  private record Pair(double mean, double variance, long pixels, boolean saturated) {
    static Pair of(RawImage one, RawImage two, double largest) {
      float[] first = one.samples();
      float[] second = two.samples();
      int count = first.length;
      double sum = 0;
      double difference = 0;
      double squares = 0;
      boolean saturated = false;
      for (int i = 0; i < count; i++) {
        double apart = first[i] - second[i];
        sum += first[i] + second[i];
        difference += apart;
        squares += apart * apart;
        saturated |= Math.max(first[i], second[i]) >= largest;
      }
      double mean = difference / count;
      return new Pair(sum / 2 / count, (squares / count - mean * mean) / 2, count, saturated);
    }
  }

  /**
   * The mean ratio of scaled to recorded variance.
   *
   * @param deviation its standard deviation
   * @param pairs how many scaled pairs count
   * @param recorded how many recorded pairs they are compared with
   */
  private record Ratio(double mean, double deviation, int pairs, long recorded) {
    static Ratio of(List<Pair> scaled, List<Pair> recorded, double black) {
      double[] weights = new double[recorded.size()];
      double sum = 0;
      double own = 0;
      int count = 0;
      for (Pair pair : scaled) {
        int after = 0;
        while (after < recorded.size() && recorded.get(after).mean < pair.mean) {
          after++;
        }
        if (pair.saturated
            || pair.mean - black < LEAST_SIGNAL
            || after == 0
            || after == recorded.size()) {
          continue;
        }
        Pair low = recorded.get(after - 1);
        Pair high = recorded.get(after);
        double share = (pair.mean - low.mean) / (high.mean - low.mean);
        double variance = low.variance + share * (high.variance - low.variance);
        double ratio = pair.variance / variance;
        sum += ratio;
        own += ratio * ratio * 2 / pair.pixels;
        weights[after - 1] += ratio / variance * (1 - share);
        weights[after] += ratio / variance * share;
        count++;
      }
      double others = 0;
      long used = 0;
      for (int i = 0; i < weights.length; i++) {
        double part = weights[i] * recorded.get(i).variance;
        others += part * part * 2 / recorded.get(i).pixels;
        used += weights[i] > 0 ? 1 : 0;
      }
      return new Ratio(sum / count, Math.sqrt(own + others) / count, count, used);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%.4f ± %.4f (95 %%; %d scaled pairs against %d recorded)",
          mean,
          1.96 * deviation,
          pairs,
          recorded);
    }
  }

  @Test
  void brightFramesInLessLightHaveTheVarianceOfFramesRecordedInIt() throws IOException {
    Path frames = CalibratedCcd.frames();
    SensorSpec sensor = CalibratedCcd.in(work);
    double largest = sensor.largestNumber();
    List<Pair> recorded = pairs(frames, largest).stream().filter(pair -> !pair.saturated).toList();

    Map<Double, Ratio> curved = ratios(frames, sensor, recorded, "curve");
    Map<Double, Ratio> constant = ratios(frames, straight(sensor), recorded, "constant");
    for (double share : SHARES) {
      System.out.printf(
          "share %s: variance over recorded %s; constant gain: %s%n",
          share, curved.get(share), constant.get(share));
    }
    for (double share : SHARES) {
      assertThat(curved.get(share).mean).as("share %s", share).isCloseTo(1, within(0.01));
    }
    // The control: one gain for all signals adds too little noise.
    assertThat(constant.get(0.1).mean).isLessThan(0.985);
  }

  private Map<Double, Ratio> ratios(
      Path frames, SensorSpec sensor, List<Pair> recorded, String name) throws IOException {
    Path out = work.resolve(name);
    List<FileOutcome> outcomes =
        new ScaleIntensity(
                out, Optional.of(sensor), SHARES, Method.THINNING, 1, Optional.empty(), false)
            .run(bright(frames), Progress.SILENT);
    assertThat(outcomes).hasOnlyElementsOfType(FileOutcome.Rendered.class);
    Map<Double, Ratio> ratios = new TreeMap<>();
    List<Pair> sources = pairs(frames, sensor.largestNumber());
    for (double share : SHARES) {
      Path folder = out.resolve("images").resolve(IntensityFolders.folder(share));
      List<Pair> scaled = pairs(folder, sensor.largestNumber());
      List<Pair> unsaturated = new ArrayList<>();
      for (int i = 0; i < scaled.size(); i++) {
        if (!sources.get(i).saturated) {
          unsaturated.add(scaled.get(i));
        }
      }
      ratios.put(share, Ratio.of(unsaturated, recorded, sensor.offset()));
    }
    return ratios;
  }

  private static List<Path> bright(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("b_\\d+_snap_\\d+\\.(png|tiff)"))
          .sorted()
          .toList();
    }
  }

  private static List<Pair> pairs(Path folder, double largest) throws IOException {
    List<Path> files = bright(folder);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < files.size(); i += 2) {
      pairs.add(Pair.of(RawFiles.read(files.get(i)), RawFiles.read(files.get(i + 1)), largest));
    }
    return pairs;
  }

  /**
   * Returns the sensor with the overall system gain of EMVA 1288, Linear, at every signal, and the
   * same noise in the dark in DN.
   */
  private static SensorSpec straight(SensorSpec sensor) {
    double gain = 0.2807;
    return sensor.with(
        values -> {
          values.readNoise = sensor.readNoise() * sensor.gain() / gain;
          values.rowNoise = sensor.rowNoise() * sensor.gain() / gain;
          values.gain = gain;
          values.gainCurve = Optional.empty();
        });
  }
}
