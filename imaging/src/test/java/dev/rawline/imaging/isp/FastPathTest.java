package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    RawImage mosaic = Twins.mosaic(SIZE, new Random(seed));
    List<View> views = new ArrayList<>();
    for (Rendering rendering : RenderingTreeTest.twelve(Camera.DRONE)) {
      LinearRgb picture =
          Plain.apply(rendering.demosaicing(), Planes.of(mosaic), mosaic.cfa()).toLinearRgb();
      for (ColourStage stage : rendering.colour()) {
        picture = Plain.apply(stage, Planes.of(picture)).toLinearRgb();
      }
      views.add(Plain.apply(rendering.gamma(), Planes.of(picture)).toView());
    }
    assertThat(ofAnotherJava(seed)).isEqualTo(description(false, views));
  }

  @Test
  void vectorsOfAnyWidthGiveTheSameBits() throws Exception {
    long seed = Seeds.next("narrow vectors");
    RawImage mosaic = Twins.mosaic(SIZE, new Random(seed));
    List<View> views = new RenderingTree(RenderingTreeTest.twelve(Camera.DRONE)).render(mosaic);
    for (int bytes : new int[] {16, 32}) {
      assertThat(
              ofAnotherJava(
                  seed, "--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=" + bytes))
          .contains(description(true, views));
    }
  }

  private static String description(boolean fast, List<View> views) {
    return "fast %s, views %s%n"
        .formatted(fast, views.stream().map(view -> Arrays.hashCode(view.samples())).toList());
  }

  private static String ofAnotherJava(long seed, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            AnotherJava.class.getName(),
            Long.toString(seed)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  /** Renders in a process of its own and prints which way it took and what came out. */
  static final class AnotherJava {
    private AnotherJava() {}

    @SuppressWarnings("SystemOut") // the parent process reads it
    public static void main(String[] arguments) {
      RawImage mosaic = Twins.mosaic(SIZE, new Random(Long.parseLong(arguments[0])));
      List<View> views = new RenderingTree(RenderingTreeTest.twelve(Camera.DRONE)).render(mosaic);
      System.out.print(description(FastPath.takes(mosaic), views));
    }
  }

  @Test
  void renderingLeavesNoGarbage() {
    RawImage mosaic = Twins.mosaic(new int[] {256, 256}, new Random(Seeds.next("garbage")));
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
