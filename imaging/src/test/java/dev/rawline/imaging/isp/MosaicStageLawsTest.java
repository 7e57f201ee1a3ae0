package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.MosaicStageLaws;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The laws of the stages on the mosaic, and the purpose of each. */
class MosaicStageLawsTest extends MosaicStageLaws {

  @Override
  protected List<Differentiable<RawImage, RawImage>> stages(Shape shape) {
    return List.of(
        new BlackLevel(new SiteValues(0.01, 0.02, 0.03, 0.04)),
        new BalanceFirst(new Rgb(2.1, 1, -1.6)),
        new FlatField(frame(shape, ramp(shape))),
        new DefectCorrection(Set.of()),
        new DefectCorrection(Set.of(lastGreen(shape))),
        new DefectCorrection(manyDefects(shape)));
  }

  @Override
  protected List<Differentiable<RawImage, RawImage>> flatStages(Shape shape) {
    return List.of(
        new BlackLevel(SiteValues.uniform(0.06)),
        new BalanceFirst(new Rgb(2, 2, 2)),
        new FlatField(frame(shape, constant(shape, 2))),
        new DefectCorrection(Set.of(lastGreen(shape))));
  }

  @Override
  protected List<Differentiable<RawImage, RawImage>> neutralStages(Shape shape) {
    return List.of(
        new BlackLevel(SiteValues.uniform(0)),
        new BalanceFirst(new Rgb(1, 1, 1)),
        new FlatField(frame(shape, constant(shape, 1))),
        new DefectCorrection(Set.of()));
  }

  @Override
  protected List<Differentiable<RawImage, RawImage>> linearStages(Shape shape) {
    return stages(shape);
  }

  @Override
  protected Definition definition(Differentiable<RawImage, RawImage> stage, Shape shape) {
    MosaicStage mosaicStage = (MosaicStage) stage;
    return new PlanesDefinition(
        shape,
        mosaic -> StageDefinitions.apply(mosaicStage, mosaic, shape.cfa()),
        (mosaic, cotangent, gradient) ->
            StageDefinitions.back(mosaicStage, mosaic, shape.cfa(), cotangent, gradient));
  }

  @Override
  protected List<Rejection> rejections() {
    Shape shape = new Shape(new Size(2, 3), Cfa.RGGB);
    RawImage mosaic = frame(shape, constant(shape, 1));
    float[] broken = constant(shape, 1);
    broken[4] = -2;
    return List.of(
        new Rejection(
            "black_level of GREEN_IN_BLUE_ROW is NaN: expected a finite number (in the unit of the"
                + " mosaic)",
            () -> new BlackLevel(new SiteValues(0, 0, Double.NaN, 0))),
        new Rejection(
            "balance_first of BLUE is NaN: expected a finite number (gain, no unit)",
            () -> new BalanceFirst(new Rgb(1, 1, Double.NaN))),
        new Rejection(
            "flat_field gain is -2.0 at row 1, column 1: expected a finite number above 0 (gain, no"
                + " unit)",
            () -> new FlatField(frame(shape, broken))),
        new Rejection(
            "flat_field gain map is 3×2 pixels, but the mosaic is 2×2: give a map of its size",
            () -> new FlatField(mosaic).apply(mosaic.crop(0, 0, 2, 2))),
        new Rejection(
            "defect_correction pixel is at row -1, column 0: expected 0 or more (px)",
            () -> new DefectCorrection.Pixel(-1, 0)),
        new Rejection(
            "defect_correction pixel at row 2, column 0 is outside the mosaic of 3×2 pixels: give"
                + " the map of this sensor",
            () -> defect(2, 0).apply(mosaic)),
        new Rejection(
            "defect_correction pixels are all BLUE pixels of the mosaic, so no pixel is left to"
                + " replace them from: correct the map",
            () -> defect(1, 1).apply(mosaic)));
  }

  /** A stage on frames equals its definition, bit by bit. */
  @TestFactory
  Stream<DynamicTest> framesMatchTheDefinition() {
    return eachStage(
        "definition",
        trial -> {
          RawImage raw = trial.input();
          Planes definition =
              StageDefinitions.apply((MosaicStage) trial.stage(), Planes.of(raw), raw.cfa());
          assertThat(trial.stage().apply(raw).samples())
              .containsExactly(definition.toRawImage(raw).samples());
        });
  }

  @TestFactory
  Stream<DynamicTest> blackLevelCommutesWithEveryShift() {
    BlackLevel stage = new BlackLevel(new SiteValues(0.01, 0.02, 0.03, 0.04));
    return Stream.of(Cfa.values())
        .map(
            cfa ->
                DynamicTest.dynamicTest(
                    cfa.toString(),
                    () -> {
                      Shape shape = new Shape(new Size(5, 7), cfa);
                      RawImage raw = frame(shape, ramp(shape));
                      assertThat(stage.apply(raw.crop(1, 0, 4, 7)).samples())
                          .containsExactly(stage.apply(raw).crop(1, 0, 4, 7).samples());
                      assertThat(stage.apply(raw.crop(0, 1, 5, 6)).samples())
                          .containsExactly(stage.apply(raw).crop(0, 1, 5, 6).samples());
                    }));
  }

  @Test
  void blackLevelKeepsNegativeNoise() {
    RawImage raw = RawImage.normalised(2, 1, Cfa.RGGB, new float[] {0.1f, 0.5f});
    assertThat(new BlackLevel(new SiteValues(0.2, 0.1, 0, 0)).apply(raw).samples())
        .containsExactly(-0.1f, 0.4f);
  }

  @Test
  void balanceFirstGivesTheSameBilinearColoursAsBalanceAfterwards() {
    Rgb gains = new Rgb(2.1, 1, 1.6);
    for (Cfa cfa : Cfa.BAYER) {
      Shape shape = new Shape(new Size(6, 8), cfa);
      RawImage raw = frame(shape, ramp(shape));
      float[] first = Bilinear.DEFAULT.apply(new BalanceFirst(gains).apply(raw)).samples();
      float[] afterwards = new WhiteBalance(gains).apply(Bilinear.DEFAULT.apply(raw)).samples();
      assertThat(first).containsExactly(afterwards, within(1e-6f));
    }
  }

  @Test
  void balanceFirstMakesMenonsColoursOfABalancedGreyGrey() {
    // A grey texture that a sensor of other sensitivities records: after balancing it is grey, so
    // that Menon's colour differences vanish in the interior.
    Rgb gains = new Rgb(2, 1, 4);
    Shape shape = new Shape(new Size(16, 16), Cfa.RGGB);
    float[] mosaic = new float[256];
    for (int i = 0; i < mosaic.length; i++) {
      int row = i / 16;
      int column = i % 16;
      double grey = 0.2 + 0.1 * Math.sin(0.9 * column) * Math.cos(0.7 * row);
      mosaic[i] = (float) (grey / gains.at(Cfa.RGGB.colourAt(row, column)));
    }
    RawImage raw = frame(shape, mosaic);
    LinearRgb first = Menon2007.DEFAULT.apply(new BalanceFirst(gains).apply(raw));
    LinearRgb afterwards = new WhiteBalance(gains).apply(Menon2007.DEFAULT.apply(raw));
    assertThat(colourfulness(first)).isLessThan(colourfulness(afterwards) / 10);
  }

  /** Returns the root mean square of blue − green in the interior. */
  private static double colourfulness(LinearRgb rgb) {
    double sum = 0;
    for (int row = 4; row < 12; row++) {
      for (int column = 4; column < 12; column++) {
        sum += Math.pow(rgb.at(Colour.BLUE, row, column) - rgb.at(Colour.GREEN, row, column), 2);
      }
    }
    return Math.sqrt(sum / 64);
  }

  @Test
  void flatFieldMultipliesPixelByPixel() {
    RawImage raw = RawImage.normalised(2, 1, Cfa.RGGB, new float[] {0.5f, 0.5f});
    RawImage gain = RawImage.normalised(2, 1, Cfa.RGGB, new float[] {1, 3});
    assertThat(new FlatField(gain).apply(raw).samples()).containsExactly(0.5f, 1.5f);
  }

  @Test
  void defectIsReplacedByTheMeanOfItsNearestIntactNeighbours() {
    // 4×3 RGGB: red at (0, 0), (0, 2), (2, 0), (2, 2).
    RawImage raw =
        RawImage.normalised(4, 3, Cfa.RGGB, new float[] {9, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 11});
    DefectCorrection red = new DefectCorrection(Set.of(pixel(0, 0)));
    DefectCorrection twoReds = new DefectCorrection(Set.of(pixel(0, 0), pixel(2, 2)));
    DefectCorrection green = new DefectCorrection(Set.of(pixel(1, 2)));

    assertThat(red.apply(raw).at(0, 0)).isEqualTo((2 + 8 + 12) / 3f);
    assertThat(twoReds.apply(raw).at(0, 0)).isEqualTo((2 + 8) / 2f);
    assertThat(twoReds.apply(raw).at(2, 2)).isEqualTo((2 + 8) / 2f);
    assertThat(green.apply(raw).at(1, 2)).isEqualTo((1 + 3 + 10 + 11) / 4f);
  }

  @Test
  void defectUsesFartherPixelsIfItsNeighboursAreDefective() {
    // One row: the reds are at columns 0, 2, 4.
    RawImage raw = RawImage.normalised(5, 1, Cfa.RGGB, new float[] {1, 0, 2, 0, 4});
    DefectCorrection stage = new DefectCorrection(Set.of(pixel(0, 0), pixel(0, 2)));
    assertThat(stage.apply(raw).samples()).containsExactly(4, 0, 4, 0, 4);
  }

  private static DefectCorrection.Pixel pixel(int row, int column) {
    return new DefectCorrection.Pixel(row, column);
  }

  private static DefectCorrection defect(int row, int column) {
    return new DefectCorrection(Set.of(pixel(row, column)));
  }

  /**
   * Returns a green pixel in the last row, which in every shape has another green one as a
   * neighbour.
   */
  private static DefectCorrection.Pixel lastGreen(Shape shape) {
    int row = shape.height() - 1;
    int column = shape.width() - 1;
    boolean green = shape.cfa().colourAt(row, column) == Colour.GREEN;
    return pixel(row, green ? column : column - 1);
  }

  /** Returns a third of the pixels below the first two rows, which hold every colour. */
  private static Set<DefectCorrection.Pixel> manyDefects(Shape shape) {
    Set<DefectCorrection.Pixel> defects = new HashSet<>();
    for (int row = 2; row < shape.height(); row++) {
      for (int column = row % 3; column < shape.width(); column += 3) {
        defects.add(pixel(row, column));
      }
    }
    return defects;
  }

  private static float[] constant(Shape shape, float value) {
    float[] samples = new float[shape.height() * shape.width()];
    Arrays.fill(samples, value);
    return samples;
  }

  private static float[] ramp(Shape shape) {
    float[] samples = new float[shape.height() * shape.width()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 1 + i / 128f;
    }
    return samples;
  }
}
