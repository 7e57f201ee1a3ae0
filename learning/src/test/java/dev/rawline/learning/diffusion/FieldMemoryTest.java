package dev.rawline.learning.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A large field costs the memory of few fields: each of 4096² with three bands takes 201 MB. */
class FieldMemoryTest {
  /** Large arrays fill regions of the heap of 1 or 2 MiB: these fill theirs nearly. */
  private static final int SIDE = 1016;

  private static final int SAMPLE = Float.BYTES * SIDE * SIDE;

  @BeforeAll
  static void start() {
    Engine.start(Device.CPU, 1);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void threeFieldsAndTheMaskAreInMemoryWhileASceneIsDrawn() {
    SceneGenerator.Description description =
        new SceneGenerator.Description(
            List.of("one"),
            16,
            1e-6,
            List.of(1.0, 1.0, 1.0),
            new RadianceCode(
                List.of(0.5, 0.5, 0.5),
                List.of(0.1, 0.1, 0.1),
                List.of(0.0, 0.0, 0.0),
                List.of(1.0, 1.0, 1.0)),
            "data",
            new FlowArchitecture(List.of(16), 1, 2),
            Precision.FLOAT32,
            SamplingSettings.DEFAULT);
    boolean[] mask = new boolean[SIDE * SIDE];
    long[] most = new long[1];
    Progress measuring =
        new Progress() {
          private int calls;

          @Override
          public void advance(long amount) {
            most[0] = Math.max(most[0], used());
            if (++calls == 2) {
              throw new CancellationException("measured");
            }
          }
        };
    try (SceneGenerator generator = SceneGenerator.begin(description, new Seed(1, "generator"))) {
      generator.draw(
          16, 16, Optional.empty(), Optional.empty(), new Seed(1, "first"), Progress.SILENT);
      long before = used();
      assertThatThrownBy(
              () ->
                  generator.draw(
                      SIDE,
                      SIDE,
                      Optional.empty(),
                      Optional.of(mask),
                      new Seed(1, "scene"),
                      measuring))
          .isInstanceOf(CancellationException.class);
      double fields = (double) (most[0] - before) / SAMPLE;
      assertThat(fields).as("bands of a field").isBetween(9.5, 3 * 3 + 1 + 1.0);
    }
  }
}
