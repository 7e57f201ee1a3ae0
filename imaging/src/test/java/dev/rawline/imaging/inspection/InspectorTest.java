package dev.rawline.imaging.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.calibration.ImageNoise;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Measurements on images whose truth is known. */
class InspectorTest {
  private static final int SIDE = 256;

  private static RawImage scene(Recordings.Plain camera, long seed) {
    return camera.record(SIDE, SIDE, Cfa.RGGB, Recordings.discs(seed, 1.2), seed);
  }

  private static double mean(List<RawImage> images, Inspector inspector, Quantity quantity) {
    return images.stream()
        .map(inspector::inspect)
        .filter(inspection -> inspection.values().containsKey(quantity))
        .mapToDouble(inspection -> inspection.values().get(quantity).value())
        .average()
        .orElseThrow();
  }

  @Test
  void levelsOfAFlatFrameAreThoseOfItsLight() {
    RawImage image =
        Recordings.Plain.USUAL.record(
            SIDE, SIDE, Cfa.GBRG, (_, _, site) -> 1000.0 * (1 + site.index()), 3);
    Map<Quantity, Estimate> values = Recordings.inspector(image).inspect(image).values();
    // Noise over 16384 pixels a site: below 0.2 DN.
    assertThat(values.get(Quantity.RED_MEAN).value()).isCloseTo(500, within(1.0));
    assertThat(values.get(Quantity.GREEN_MEAN).value()).isCloseTo(1250, within(1.0));
    assertThat(values.get(Quantity.BLUE_MEAN).value()).isCloseTo(2000, within(1.0));
    assertThat(values.get(Quantity.GREEN_IMBALANCE).value()).isCloseTo(-0.4, within(0.002));
    assertThat(values.get(Quantity.RED_TO_GREEN).value()).isCloseTo(0.4, within(0.002));
    double deviation = Math.sqrt(0.25 * 1000 + 9);
    assertThat(values.get(Quantity.RED_05).value()).isCloseTo(500 - 1.645 * deviation, within(1.5));
    assertThat(values.get(Quantity.RED_50).value()).isCloseTo(500, within(1.0));
    assertThat(values.get(Quantity.RED_95).value()).isCloseTo(500 + 1.645 * deviation, within(1.5));
    assertThat(values.get(Quantity.FALL_OFF).value()).isCloseTo(0, within(0.01));
    assertThat(values).doesNotContainKey(Quantity.EDGE_WIDTH);
  }

  /** The level of all pixels, not that of three colours; all else as of a mosaic. */
  @Test
  void aMonochromeImageHasOneLevel() throws IOException {
    for (Map.Entry<String, Double> frame :
        Map.of("emva_ccd_50/b_020_snap_001.png", 4095.0, "emva_cmos_8bit/b_050_snap_001.png", 255.0)
            .entrySet()) {
      String file = frame.getKey();
      RawImage image =
          Recordings.grey(SharedData.require("data/" + file), Cfa.MONOCHROME, 2, frame.getValue());
      Inspector inspector = Recordings.inspector(image, 1, 0.01);
      Map<Quantity, Estimate> single = inspector.inspect(image).values();
      Map<Quantity, Estimate> mosaic = inspector.inspect(image.with(Cfa.RGGB)).values();
      assertThat(Quantity.of(Cfa.MONOCHROME)).containsAll(single.keySet());
      assertThat(Quantity.of(Cfa.RGGB)).containsAll(mosaic.keySet());
      assertThat(single.keySet())
          .contains(Quantity.LEVEL_05, Quantity.LEVEL_50, Quantity.LEVEL_95)
          .hasSize(mosaic.size() - 12 - 3 + 4);
      assertThat(single.get(Quantity.LEVEL_MEAN).value())
          .isCloseTo(
              (mosaic.get(Quantity.RED_MEAN).value()
                      + 2 * mosaic.get(Quantity.GREEN_MEAN).value()
                      + mosaic.get(Quantity.BLUE_MEAN).value())
                  / 4,
              within(1e-9));
      single.forEach(
          (quantity, value) -> {
            if (!Quantity.LEVELS.contains(quantity)) {
              assertThat(value).as("%s of %s", quantity, file).isEqualTo(mosaic.get(quantity));
            }
          });
    }
    RawImage flat = Recordings.Plain.USUAL.record(SIDE, SIDE, Cfa.RGGB, (_, _, _) -> 1000, 3);
    Map<Quantity, Estimate> values =
        Recordings.inspector(flat).inspect(flat.with(Cfa.MONOCHROME)).values();
    double deviation = Math.sqrt(0.25 * 1000 + 9);
    assertThat(values.get(Quantity.LEVEL_MEAN).value()).isCloseTo(500, within(1.0));
    assertThat(values.get(Quantity.LEVEL_05).value())
        .isCloseTo(500 - 1.645 * deviation, within(1.5));
    assertThat(values.get(Quantity.LEVEL_50).value()).isCloseTo(500, within(1.0));
    assertThat(values.get(Quantity.LEVEL_95).value())
        .isCloseTo(500 + 1.645 * deviation, within(1.5));
  }

  @Test
  void darkFrameShowsOnlyTheBlackLevel() {
    RawImage image = Recordings.Plain.USUAL.record(SIDE, SIDE, Cfa.RGGB, (_, _, _) -> 0, 3);
    Inspector inspector = Recordings.inspector(image);
    Estimate black = inspector.inspect(image).values().get(Quantity.BLACK_LEVEL);
    assertThat(black.value()).isCloseTo(Recordings.BLACK, within(0.3));
    Estimate optical =
        inspector.inspect(image, OptionalDouble.of(255.75)).values().get(Quantity.BLACK_LEVEL);
    assertThat(optical.value()).isEqualTo(255.75);
    Estimate below = inspector.inspect(image).values().get(Quantity.UNDEREXPOSED);
    assertThat(below.value()).isBetween(0.5, 0.6);
  }

  /** The mean of green may be 0 in the dark, and ratios to it any number. */
  @Test
  void darkLevelsAreNotSubtractedTwice() {
    for (int seed = 0; seed < 20; seed++) {
      RawImage dark = Recordings.Plain.USUAL.record(SIDE, SIDE, Cfa.RGGB, (_, _, _) -> 0, seed);
      RawImage dim = Recordings.Plain.USUAL.record(SIDE, SIDE, Cfa.RGGB, (_, _, _) -> 2, seed);
      assertThat(Recordings.inspector(dim).levels(dim)).containsKey(Quantity.RED_TO_GREEN);
      if (Recordings.inspector(dark).levels(dark).get(Quantity.GREEN_MEAN).low() <= 0) {
        assertThat(Recordings.inspector(dark).levels(dark))
            .doesNotContainKeys(
                Quantity.RED_TO_GREEN, Quantity.BLUE_TO_GREEN, Quantity.GREEN_IMBALANCE);
      }
    }
  }

  /** Quantiles of Student's t at 97.5 % from tables. */
  @Test
  void intervalsOfFewPartsMatchStudentsT() {
    double[][] table = {
      {2, 4.3027}, {3, 3.1824}, {4, 2.7764}, {6, 2.4469}, {15, 2.1314}, {63, 1.9983}
    };
    for (double[] entry : table) {
      assertThat(ConfidenceIntervals.student((int) entry[0]))
          .as("%.0f degrees", entry[0])
          .isCloseTo(entry[1], within(0.01 * entry[1]));
    }
  }

  @Test
  void gainAndReadNoiseAreThoseOfTheCamera() {
    Recordings.Plain loud = new Recordings.Plain(0.8, 6, Recordings.BLACK, Recordings.WHITE);
    List<RawImage> usual = scenes(Recordings.Plain.USUAL);
    List<RawImage> louder = scenes(loud);
    Inspector inspector = Recordings.inspector(usual.getFirst());
    assertThat(mean(usual, inspector, Quantity.GAIN)).isCloseTo(0.5, within(0.02));
    assertThat(mean(louder, inspector, Quantity.GAIN)).isCloseTo(0.8, within(0.03));
    assertThat(mean(louder, inspector, Quantity.READ_NOISE)).isCloseTo(6, within(1.5));
    assertThat(mean(usual, inspector, Quantity.READ_NOISE)).isCloseTo(3, within(1.5));
  }

  /** On a bent response the gain is that without light, not the slope of the bent noise. */
  @Test
  void onACurveTheGainIsThatWithoutLight() {
    GainCurve curve = new GainCurve(List.of(2000.0), List.of(0.8));
    Recordings.Plain camera = new Recordings.Plain(0.8, 6, Recordings.BLACK, Recordings.WHITE);
    List<RawImage> bent =
        scenes(camera).stream()
            .map(
                image ->
                    Recordings.map(
                        image,
                        sample ->
                            Math.floor(
                                Recordings.BLACK + curve.signal(sample - Recordings.BLACK) + 0.5)))
            .toList();
    Inspector straight = Recordings.inspector(bent.getFirst());
    Inspector curved = new Inspector(straight.black(), straight.white(), straight.step(), 0, curve);
    assertThat(mean(bent, curved, Quantity.GAIN)).isCloseTo(0.8, within(0.03));
    assertThat(mean(bent, curved, Quantity.READ_NOISE)).isCloseTo(6, within(1.5));
    assertThat(mean(bent, straight, Quantity.GAIN)).isLessThan(0.7);
  }

  private static List<RawImage> scenes(Recordings.Plain camera) {
    return LongStream.range(0, 8).mapToObj(seed -> scene(camera, seed)).toList();
  }

  @Test
  void offsetMovesOnlyTheBlackLevel() {
    RawImage image = scene(Recordings.Plain.USUAL, 4);
    RawImage moved = Recordings.map(image, sample -> sample + 40);
    Inspection before = Recordings.inspector(image).inspect(image);
    Inspection after =
        new Inspector(SiteValues.uniform(Recordings.BLACK + 40), Recordings.WHITE + 40, 1, 0)
            .inspect(moved);
    assertThat(after.values().sequencedKeySet()).isEqualTo(before.values().sequencedKeySet());
    before
        .values()
        .forEach(
            (quantity, estimate) -> {
              double expected = estimate.value() + (quantity == Quantity.BLACK_LEVEL ? 40 : 0);
              assertThat(after.values().get(quantity).value())
                  .as(quantity.toString())
                  .isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
            });
  }

  @Test
  void bandingOfRowsAndColumnsIsMeasured() {
    for (boolean columns : new boolean[] {false, true}) {
      List<RawImage> banded =
          scenes(Recordings.Plain.USUAL).stream().map(image -> banded(image, 4, columns)).toList();
      Inspector inspector = Recordings.inspector(banded.getFirst());
      Quantity found = columns ? Quantity.COLUMN_BANDING : Quantity.ROW_BANDING;
      Quantity other = columns ? Quantity.ROW_BANDING : Quantity.COLUMN_BANDING;
      assertThat(mean(banded, inspector, found)).isCloseTo(4, within(0.8));
      assertThat(mean(banded, inspector, other)).isCloseTo(0, within(2.0));
    }
  }

  private static RawImage banded(RawImage image, double deviation, boolean columns) {
    Random random = new Random(11);
    double[] offsets = new double[SIDE];
    for (int i = 0; i < SIDE; i++) {
      offsets[i] = deviation * random.nextGaussian();
    }
    float[] samples = image.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      double offset = offsets[columns ? i % SIDE : i / SIDE];
      samples[i] = (float) Math.max(0, Math.rint(samples[i] + offset));
    }
    return image.with(RawImage.Unit.DN, samples);
  }

  @Test
  void edgeWidthMatchesTheDrawnWidth() {
    for (double width : new double[] {0.7, 1.0, 1.5, 2.2, 3.0}) {
      RawImage image =
          Recordings.Plain.USUAL.record(SIDE, SIDE, Cfa.GRBG, Recordings.discs(2, width), 5);
      Estimate found = Recordings.inspector(image).inspect(image).values().get(Quantity.EDGE_WIDTH);
      System.out.printf("edges of %.1f px: %s%n", width, found);
      assertThat(found.value()).isCloseTo(width, within(0.12 * width));
    }
  }

  /** Saturation hides where an edge ends, so the edge appears sharper than it is. */
  @Test
  void edgesOfAnOverexposedImageAreNoSharper() {
    for (int seed = 1; seed <= 3; seed++) {
      Recordings.Light light = Recordings.discs(seed, 1.5);
      RawImage image =
          Recordings.Plain.USUAL.record(
              SIDE, SIDE, Cfa.RGGB, (row, column, site) -> 4 * light.at(row, column, site), seed);
      Map<Quantity, Estimate> values = Recordings.inspector(image).inspect(image).values();
      assertThat(values.get(Quantity.SATURATED).value()).isBetween(0.2, 0.35);
      Estimate found = values.get(Quantity.EDGE_WIDTH);
      System.out.printf("edges of 1.5 px, a quarter saturated: %s%n", found);
      assertThat(found.value()).isCloseTo(1.5, within(0.12 * 1.5));
    }
  }

  @Test
  void vignettingIsMeasured() {
    RawImage image =
        Recordings.Plain.USUAL.record(
            SIDE,
            SIDE,
            Cfa.RGGB,
            (row, column, _) -> {
              double square = Math.pow(row / 127.5 - 1, 2) + Math.pow(column / 127.5 - 1, 2);
              return 4000 * (1 - 0.3 * square / 2);
            },
            6);
    Estimate found = Recordings.inspector(image).inspect(image).values().get(Quantity.FALL_OFF);
    // 0.3 of the centre, whose level is 1 / (1 − 0.3 / 3) of the mean.
    assertThat(found.value()).isCloseTo(0.3 / 0.9, within(0.01));
  }

  /** Scenes with a power spectrum f^-3: waves of many lengths and matching amplitudes. */
  @Test
  void spectrumSlopeMatchesTheScene() {
    Random random = new Random(3);
    int waves = 4000;
    double[][] wave = new double[waves][];
    for (int i = 0; i < waves; i++) {
      double frequency = 0.01 * Math.pow(50, random.nextDouble());
      double angle = 2 * Math.PI * random.nextDouble();
      // Frequencies are drawn ∝ 1/f; in two dimensions that is a density 1/f² of power 1.
      double amplitude = 1.6 * Math.pow(frequency, -0.5);
      wave[i] =
          new double[] {
            2 * Math.PI * frequency * Math.cos(angle),
            2 * Math.PI * frequency * Math.sin(angle),
            2 * Math.PI * random.nextDouble(),
            amplitude
          };
    }
    int side = 128;
    double[] light = new double[side * side];
    for (int i = 0; i < light.length; i++) {
      double sum = 3000;
      for (double[] each : wave) {
        sum +=
            each[3] * Math.cos(each[0] * Math.floorDiv(i, side) + each[1] * (i % side) + each[2]);
      }
      light[i] = Math.max(100, sum);
    }
    RawImage image =
        Recordings.Plain.USUAL.record(
            side, side, Cfa.RGGB, (row, column, _) -> light[row * side + column], 8);
    // Waves everywhere hide the noise, so the spectrum is computed with the true noise.
    Estimate slope =
        SpectrumSlope.of(
                image,
                SiteValues.uniform(Recordings.BLACK),
                new ImageNoise(Recordings.GAIN, 9, 0.01, 1, 64, 0, GainCurve.CONSTANT))
            .orElseThrow();
    System.out.printf("spectrum of slope -3: %s%n", slope);
    assertThat(slope.value()).isCloseTo(-3, within(0.35));
  }

  /**
   * Of 200 recordings of one scene: intervals of the gain and the read noise cover the truth, those
   * of all others the mean of the 200. Levels' intervals are for scenes of the kind and cover more
   * often. 85 % is required, since the chance of a quantity at 95 % to fall below is 1e-8, and an
   * interval from few groups may be slightly too short.
   */
  @Test
  void intervalsCover() {
    int side = 192;
    int redraws = 200;
    Recordings.Light light = Recordings.discs(7, 1.2);
    double[] electrons = new double[side * side];
    for (int i = 0; i < electrons.length; i++) {
      electrons[i] = light.at(i / side, i % side, Cfa.RGGB.siteAt(i / side, i % side));
    }
    List<Map<Quantity, Estimate>> all =
        IntStream.range(0, redraws)
            .mapToObj(
                seed -> {
                  RawImage image =
                      Recordings.Plain.USUAL.record(
                          side,
                          side,
                          Cfa.RGGB,
                          (row, column, _) -> electrons[row * side + column],
                          seed);
                  return (Map<Quantity, Estimate>)
                      Recordings.inspector(image).inspect(image).values();
                })
            .toList();
    for (Quantity quantity : Quantity.values()) {
      List<Estimate> estimates =
          all.stream()
              .filter(each -> each.containsKey(quantity))
              .map(each -> each.get(quantity))
              .toList();
      if (estimates.size() < redraws / 2) {
        continue;
      }
      checkCoverage(quantity, estimates);
    }
  }

  private static void checkCoverage(Quantity quantity, List<Estimate> estimates) {
    double mean = estimates.stream().mapToDouble(Estimate::value).average().orElseThrow();
    double truth = truth(quantity).orElse(mean);
    double covered =
        estimates.stream().filter(estimate -> estimate.covers(truth)).count()
            / (double) estimates.size();
    double half = estimates.stream().mapToDouble(Estimate::halfWidth).average().orElseThrow();
    System.out.printf(
        "%s: %d estimates, mean %.5g, truth %.5g, half width %.2g, covered %.3f%n",
        quantity, estimates.size(), mean, truth, half, covered);
    assertThat(covered).as(quantity.toString()).isGreaterThanOrEqualTo(0.85);
  }

  private static OptionalDouble truth(Quantity quantity) {
    if (quantity == Quantity.GAIN) {
      return OptionalDouble.of(Recordings.GAIN);
    }
    return quantity == Quantity.READ_NOISE
        ? OptionalDouble.of(Math.sqrt(Recordings.READ_NOISE * Recordings.READ_NOISE + 1 / 12.0))
        : OptionalDouble.empty();
  }

  @Test
  void largeImagesAreSampledEvenly() {
    RawImage image =
        Recordings.Plain.USUAL.record(
            1027, 769, Cfa.BGGR, (row, _, site) -> 400.0 + row + 300 * site.index(), 3);
    Map<Quantity, Estimate> values = Recordings.inspector(image).inspect(image).values();
    assertThat(values.get(Quantity.GAIN).value()).isCloseTo(0.5, within(0.03));
    assertThat(values.get(Quantity.NEIGHBOUR_CORRELATION).value()).isCloseTo(0, within(0.02));
  }

  @Test
  void invalidSettingsAndImagesAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Inspector(SiteValues.uniform(300), 255, 3, 0.5))
        .withMessage(
            "the black level is 300.0 and the white level 255.0: expected finite numbers, black"
                + " below white (DN); step is 3: expected a power of two, 1 to 256 (DN);"
                + " photoResponseNonUniformity is 0.5: expected 0 to 0.2 (relative)");
    RawImage image = scene(Recordings.Plain.USUAL, 1);
    Inspector inspector = Recordings.inspector(image);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inspector.inspect(image.crop(0, 0, 31, 64)))
        .withMessage("the image is 64×31 pixels: expected at least 32×32 (px)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inspector.inspect(image.with(RawImage.Unit.NORMALISED, image.samples())))
        .withMessage(
            "the image contains normalised samples: expected digital numbers as stored (DN); give"
                + " the raw file");
    assertThat(inspector.inspect(image.crop(1, 1, 32, 33)).cfa()).isEqualTo(Cfa.BGGR);
  }
}
