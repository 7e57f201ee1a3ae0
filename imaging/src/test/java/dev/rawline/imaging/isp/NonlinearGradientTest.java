package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The backward passes of stages that clip, select, decide or iterate, where finite differences do
 * not apply: their choice at a kink, and what they keep constant.
 */
class NonlinearGradientTest {

  /** How many samples there are. */
  private record Size(int channels, int height, int width) {
    @Override
    public String toString() {
      return "%d×%d×%d".formatted(channels, height, width);
    }

    Planes draw(Random random) {
      return new Planes(channels, height, width).map(zero -> random.nextDouble(-0.3, 1.3));
    }
  }

  private static final List<Size> PICTURES =
      List.of(
          new Size(3, 1, 1),
          new Size(3, 1, 5),
          new Size(3, 2, 2),
          new Size(3, 5, 2),
          new Size(3, 7, 11));

  private static Bilateral bilateral(double sigmaSpace, double sigmaValue, Border border) {
    return new Bilateral(
        sigmaSpace, OptionalDouble.of(sigmaValue), border, Bilateral.Weights.GAUSSIAN);
  }

  /**
   * The tables round distances, so a small change of the picture changes no weight. With constant
   * weights the filter is a matrix: ⟨A x, y⟩ = ⟨x, Aᵀ y⟩, on several planes too.
   */
  @TestFactory
  Stream<DynamicTest> tablesOfTheReferenceAreLinearForConstantWeights() {
    return Stream.of(Border.values())
        .map(
            border ->
                test(
                    "adjoint of the reference's tables, " + border,
                    random -> {
                      Bilateral filter = tables(0.8, OptionalDouble.empty(), border);
                      for (Size size : PICTURES) {
                        Planes drawn = size.draw(random);
                        // Beyond a ZERO border are zeros, which a shift would not move.
                        Planes picture = border == Border.ZERO ? drawn.map(Math::abs) : drawn;
                        Planes cotangent = picture.map(sample -> random.nextGaussian());
                        Planes back =
                            StageDefinitions.back(filter, picture, cotangent, new double[1]);
                        assertAdjoint(
                            StageDefinitions.filter(filter, picture), cotangent, picture, back);
                      }
                    }));
  }

  @Test
  void tablesOfTheReferenceDependOnTheirWidths() {
    Random random = new Random(Seeds.next("widths of the reference's tables"));
    Planes picture = new Size(3, 7, 11).draw(random);
    Planes cotangent = picture.map(sample -> random.nextGaussian());
    double[] gradient = new double[2];
    StageDefinitions.back(
        tables(0.8, OptionalDouble.of(0.4), Border.ZERO), picture, cotangent, gradient);
    double step = 1e-6;
    DoubleUnaryOperator bySpace =
        space -> dot(tables(space, OptionalDouble.of(0.4), Border.ZERO), picture, cotangent);
    DoubleUnaryOperator byValue =
        value -> dot(tables(0.8, OptionalDouble.of(value), Border.ZERO), picture, cotangent);
    assertThat(gradient[0]).isCloseTo(slope(bySpace, 0.8, step), offset(1e-6));
    assertThat(gradient[1]).isCloseTo(slope(byValue, 0.4, step), offset(1e-6));
  }

  private static Bilateral tables(double sigmaSpace, OptionalDouble sigmaValue, Border border) {
    return new Bilateral(sigmaSpace, sigmaValue, border, Bilateral.Weights.REFERENCE_TABLES);
  }

  private static double dot(LumaStage filter, Planes picture, Planes cotangent) {
    return dot(StageDefinitions.filter(filter, picture), cotangent);
  }

  private static double slope(DoubleUnaryOperator of, double at, double step) {
    return (of.applyAsDouble(at + step) - of.applyAsDouble(at - step)) / (2 * step);
  }

  @TestFactory
  Stream<DynamicTest> everyCutOfTheFourierTransformIsItsOwnAdjoint() {
    return Stream.of(FftDenoising.Cut.values())
        .map(cut -> new FftDenoising(0.23, cut))
        .map(
            fft ->
                test(
                    "adjoint of " + fft,
                    random -> {
                      for (Size size : PICTURES) {
                        Planes picture = size.draw(random);
                        Planes cotangent = picture.map(sample -> random.nextGaussian());
                        double[] gradient = new double[1];
                        assertAdjoint(
                            StageDefinitions.filter(fft, picture),
                            cotangent,
                            picture,
                            StageDefinitions.back(fft, picture, cotangent, gradient));
                        assertThat(gradient).containsExactly(0);
                        assertFramesAreAdjoint(
                            new RgbFilter(fft), picture.toLinearRgb(), cotangent.toLinearRgb());
                        assertFramesAreAdjoint(fft, picture.toLinearRgb(), cotangent.toLinearRgb());
                      }
                    }));
  }

  /** With constant directions Menon's demosaicing is a matrix: ⟨A x, y⟩ = ⟨x, Aᵀ y⟩. */
  @TestFactory
  Stream<DynamicTest> menonIsLinearForConstantDirections() {
    return DemosaicingLawsTest.menons()
        .map(
            menon ->
                test(
                    "adjoint of " + menon,
                    random -> {
                      Planes mosaic = new Size(1, 17, 23).draw(random);
                      Planes picture = StageDefinitions.apply(menon, mosaic, Cfa.GRBG);
                      Planes cotangent = picture.map(sample -> random.nextGaussian());
                      Planes back =
                          StageDefinitions.back(menon, mosaic, Cfa.GRBG, cotangent, new double[0]);
                      assertAdjoint(picture, cotangent, mosaic, back);
                      assertFramesAreAdjoint(menon, raw(mosaic, Cfa.GRBG), cotangent.toLinearRgb());
                    }));
  }

  private static RawImage raw(Planes mosaic, Cfa cfa) {
    float[] samples = new float[mosaic.samples.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) mosaic.samples[i];
    }
    return RawImage.normalised(mosaic.width, mosaic.height, cfa, samples);
  }

  private static void assertAdjoint(Planes out, Planes cotangent, Planes in, Planes back) {
    double size = Math.sqrt(dot(out, out) * dot(cotangent, cotangent));
    assertThat(dot(back, in)).isCloseTo(dot(out, cotangent), offset(1e-12 * size));
  }

  private static <I extends Frame> void assertFramesAreAdjoint(
      Differentiable<I, LinearRgb> stage, I input, LinearRgb cotangent) {
    Pullback<I, LinearRgb> pullback = stage.pull(input);
    float[] out = pullback.value().samples();
    double size = Math.sqrt(dot(out, out) * dot(cotangent.samples(), cotangent.samples()));
    assertThat(dot(pullback.back(cotangent).input().samples(), input.samples()))
        .isCloseTo(dot(out, cotangent.samples()), offset(1e-5 * size));
  }

  private static double dot(Planes a, Planes b) {
    return IntStream.range(0, a.samples.length).mapToDouble(i -> a.samples[i] * b.samples[i]).sum();
  }

  private static double dot(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
  }

  @Test
  void aGradientAtTheLevelPasses() {
    Planes pixel = new Planes(3, 1, 1, new double[] {0.7, 0.8, 0.9});
    double[] gradient = new double[1];
    Planes back =
        new HighlightClip(0.8).back(pixel, new Planes(3, 1, 1, new double[] {1, 2, 4}), gradient);
    assertThat(back.samples).containsExactly(1, 2, 0);
    assertThat(gradient).containsExactly(4);
  }

  @Test
  void firstOfEqualSamplesIsSelected() {
    MedianDenoising median = new MedianDenoising(3, Border.ZERO);
    Planes square = planes(3, 3, 9, 5, 0, 0, 5, 9, 0, 5, 9);
    // The middle selects a 5 from 0 0 0 5 5 5 9 9 9, the corner at the top left a 0 from outside.
    assertThat(median.back(square, planes(3, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0)).samples)
        .containsExactly(0, 1, 0, 0, 0, 0, 0, 0, 0);
    assertThat(median.back(square, planes(3, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0)).samples)
        .containsOnly(0);
  }

  @Test
  void uniformGreyHasASubgradientOfZeroForItsVariation() {
    Planes grey = new Planes(1, 3, 4).map(zero -> 0.4);
    Planes cotangent = grey.map(sample -> 1);
    for (LumaStage filter :
        List.of(
            new TvChambolle(0.1),
            new TvBregman(5),
            new TvBregman(5, TvBregman.Variant.REFERENCE))) {
      double[] gradient = new double[1];
      Planes back = StageDefinitions.back(filter, grey, cotangent, gradient);
      assertThat(Arrays.stream(back.samples).sum()).isCloseTo(12, offset(1e-12));
      assertThat(gradient).containsExactly(0);
    }
  }

  @Test
  void chambolleAtWeightZeroHasTheRightHandDerivative() {
    // A step of one: more weight raises the low side as much as it lowers the high side.
    Planes step = planes(1, 4, 0, 0, 1, 1);
    double[] gradient = new double[1];
    Planes back = new TvChambolle(0).back(step, planes(1, 4, 2, 3, 5, 7), gradient);
    assertThat(back.samples).containsExactly(2, 3, 5, 7);
    assertThat(gradient).containsExactly(3 - 5);
    double small = 1e-9;
    assertThat(new TvChambolle(small).plain(step).samples)
        .containsExactly(new double[] {0, small, 1 - small, 1}, offset(1e-15));
  }

  @Test
  void uniformPictureHasABilateralGradient() {
    Planes grey = new Planes(3, 2, 2).map(zero -> 0.5);
    Planes cotangent = grey.map(sample -> 3);
    double[] gradient = new double[1];
    assertThat(Bilateral.DEFAULT.back(grey, cotangent, gradient).samples).containsOnly(3);
    assertThat(gradient).containsExactly(0);
  }

  @Test
  void parametersHaveNamesAndKeepTheRest() {
    assertThat(names(new HighlightClip(2))).containsExactly("highlight_clip.level");
    assertThat(names(FftDenoising.DEFAULT)).containsExactly("fft.keep");
    assertThat(names(TvChambolle.DEFAULT)).containsExactly("tv_chambolle.weight");
    assertThat(names(TvBregman.DEFAULT)).containsExactly("tv_bregman.weight");
    assertThat(names(Bilateral.DEFAULT)).containsExactly("bilateral.sigma_space");
    assertThat(names(bilateral(1, 2, Border.ZERO)))
        .containsExactly("bilateral.sigma_space", "bilateral.sigma_value");
    assertThat(names(MedianDenoising.DEFAULT)).isEmpty();
    assertThat(names(Menon2007.DEFAULT)).isEmpty();

    assertThat(new HighlightClip(2).parameters().getFirst().learned()).isFalse();
    assertThat(FftDenoising.DEFAULT.parameters().getFirst().learned()).isFalse();

    assertThat(bilateral(1, 2, Border.ZERO).with(new double[] {3, 4}))
        .isEqualTo(bilateral(3, 4, Border.ZERO));
    TvBregman reference = new TvBregman(1, TvBregman.Variant.REFERENCE);
    assertThat(reference.with(new double[] {2}))
        .isEqualTo(new TvBregman(2, TvBregman.Variant.REFERENCE));
    FftDenoising rows = new FftDenoising(0.1, FftDenoising.Cut.REFERENCE_ROWS);
    assertThat(rows.with(new double[] {0.2}))
        .isEqualTo(new FftDenoising(0.2, FftDenoising.Cut.REFERENCE_ROWS));
  }

  private static List<String> names(Differentiable<?, ?> stage) {
    return stage.parameters().stream().map(Parameter::name).toList();
  }

  @Test
  void rewindVisitsAllStatesInReverse() {
    for (int steps : IntStream.rangeClosed(0, 40).toArray()) {
      List<Integer> visited = new ArrayList<>();
      Checkpointing.each(0, steps, state -> state + 1, visited::add);
      assertThat(visited)
          .containsExactlyElementsOf(IntStream.range(0, steps).boxed().toList().reversed());
    }
  }

  private static Planes planes(int height, int width, double... samples) {
    return new Planes(samples.length / (height * width), height, width, samples);
  }

  private static DynamicTest test(String name, Consumer<Random> body) {
    return DynamicTest.dynamicTest(name, () -> body.accept(new Random(Seeds.next(name))));
  }
}
