package dev.rawline.imaging.isp.fast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.ForkedJvm;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.isp.EngineAgreement;
import dev.rawline.imaging.isp.Rendering;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FastPathTest {
  private static final int[] SIZE = {45, 38};

  @Test
  void withoutTheVectorModuleTheDefinitionsRun() throws Exception {
    long seed = Seeds.next("without vectors");
    RawImage mosaic = EngineAgreement.mosaic(SIZE, new Random(seed));
    List<View> views = new ArrayList<>();
    for (Rendering rendering : RenderingTreeTest.twelve(Camera.DRONE)) {
      views.add(rendering.chain().apply(mosaic));
    }
    assertThat(ofAnotherJava(seed)).isEqualTo(description(false, views));
  }

  @Test
  void vectorsOfAnyWidthGiveTheSameBits() throws Exception {
    long seed = Seeds.next("narrow vectors");
    RawImage mosaic = EngineAgreement.mosaic(SIZE, new Random(seed));
    List<View> views = new RenderingTree(RenderingTreeTest.twelve(Camera.DRONE)).render(mosaic);
    for (int bytes : new int[] {16, 32}) {
      assertThat(
              ofAnotherJava(
                  seed, "--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=" + bytes))
          .contains(description(true, views));
    }
  }

  @Test
  void withoutTheVectorModuleBatchesRunByDefinition() throws Exception {
    long seed = Seeds.next("batches without vectors");
    List<RawImage> raws = batch(seed);
    Isp isp = withLayer();
    int area = SIZE[0] * SIZE[1];
    float[] views = new float[raws.size() * 3 * area];
    float[] mosaics = new float[raws.size() * area];
    double[] theta = new double[isp.theta().size()];
    for (int image = 0; image < raws.size(); image++) {
      ChainPullback<RawImage, View> pullback = isp.pull(raws.get(image));
      Gradient<RawImage> gradient = pullback.back(pullback.value());
      System.arraycopy(pullback.value().samples(), 0, views, image * 3 * area, 3 * area);
      System.arraycopy(gradient.input().samples(), 0, mosaics, image * area, area);
      Arrays.setAll(theta, i -> theta[i] + gradient.parameters()[i]);
    }
    assertThat(ForkedJvm.run(AnotherBatch.class, seed))
        .isEqualTo(description(false, views, theta, mosaics));
  }

  private static List<RawImage> batch(long seed) {
    Random random = new Random(seed);
    return List.of(EngineAgreement.mosaic(SIZE, random), EngineAgreement.mosaic(SIZE, random));
  }

  private static Isp withLayer() {
    return Isp.parametrized(Camera.DRONE).with(AdditiveLayer.zero(SIZE[0], SIZE[1]));
  }

  private static String description(boolean fast, float[] views, double[] theta, float[] mosaics) {
    return "fast %s, views %d, θ %d, mosaics %d%n"
        .formatted(fast, Arrays.hashCode(views), Arrays.hashCode(theta), Arrays.hashCode(mosaics));
  }

  /** Takes a training step in a separate process and prints the results. */
  static final class AnotherBatch {
    private AnotherBatch() {}

    @SuppressWarnings("SystemOut") // the parent process reads it
    public static void main(String[] arguments) {
      List<RawImage> raws = batch(Long.parseLong(arguments[0]));
      Isp isp = withLayer();
      int area = SIZE[0] * SIZE[1];
      float[] views = new float[raws.size() * 3 * area];
      float[] mosaics = new float[raws.size() * area];
      double[] theta = new double[isp.theta().size()];
      IspBatch batch = new IspBatch(isp, 2);
      batch.set(isp.theta().vector());
      batch.forward(raws, views);
      batch.backward(raws, views, theta, mosaics);
      System.out.print(description(FastPath.present(), views, theta, mosaics));
    }
  }

  private static String description(boolean fast, List<View> views) {
    return "fast %s, views %s%n"
        .formatted(fast, views.stream().map(view -> Arrays.hashCode(view.samples())).toList());
  }

  private static String ofAnotherJava(long seed, String... options) throws Exception {
    return ForkedJvm.run(AnotherJava.class, seed, options);
  }

  /** Renders in a separate process and prints the path that it took and the results. */
  static final class AnotherJava {
    private AnotherJava() {}

    @SuppressWarnings("SystemOut") // the parent process reads it
    public static void main(String[] arguments) {
      RawImage mosaic = EngineAgreement.mosaic(SIZE, new Random(Long.parseLong(arguments[0])));
      List<View> views = new RenderingTree(RenderingTreeTest.twelve(Camera.DRONE)).render(mosaic);
      System.out.print(description(FastPath.takes(mosaic), views));
    }
  }

  @Test
  void renderingAllocatesNoGarbage() {
    RawImage mosaic =
        EngineAgreement.mosaic(new int[] {256, 256}, new Random(Seeds.next("garbage")));
    RenderingTree tree = new RenderingTree(RenderingTreeTest.twelve(Camera.DRONE), 1);
    // The compiler works beside the test and may take its time; a vector that it never keeps in a
    // register costs thousands of objects a plane, call after call.
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 50 && allocated > 8192; round++) {
      allocated = allocatedByCall(tree, mosaic);
    }
    assertThat(allocated).as("bytes a call").isLessThanOrEqualTo(8192);
  }

  private static long allocatedByCall(RenderingTree tree, RawImage mosaic) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int calls = 100;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      tree.render(mosaic, (rendering, row, band) -> {});
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
  }
}
