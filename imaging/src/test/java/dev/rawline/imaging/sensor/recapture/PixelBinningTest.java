package dev.rawline.imaging.sensor.recapture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Binning of a mosaic's samples, and its noise against that of a sensor of larger pixels. */
class PixelBinningTest {
  private static final int SIDE = 24;

  /** A run compares a hundred numbers: by four standard errors one run in 160 would fail. */
  private static final int ERRORS = 5;

  /** Real sensors' numbers, without a fixed pattern; row noise is large enough to be seen. */
  private static final SensorSpec SENSOR =
      SensorSpec.of(
          values -> {
            values.name = "bench";
            values.pixelPitch = 3.45;
            values.quantumEfficiency = new Rgb(0.5, 0.5, 0.5);
            values.fullWell = 12_000;
            values.referenceTemperature = 20;
            values.doublingTemperature = 7;
            values.readNoise = 3;
            values.rowNoise = 1;
            values.gain = 5;
            values.offset = 640;
            values.adcBits = 16;
            values.containerBits = 16;
          });

  private static RawImage random(Cfa cfa, int width, int height) {
    Random random = new Random(Seeds.next("PixelBinningTest"));
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat(0, 1000);
    }
    return new RawImage(
        width,
        height,
        cfa,
        RawImage.Unit.DN,
        samples,
        Calibration.ofLevels(16, new SiteValues(60, 62, 66, 68), 4095, "test"));
  }

  /** Within a colour the layout stays, and every sample is the mean of k×k of its own kind. */
  @ParameterizedTest
  @EnumSource
  void coloursDoNotMix(Cfa cfa) {
    RawImage raw = random(cfa, SIDE, SIDE);
    for (Binning binning :
        new Binning[] {Binning.COLOUR_2X2, Binning.COLOUR_3X3, Binning.COLOUR_4X4}) {
      RawImage binned = new PixelBinning(binning).apply(raw);
      assertThat(binned.cfa()).isEqualTo(cfa);
      assertThat(binned.calibration()).isEqualTo(raw.calibration());
      int block = cfa.lattice() * binning.factor();
      double[] sums = new double[binned.samples().length];
      int[] counts = new int[sums.length];
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          int y = row / block * cfa.lattice() + row % cfa.lattice();
          int x = column / block * cfa.lattice() + column % cfa.lattice();
          assertThat(binned.cfa().siteAt(y, x)).isEqualTo(cfa.siteAt(row, column));
          sums[y * binned.width() + x] += raw.at(row, column);
          counts[y * binned.width() + x]++;
        }
      }
      for (int i = 0; i < sums.length; i++) {
        assertThat(counts[i]).isEqualTo(binning.factor() * binning.factor());
        assertThat((double) binned.samples()[i]).isCloseTo(sums[i] / counts[i], within(1e-3));
      }
    }
  }

  /** Over the full mosaic neighbours are joined; the result is monochrome. */
  @ParameterizedTest
  @EnumSource
  void fullBinningIsMonochrome(Cfa cfa) {
    RawImage raw = random(cfa, SIDE + 3, SIDE + 1);
    RawImage binned = new PixelBinning(Binning.FULL_2X2).apply(raw);
    assertThat(binned.cfa()).isEqualTo(Cfa.MONOCHROME);
    assertThat(binned.width()).isEqualTo(SIDE / 2 + 1);
    assertThat(binned.height()).isEqualTo(SIDE / 2);
    assertThat(binned.at(2, 3))
        .isCloseTo((raw.at(4, 6) + raw.at(4, 7) + raw.at(5, 6) + raw.at(5, 7)) / 4, within(1e-3f));
    SiteValues black = binned.calibration().blackLevel().orElseThrow().value();
    assertThat(black)
        .isEqualTo(cfa.hasFilters() ? SiteValues.uniform(64) : new SiteValues(60, 62, 66, 68));
    if (!cfa.hasFilters()) {
      assertThat(binned.samples())
          .containsExactly(new PixelBinning(Binning.COLOUR_2X2).apply(raw).samples());
    }
  }

  /** ⟨A x, y⟩ = ⟨x, Aᵀ y⟩, with rows and columns left over. */
  @ParameterizedTest
  @EnumSource
  void pullbackIsTheAdjoint(Binning binning) {
    for (Cfa cfa : new Cfa[] {Cfa.GBRG, Cfa.MONOCHROME}) {
      RawImage x = random(cfa, 21, 19);
      var pulled = new PixelBinning(binning).pull(x);
      RawImage y = random(pulled.value().cfa(), pulled.value().width(), pulled.value().height());
      double left = product(pulled.value(), y);
      assertThat(product(x, pulled.back(y).input())).isCloseTo(left, within(1e-5 * left));
    }
  }

  private static double product(RawImage a, RawImage b) {
    double sum = 0;
    for (int i = 0; i < a.samples().length; i++) {
      sum += (double) a.samples()[i] * b.samples()[i];
    }
    return sum;
  }

  /**
   * Mean and temporal variance of binned frames of a monochrome sensor are those of frames that the
   * sensor of larger pixels records of the same light, in the dark and up to near saturation, but
   * for its rounding: 1/12 DN² instead of the mean of n roundings.
   */
  @ParameterizedTest
  @EnumSource
  void noiseIsThatOfLargerPixels(Binning binning) {
    requireNoiseOfLargerPixels(SENSOR, binning, 1);
  }

  /**
   * The same where the gain falls over the signal to 0.7 of that without light and photon noise to
   * 0.9 of Poisson's, as recorded and in a third of the light.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.0 / 3})
  void noiseIsThatOfLargerPixelsOnACurve(double light) {
    GainCurve curve =
        new GainCurve(List.of(20_000.0, 50_000.0), List.of(0.9, 0.7), List.of(0.97, 0.9));
    SensorSpec sensor =
        SENSOR.with(
            values -> {
              values.gainCurve = Optional.of(curve);
            });
    for (Binning binning : new Binning[] {Binning.COLOUR_2X2, Binning.FULL_4X4}) {
      assertThat(binning.sensor(sensor).gainCurve()).contains(curve);
      requireNoiseOfLargerPixels(sensor, binning, light);
    }
  }

  private static Readout withRows(SensorSpec sensor) {
    return Readout.of(sensor).withRowNoise(sensor.storedGain() * sensor.rowNoise());
  }

  /**
   * Frames in a share s of the light that are then binned have ρ²/k of what a row shares, as larger
   * pixels do, and (K² (s λ + σ²) + 1/12)/n within rows: s² ρ² is left, and the rest is restored
   * row by row. The second camera resolves single electrons, so that nothing is left.
   */
  @ParameterizedTest
  @EnumSource
  void dimmedFramesHaveTheRowNoiseOfLargerPixels(Binning binning) {
    long seed = Seeds.next("PixelBinningTest, rows");
    List<SensorSpec> sensors =
        List.of(
            SENSOR.with(values -> values.rowNoise = 2),
            SENSOR.with(
                values -> {
                  values.readNoise = 0.05;
                  values.rowNoise = 0.1;
                  values.gain = 20;
                }));
    assertThat(sensors).extracting(each -> withRows(each).countsElectrons()).contains(true, false);
    int factor = binning.factor();
    for (SensorSpec sensor : sensors) {
      SensorDevice fine = new SensorDevice(sensor, 32 * factor, 1000 * factor, 1);
      for (double light : new double[] {0.2, 0.6}) {
        for (double photons : new double[] {0, 500}) {
          RawImage[] frames = new RawImage[2];
          for (int i = 0; i < 2; i++) {
            Seed own = new Seed(seed, "%s %s %s %d".formatted(sensor.gain(), light, photons, i));
            RawImage recorded = fine.flat(photons, new Exposure(0.01, 20), own);
            frames[i] =
                new PixelBinning(binning)
                    .apply(new IntensityScaling(light, withRows(sensor)).draw(own).apply(recorded));
          }
          Pair pair = Pair.of(frames);
          double square = sensor.gain() * sensor.gain();
          double rows = square * sensor.rowNoise() * sensor.rowNoise() / factor;
          double within =
              (square * (light * photons / 2 + sensor.readNoise() * sensor.readNoise()) + 1 / 12.0)
                  / (factor * factor);
          assertThat(pair.ofRows)
              .as("rows, %s of the light, %s photons, %s", light, photons, sensor)
              .isCloseTo(rows, within(4.5 * (rows + within / 32) * Math.sqrt(2.0 / 1000)));
          assertThat(pair.variance)
              .as("pixels, %s of the light, %s photons, %s", light, photons, sensor)
              .isCloseTo(within, within(4.5 * within * Math.sqrt(2.0 / 31_000)));
        }
      }
    }
  }

  /** Charges that were added meet the curve together: 4 N electrons make L⁻¹(4 K N). */
  @Test
  void chargeMeetsTheCurveTogether() {
    GainCurve curve = new GainCurve(List.of(20_000.0, 50_000.0), List.of(0.9, 0.7));
    SensorSpec charge =
        Binning.charge(SENSOR.with(values -> values.gainCurve = Optional.of(curve)), 2);
    long seed = Seeds.next("PixelBinningTest, charge");
    RawImage[] frames = new RawImage[2];
    for (int i = 0; i < 2; i++) {
      frames[i] =
          new SensorDevice(charge, 240, 240, 1)
              .flat(4 * 4000, new Exposure(0.01, 20), new Seed(seed, "frame " + i));
    }
    Pair pair = Pair.of(frames);
    double electrons = 0.5 * 4 * 4000;
    double signal = curve.signal(5 * electrons);
    double gain = 5 * curve.relativeGainAt(signal);
    assertThat(pair.mean).isCloseTo(640 + signal, within(4 * pair.errorOfMean() + 1));
    assertThat(pair.variance)
        .isCloseTo(gain * gain * (electrons + 9), within(4 * pair.error() + 0.002 * pair.variance));
  }

  private static void requireNoiseOfLargerPixels(SensorSpec sensor, Binning binning, double light) {
    int factor = binning.factor();
    SensorSpec larger = binning.sensor(sensor);
    int side = 240;
    double rounding = (1 - 1.0 / (factor * factor)) / 12;
    SensorDevice fine = new SensorDevice(sensor, side * factor, side * factor, 1);
    SensorDevice coarse = new SensorDevice(larger, side, side, 1);
    Exposure exposure = new Exposure(0.01, 20);
    long seed = Seeds.next("PixelBinningTest, noise");
    for (double photons : new double[] {0, 100, 2000, 20_000}) {
      RawImage[] binned = new RawImage[2];
      RawImage[] direct = new RawImage[2];
      for (int i = 0; i < 2; i++) {
        RawImage recorded = fine.flat(photons, exposure, new Seed(seed, "fine " + i));
        binned[i] =
            new PixelBinning(binning)
                .apply(
                    new IntensityScaling(light, withRows(sensor))
                        .draw(new Seed(seed, "light " + i))
                        .apply(recorded));
        direct[i] =
            coarse.flat(factor * factor * photons * light, exposure, new Seed(seed, "coarse " + i));
      }
      Pair ours = Pair.of(binned);
      Pair theirs = Pair.of(direct);
      System.out.printf(
          Locale.ROOT,
          "%s, %.0f photons: mean %.3f and %.3f DN, variance %.4f and %.4f DN² (± %.4f), of rows"
              + " %.3f and %.3f DN² (± %.3f)%n",
          binning,
          photons,
          ours.mean,
          theirs.mean,
          ours.variance,
          theirs.variance - rounding,
          ours.error(),
          ours.ofRows,
          theirs.ofRows,
          ours.errorOfRows());
      assertThat(ours.mean)
          .isCloseTo(
              theirs.mean, within(ERRORS * Math.hypot(ours.errorOfMean(), theirs.errorOfMean())));
      assertThat(ours.variance)
          .isCloseTo(
              theirs.variance - rounding,
              within(ERRORS * Math.hypot(ours.error(), theirs.error())));
      assertThat(ours.ofRows)
          .isCloseTo(
              theirs.ofRows, within(ERRORS * Math.hypot(ours.errorOfRows(), theirs.errorOfRows())));
    }
  }

  /** Charge binning reads once: less dark noise than digital binning, and the sensor's own gain. */
  @Test
  void chargeIsReadOnce() {
    SensorSpec digital = Binning.FULL_2X2.sensor(SENSOR);
    SensorSpec charge = Binning.charge(SENSOR, 2);
    assertThat(charge.readNoise()).isEqualTo(3);
    assertThat(digital.readNoise()).isEqualTo(6);
    assertThat(charge.gain()).isEqualTo(5);
    assertThat(digital.gain()).isEqualTo(1.25);
    assertThat(charge.fullWell()).isEqualTo(48_000);
    assertThat(digital.fullWell()).isEqualTo(48_000);
    // By charge the converter saturates first; digital means saturate where single pixels do.
    assertThat(charge.saturation()).isCloseTo((65_535 - 640) / 5.0, within(1e-9));
    assertThat(digital.saturation()).isEqualTo(48_000);
    assertThatThrownBy(() -> Binning.charge(SensorSpec.DRONE, 2))
        .hasMessage(
            "sensor drone has colour filters (RGGB): expected a monochrome one, whose larger pixels"
                + " lie side by side");
    assertThatThrownBy(() -> Binning.charge(SENSOR, 1))
        .hasMessage("charge binning by 1 is requested: expected 2 or more pixels along each side");
  }

  @Test
  void mosaicsThatAreTooSmallAreRejected() {
    assertThatThrownBy(() -> new PixelBinning(Binning.COLOUR_4X4).apply(random(Cfa.RGGB, 9, 7)))
        .hasMessage(
            "pixel_binning by 4 leaves no pixels of a mosaic of 7 rows: expected 8 or more");
  }

  /**
   * Two frames of one scene: their mean, the temporal variance within rows, and that of what a row
   * shares [DN²].
   */
  private record Pair(double mean, double variance, double ofRows, int width, int height) {
    static Pair of(RawImage[] frames) {
      int width = frames[0].width();
      int height = frames[0].height();
      double sum = 0;
      double within = 0;
      double[] shared = new double[height];
      for (int row = 0; row < height; row++) {
        double squares = 0;
        for (int column = 0; column < width; column++) {
          double difference = frames[0].at(row, column) - frames[1].at(row, column);
          sum += (frames[0].at(row, column) + frames[1].at(row, column)) / 2;
          shared[row] += difference / width;
          squares += difference * difference;
        }
        within += (squares - width * shared[row] * shared[row]) / 2 / (width - 1) / height;
      }
      double between = 0;
      for (double difference : shared) {
        between += difference * difference / 2 / height;
      }
      return new Pair(sum / width / height, within, between - within / width, width, height);
    }

    double error() {
      return variance * Math.sqrt(2.0 / width / height);
    }

    double errorOfRows() {
      return (ofRows + variance / width) * Math.sqrt(2.0 / height);
    }

    double errorOfMean() {
      return Math.sqrt((ofRows + variance / width) / 2 / height);
    }
  }
}
