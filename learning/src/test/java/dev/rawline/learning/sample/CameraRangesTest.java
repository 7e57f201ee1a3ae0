package dev.rawline.learning.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.set.Label;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.Binning;
import dev.rawline.learning.datamodel.Shots;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cameras are drawn from stated ranges, and change mosaics accordingly. */
class CameraRangesTest {
  private static final CameraRanges ALL =
      new CameraRanges(
          Optional.of(new Range(0.25, 1)),
          Optional.of(new Range(0.5, 2)),
          Optional.of(new Range(5, 9)),
          Optional.of(new Range(0, 2)),
          Optional.of(new Range(0, 6)),
          Optional.of(new Range(9, 12)),
          Optional.of(3),
          Optional.of(new Range(0.8, 1.25)),
          Optional.of(0.1),
          Optional.of(new Range(0.9, 1.1)),
          Optional.of(new Range(-0.01, 0.01)),
          Optional.empty());

  private static CameraRanges only(Range light) {
    return DrawnCameras.light(light);
  }

  private static DrawnCamera camera(
      double light,
      double gain,
      double noise,
      double blur,
      double defocus,
      int bits,
      int sampling) {
    return new DrawnCamera(
        Optional.of(light),
        Optional.of(gain),
        Optional.of(noise),
        Optional.of(blur),
        Optional.of(defocus),
        Optional.of(bits),
        Optional.of(sampling),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static List<DrawnCamera> draws(CameraRanges ranges, long run, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> ranges.draw(new Seed(run, "sample " + i)))
        .toList();
  }

  @Test
  void drawsFillTheirRanges() {
    List<DrawnCamera> draws = draws(ALL, 11, 2000);
    List<Range> ranges =
        List.of(
            ALL.light().orElseThrow(),
            ALL.gain().orElseThrow(),
            ALL.readNoise().orElseThrow(),
            ALL.blur().orElseThrow(),
            ALL.defocus().orElseThrow(),
            ALL.bits().orElseThrow(),
            ALL.gamma().orElseThrow(),
            ALL.blackLevel().orElseThrow());
    for (int i = 0; i < ranges.size(); i++) {
      int which = i;
      double[] numbers =
          draws.stream()
              .mapToDouble(
                  drawn ->
                      List.of(
                              drawn.light().orElseThrow(),
                              drawn.gain().orElseThrow(),
                              drawn.readNoise().orElseThrow(),
                              drawn.blur().orElseThrow(),
                              drawn.defocus().orElseThrow(),
                              (double) drawn.bits().orElseThrow(),
                              drawn.gamma().orElseThrow(),
                              drawn.blackLevel().orElseThrow())
                          .get(which))
              .sorted()
              .toArray();
      Range range = ranges.get(i);
      double tenth = (range.highest() - range.lowest()) / 20;
      assertThat(numbers[0]).isBetween(range.lowest(), range.lowest() + tenth);
      assertThat(numbers[numbers.length - 1]).isBetween(range.highest() - tenth, range.highest());
    }
  }

  /** The logarithm of a factor is uniform: as many double as halve. */
  @Test
  void factorsAreDrawnByTheirLogarithm() {
    double[] logarithms =
        draws(ALL, 12, 4000).stream()
            .mapToDouble(drawn -> Math.log(drawn.gain().orElseThrow()) / Math.log(2))
            .toArray();
    double mean = Arrays.stream(logarithms).average().orElseThrow();
    double variance =
        Arrays.stream(logarithms).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    // Uniform from −1 to 1: mean 0 with a standard error of 0.0091, variance ⅓.
    assertThat(mean).isCloseTo(0, within(0.04));
    assertThat(variance).isCloseTo(1.0 / 3, within(0.02));
  }

  @Test
  void bitDepthsAreEquallyLikely() {
    List<DrawnCamera> draws = draws(ALL, 13, 4000);
    for (int bits = 9; bits <= 12; bits++) {
      int wanted = bits;
      long count = draws.stream().filter(drawn -> drawn.bits().orElseThrow() == wanted).count();
      assertThat(count).isBetween(880L, 1120L); // 1000 ± 4.4 standard deviations
    }
  }

  @Test
  void drawsDoNotDependOnOtherRanges() {
    Seed seed = new Seed(Seeds.next("camera"), "a");
    DrawnCamera drawn = ALL.draw(seed);
    assertThat(ALL.draw(seed)).isEqualTo(drawn);
    assertThat(only(new Range(0.25, 1)).draw(seed).light()).isEqualTo(drawn.light());
    assertThat(ALL.draw(new Seed(seed.run(), "b"))).isNotEqualTo(drawn);
  }

  @Test
  void greyIsPreserved() {
    for (DrawnCamera drawn : draws(ALL, Seeds.next("grey"), 50)) {
      Matrix3 added = drawn.colourMatrix().orElseThrow();
      for (int row = 0; row < 3; row++) {
        double sum = 0;
        for (int column = 0; column < 3; column++) {
          sum += added.at(row, column);
          if (row != column) {
            assertThat(Math.abs(added.at(row, column))).isLessThanOrEqualTo(0.1);
          }
        }
        assertThat(sum).isCloseTo(0, within(1e-12));
      }
    }
  }

  @Test
  void drawsAreReported() {
    DrawnCamera drawn =
        new DrawnCamera(
            Optional.of(0.5),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(10),
            Optional.of(3),
            Optional.of(new Rgb(1.1, 1, 0.9)),
            Optional.empty(),
            Optional.of(1.05),
            Optional.empty(),
            Optional.of(Binning.FULL_2X2));
    assertThat(drawn.toMap().toString())
        .isEqualTo(
            "{light=0.5, bits=10, sampling=3, white_balance=[1.1, 1.0, 0.9], gamma=1.05, binning=full_2x2}");
    assertThat(ALL.draw(new Seed(1, "a")).toMap().keySet())
        .containsExactly(
            "light",
            "gain",
            "read_noise",
            "blur",
            "defocus",
            "bits",
            "sampling",
            "white_balance",
            "colour_matrix",
            "gamma",
            "black_level");
  }

  /** A uniform field of the drone's sensor, without shot noise [DN]. */
  private static RawImage field(double electrons, int side) {
    SensorSpec sensor = SensorSpec.DRONE;
    float[] samples = new float[side * side];
    // A recording with the sensor's shot noise and read noise.
    float[] normals = new float[samples.length];
    new Seed(99, "field").stream("noise", 0).gaussians(normals, 0, normals.length);
    double noise =
        Math.sqrt(
            electrons
                + sensor.readNoise() * sensor.readNoise()
                + sensor.rowNoise() * sensor.rowNoise());
    double step = 1 << sensor.shift();
    for (int i = 0; i < samples.length; i++) {
      double level = sensor.storedOffset() + sensor.storedGain() * (electrons + noise * normals[i]);
      samples[i] = (float) (step * Math.floor(level / step + 0.5));
    }
    return new RawImage(side, side, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(16));
  }

  private record Moments(double mean, double variance) {
    static Moments of(RawImage raw) {
      double mean = 0;
      for (float sample : raw.samples()) {
        mean += sample / (double) raw.samples().length;
      }
      double variance = 0;
      for (float sample : raw.samples()) {
        variance += (sample - mean) * (sample - mean) / raw.samples().length;
      }
      return new Moments(mean, variance);
    }
  }

  /** Mean and variance of a uniform field match the drawn camera: g s N, and its noise. */
  @Test
  void aRecapturedFieldHasTheMeanAndNoiseOfItsCamera() {
    SensorSpec sensor = SensorSpec.DRONE;
    CameraVariation variation = new CameraVariation(only(new Range(0.1, 1)), sensor);
    double electrons = 1200;
    RawImage field = field(electrons, 256);
    double gain = sensor.storedGain();
    for (DrawnCamera camera :
        List.of(
            camera(1, 1, 12, 0, 0, 12, 1),
            camera(0.4, 1, 12, 0, 0, 12, 1),
            camera(0.4, 1.5, 20, 1.5, 0, 12, 1),
            camera(0.7, 1, 15, 0.5, 5, 11, 1),
            camera(1, 0.5, 12, 0, 8, 10, 1),
            camera(0.6, 1, 12, 1.2, 0, 12, 3))) {
      Moments found = Moments.of(variation.recapture(field, camera, new Seed(5, "field")));
      double left = electrons * camera.light().orElseThrow();
      double factor = camera.gain().orElseThrow();
      double step = Math.scalb(1.0, sensor.containerBits() - camera.bits().orElseThrow());
      double noise = camera.readNoise().orElseThrow();
      assertThat(found.mean() - sensor.storedOffset())
          .as("%s", camera)
          .isCloseTo(factor * gain * left, within(0.005 * factor * gain * left));
      double variance = factor * factor * gain * gain * (left + noise * noise) + step * step / 12;
      assertThat(found.variance()).as("%s", camera).isCloseTo(variance, within(0.05 * variance));
    }
  }

  /** Binning joins what the drawn camera stored: the layout, the mean, and 1/n of the variance. */
  @Test
  void binningFollowsConversion() {
    CameraVariation variation = new CameraVariation(only(new Range(0.1, 1)), SensorSpec.DRONE);
    RawImage field = field(1200, 256);
    DrawnCamera whole = camera(0.5, 1, 12, 0, 0, 12, 1);
    Moments single = Moments.of(variation.recapture(field, whole, new Seed(5, "field")));
    for (Binning binning : Binning.values()) {
      RawImage binned = variation.recapture(field, binned(whole, binning), new Seed(5, "field"));
      Moments found = Moments.of(binned);
      int n = binning.factor() * binning.factor();
      assertThat(binned.cfa()).isEqualTo(binning.isFull() ? Cfa.MONOCHROME : Cfa.RGGB);
      assertThat(found.mean()).isCloseTo(single.mean(), within(0.001 * single.mean()));
      double variance = single.variance() / n;
      // Of 256² / n samples.
      assertThat(found.variance())
          .as("%s", binning)
          .isCloseTo(variance, within(4 * variance * Math.sqrt(2.0 * n) / 256));
    }
  }

  /** A field without row noise of its own gets (1 − s²) ρ² of it, and binning leaves 1/k. */
  @Test
  void rowNoiseThatLessLightLacksIsSharedByRowsBeforeBinning() {
    SensorSpec sensor = SensorSpec.DRONE.with(values -> values.rowNoise = 5);
    CameraVariation variation = new CameraVariation(only(new Range(0.1, 1)), sensor);
    double dark = Math.hypot(sensor.readNoise(), 5);
    DrawnCamera camera = camera(0.3, 1, dark, 0, 0, sensor.adcBits(), 1);
    RawImage made =
        variation.recapture(field(100, 512), binned(camera, Binning.FULL_2X2), new Seed(5, "rows"));
    double[] means = new double[made.height()];
    double mean = 0;
    for (int row = 0; row < made.height(); row++) {
      for (int column = 0; column < made.width(); column++) {
        means[row] += made.at(row, column) / (double) made.width();
      }
      mean += means[row] / made.height();
    }
    double variance = 0;
    for (double row : means) {
      variance += (row - mean) * (row - mean) / (made.height() - 1);
    }
    double gain = sensor.storedGain();
    double step = Math.scalb(1.0, sensor.shift());
    double ofPixels =
        gain * gain * (0.3 * 0.7 * 100 + 0.91 * sensor.readNoise() * sensor.readNoise())
            + step * step / 6;
    double expected = gain * gain * 25 * 0.91 / 2 + ofPixels / 4 / made.width();
    // Of 256 rows.
    assertThat(variance).isCloseTo(expected, within(4.5 * expected * Math.sqrt(2.0 / 256)));
  }

  private static DrawnCamera binned(DrawnCamera camera, Binning binning) {
    return new DrawnCamera(
        camera.light(),
        camera.gain(),
        camera.readNoise(),
        camera.blur(),
        camera.defocus(),
        camera.bits(),
        camera.sampling(),
        camera.whiteBalance(),
        camera.colourMatrix(),
        camera.gamma(),
        camera.blackLevel(),
        Optional.of(binning));
  }

  @Test
  void theSameSeedGivesTheSameBits() throws IOException {
    CameraVariation variation = new CameraVariation(ALL, SensorSpec.DRONE);
    Preparation preparation =
        new Preparation(
            Optional.empty(),
            new ModelInput(Optional.of(32), true, Optional.empty()),
            Optional.of(new CameraChoice.Fixed(Camera.DRONE)),
            false,
            Optional.of(variation));
    var loaded = Shots.loaded("field", field(500, 64), Label.NONE, Optional.empty(), 1);
    Seed seed = Preparation.seed(Seeds.next("bits"), "field", 3);
    PreparedSample first = preparation.of(loaded, seed);
    PreparedSample again = preparation.of(loaded, seed);
    assertThat(again.frame().samples()).containsExactly(first.frame().samples());
    assertThat(again.drawn()).isEqualTo(first.drawn()).isPresent();
    PreparedSample other = preparation.of(loaded, Preparation.seed(seed.run(), "field", 4));
    assertThat(other.drawn()).isNotEqualTo(first.drawn());
    assertThat(preparation.atRest().of(loaded, seed).drawn()).isEmpty();
    assertThat(preparation.centred().of(loaded, seed).drawn()).isEqualTo(first.drawn());
    assertThat(preparation.asInTraining()).isEqualTo(preparation.atRest());
    var normalised =
        Shots.loaded(
            "npy",
            RawImage.normalised(32, 32, Cfa.RGGB, new float[1024]),
            Label.NONE,
            Optional.empty(),
            1);
    assertThatThrownBy(() -> preparation.of(normalised, seed))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("sample npy: intensity_scaling got a normalised mosaic");
  }

  @Test
  void problemsAreReportedTogether() {
    assertThatThrownBy(
            () ->
                new CameraRanges(
                    Optional.of(new Range(0.5, 2)),
                    Optional.of(new Range(0.01, 1)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Range(8.5, 10)),
                    Optional.of(2),
                    Optional.empty(),
                    Optional.of(3.0),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .hasMessage(
            "drawn cameras: light from 0.5 to 2.0: expected within 0 to 1.0 (share of the light,"
                + " above 0); gain from 0.01 to 1.0: expected within 0.0625 to 16.0 (factor); bits"
                + " from 8.5 to 10.0: expected whole numbers; sampling is 2: expected 1, 3, 5 … 99"
                + " (times the distance of pixels); an even number would tear the colours of a"
                + " mosaic apart: binning has 2x2 and 4x4; colour_matrix is 3.0: expected above 0 and at most 1 (no unit)");
    assertThatThrownBy(() -> new Range(2, 1))
        .hasMessage("a range from 2.0 to 1.0: expected two finite numbers, the smaller one first");
    CameraRanges better =
        DrawnCameras.ranges(
            Optional.empty(),
            Optional.of(new Range(0, 3)),
            Optional.of(new Range(4, 14)),
            Optional.empty());
    assertThatThrownBy(() -> new CameraVariation(better, SensorSpec.DRONE))
        .hasMessageContaining("noise cannot be removed")
        .hasMessageContaining("bits from 4 to 14, but sensor drone has 12: expected 8 to 12");
  }
}
