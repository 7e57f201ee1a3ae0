package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.StageLaws;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.fast.FastDemosaicing;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of demosaicing. */
class DemosaicingLawsTest extends StageLaws<RawImage, LinearRgb> {
  private static final List<Demosaicing> METHODS =
      List.of(
          Bilinear.DEFAULT,
          Malvar2004.DEFAULT,
          Menon2007.DEFAULT,
          new Menon2007(false, Border.MIRROR));

  /** No kernel is symmetric, and none sums to 1 on its colour's samples. */
  private static final KernelDemosaicing LOPSIDED =
      new KernelDemosaicing(
          Kernel.of(0.1, 0.4, 0.2, -0.3, 0.9, 0.6, 0.3, 0.5, -0.2),
          Kernel.of(0.05, 0.3, -0.1, 0.2, 1.1, 0.25, 0.15, -0.4, 0.35),
          Kernel.of(-0.2, 0.7, 0.3, 0.4, 0.8, 0.1, 0.45, 0.6, 0.25),
          Border.MIRROR);

  @Override
  protected List<Differentiable<RawImage, LinearRgb>> stages(Shape shape) {
    List<Differentiable<RawImage, LinearRgb>> all = new ArrayList<>(flatStages(shape));
    all.add(LOPSIDED);
    for (Border border : List.of(Border.SYMMETRIC, Border.ZERO)) {
      all.add(new Bilinear(border));
      all.add(new Malvar2004(border));
      all.add(new KernelDemosaicing(LOPSIDED.red(), LOPSIDED.green(), LOPSIDED.blue(), border));
    }
    all.add(new Menon2007(true, Border.MIRROR, Menon2007.VoteRegion.INSIDE_FRAME));
    return all;
  }

  @Override
  protected List<Differentiable<RawImage, LinearRgb>> flatStages(Shape shape) {
    List<Differentiable<RawImage, LinearRgb>> flat = new ArrayList<>(METHODS);
    METHODS.forEach(method -> flat.add(new FastDemosaicing(method)));
    flat.add(Bilinear.DEFAULT.kernels());
    return flat;
  }

  /** No demosaicing is the identity. */
  @Override
  protected List<Differentiable<RawImage, LinearRgb>> neutralStages(Shape shape) {
    return List.of();
  }

  @Override
  protected List<Differentiable<RawImage, LinearRgb>> smoothStages(Shape shape) {
    return Stream.concat(stages(shape).stream(), menons()).distinct().toList();
  }

  /** Returns every variant of Menon's demosaicing. */
  static Stream<Menon2007> menons() {
    return Stream.of(Border.values())
        .flatMap(
            border ->
                Stream.of(Menon2007.VoteRegion.values())
                    .flatMap(
                        votes ->
                            Stream.of(true, false)
                                .map(refine -> new Menon2007(refine, border, votes))));
  }

  @Override
  protected List<Differentiable<RawImage, LinearRgb>> linearStages(Shape shape) {
    return stages(shape).stream().filter(stage -> !(defined(stage) instanceof Menon2007)).toList();
  }

  /** Samples at which no vote of Menon's is near a tie, except on frames too small for a vote. */
  @Override
  protected double[] smoothSamples(
      Differentiable<RawImage, LinearRgb> stage, Shape shape, Random random) {
    double[] samples = super.smoothSamples(stage, shape, random);
    while (defined(stage) instanceof Menon2007 menon && hasTie(menon, shape, samples)) {
      samples = super.smoothSamples(stage, shape, random);
    }
    return samples;
  }

  private static boolean hasTie(Menon2007 menon, Shape shape, double[] samples) {
    Planes margin =
        menon.margin(new Planes(1, shape.height(), shape.width(), samples), shape.cfa());
    return IntStream.range(0, samples.length)
        .filter(i -> shape.cfa().colourAt(i / shape.width(), i % shape.width()) != Colour.GREEN)
        .mapToDouble(i -> Math.abs(margin.samples[i]))
        .anyMatch(vote -> vote > 1e-12 && vote < 1e-3);
  }

  @Override
  protected Definition definition(Differentiable<RawImage, LinearRgb> stage, Shape shape) {
    Demosaicing demosaicing = defined(stage);
    return new PlanesDefinition(
        shape,
        mosaic -> StageDefinitions.apply(demosaicing, mosaic, shape.cfa()),
        (mosaic, cotangent, gradient) ->
            StageDefinitions.back(demosaicing, mosaic, shape.cfa(), cotangent, gradient));
  }

  /** Returns the definition of a demosaicing, fast or not. */
  private static Demosaicing defined(Differentiable<RawImage, LinearRgb> stage) {
    return stage instanceof FastDemosaicing fast ? fast.definition() : (Demosaicing) stage;
  }

  /** Every method is among the stages, so that the laws cover all of them. */
  @Test
  void everyMethodIsTested() {
    assertThat(stages(new Shape(new Size(2, 2), Cfa.RGGB)).stream().map(Object::getClass))
        .contains(Demosaicing.class.getPermittedSubclasses());
  }

  @Override
  protected List<Rejection> rejections() {
    Shape line = new Shape(new Size(1, 5), Cfa.RGGB);
    Kernel five = Kernel.of(new double[25]);
    Rejection side =
        new Rejection(
            "demosaic kernels are 3×3, got 5×5",
            () -> new KernelDemosaicing(LOPSIDED.red(), five, LOPSIDED.blue(), Border.MIRROR));
    Stream<Rejection> lines =
        flatStages(line).stream()
            .map(
                stage ->
                    new Rejection(
                        "a mosaic of 5×1 pixels lacks a colour: demosaicing needs at least 2×2"
                            + " pixels",
                        () -> stage.apply(frame(line, new float[5]))));
    return Stream.concat(lines, Stream.of(side)).toList();
  }

  @Override
  protected RawImage frame(Shape shape, float[] samples) {
    return RawImage.normalised(shape.width(), shape.height(), shape.cfa(), samples);
  }

  @Override
  protected LinearRgb cotangent(Shape shape, float[] samples) {
    return new LinearRgb(shape.width(), shape.height(), samples);
  }

  @Override
  protected int samplesPerPixel() {
    return 1;
  }

  @Override
  protected void assertKind(RawImage input, LinearRgb output) {
    assertThat(output.samples()).hasSize(3 * input.samples().length);
  }

  /** mosaic(demosaic(raw)) = raw. */
  @TestFactory
  Stream<DynamicTest> samplesOfTheMosaicAreKept() {
    return eachStage(
        "mosaic of demosaiced",
        this::flatStages,
        trial -> {
          LinearRgb rgb = trial.stage().apply(trial.input());
          for (int row = 0; row < rgb.height(); row++) {
            for (int column = 0; column < rgb.width(); column++) {
              Colour seen = trial.shape().cfa().colourAt(row, column);
              assertThat(rgb.at(seen, row, column)).isEqualTo(trial.input().at(row, column));
            }
          }
        });
  }

  /**
   * Every method is exact on a linear grey ramp, away from the edge, where the border reflects it.
   */
  @ParameterizedTest
  @EnumSource
  void greyRampIsRestored(Cfa cfa) {
    int reach = 8;
    Planes ramp = new Planes(1, 23, 29);
    for (int row = 0; row < ramp.height; row++) {
      for (int column = 0; column < ramp.width; column++) {
        ramp.set(0, row, column, 0.1 + 0.01 * row + 0.02 * column);
      }
    }
    for (Demosaicing stage : METHODS) {
      Planes rgb = StageDefinitions.apply(stage, ramp, cfa);
      for (int channel = 0; channel < rgb.channels; channel++) {
        for (int row = reach; row < rgb.height - reach; row++) {
          for (int column = reach; column < rgb.width - reach; column++) {
            assertThat(rgb.at(channel, row, column))
                .as("%s at row %d, column %d", stage, row, column)
                .isCloseTo(ramp.at(0, row, column), offset(1e-14));
          }
        }
      }
    }
  }

  /**
   * Cropping a row or a column changes the layout, and nothing away from the cut.
   *
   * <p>This law and the next are laws of the definitions, in which no vote of Menon's is near a
   * tie; the fast path is compared with them elsewhere.
   */
  @ParameterizedTest
  @EnumSource
  void shiftByOnePixelIsAnotherLayout(Cfa cfa) {
    // Menon: a vote reads pixels up to 4 away, and the decision reaches 4 more.
    int reach = 8;
    RawImage raw = randomMosaic(new Shape(new Size(23, 29), cfa), "shift");
    for (Demosaicing stage : METHODS) {
      Planes whole = StageDefinitions.apply(stage, Planes.of(raw), cfa);
      for (int[] cut : new int[][] {{1, 0}, {0, 1}, {1, 1}}) {
        RawImage rest = raw.crop(cut[0], cut[1], raw.height() - cut[0], raw.width() - cut[1]);
        Planes part = StageDefinitions.apply(stage, Planes.of(rest), rest.cfa());
        for (int channel = 0; channel < part.channels; channel++) {
          for (int row = reach; row < part.height - reach; row++) {
            for (int column = reach; column < part.width - reach; column++) {
              assertThat(part.at(channel, row, column))
                  .as("%s at row %d, column %d", stage, row, column)
                  .isEqualTo(whole.at(channel, row + cut[0], column + cut[1]));
            }
          }
        }
      }
    }
  }

  /** Under MIRROR a reflected mosaic gives the reflected picture, borders included. */
  @ParameterizedTest
  @EnumSource
  void aMirroredBorderCommutesWithReflection(Cfa cfa) {
    for (Size size : sizes()) {
      RawImage raw = randomMosaic(new Shape(size, cfa), "reflection");
      int last = raw.width() - 1;
      Planes reflected = new Planes(1, raw.height(), raw.width());
      for (int row = 0; row < raw.height(); row++) {
        for (int column = 0; column <= last; column++) {
          reflected.set(0, row, column, raw.at(row, last - column));
        }
      }
      for (Demosaicing stage : METHODS) {
        Planes ours = StageDefinitions.apply(stage, Planes.of(raw), cfa);
        Planes other = StageDefinitions.apply(stage, reflected, cfa.shifted(0, last));
        for (int channel = 0; channel < ours.channels; channel++) {
          for (int row = 0; row < ours.height; row++) {
            for (int column = 0; column <= last; column++) {
              assertThat(other.at(channel, row, column))
                  .as("%s at row %d, column %d of %s", stage, row, column, raw)
                  .isCloseTo(ours.at(channel, row, last - column), offset(1e-12));
            }
          }
        }
      }
    }
  }

  private RawImage randomMosaic(Shape shape, String law) {
    Random random = new Random(Seeds.next("DemosaicingLawsTest, " + law));
    float[] samples = new float[shape.height() * shape.width()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat(-0.3f, 1.3f);
    }
    return frame(shape, samples);
  }
}
