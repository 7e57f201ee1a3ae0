package dev.rawline.imaging.isp.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.ForkedJvm;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.EngineAgreement;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.IspDefinition;
import dev.rawline.imaging.isp.Luma;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.WhiteBalance;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The fast forward and backward passes of the static views match the definition. */
class RenderingEngineTest {
  /** Tiny, odd and prime sizes, and some around whole vectors and strips; width × height. */
  private static final int[][] SIZES = {
    {2, 2}, {2, 3}, {3, 2}, {3, 5}, {5, 4}, {8, 8}, {17, 33}, {16, 15}, {31, 64}, {70, 130},
    {531, 7}
  };

  private static final double VIEW = 5e-5;

  /** Relative to the Euclidean norm. */
  private static final double RAW = 2e-5;

  /** Relative, too, to the gradients by the images, whose sum may be small as they cancel out. */
  private static final double THETA = 3e-4;

  /** A bound on the reach of the filters of the twelve views. */
  private static final int FILTERS = 9;

  @TestFactory
  Stream<DynamicTest> agreesWithTheDefinition() {
    return Stream.concat(ViewName.ALL.stream().map(RenderingEngineTest::view), others())
        .map(
            isp ->
                DynamicTest.dynamicTest(
                    isp.rendering().toString(),
                    () -> {
                      Random random = new Random(Seeds.next(isp.rendering().toString()));
                      for (int[] size : SIZES) {
                        compare(varied(isp, random), size, random);
                      }
                    }));
  }

  private static Isp view(ViewName name) {
    return Isp.of(Camera.DRONE, name);
  }

  /** Chains that are no views: with other stages, more of them, none, or in another order. */
  private static Stream<Isp> others() {
    Isp view = view(ViewName.parse("bilinear-unsharp-gaussian"));
    BlackLevel level = (BlackLevel) view.mosaic().getFirst();
    WhiteBalance balance = (WhiteBalance) view.rendering().colour().get(0);
    ColourCorrection correction = (ColourCorrection) view.rendering().colour().get(1);
    Gamma floored = new Gamma(2.2, 0.2);
    return Stream.of(
        view.with(new HighlightClip(0.45)),
        isp(level, new Menon2007(false, Border.MIRROR), floored),
        isp(level, Bilinear.DEFAULT, floored, new HighlightClip(0.3)),
        isp(
            level,
            Malvar2004.DEFAULT,
            floored,
            correction,
            balance,
            new HighlightClip(0.5),
            balance,
            new HighlightClip(0.8),
            SharpeningFilter.DEFAULT,
            SharpeningFilter.DEFAULT),
        isp(
            level,
            Malvar2004.DEFAULT,
            Gamma.DEFAULT,
            balance,
            MedianDenoising.DEFAULT,
            UnsharpMasking.DEFAULT,
            MedianDenoising.DEFAULT),
        isp(
            level,
            Bilinear.DEFAULT,
            Gamma.DEFAULT,
            balance,
            new GaussianDenoising(3.1, Border.MIRROR),
            new UnsharpMasking(2.3, 0, Border.MIRROR),
            new GaussianDenoising(0, Border.MIRROR)));
  }

  private static Isp isp(
      BlackLevel level, Demosaicing demosaicing, Gamma gamma, ColourStage... colour) {
    return new Isp(List.of(level), new Rendering(demosaicing, List.of(colour), gamma));
  }

  /** Returns a chain with parameters near its own. */
  private static Isp varied(Isp isp, Random random) {
    double[] numbers = isp.theta().vector();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= random.nextDouble(0.95, 1.05);
    }
    return isp.with(isp.theta().with(numbers));
  }

  private static void compare(Isp isp, int[] size, Random random) {
    String what = "%d×%d".formatted(size[0], size[1]);
    List<RawImage> raws = new ArrayList<>();
    for (Cfa cfa : Cfa.BAYER) {
      raws.add(mosaic(size[0], size[1], cfa, random));
    }
    BatchEngine engine = BatchEngine.of(isp.mosaic(), isp.rendering(), 2).orElseThrow();
    assertThat(engine).isInstanceOf(RenderingEngine.class);
    Step step = new Step(raws, isp.theta().size(), new float[raws.size() * 3 * size[0] * size[1]]);
    new ArrayBatch(engine, raws).forward(step.views);
    ExpectedGradients expected = expectedGradients(isp, raws, step, what, random);
    new ArrayBatch(engine, raws).backward(step.cotangents, step.theta, step.rawGradients);

    requireClose(
        what + ", raw",
        RAW,
        widened(step.rawGradients),
        expected.raws,
        expected.raws,
        0,
        expected.raws.length);
    int first = 0;
    for (Parameter parameter : isp.theta().parameters()) {
      int end = first + parameter.size();
      String group = what + ", " + parameter.name();
      requireClose(group, THETA, step.theta, expected.theta, expected.thetaSize, first, end);
      first = end;
    }
  }

  /**
   * The definition's gradients of a batch.
   *
   * @param theta by the parameters, summed over the images
   * @param thetaSize the Euclidean norm of the images' gradients by each parameter
   * @param raws by the mosaics, one after another
   */
  @SuppressWarnings("ArrayRecordComponent") // filled in place, never compared as a whole
  private record ExpectedGradients(double[] theta, double[] thetaSize, double[] raws) {
    void add(int image, IspDefinition.Gradient gradient) {
      double[] raw = gradient.rawSamples();
      System.arraycopy(raw, 0, raws, image * raw.length, raw.length);
      for (int i = 0; i < theta.length; i++) {
        theta[i] += gradient.parameters()[i];
        thetaSize[i] = Math.hypot(thetaSize[i], gradient.parameters()[i]);
      }
    }
  }

  /** Draws cotangents into the step, and compares its views with the definition's. */
  private static ExpectedGradients expectedGradients(
      Isp isp, List<RawImage> raws, Step step, String what, Random random) {
    int theta = isp.theta().size();
    ExpectedGradients expected =
        new ExpectedGradients(
            new double[theta], new double[theta], new double[step.rawGradients.length]);
    for (int image = 0; image < raws.size(); image++) {
      RawImage raw = raws.get(image);
      IspDefinition plain = IspDefinition.of(isp, raw);
      boolean[] clear = clear(isp, plain, raw);
      double[] weights = new double[clear.length];
      for (int i = 0; i < weights.length; i++) {
        int at = image * weights.length + i;
        step.cotangents[at] = clear[i] ? random.nextFloat() - 0.3f : 0;
        weights[i] = step.cotangents[at];
        if (clear[i]) {
          assertThat((double) step.views[at])
              .as("%s: view %d", what, at)
              .isCloseTo(plain.viewSamples()[i], within(VIEW));
        }
      }
      expected.add(image, plain.back(weights));
    }
    return expected;
  }

  /** Returns which samples of the view depend on no decision of rounding. */
  private static boolean[] clear(Isp isp, IspDefinition plain, RawImage raw) {
    int area = raw.width() * raw.height();
    boolean[] clear = new boolean[3 * area];
    RawImage levelled = isp.mosaic().getFirst().apply(raw);
    boolean[] compared = EngineAgreement.compared(isp.rendering().demosaicing(), levelled, FILTERS);
    Gamma gamma = isp.rendering().gamma();
    for (int i = 0; i < clear.length; i++) {
      double entered = plain.linear()[i];
      clear[i] =
          compared[i % area]
              && Math.abs(entered - gamma.floor()) > 2e-2
              && Math.abs(entered - 1) > 1e-4;
    }
    for (int i = 0; i < plain.steps().size(); i++) {
      IspDefinition.Step step = plain.steps().get(i);
      if (step.stage() instanceof MedianDenoising) {
        boolean beforeGamma = i == plain.steps().size() - 2;
        leaveOutTies(luma(step.input()), raw.width(), beforeGamma ? 0 : FILTERS, clear);
      } else if (step.stage() instanceof HighlightClip clip) {
        leaveOutLevel(step.input(), clip.level(), clear);
      }
    }
    return clear;
  }

  private static void leaveOutLevel(double[] colours, double level, boolean[] clear) {
    for (int i = 0; i < clear.length; i++) {
      if (Math.abs(colours[i] - level) < 1e-5) {
        Arrays.fill(clear, false);
      }
    }
  }

  private static double[] luma(double[] colours) {
    double[] luma = new double[colours.length / 3];
    for (int i = 0; i < luma.length; i++) {
      luma[i] =
          Luma.RED * colours[i]
              + Luma.GREEN * colours[luma.length + i]
              + Luma.BLUE * colours[2 * luma.length + i];
    }
    return luma;
  }

  /** Excludes the pixels whose median depends on rounding, and those near them. */
  private static void leaveOutTies(double[] luma, int width, int reach, boolean[] clear) {
    int height = luma.length / width;
    for (int pixel = 0; pixel < luma.length; pixel++) {
      int row = pixel / width;
      int column = pixel % width;
      double[] window = new double[9];
      for (int i = 0; i < window.length; i++) {
        int y = Border.MIRROR.index(row + i / 3 - 1, height);
        int x = Border.MIRROR.index(column + i % 3 - 1, width);
        window[i] = luma[y * width + x];
      }
      Arrays.sort(window);
      double median = window[4];
      if (Arrays.stream(window).anyMatch(v -> v != median && Math.abs(v - median) < 2e-6)) {
        leaveOut(width, height, row, column, reach, clear);
      }
    }
  }

  private static void leaveOut(
      int width, int height, int row, int column, int reach, boolean[] clear) {
    for (int y = row - reach; y <= row + reach; y++) {
      for (int x = column - reach; x <= column + reach; x++) {
        int at = Border.MIRROR.index(y, height) * width + Border.MIRROR.index(x, width);
        for (int colour = 0; colour < 3; colour++) {
          clear[colour * width * height + at] = false;
        }
      }
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
      String what,
      double tolerance,
      double[] actual,
      double[] expected,
      double[] size,
      int first,
      int end) {
    double error = 0;
    double norm = 0;
    for (int i = first; i < end; i++) {
      error = Math.hypot(error, actual[i] - expected[i]);
      norm = Math.hypot(norm, size[i]);
    }
    assertThat(error).as("%s, norm %s", what, norm).isLessThan(tolerance * Math.max(norm, 1));
  }

  /** With few levels many samples are equal, and no two lumas differ by rounding alone. */
  @Test
  void firstOfEqualSamplesIsTheMedian() {
    Random random = new Random(Seeds.next("rendering engine, equal samples"));
    Isp isp =
        isp(
            new BlackLevel(new SiteValues(0, 0, 0, 0)),
            Bilinear.DEFAULT,
            Gamma.DEFAULT,
            MedianDenoising.DEFAULT);
    float[] samples = new float[33 * 21];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextInt(1, 4) / 8f;
    }
    RawImage raw = RawImage.normalised(33, 21, Cfa.GBRG, samples);
    BatchEngine engine = BatchEngine.of(isp.mosaic(), isp.rendering(), 1).orElseThrow();
    Step step = Step.of(engine, List.of(raw), isp.theta().size(), random);
    double[] expected = IspDefinition.of(isp, raw).back(widened(step.cotangents)).rawSamples();
    requireClose("raw", RAW, widened(step.rawGradients), expected, expected, 0, expected.length);
  }

  @Test
  void numbersChangeBetweenSteps() {
    Random random = new Random(Seeds.next("rendering engine, numbers"));
    Isp isp = view(ViewName.parse("malvar-unsharp-gaussian"));
    BatchEngine engine = BatchEngine.of(isp.mosaic(), isp.rendering(), 2).orElseThrow();
    List<RawImage> raws = List.of(mosaic(45, 131, Cfa.GBRG, random));
    // A wider blur has a longer reach, a narrower one a shorter one.
    for (double sigma : new double[] {0.5, 2, 0.2}) {
      Isp changed = isp.with(isp.theta().with("gaussian.sigma", sigma).with("gamma", 1.9));
      assertThat(engine.set(changed.theta().vector())).isTrue();
      Step step = Step.of(engine, raws, isp.theta().size(), random);
      BatchEngine fresh = BatchEngine.of(changed.mosaic(), changed.rendering(), 1).orElseThrow();
      Step other = new Step(raws, isp.theta().size(), step.cotangents).run(fresh);
      assertThat(step.hash()).isEqualTo(other.hash());
      assertThat(step.theta).isEqualTo(other.theta);
    }
    assertThat(engine.set(isp.theta().with("gaussian.sigma", 9).vector())).isFalse();
    assertThat(engine.set(isp.theta().with("gamma", 7).vector())).isFalse();
    assertThat(engine.set(isp.theta().vector())).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> threadsDoNotChangeABit() {
    return ViewName.ALL.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name.toString(),
                    () -> {
                      Random random = new Random(Seeds.next("threads, " + name));
                      // The last band of several holds a single row.
                      threadsDoNotChangeABit(view(name), 37, 385, random);
                      threadsDoNotChangeABit(view(name), 530, 100, random);
                    }));
  }

  private static void threadsDoNotChangeABit(Isp isp, int width, int height, Random random) {
    List<RawImage> raws =
        Cfa.BAYER.stream().limit(3).map(cfa -> mosaic(width, height, cfa, random)).toList();
    int count = isp.theta().size();
    Step one =
        Step.of(
            BatchEngine.of(isp.mosaic(), isp.rendering(), 1).orElseThrow(), raws, count, random);
    for (int threads : new int[] {2, 4, 7}) {
      BatchEngine engine = BatchEngine.of(isp.mosaic(), isp.rendering(), threads).orElseThrow();
      Step many = new Step(raws, count, one.cotangents).run(engine);
      assertThat(many.hash()).as("%d threads", threads).isEqualTo(one.hash());
      assertThat(many.theta).as("%d threads", threads).isEqualTo(one.theta);
    }
  }

  @Test
  void previousBatchHasNoInfluence() {
    long seed = Seeds.next("rendering engine, batch before");
    for (ViewName name : ViewName.ALL) {
      Isp isp = view(name);
      int count = isp.theta().size();
      BatchEngine engine = BatchEngine.of(isp.mosaic(), isp.rendering(), 1).orElseThrow();
      for (int width : new int[] {37, 64, 300, 37}) {
        float[] samples = new float[width * 29];
        Arrays.fill(samples, width == 64 ? Float.POSITIVE_INFINITY : Float.NaN);
        List<RawImage> raws = List.of(RawImage.normalised(width, 29, Cfa.BGGR, samples));
        float[] cotangents = new float[3 * samples.length];
        Arrays.fill(cotangents, Float.NaN);
        new Step(raws, count, cotangents).run(engine);
      }
      Random random = new Random(seed);
      List<RawImage> raws = List.of(mosaic(37, 29, Cfa.GRBG, random));
      Step step = Step.of(engine, raws, count, random);
      Step fresh =
          new Step(raws, count, step.cotangents)
              .run(BatchEngine.of(isp.mosaic(), isp.rendering(), 1).orElseThrow());
      assertThat(step.hash()).as(name.toString()).isEqualTo(fresh.hash());
      assertThat(step.theta).as(name.toString()).isEqualTo(fresh.theta);
    }
  }

  @Test
  void vectorsOfAnyWidthGiveTheSameBitsButForSums() throws Exception {
    long seed = Seeds.next("rendering engine, narrow vectors");
    String here = PrintedStep.hashes(seed);
    for (int bytes : new int[] {16, 32, 64}) {
      String printed =
          ForkedJvm.run(
              PrintedStep.class,
              seed,
              "--add-modules=jdk.incubator.vector",
              "-XX:MaxVectorSize=" + bytes);
      assertThat(printed.lines().filter(line -> line.startsWith("views")))
          .as("%d bytes", bytes)
          .containsExactlyElementsOf(here.lines().toList());
    }
  }

  /** Takes a step of every view in a separate process. */
  static final class PrintedStep {
    private PrintedStep() {}

    @SuppressWarnings("SystemOut") // the parent process reads it
    public static void main(String[] arguments) {
      System.out.println(hashes(Long.parseLong(arguments[0])));
    }

    static String hashes(long seed) {
      Random random = new Random(seed);
      List<RawImage> raws = Cfa.BAYER.stream().map(cfa -> mosaic(37, 29, cfa, random)).toList();
      return ViewName.ALL.stream()
          .map(RenderingEngineTest::view)
          .map(
              isp ->
                  Step.of(
                          BatchEngine.of(isp.mosaic(), isp.rendering(), 2).orElseThrow(),
                          raws,
                          isp.theta().size(),
                          random)
                      .hash())
          .collect(Collectors.joining("\n"));
    }
  }

  @TestFactory
  Stream<DynamicTest> stepAllocatesNoGarbage() {
    return Stream.of("bilinear-sharpen-median", "malvar-unsharp-gaussian", "menon-unsharp-gaussian")
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name, () -> stepAllocatesNoGarbage(view(ViewName.parse(name)))));
  }

  private static void stepAllocatesNoGarbage(Isp isp) {
    Random random = new Random(Seeds.next("rendering engine, garbage"));
    List<RawImage> raws = List.of(mosaic(256, 256, Cfa.RGGB, random));
    BatchEngine engine = BatchEngine.of(isp.mosaic(), isp.rendering(), 1).orElseThrow();
    Step step = Step.of(engine, raws, isp.theta().size(), random);
    // The compiler works beside the test and may take its time; a vector that it never keeps in a
    // register costs thousands of objects a call.
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 50 && allocated > 2048; round++) {
      var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      int calls = 50;
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < calls; i++) {
        step.run(engine);
      }
      allocated = (threads.getCurrentThreadAllocatedBytes() - before) / calls;
    }
    assertThat(allocated).as("bytes a step").isLessThanOrEqualTo(2048);
  }

  /** The inputs and outputs of an engine. */
  private static final class Step {
    final List<RawImage> raws;
    final float[] cotangents;
    final float[] views;
    final double[] theta;
    final float[] rawGradients;

    Step(List<RawImage> raws, int count, float[] cotangents) {
      this.raws = raws;
      this.cotangents = cotangents;
      views = new float[cotangents.length];
      theta = new double[count];
      rawGradients = new float[cotangents.length / 3];
      // These values are overwritten.
      Arrays.fill(theta, 7);
      Arrays.fill(rawGradients, 7);
    }

    static Step of(BatchEngine engine, List<RawImage> raws, int count, Random random) {
      float[] cotangents = new float[3 * raws.size() * raws.getFirst().samples().length];
      for (int i = 0; i < cotangents.length; i++) {
        cotangents[i] = random.nextFloat() - 0.5f;
      }
      return new Step(raws, count, cotangents).run(engine);
    }

    Step run(BatchEngine engine) {
      new ArrayBatch(engine, raws).forward(views);
      new ArrayBatch(engine, raws).backward(cotangents, theta, rawGradients);
      return this;
    }

    String hash() {
      return "views %d, mosaics %d"
          .formatted(Arrays.hashCode(views), Arrays.hashCode(rawGradients));
    }
  }

  private static RawImage mosaic(int width, int height, Cfa cfa, Random random) {
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat(0.1f, 0.4f);
    }
    return RawImage.normalised(width, height, cfa, samples);
  }
}
