package dev.rawline.learning.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fields larger than a window show no seams: a flow that learned an even texture, whose neighbours
 * are alike, draws one.
 */
class WindowSeamsTest {
  private static final int SIDE = 16;
  private static final int HALF = SIDE / 2;
  private static final int FIELD = 6 * SIDE;
  private static final int FIELDS = 2;

  @TempDir private static Path folder;
  private static FlowNetwork network;
  private static FlowSampler sampler;

  @BeforeAll
  static void learn() throws IOException {
    Engine.start(Device.CPU, 1);
    network =
        new FlowNetwork(new FlowArchitecture(List.of(16), 1, 2), 1, 0, 1, new Seed(1, "network"));
    new FlowTrainer(
            new FlowSettings(200, 8, 8e-3, 10, 0.97, 0.0, true, 200, Precision.FLOAT32),
            network,
            textures(96, "learned"),
            textures(16, "held out"),
            1,
            folder,
            FlowProgress.SILENT)
        .run();
    sampler = new FlowSampler(network, Precision.FLOAT32, new SamplingSettings(5, 1.0), SIDE);
  }

  @AfterAll
  static void free() {
    network.close();
  }

  private static FlowExamples textures(int count, String name) {
    return new FlowExamples(
        1,
        SIDE,
        List.of("texture"),
        IntStream.range(0, count).mapToObj(i -> texture(new Seed(3, name + i))).toList(),
        List.of(),
        IntStream.range(0, count).mapToObj(_ -> 0).toList());
  }

  /** Noise, each sample the mean of 3 × 3, with a deviation of 1. */
  private static float[] texture(Seed seed) {
    int wide = SIDE + 2;
    float[] noise = new float[wide * wide];
    seed.stream("noise", 0).gaussians(noise, 0, noise.length);
    float[] texture = new float[SIDE * SIDE];
    for (int i = 0; i < texture.length; i++) {
      for (int j = 0; j < 9; j++) {
        texture[i] += noise[(i / SIDE + j / 3) * wide + i % SIDE + j % 3] / 3;
      }
    }
    return texture;
  }

  private static float[] field(int side, String name) {
    return sampler.sample(
        new FlowSampler.Request(side, side, Optional.of(0), Optional.empty(), new Seed(5, name)),
        Progress.SILENT);
  }

  /** A field of a few windows side by side, each drawn by itself, neighbours never the same. */
  private static float[] tiled() {
    List<float[]> drawn = IntStream.range(0, 8).mapToObj(i -> field(SIDE, "tile " + i)).toList();
    float[] tiled = new float[FIELD * FIELD];
    for (int i = 0; i < tiled.length; i++) {
      int row = i / FIELD;
      int column = i % FIELD;
      tiled[i] =
          drawn.get((3 * (row / SIDE) + column / SIDE) % 8)[row % SIDE * SIDE + column % SIDE];
    }
    return tiled;
  }

  /**
   * Statistics of columns (and rows alike) by their place within half a window.
   *
   * @param means the mean of each
   * @param deviations the deviation of each
   * @param steps the mean absolute difference from each to the next; the last crosses a border
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Profile(double[] means, double[] deviations, double[] steps) {
    static Profile of(List<float[]> fields, int period) {
      double[] sums = new double[period];
      double[] squares = new double[period];
      double[] steps = new double[period];
      int[] counts = new int[period];
      for (float[] field : fields) {
        for (int line = 0; line < FIELD; line++) {
          for (int place = SIDE; place < FIELD - SIDE; place++) {
            int at = place % period;
            for (int turned = 0; turned < 2; turned++) {
              double value = value(field, line, place, turned);
              sums[at] += value;
              squares[at] += value * value;
              steps[at] += Math.abs(value(field, line, place + 1, turned) - value);
              counts[at]++;
            }
          }
        }
      }
      double[] means = new double[period];
      double[] deviations = new double[period];
      for (int i = 0; i < period; i++) {
        means[i] = sums[i] / counts[i];
        deviations[i] = Math.sqrt(squares[i] / counts[i] - means[i] * means[i]);
        steps[i] /= counts[i];
      }
      return new Profile(means, deviations, steps);
    }

    private static double value(float[] field, int line, int place, int turned) {
      return turned == 0 ? field[line * FIELD + place] : field[place * FIELD + line];
    }
  }

  /**
   * Returns by which share the steps across borders exceed those within, of which every second
   * counts: a network that makes two by two pixels of one place may draw every second step larger.
   */
  private static double seam(Profile profile) {
    double[] steps = profile.steps();
    double within = 0;
    int count = 0;
    for (int i = 1; i < steps.length - 1; i += 2) {
      within += steps[i];
      count++;
    }
    return steps[steps.length - 1] / (within / count) - 1;
  }

  @Test
  void overlappingWindowsHaveNoSeams() {
    Profile profile =
        Profile.of(
            IntStream.range(0, FIELDS).mapToObj(i -> field(FIELD, "field " + i)).toList(), HALF);
    assertThat(seam(profile)).isCloseTo(0, Offset.offset(0.06));
    double mean = Arrays.stream(profile.means()).average().orElseThrow();
    double deviation = Arrays.stream(profile.deviations()).average().orElseThrow();
    assertThat(deviation).as("that of the texture").isCloseTo(1, Offset.offset(0.2));
    for (int i = 0; i < HALF; i++) {
      assertThat(profile.means()[i]).isCloseTo(mean, Offset.offset(0.1));
      assertThat(profile.deviations()[i]).isCloseTo(deviation, Offset.offset(0.1 * deviation));
    }
  }

  @Test
  void windowsThatDoNotOverlapHave() {
    assertThat(seam(Profile.of(List.of(tiled()), SIDE))).isGreaterThan(0.2);
  }
}
