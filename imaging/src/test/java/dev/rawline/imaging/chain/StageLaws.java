package dev.rawline.imaging.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The laws that every stage obeys, on every colour layout and on awkward sizes: odd, tiny, prime.
 *
 * <p>A test of one kind of stage extends this class and says which stages there are, what comes in,
 * and which parameters are neutral or wrong. A law about gradients belongs here too, once stages
 * have them: the pullback of each stage against finite differences.
 *
 * @param <I> the frame that comes in
 * @param <O> the frame that goes out
 */
public abstract class StageLaws<I extends Frame, O extends Frame> {

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

  /** A wrong parameter: how to give it, and the whole message that it must meet. */
  public record Rejection(String message, ThrowingCallable attempt) {}

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

  /** Returns the stages whose laws are tested on frames of a shape. */
  protected abstract List<Stage<I, O>> stages(Shape shape);

  /** Returns those stages that leave an even grey even grey. */
  protected List<Stage<I, O>> flatStages(Shape shape) {
    return stages(shape);
  }

  /** Returns the stages that change nothing, because their parameters are neutral. */
  protected abstract List<Stage<I, O>> neutralStages(Shape shape);

  /** Returns wrong parameters, and inputs that no parameter can serve. */
  protected abstract List<Rejection> rejections();

  /** Returns a frame of these samples. */
  protected abstract I frame(Shape shape, float[] samples);

  /** Returns how many samples a frame has for each pixel. */
  protected abstract int samplesPerPixel();

  /** Checks what a stage keeps of its input beside its size: its kind, unit, layout. */
  protected abstract void assertKind(I input, O output);

  /** A stage leaves its input as it was. */
  @TestFactory
  Stream<DynamicTest> inputStaysUntouched() {
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

  /** What goes out is as large as what came in, finite, and of the right kind. */
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

  /** An even grey stays even in every plane, up to the edge. */
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
   * One stage and one input.
   *
   * @param stage the stage
   * @param shape the shape of the input
   * @param input samples from −0.3 to 1.3
   */
  protected record Trial<I extends Frame, O extends Frame>(
      Stage<I, O> stage, Shape shape, I input) {}

  /** Returns a test for every stage on every shape. */
  protected final Stream<DynamicTest> eachStage(String law, Consumer<Trial<I, O>> check) {
    return eachStage(law, this::stages, check);
  }

  /** Returns a test for each of some stages on every shape. */
  protected final Stream<DynamicTest> eachStage(
      String law, Function<Shape, List<Stage<I, O>>> stages, Consumer<Trial<I, O>> check) {
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
        .flatMap(size -> Stream.of(Cfa.values()).map(cfa -> new Shape(size, cfa)));
  }

  private I randomFrame(Random random, Shape shape) {
    float[] samples = new float[samplesPerPixel() * shape.height() * shape.width()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat(-0.3f, 1.3f);
    }
    return frame(shape, samples);
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
