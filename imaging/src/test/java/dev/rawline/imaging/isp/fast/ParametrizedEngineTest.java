package dev.rawline.imaging.isp.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.ForkedJvm;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.IspDefinition;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ParametrizedEngineTest {
  /** Tiny, odd and prime sizes, and some around whole vectors and blocks; width × height. */
  private static final int[][] SIZES = {
    {2, 2}, {2, 3}, {3, 2}, {2, 7}, {7, 2}, {3, 5}, {4, 4}, {5, 4}, {8, 8}, {17, 23}, {15, 6},
    {16, 5}, {18, 9}, {33, 64}, {31, 33}, {100, 70}, {64, 131}
  };

  /**
   * Relative to the norm of the expected gradient; the worst of a hundred thousand groups was off
   * by 2e-5.
   */
  private static final double GRADIENT = 5e-5;

  @Test
  void theParametrizedChainHasThisEngine() {
    for (Camera camera : Camera.PRESETS) {
      for (Isp isp : List.of(Isp.parametrized(camera), Isp.parametrizedCompatible(camera))) {
        assertThat(BatchEngine.of(isp.mosaic(), isp.rendering(), 1))
            .containsInstanceOf(ParametrizedEngine.class);
      }
    }
  }

  @Test
  void agreesWithTheDefinitionForEveryBorderAndLayout() {
    Random random = new Random(Seeds.next("gradient engine, borders"));
    ParametrizedEngine engine = new ParametrizedEngine(1);
    for (Border demosaic : Border.values()) {
      for (Border sharpen : Border.values()) {
        for (Border blur : Border.values()) {
          int[] size = SIZES[random.nextInt(SIZES.length)];
          compare(engine, random, size, demosaic, sharpen, blur);
        }
      }
    }
  }

  @Test
  void agreesWithTheDefinitionForEverySize() {
    Random random = new Random(Seeds.next("gradient engine, sizes"));
    ParametrizedEngine engine = new ParametrizedEngine(2);
    Border[] borders = Border.values();
    for (int[] size : SIZES) {
      compare(
          engine,
          random,
          size,
          borders[random.nextInt(borders.length)],
          borders[random.nextInt(borders.length)],
          borders[random.nextInt(borders.length)]);
      compare(engine, random, size, Border.MIRROR, Border.MIRROR, Border.MIRROR);
    }
  }

  private static void compare(
      ParametrizedEngine engine,
      Random random,
      int[] size,
      Border demosaic,
      Border sharpen,
      Border blur) {
    double[] numbers = ParametrizedReference.numbers(random);
    ParametrizedReference reference = new ParametrizedReference(numbers, demosaic, sharpen, blur);
    List<RawImage> raws =
        Cfa.BAYER.stream().map(cfa -> mosaic(size[0], size[1], cfa, random)).toList();
    Expected expected = Expected.of(reference, raws, random);

    float[] views = new float[expected.cotangents.length];
    double[] theta = new double[ParametrizedChain.COUNT];
    float[] rawGradients = new float[expected.raws.length];
    new ArrayBatch(engine.use(new ParametrizedChain(numbers, demosaic, sharpen, blur)), raws)
        .forward(views);
    new ArrayBatch(engine, raws).backward(expected.cotangents, theta, rawGradients);

    String what =
        "%d×%d, %s, %s, %s, γ %s, floor %s"
            .formatted(size[0], size[1], demosaic, sharpen, blur, numbers[77], numbers[78]);
    requireCloseViews(what, views, expected.views, numbers[ParametrizedChain.GAMMA]);
    requireClose(what + ": raw", widened(rawGradients), expected.raws, 0, expected.raws.length);
    int[] groups = {0, 4, 13, 22, 31, 34, 43, 52, 77, 78, 79};
    for (int i = 1; i < groups.length; i++) {
      requireClose(what + ": numbers", theta, expected.theta, groups[i - 1], groups[i]);
    }
  }

  /**
   * The definition's views and gradients of a batch with drawn cotangents, one image after another.
   */
  @SuppressWarnings("ArrayRecordComponent") // filled in place, never compared as a whole
  private record Expected(float[] cotangents, double[] views, double[] theta, double[] raws) {
    static Expected of(ParametrizedReference reference, List<RawImage> raws, Random random) {
      int area = raws.getFirst().samples().length;
      Expected expected =
          new Expected(
              new float[raws.size() * 3 * area],
              new double[raws.size() * 3 * area],
              new double[ParametrizedChain.COUNT],
              new double[raws.size() * area]);
      for (int image = 0; image < raws.size(); image++) {
        expected.add(image, reference, raws.get(image), random);
      }
      return expected;
    }

    private void add(int image, ParametrizedReference reference, RawImage raw, Random random) {
      IspDefinition plain = reference.of(raw);
      double[] linear = plain.linear();
      double[] weights = new double[linear.length];
      int at = image * weights.length;
      for (int i = 0; i < weights.length; i++) {
        cotangents[at + i] = reference.nearKink(linear[i]) ? 0 : random.nextFloat() - 0.3f;
        weights[i] = cotangents[at + i];
      }
      System.arraycopy(plain.viewSamples(), 0, views, at, weights.length);
      IspDefinition.Gradient gradient = plain.back(weights);
      Arrays.setAll(theta, i -> theta[i] + gradient.parameters()[i]);
      System.arraycopy(gradient.rawSamples(), 0, raws, at / 3, weights.length / 3);
    }
  }

  private static void requireCloseViews(
      String what, float[] views, double[] expected, double curve) {
    for (int i = 0; i < views.length; i++) {
      // Near black the curve is so steep that only what entered it can be compared.
      double gamma = expected[i] < 0.1 ? curve : 1;
      assertThat(Math.pow(views[i], gamma))
          .as("%s: view %d", what, i)
          .isCloseTo(Math.pow(expected[i], gamma), within(gamma == 1 ? 5e-5 : 5e-6));
    }
  }

  private static double[] widened(float[] values) {
    double[] widened = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      widened[i] = values[i];
    }
    return widened;
  }

  private static void requireClose(
      String what, double[] actual, double[] expected, int first, int end) {
    double error = 0;
    double norm = 0;
    for (int i = first; i < end; i++) {
      error = Math.hypot(error, actual[i] - expected[i]);
      norm = Math.hypot(norm, expected[i]);
    }
    assertThat(error)
        .as("%s %d to %d, norm %s", what, first, end, norm)
        .isLessThanOrEqualTo(GRADIENT * norm);
  }

  @Test
  void threadsDoNotChangeABit() {
    Random random = new Random(Seeds.next("gradient engine, threads"));
    ParametrizedChain chain =
        new ParametrizedChain(
            ParametrizedReference.numbers(random), Border.MIRROR, Border.ZERO, Border.MIRROR);
    List<RawImage> raws =
        Cfa.BAYER.stream().limit(3).map(cfa -> mosaic(45, 421, cfa, random)).toList();
    float[] cotangents = new float[3 * 3 * 45 * 421];
    for (int i = 0; i < cotangents.length; i++) {
      cotangents[i] = random.nextFloat() - 0.5f;
    }
    float[] views = new float[cotangents.length];
    double[] theta = new double[ParametrizedChain.COUNT];
    float[] rawGradients = new float[3 * 45 * 421];
    ParametrizedEngine one = new ParametrizedEngine(1);
    new ArrayBatch(one.use(chain), raws).forward(views);
    new ArrayBatch(one, raws).backward(cotangents, theta, rawGradients);
    for (int threads : new int[] {2, 4, 7}) {
      ParametrizedEngine many = new ParametrizedEngine(threads);
      float[] otherViews = new float[views.length];
      double[] otherTheta = new double[theta.length];
      float[] otherRawGradients = new float[rawGradients.length];
      new ArrayBatch(many.use(chain), raws).forward(otherViews);
      new ArrayBatch(many, raws).backward(cotangents, otherTheta, otherRawGradients);
      assertThat(Arrays.equals(otherViews, views)).as("views, %d threads", threads).isTrue();
      assertThat(otherTheta).as("θ, %d threads", threads).isEqualTo(theta);
      assertThat(Arrays.equals(otherRawGradients, rawGradients))
          .as("raw, %d threads", threads)
          .isTrue();
    }
  }

  @Test
  void vectorsOfAnyWidthGiveTheSameBitsButForSums() throws Exception {
    long seed = Seeds.next("gradient engine, narrow vectors");
    Step here = Step.of(seed);
    for (int bytes : new int[] {16, 32, 64}) {
      String printed =
          ForkedJvm.run(
              PrintedStep.class,
              seed,
              "--add-modules=jdk.incubator.vector",
              "-XX:MaxVectorSize=" + bytes);
      String[] lines = printed.lines().toArray(String[]::new);
      assertThat(lines[lines.length - 2]).as("%d bytes", bytes).isEqualTo(here.hash());
      double[] theta =
          Arrays.stream(lines[lines.length - 1].split(" ", -1))
              .mapToDouble(Double::parseDouble)
              .toArray();
      requireClose("θ of vectors of %d bytes".formatted(bytes), theta, here.theta, 0, theta.length);
    }
  }

  /** A step on odd mosaics of every layout. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared as a whole
  private record Step(float[] views, double[] theta, float[] rawGradients) {
    static Step of(long seed) {
      return of(seed, new ParametrizedEngine(2));
    }

    static Step of(long seed, ParametrizedEngine engine) {
      Random random = new Random(seed);
      ParametrizedChain chain =
          new ParametrizedChain(
              ParametrizedReference.numbers(random), Border.SYMMETRIC, Border.ZERO, Border.MIRROR);
      List<RawImage> raws = Cfa.BAYER.stream().map(cfa -> mosaic(37, 29, cfa, random)).toList();
      Step step =
          new Step(
              new float[raws.size() * 3 * 37 * 29],
              new double[ParametrizedChain.COUNT],
              new float[raws.size() * 37 * 29]);
      new ArrayBatch(engine.use(chain), raws).forward(step.views);
      new ArrayBatch(engine, raws).backward(step.views, step.theta, step.rawGradients);
      return step;
    }

    String hash() {
      return "views %d, mosaics %d"
          .formatted(Arrays.hashCode(views), Arrays.hashCode(rawGradients));
    }
  }

  /** Takes a step in a separate process. */
  static final class PrintedStep {
    private PrintedStep() {}

    @SuppressWarnings("SystemOut") // the parent process reads it
    public static void main(String[] arguments) {
      Step step = Step.of(Long.parseLong(arguments[0]));
      System.out.println(step.hash());
      System.out.println(
          Arrays.stream(step.theta).mapToObj(Double::toString).collect(Collectors.joining(" ")));
    }
  }

  @Test
  void previousBatchHasNoInfluence() {
    long seed = Seeds.next("gradient engine, batch before");
    ParametrizedEngine engine = new ParametrizedEngine(1);
    for (int width : new int[] {37, 64, 300, 37}) {
      float[] samples = new float[width * 29];
      Arrays.fill(samples, width == 64 ? Float.POSITIVE_INFINITY : Float.NaN);
      List<RawImage> raws = List.of(RawImage.normalised(width, 29, Cfa.BGGR, samples));
      double[] numbers = ParametrizedReference.numbers(new Random(seed));
      ParametrizedChain chain =
          new ParametrizedChain(numbers, Border.MIRROR, Border.MIRROR, Border.SYMMETRIC);
      float[] views = new float[3 * samples.length];
      new ArrayBatch(engine.use(chain), raws).forward(views);
      Arrays.fill(views, Float.NaN);
      new ArrayBatch(engine, raws)
          .backward(views, new double[ParametrizedChain.COUNT], samples.clone());
    }
    assertThat(Step.of(seed, engine).hash()).isEqualTo(Step.of(seed).hash());
  }

  /** In a process of its own, since what was compiled before decides what a kernel inlines. */
  @Test
  void stepAllocatesNoGarbage() throws Exception {
    String printed =
        ForkedJvm.run(
            ManySteps.class,
            Seeds.next("gradient engine, garbage"),
            "--add-modules=jdk.incubator.vector");
    assertThat(Long.parseLong(printed.lines().toList().getLast()))
        .as("bytes a step")
        .isLessThanOrEqualTo(1024L);
  }

  /** Prints the bytes that a step allocates, once the compiler has done its work. */
  static final class ManySteps {
    private ManySteps() {}

    public static void main(String[] arguments) {
      Random random = new Random(Long.parseLong(arguments[0]));
      ParametrizedChain chain =
          new ParametrizedChain(
              ParametrizedReference.numbers(random), Border.MIRROR, Border.MIRROR, Border.MIRROR);
      List<RawImage> raws = List.of(mosaic(256, 256, Cfa.RGGB, random));
      ParametrizedEngine engine = new ParametrizedEngine(1);
      float[] views = new float[3 * 256 * 256];
      double[] theta = new double[ParametrizedChain.COUNT];
      float[] rawGradients = new float[256 * 256];
      // The compiler works beside the loop and may take its time; a vector that it never keeps in a
      // register costs thousands of objects a call.
      long allocated = Long.MAX_VALUE;
      for (int round = 0; round < 50 && allocated > 1024; round++) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int calls = 50;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
          new ArrayBatch(engine.use(chain), raws).forward(views);
          new ArrayBatch(engine, raws).backward(views, theta, rawGradients);
        }
        allocated = (threads.getCurrentThreadAllocatedBytes() - before) / calls;
      }
      System.out.println(allocated);
    }
  }

  static RawImage mosaic(int width, int height, Cfa cfa, Random random) {
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat(-0.1f, 1.1f);
    }
    return RawImage.normalised(width, height, cfa, samples);
  }
}
