package dev.rawline.imaging.camera;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.ForkedJvm;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.AdditiveLayer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch equals its images rendered one by one, for every chain and number of threads. */
class IspBatchTest {
  private static final int WIDTH = 23;
  private static final int HEIGHT = 18;
  private static final int AREA = WIDTH * HEIGHT;
  private static final int SAMPLES = 3 * AREA;

  /**
   * The float32 rounding of two computations: before the gamma, and of gradients relative to their
   * norm.
   */
  private static final double LIGHT = 1e-5;

  private static final double GRADIENT = 1e-4;

  /** Darker than this the gamma's slope changes so fast that rounding shows in gradients. */
  private static final double DARK = 1e-2;

  /** The largest allocation of a training step [bytes]: less than a row of its pictures. */
  private static final long GARBAGE = 8192;

  static Stream<Isp> chains() {
    return Stream.of(
        Isp.parametrized(Camera.DRONE),
        Isp.parametrizedCompatible(Camera.DRONE),
        Isp.parametrized(Camera.DRONE).with(layer()),
        Isp.of(Camera.DRONE, ViewName.parse("malvar-unsharp-gaussian")),
        Isp.of(Camera.DRONE, ViewName.parse("bilinear-sharpen-gaussian")).with(layer()));
  }

  private static AdditiveLayer layer() {
    return layer(WIDTH, HEIGHT);
  }

  private static AdditiveLayer layer(int width, int height) {
    float[] samples = new float[3 * width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.01f * (i % 7);
    }
    return new AdditiveLayer(new View(width, height, samples));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void batchEqualsItsImagesRenderedSeparately(Isp isp) {
    Step step = new Step(Seeds.next("batch"), 5);
    step.leaveOutKinks(isp);
    step.run(new IspBatch(isp, 2));
    double[] sum = new double[isp.theta().size()];
    // The gradients of the images may cancel out, so the tolerance is relative to their own size.
    double[] size = new double[sum.length];
    for (int image = 0; image < step.raws.size(); image++) {
      View cotangent = new View(WIDTH, HEIGHT, part(step.cotangents, image, SAMPLES));
      var pulled = isp.pull(step.raws.get(image));
      assertThat(
              distance(
                  light(part(step.views, image, SAMPLES), isp),
                  light(pulled.value().samples(), isp)))
          .isLessThan(LIGHT);
      Gradient<RawImage> gradient = pulled.back(cotangent);
      assertThat(relative(part(step.mosaics, image, AREA), gradient.input().samples()))
          .isLessThan(GRADIENT);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += gradient.parameters()[i];
        size[i] = Math.hypot(size[i], gradient.parameters()[i]);
      }
    }
    int first = 0;
    for (var parameter : isp.theta().parameters()) {
      int end = first + parameter.size();
      assertThat(
              relative(
                  Arrays.copyOfRange(step.theta, first, end),
                  Arrays.copyOfRange(sum, first, end),
                  Arrays.copyOfRange(size, first, end)))
          .as(parameter.name())
          .isLessThan(GRADIENT);
      first = end;
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  void anyNumberOfThreadsGivesTheSameBits(Isp isp) {
    long seed = Seeds.next("threads");
    Step one = new Step(seed, 5);
    one.run(new IspBatch(isp, 1));
    for (int threads : List.of(2, 3, 8)) {
      Step many = new Step(seed, 5);
      many.run(new IspBatch(isp, threads));
      assertThat(many.views).containsExactly(one.views);
      assertThat(many.mosaics).containsExactly(one.mosaics);
      assertThat(many.theta).containsExactly(one.theta);
    }
  }

  /** Widths of whole and of broken vectors, and a gamma that only the definition has. */
  @ParameterizedTest
  @MethodSource("chains")
  void inPlaceTheBitsAreThoseOfArrays(Isp chain) {
    for (int[] size : new int[][] {{WIDTH, HEIGHT, 2}, {64, HEIGHT, 2}, {7, 5, 9}}) {
      Isp sized = chain.layer().isPresent() ? chain.with(layer(size[0], size[1])) : chain;
      Isp isp = sized.with(sized.theta().with("gamma", size[2]));
      Step step = new Step(Seeds.next("in place"), 3, size[0], size[1]);
      IspBatch batch = new IspBatch(isp, 2);
      step.run(batch);
      try (Arena arena = Arena.ofShared()) {
        MemorySegment raws = arena.allocate(JAVA_FLOAT, step.mosaics.length);
        MemorySegment views = arena.allocate(JAVA_FLOAT, step.views.length);
        MemorySegment cotangents = arena.allocateFrom(JAVA_FLOAT, step.cotangents);
        MemorySegment gradients = arena.allocate(JAVA_FLOAT, step.mosaics.length).fill((byte) -1);
        for (int i = 0; i < 3; i++) {
          float[] samples = step.raws.get(i).samples();
          MemorySegment.copy(samples, 0, raws, JAVA_FLOAT, 4L * i * samples.length, samples.length);
        }
        MosaicBatch mosaics =
            new MosaicBatch(size[0], size[1], step.raws.stream().map(RawImage::cfa).toList(), raws);
        batch.forward(mosaics, views);
        assertThat(views.toArray(JAVA_FLOAT)).containsExactly(step.views);
        for (boolean wanted : List.of(true, false)) {
          double[] theta = new double[step.theta.length];
          batch.backward(
              mosaics, cotangents, theta, wanted ? Optional.of(gradients) : Optional.empty());
          assertThat(theta).containsExactly(step.theta);
        }
        assertThat(gradients.toArray(JAVA_FLOAT)).containsExactly(step.mosaics);
        assertThat(raws.asSlice(0, 4L * size[0] * size[1]).toArray(JAVA_FLOAT))
            .as("what is only read")
            .containsExactly(step.raws.getFirst().samples());
        assertThatThrownBy(() -> batch.forward(mosaics, raws))
            .hasMessage(
                "views: expected room for %d numbers, got %d",
                step.views.length, step.mosaics.length);
        assertThatThrownBy(
                () -> new MosaicBatch(size[0], size[1], mosaics.layouts().subList(0, 2), raws))
            .hasMessageStartingWith("mosaics: expected room for");
      }
    }
  }

  @Test
  void numbersChangeBetweenSteps() {
    Isp isp = Isp.parametrized(Camera.DRONE);
    Theta theta = isp.theta().with("gamma", 1.7).with("white_balance[2]", 1.5);
    long seed = Seeds.next("numbers");
    IspBatch batch = new IspBatch(isp, 2);
    new Step(seed, 2).run(batch);
    batch.set(theta.vector());
    Step changed = new Step(seed, 2);
    changed.run(batch);
    Step fresh = new Step(seed, 2);
    fresh.run(new IspBatch(isp.with(theta), 2));
    assertThat(changed.views).containsExactly(fresh.views);
    assertThat(changed.theta).containsExactly(fresh.theta);
    assertThat(batch.isp().theta().vector()).containsExactly(theta.vector());
  }

  @ParameterizedTest
  @MethodSource("chains")
  void everyNumberChangesBetweenSteps(Isp isp) {
    Random random = new Random(Seeds.next("every number"));
    Theta theta = isp.theta();
    double[] numbers =
        Arrays.stream(theta.vector())
            .map(number -> number + random.nextDouble(0.001, 0.01))
            .toArray();
    IspBatch batch = new IspBatch(isp, 2);
    new Step(1, 3).run(batch);
    batch.set(numbers);
    Isp changed = isp.with(theta.with(numbers));
    assertThat(batch.isp().theta().vector()).containsExactly(changed.theta().vector());
    Step step = new Step(2, 3);
    step.leaveOutKinks(changed);
    step.run(batch);
    for (int image = 0; image < step.raws.size(); image++) {
      assertThat(
              distance(
                  light(part(step.views, image, SAMPLES), changed),
                  light(changed.apply(step.raws.get(image)).samples(), changed)))
          .isLessThan(LIGHT);
    }
    Step fresh = new Step(2, 3);
    fresh.leaveOutKinks(changed);
    fresh.run(new IspBatch(changed, 2));
    assertThat(step.views).containsExactly(fresh.views);
    assertThat(step.theta).containsExactly(fresh.theta);
    assertThat(step.mosaics).containsExactly(fresh.mosaics);
  }

  /** Both with the engine (here with a layer) and with the definition. */
  @Test
  void mosaicsOfDigitalNumbersAreRejected() {
    for (Isp isp :
        List.of(
            Isp.parametrized(Camera.DRONE).with(layer()),
            Isp.of(Camera.DRONE, ViewName.parse("bilinear-sharpen-gaussian")))) {
      IspBatch batch = new IspBatch(isp, 2);
      Step step = new Step(1, 2);
      RawImage second = step.raws.getLast();
      List<RawImage> raws =
          List.of(step.raws.getFirst(), second.with(RawImage.Unit.DN, second.samples()));
      String message =
          "%s has samples in digital numbers [DN]: expected normalised ones; normalise first (Camera.normalise)"
              .formatted(raws.getLast());
      assertThatThrownBy(() -> batch.forward(raws, step.views)).hasMessage(message);
      assertThat(step.views).containsOnly(0);
      double[] theta = new double[isp.theta().size()];
      assertThatThrownBy(() -> batch.backward(raws, step.cotangents, theta, step.mosaics))
          .hasMessage(message);
    }
  }

  /** In a process of its own, since what was compiled before decides what a kernel inlines. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allocationDoesNotGrowWithThePicture(boolean withLayer) throws Exception {
    String printed =
        ForkedJvm.run(
            ManySteps.class,
            Seeds.next("garbage of a batch"),
            "--add-modules=jdk.incubator.vector",
            "-Dlayer=" + withLayer);
    assertThat(Long.parseLong(printed.lines().toList().getLast()))
        .as("bytes a step")
        .isLessThanOrEqualTo(GARBAGE);
  }

  /** Prints what all threads allocate in a step, with new parameters for each as in training. */
  static final class ManySteps {
    private ManySteps() {}

    public static void main(String[] arguments) {
      int side = 192;
      Isp plain = Isp.parametrized(Camera.DRONE);
      Isp isp = Boolean.getBoolean("layer") ? plain.with(AdditiveLayer.zero(side, side)) : plain;
      Random random = new Random(Long.parseLong(arguments[0]));
      List<RawImage> raws =
          IntStream.range(0, 4)
              .mapToObj(
                  image ->
                      RawImage.normalised(
                          side, side, Cfa.RGGB, Step.numbers(random, side * side, 0.1f, 0.4f)))
              .toList();
      float[] views = new float[raws.size() * 3 * side * side];
      float[] mosaics = new float[raws.size() * side * side];
      double[] theta = isp.theta().vector();
      double[] ofTheta = new double[theta.length];
      IspBatch batch = new IspBatch(isp, 2);
      var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      // The compiler runs in parallel and may take some time.
      long allocated = Long.MAX_VALUE;
      for (int round = 0; round < 60 && allocated > GARBAGE; round++) {
        int steps = 20;
        long before = threads.getTotalThreadAllocatedBytes();
        for (int i = 0; i < steps; i++) {
          batch.set(theta);
          batch.forward(raws, views);
          batch.backward(raws, views, ofTheta, mosaics);
        }
        allocated = (threads.getTotalThreadAllocatedBytes() - before) / steps;
      }
      System.out.println(allocated);
    }
  }

  @Test
  void mismatchedInputsAreRejected() {
    IspBatch batch = new IspBatch(Isp.parametrized(Camera.DRONE), 1);
    Step step = new Step(1, 2);
    assertThatThrownBy(() -> new IspBatch(batch.isp(), 0))
        .hasMessage("expected at least 1 thread, got 0");
    assertThatThrownBy(() -> batch.forward(List.of(), step.views))
        .hasMessage("a batch has at least one mosaic, got none");
    assertThatThrownBy(() -> batch.forward(step.raws, new float[7]))
        .hasMessage("views: expected room for %d numbers, got 7", 2 * SAMPLES);
    assertThatThrownBy(
            () ->
                batch.forward(
                    List.of(
                        step.raws.getFirst(), RawImage.normalised(4, 2, Cfa.RGGB, new float[8])),
                    step.views))
        .hasMessage("the mosaics of a batch have one size, got 23×18 and 4×2: crop them");
    assertThatThrownBy(
            () -> batch.backward(step.raws, step.cotangents, new double[3], step.mosaics))
        .hasMessage("the gradient of θ: expected room for 79 numbers, got 3");
    assertThatThrownBy(() -> batch.set(new double[3])).hasMessage("θ has 79 numbers, got 3");
  }

  /** The same number of values in another shape is rejected too. */
  @ParameterizedTest
  @ValueSource(strings = {"bilinear-sharpen-gaussian", ""})
  void layerOfAnotherSizeIsRejected(String view) {
    Isp isp =
        view.isEmpty()
            ? Isp.parametrized(Camera.DRONE)
            : Isp.of(Camera.DRONE, ViewName.parse(view));
    IspBatch batch = new IspBatch(isp.with(AdditiveLayer.zero(HEIGHT, WIDTH)), 2);
    Step step = new Step(1, 2);
    String message =
        "additive_layer has 18×23 pixels, but the image has 23×18: give a layer of its size";
    assertThatThrownBy(() -> batch.forward(step.raws, step.views)).hasMessage(message);
    assertThat(step.views).containsOnly(0);
    assertThatThrownBy(
            () ->
                batch.backward(
                    step.raws,
                    step.cotangents,
                    new double[batch.isp().theta().size()],
                    step.mosaics))
        .hasMessage(message);
  }

  @Test
  void rejectedValueChangesNothing() {
    IspBatch batch = new IspBatch(Isp.parametrized(Camera.DRONE), 1);
    double[] theta = batch.isp().theta().vector();
    double[] wrong = theta.clone();
    wrong[31] = Double.NaN;
    assertThatThrownBy(() -> batch.set(wrong))
        .hasMessage("white_balance[0] is NaN: expected a finite number");
    wrong[31] = 1;
    wrong[77] = -1;
    assertThatThrownBy(() -> batch.set(wrong)).hasMessageStartingWith("gamma is -1");
    assertThat(batch.isp().theta().vector()).containsExactly(theta);
  }

  /** Gammas that the fast curve does not support are computed by the definition. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.15, 9, 100})
  void everyGammaIsSupported(double gamma) {
    Isp isp = Isp.parametrized(Camera.DRONE);
    IspBatch batch = new IspBatch(isp, 1);
    Isp changed = isp.with(isp.theta().with("gamma", gamma));
    batch.set(changed.theta().vector());
    Step step = new Step(Seeds.next("every gamma"), 1);
    step.run(batch);
    ChainPullback<RawImage, View> pullback = changed.pull(step.raws.getFirst());
    Gradient<RawImage> gradient = pullback.back(new View(WIDTH, HEIGHT, step.cotangents));
    assertThat(step.views).containsExactly(pullback.value().samples());
    assertThat(step.theta).containsExactly(gradient.parameters());
    assertThat(step.mosaics).containsExactly(gradient.input().samples());
  }

  /** The inputs and outputs of a training step. */
  private static final class Step {
    final List<RawImage> raws;
    final float[] views;
    final float[] cotangents;
    final float[] mosaics;
    double[] theta;

    Step(long seed, int images) {
      this(seed, images, WIDTH, HEIGHT);
    }

    Step(long seed, int images, int width, int height) {
      int area = width * height;
      Random random = new Random(seed);
      raws =
          IntStream.range(0, images)
              .mapToObj(
                  image ->
                      RawImage.normalised(
                          width,
                          height,
                          Cfa.withRedAt(image / 2, image),
                          numbers(random, area, 0.1f, 0.4f)))
              .toList();
      views = new float[3 * images * area];
      cotangents = numbers(random, 3 * images * area, -1, 1);
      mosaics = numbers(random, images * area, 5, 6);
    }

    /**
     * Sets the gradient to 0 where a sample lies so near an end of the clip that rounding decides
     * whether it passes, or how steep the gamma is.
     */
    void leaveOutKinks(Isp isp) {
      for (int image = 0; image < raws.size(); image++) {
        LinearRgb beforeGamma =
            isp.trace(raws.get(image)).steps().stream()
                .map(Trace.Step::frame)
                .filter(LinearRgb.class::isInstance)
                .map(LinearRgb.class::cast)
                .toList()
                .getLast();
        for (int i = 0; i < SAMPLES; i++) {
          float sample = beforeGamma.samples()[i];
          if (Math.abs(sample) < DARK || Math.abs(sample - 1) < 1e-4) {
            cotangents[image * SAMPLES + i] = 0;
          }
        }
      }
    }

    void run(IspBatch batch) {
      theta = new double[batch.isp().theta().size()];
      Arrays.fill(theta, Double.NaN);
      batch.forward(raws, views);
      batch.backward(raws, cotangents, theta, mosaics);
    }

    private static float[] numbers(Random random, int count, float from, float to) {
      float[] numbers = new float[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = random.nextFloat(from, to);
      }
      return numbers;
    }
  }

  private static float[] part(float[] all, int image, int length) {
    return Arrays.copyOfRange(all, image * length, (image + 1) * length);
  }

  /** Returns the input of the gamma, which can be compared where the gamma is steep, near black. */
  private static float[] light(float[] view, Isp isp) {
    double gamma = isp.rendering().gamma().gamma();
    float[] light = view.clone();
    for (int i = 0; i < light.length; i++) {
      int sample = i;
      float added = isp.layer().map(layer -> layer.layer().samples()[sample]).orElse(0f);
      light[i] = (float) Math.pow(Math.max(0, light[i] - added), gamma);
    }
    return light;
  }

  private static double distance(float[] ours, float[] theirs) {
    return IntStream.range(0, ours.length)
        .mapToDouble(i -> Math.abs(ours[i] - theirs[i]))
        .max()
        .orElseThrow();
  }

  private static double relative(float[] ours, float[] theirs) {
    return relative(wide(ours), wide(theirs), wide(theirs));
  }

  /** Returns |ours − theirs| / |size|, or |ours − theirs| where the size is 0. */
  private static double relative(double[] ours, double[] theirs, double[] size) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < ours.length; i++) {
      difference = Math.hypot(difference, ours[i] - theirs[i]);
      norm = Math.hypot(norm, size[i]);
    }
    return difference / (norm == 0 ? 1 : norm);
  }

  private static double[] wide(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }
}
