package dev.rawline.imaging.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The laws that every stage obeys, on every colour layout that it distinguishes and on awkward
 * sizes: odd, tiny, prime.
 *
 * <p>A test of one kind of stage extends this class and defines its stages, their input, and which
 * parameters are neutral or wrong. It also provides each stage's definition in double precision, on
 * which the laws of the gradient are exact enough to be tested: the backward pass is the finite
 * difference, and of a linear stage the adjoint.
 *
 * @param <I> the input frame
 * @param <O> the output frame
 */
public abstract class StageLaws<I extends Frame, O extends Frame> {
  /** How far a number is moved for a finite difference: near ε^⅓, where its error is smallest. */
  protected static final double STEP = 0x1p-17;

  /**
   * The number of inputs and parameters that are perturbed one by one; among more, this many are
   * chosen at random.
   */
  private static final int SINGLES = 9;

  /** The largest number of inputs that are drawn until one lies near no kink. */
  private static final int DRAWS = 20;

  /** The size of a frame [px]. */
  public record Size(int height, int width) {
    @Override
    public String toString() {
      return width + "×" + height;
    }
  }

  /** A frame's size and its colour layout. */
  public record Shape(Size size, Cfa cfa) {
    /** Returns the number of rows. */
    public int height() {
      return size.height;
    }

    /** Returns the number of columns. */
    public int width() {
      return size.width;
    }

    @Override
    public String toString() {
      return size + " " + cfa;
    }
  }

  /** A wrong parameter: how it is passed, and the complete message that rejects it. */
  public record Rejection(String message, ThrowingCallable attempt) {}

  /** A stage's definition on samples in double precision, and the backward pass through it. */
  public interface Definition {

    /** Returns what the stage makes of samples. */
    double[] apply(double[] input);

    /**
     * Returns ∂L/∂input and adds ∂L/∂θ to an array.
     *
     * @param cotangent ∂L/∂output
     * @param gradient as many numbers as the stage has parameters parameters
     */
    double[] back(double[] input, double[] cotangent, double[] gradient);
  }

  /** Returns the sizes of the frames; a mosaic needs two pixels a side to hold every colour. */
  protected List<Size> sizes() {
    return List.of(
        new Size(2, 2),
        new Size(3, 5),
        new Size(5, 2),
        new Size(2, 7),
        new Size(7, 11),
        new Size(17, 23));
  }

  /** Returns the colour layouts of the frames; one is enough if a stage does not use it. */
  protected List<Cfa> layouts() {
    return List.of(Cfa.values());
  }

  /** Returns the stages whose laws are tested on frames of a shape. */
  protected abstract List<Differentiable<I, O>> stages(Shape shape);

  /** Returns the stages that keep a uniform grey uniform. */
  protected List<Differentiable<I, O>> flatStages(Shape shape) {
    return stages(shape);
  }

  /** Returns the stages that change nothing, because their parameters are neutral. */
  protected abstract List<Differentiable<I, O>> neutralStages(Shape shape);

  /** Returns the stages that are affine in their input. */
  protected abstract List<Differentiable<I, O>> linearStages(Shape shape);

  /** Returns the stages whose gradient is compared with finite differences. */
  protected List<Differentiable<I, O>> smoothStages(Shape shape) {
    return stages(shape);
  }

  /**
   * Returns samples at which a stage has no kink within {@link #STEP} of any sample; by default
   * random ones from −0.3 to 1.3.
   */
  protected double[] smoothSamples(Differentiable<I, O> stage, Shape shape, Random random) {
    return random
        .doubles((long) samplesPerPixel() * shape.height() * shape.width(), -0.3, 1.3)
        .toArray();
  }

  /** Returns a sample that lies no nearer than 0.01 to a kink, on the side that it was on. */
  protected static double clearOf(double kink, double sample) {
    return sample < kink ? Math.min(sample, kink - 0.01) : Math.max(sample, kink + 0.01);
  }

  /** Returns the definition of a stage for frames of a shape. */
  protected abstract Definition definition(Differentiable<I, O> stage, Shape shape);

  /** Returns wrong parameters, and inputs that every parameter rejects. */
  protected abstract List<Rejection> rejections();

  /** Returns a frame of these samples. */
  protected abstract I frame(Shape shape, float[] samples);

  /** Returns a gradient of these samples with respect to a stage's output. */
  protected abstract O cotangent(Shape shape, float[] samples);

  /** Returns how many samples a frame has for each pixel. */
  protected abstract int samplesPerPixel();

  /** Checks what a stage keeps of its input apart from its size: kind, unit, layout. */
  protected abstract void assertKind(I input, O output);

  /** A stage leaves its input as it was. */
  @TestFactory
  Stream<DynamicTest> inputIsUnchanged() {
    return eachStage(
        "untouched",
        trial -> {
          float[] before = trial.input().samples().clone();
          trial.stage().apply(trial.input());
          assertThat(trial.input().samples()).containsExactly(before);
        });
  }

  /** The same input gives the same bits, whichever array holds it. */
  @TestFactory
  Stream<DynamicTest> sameInputGivesSameBits() {
    return eachStage(
        "same bits",
        trial -> {
          I copy = frame(trial.shape(), trial.input().samples().clone());
          float[] first = trial.stage().apply(trial.input()).samples();
          assertThat(trial.stage().apply(trial.input()).samples()).containsExactly(first);
          assertThat(trial.stage().apply(copy).samples()).containsExactly(first);
        });
  }

  /** The output has the size of the input, and is finite and of the right kind. */
  @TestFactory
  Stream<DynamicTest> shapeAndKindAreKept() {
    return eachStage(
        "shape",
        trial -> {
          O output = trial.stage().apply(trial.input());
          assertThat(output.width()).isEqualTo(trial.shape().width());
          assertThat(output.height()).isEqualTo(trial.shape().height());
          assertThat(IntStream.range(0, output.samples().length))
              .allMatch(i -> Float.isFinite(output.samples()[i]));
          assertKind(trial.input(), output);
        });
  }

  /** A uniform grey stays uniform in every plane, up to the edge. */
  @TestFactory
  Stream<DynamicTest> flatFieldStaysFlat() {
    return eachStage(
        "flat",
        this::flatStages,
        trial -> {
          float[] grey = new float[trial.input().samples().length];
          Arrays.fill(grey, 0.4f);
          assertPlanesAreFlat(trial.stage().apply(frame(trial.shape(), grey)));
        });
  }

  /** Neutral parameters make a stage the identity. */
  @TestFactory
  Stream<DynamicTest> neutralParametersChangeNothing() {
    return eachStage(
        "neutral",
        this::neutralStages,
        trial ->
            assertThat(trial.stage().apply(trial.input()).samples())
                .containsExactly(trial.input().samples(), offset(1e-6f)));
  }

  /** A wrong parameter is rejected by its name, its value, its unit and its range. */
  @TestFactory
  Stream<DynamicTest> wrongParametersAreRejected() {
    return rejections().stream()
        .map(
            rejection ->
                DynamicTest.dynamicTest(
                    rejection.message,
                    () ->
                        assertThatThrownBy(rejection.attempt)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage(rejection.message)));
  }

  /**
   * A stage returns its values in the shapes of its parameters, and the values restore the stage.
   */
  @TestFactory
  Stream<DynamicTest> parameterValuesDefineTheStage() {
    return eachStage(
        "numbers",
        trial -> {
          double[] values = trial.stage().values();
          Differentiable<I, O> again = trial.stage().with(values);
          assertThat(values)
              .hasSize(trial.stage().parameters().stream().mapToInt(Parameter::size).sum());
          assertThat(again).usingRecursiveComparison().isEqualTo(trial.stage());
          assertThat(again.apply(trial.input()).samples())
              .containsExactly(trial.stage().apply(trial.input()).samples());
        });
  }

  /**
   * The backward pass leaves the input and the cotangent unchanged, and gives the same bits twice.
   */
  @TestFactory
  Stream<DynamicTest> pullbackIsPure() {
    return eachStage(
        "pull",
        this::smoothStages,
        trial -> {
          float[] before = trial.input().samples().clone();
          Pullback<I, O> pullback = trial.stage().pull(trial.input());
          assertThat(pullback.value().samples())
              .containsExactly(trial.stage().apply(trial.input()).samples());

          O cotangent = cotangent(trial.shape(), coefficients(trial));
          Gradient<I> gradient = pullback.back(cotangent);
          assertThat(trial.input().samples()).containsExactly(before);
          assertThat(cotangent.samples()).containsExactly(coefficients(trial));

          for (Pullback<I, O> again : List.of(pullback, trial.stage().pull(trial.input()))) {
            Gradient<I> same = again.back(cotangent);
            assertThat(same.input().samples()).containsExactly(gradient.input().samples());
            assertThat(same.parameters()).containsExactly(gradient.parameters());
          }
        });
  }

  /** The backward pass on frames matches the definition in double precision. */
  @TestFactory
  Stream<DynamicTest> pullbackMatchesTheDefinition() {
    return eachStage(
        "pull by definition",
        this::smoothStages,
        trial -> {
          float[] coefficients = coefficients(trial);
          Gradient<I> gradient =
              trial.stage().pull(trial.input()).back(cotangent(trial.shape(), coefficients));
          // The definition adds to the existing gradient.
          double[] parameters = new double[trial.stage().values().length];
          Arrays.fill(parameters, 1);
          double[] input =
              definition(trial.stage(), trial.shape())
                  .back(widened(trial.input().samples()), widened(coefficients), parameters);
          assertNear(widened(gradient.input().samples()), input);
          assertNear(
              Arrays.stream(gradient.parameters()).map(slope -> 1 + slope).toArray(), parameters);
        });
  }

  private static void assertNear(double[] ours, double[] definition) {
    double largest = Arrays.stream(definition).map(Math::abs).max().orElse(0);
    assertThat(ours).containsExactly(definition, offset(1e-5 * Math.max(1, largest)));
  }

  /** A gradient of another size than the picture is rejected. */
  @TestFactory
  Stream<DynamicTest> gradientOfAnotherSizeIsRejected() {
    return eachStage(
        "wrong gradient",
        this::smoothStages,
        trial -> {
          Shape shape = trial.shape();
          Shape wider = new Shape(new Size(shape.height(), shape.width() + 1), shape.cfa());
          int samples = coefficients(trial).length / shape.width() * wider.width();
          Pullback<I, O> pullback = trial.stage().pull(trial.input());
          assertThatThrownBy(() -> pullback.back(cotangent(wider, new float[samples])))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage(
                  "a stage with an output of %s pixels got a gradient of %s: expected the same"
                      + " size",
                  shape.size(), wider.size());
        });
  }

  /**
   * The gradient matches finite differences, for the input and for every parameter.
   *
   * <p>L = Σ c · out with random c; numbers are perturbed one by one and all together at random.
   */
  @TestFactory
  Stream<DynamicTest> pullbackMatchesFiniteDifferences() {
    return eachStage(
        "gradient",
        this::smoothStages,
        trial -> {
          Random random = new Random(Arrays.hashCode(trial.input().samples()));
          assertThat(smoothSlopes(trial, random)).allSatisfy(Slope::check);
        });
  }

  /**
   * Returns slopes at samples far from kinks, as found from values of the definition alone.
   *
   * <p>The kinks of an iterated stage are not known beforehand; then other samples are drawn.
   */
  private List<Slope> smoothSlopes(Trial<I, O> trial, Random random) {
    for (int draw = 0; draw < DRAWS; draw++) {
      List<Slope> slopes = slopes(trial.stage(), trial.shape(), random);
      if (slopes.stream().allMatch(Slope::isSmooth)) {
        return slopes;
      }
    }
    return fail("%s has a kink or a jump near each of %d random inputs", trial.stage(), DRAWS);
  }

  private List<Slope> slopes(Differentiable<I, O> stage, Shape shape, Random random) {
    double[] input = smoothSamples(stage, shape, random);
    double[] values = stage.values();
    Definition definition = definition(stage, shape);
    double[] cotangent = random.doubles(definition.apply(input).length, -1, 1).toArray();
    double[] byParameters = new double[values.length];
    double[] byInput = definition.back(input, cotangent, byParameters);

    List<Slope> slopes = new ArrayList<>();
    for (double[] direction : directions(input.length, random)) {
      slopes.add(
          Slope.of(
              "input",
              2 * STEP * product(byInput, direction),
              cotangent,
              step -> definition.apply(moved(input, direction, step))));
    }
    for (double[] direction : directions(values.length, random)) {
      slopes.add(
          Slope.of(
              "parameters along " + Arrays.toString(direction),
              2 * STEP * product(byParameters, direction),
              cotangent,
              step ->
                  definition(withNumbers(stage, moved(values, direction, step)), shape)
                      .apply(input)));
    }
    return slopes;
  }

  private Differentiable<I, O> withNumbers(Differentiable<I, O> stage, double[] values) {
    Differentiable<I, O> changed = stage.with(values);
    assertThat(changed.values()).containsExactly(values);
    return changed;
  }

  /**
   * How a loss changes between two points that lie 2 {@link #STEP} apart in some direction.
   *
   * @param what what is moved
   * @param byGradient the change that the gradient predicts
   * @param change the change by the definition
   * @param unevenness the difference of the change from twice that between points half as far
   *     apart: a kink off the middle
   * @param sharpness the difference of the curvature from four times that between points half as
   *     far apart: a kink in the middle
   * @param tolerance 10⁻⁶ of the sum of what the single outputs add to the change
   */
  private record Slope(
      String what,
      double byGradient,
      double change,
      double unevenness,
      double sharpness,
      double tolerance) {

    static Slope of(
        String what, double byGradient, double[] cotangent, DoubleFunction<double[]> outputAt) {
      double[] here = outputAt.apply(0);
      double[] ahead = difference(outputAt.apply(STEP), here);
      double[] behind = difference(here, outputAt.apply(-STEP));
      double[] nearAhead = difference(outputAt.apply(STEP / 2), here);
      double[] nearBehind = difference(here, outputAt.apply(-STEP / 2));
      double sum = 0;
      for (int i = 0; i < here.length; i++) {
        sum += Math.abs(cotangent[i] * (ahead[i] + behind[i]));
      }
      double change = product(cotangent, ahead) + product(cotangent, behind);
      double nearChange = product(cotangent, nearAhead) + product(cotangent, nearBehind);
      double bend = product(cotangent, ahead) - product(cotangent, behind);
      double nearBend = product(cotangent, nearAhead) - product(cotangent, nearBehind);
      // A slope below 0.01 would be lost in the rounding of the outputs.
      double tolerance = 1e-6 * (sum + 0.01 * 2 * STEP);
      return new Slope(
          what, byGradient, change, change - 2 * nearChange, bend - 4 * nearBend, tolerance);
    }

    boolean isSmooth() {
      return Math.abs(unevenness) <= tolerance / 2 && Math.abs(sharpness) <= tolerance / 2;
    }

    void check() {
      assertThat(change).as(what).isCloseTo(byGradient, offset(tolerance));
    }
  }

  /**
   * Returns single numbers, and two directions that move all of them, by at most 1; in quarters, so
   * that float32 holds the sums exactly.
   */
  private static List<double[]> directions(int numbers, Random random) {
    List<double[]> directions = new ArrayList<>();
    List<Integer> singles = new ArrayList<>(IntStream.range(0, numbers).boxed().toList());
    Collections.shuffle(singles, random);
    for (int single : singles.subList(0, Math.min(SINGLES, numbers))) {
      double[] one = new double[numbers];
      one[single] = 1;
      directions.add(one);
    }
    for (int i = 0; i < 2 && numbers > 1; i++) {
      directions.add(random.ints(numbers, -4, 5).mapToDouble(quarters -> quarters / 4.0).toArray());
    }
    return directions;
  }

  /** ⟨A x, y⟩ = ⟨x, Aᵀ y⟩, in double precision and on frames. */
  @TestFactory
  Stream<DynamicTest> pullbackIsTheAdjoint() {
    return eachStage(
        "adjoint",
        this::linearStages,
        trial -> {
          double[] x = widened(trial.input().samples());
          float[] coefficients = coefficients(trial);
          double[] y = widened(coefficients);
          Definition definition = definition(trial.stage(), trial.shape());
          assertAdjoint(
              x,
              y,
              difference(definition.apply(x), definition.apply(new double[x.length])),
              definition.back(x, y, new double[trial.stage().values().length]),
              1e-12);

          I zero = frame(trial.shape(), new float[x.length]);
          Pullback<I, O> pullback = trial.stage().pull(trial.input());
          assertAdjoint(
              x,
              y,
              difference(
                  widened(pullback.value().samples()),
                  widened(trial.stage().apply(zero).samples())),
              widened(pullback.back(cotangent(trial.shape(), coefficients)).input().samples()),
              1e-5);
        });
  }

  private static void assertAdjoint(
      double[] x, double[] y, double[] ofX, double[] ofY, double relative) {
    double scale = Math.sqrt(product(ofX, ofX) * product(y, y));
    assertThat(product(x, ofY)).isCloseTo(product(ofX, y), offset(relative * scale));
  }

  /**
   * One stage and one input.
   *
   * @param stage the stage
   * @param shape the shape of the input
   * @param input samples from −0.3 to 1.3
   */
  protected record Trial<I extends Frame, O extends Frame>(
      Differentiable<I, O> stage, Shape shape, I input) {}

  /** Returns a test for every stage on every shape. */
  protected final Stream<DynamicTest> eachStage(String law, Consumer<Trial<I, O>> check) {
    return eachStage(law, this::stages, check);
  }

  /** Returns a test for each of some stages on every shape. */
  protected final Stream<DynamicTest> eachStage(
      String law, Function<Shape, List<Differentiable<I, O>>> stages, Consumer<Trial<I, O>> check) {
    Random random = new Random(Seeds.next(getClass().getSimpleName() + ", " + law));
    return shapes()
        .flatMap(
            shape ->
                stages.apply(shape).stream()
                    .map(
                        stage -> {
                          Trial<I, O> trial = new Trial<>(stage, shape, randomFrame(random, shape));
                          return DynamicTest.dynamicTest(
                              stage + " " + shape, () -> check.accept(trial));
                        }));
  }

  private Stream<Shape> shapes() {
    return sizes().stream()
        .flatMap(size -> layouts().stream().map(layout -> new Shape(size, layout)));
  }

  private I randomFrame(Random random, Shape shape) {
    float[] samples = new float[samplesPerPixel() * shape.height() * shape.width()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat(-0.3f, 1.3f);
    }
    return frame(shape, samples);
  }

  /** Returns a coefficient from −1 to 1 for every output sample of a trial. */
  private float[] coefficients(Trial<I, O> trial) {
    Random random = new Random(Arrays.hashCode(trial.input().samples()));
    float[] coefficients = new float[trial.stage().apply(trial.input()).samples().length];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = random.nextFloat(-1, 1);
    }
    return coefficients;
  }

  private static double[] widened(float[] samples) {
    return IntStream.range(0, samples.length).mapToDouble(i -> samples[i]).toArray();
  }

  private static double[] moved(double[] from, double[] direction, double step) {
    return IntStream.range(0, from.length)
        .mapToDouble(i -> from[i] + step * direction[i])
        .toArray();
  }

  private static double[] difference(double[] after, double[] before) {
    return moved(after, before, -1);
  }

  private static double product(double[] left, double[] right) {
    return IntStream.range(0, left.length).mapToDouble(i -> left[i] * right[i]).sum();
  }

  private static void assertPlanesAreFlat(Frame frame) {
    float[] samples = frame.samples();
    int area = frame.height() * frame.width();
    for (int i = 0; i < samples.length; i++) {
      float first = samples[i / area * area];
      assertThat(samples[i])
          .as("sample %d of plane %d", i % area, i / area)
          .isCloseTo(first, offset(1e-6f));
    }
  }
}
