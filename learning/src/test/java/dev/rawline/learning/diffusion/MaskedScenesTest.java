package dev.rawline.learning.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generator that learned dark discs with their masks draws objects where a mask places them. */
class MaskedScenesTest {
  private static final int SIDE = 16;
  private static final int AREA = SIDE * SIDE;
  private static final int BANDS = SceneGenerator.BANDS;
  private static final float DARK = 0.2f;
  private static final float BRIGHT = 0.7f;
  private static final int DRAWN = 4;

  @TempDir private static Path folder;
  private static SceneGenerator generator;

  /** The share of the field that the discs of the training cover, one number a scene. */
  private static final List<Double> SHARES = new ArrayList<>();

  @BeforeAll
  static void learn() throws IOException {
    Engine.start(Device.CPU, 1);
    List<float[]> pictures = new ArrayList<>();
    List<float[]> masks = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      RandomStream random = new Seed(3, "disc " + i).stream("disc", 0);
      boolean[] disc =
          disc(
              4 + 8 * random.nextUniform(),
              4 + 8 * random.nextUniform(),
              3.2 + 0.8 * random.nextUniform());
      SHARES.add(share(disc));
      masks.add(signs(disc));
      float[] radiance = new float[BANDS * AREA];
      for (int j = 0; j < radiance.length; j++) {
        radiance[j] =
            (disc[j % AREA] ? DARK : BRIGHT) * (1 + 0.05f * (float) random.nextGaussian());
      }
      pictures.add(radiance);
      labels.add(0);
    }
    RadianceCode code = RadianceCode.of(pictures, BANDS);
    generator =
        SceneGenerator.begin(
            new SceneGenerator.Description(
                List.of("disc"),
                SIDE,
                1e-6,
                List.of(1.0, 1.0, 1.0),
                code,
                "data",
                new FlowArchitecture(List.of(16), 1, 2),
                Precision.FLOAT32,
                new SamplingSettings(5, 1.0)),
            new Seed(1, "generator"));
    List<float[]> codes = pictures.stream().map(code::encode).toList();
    List<String> classes = List.of("disc");
    learn(
        "scenes", generator.scenes(), new FlowExamples(BANDS, SIDE, classes, codes, masks, labels));
    learn(
        "masks",
        generator.masks().orElseThrow(),
        new FlowExamples(1, SIDE, classes, masks, List.of(), labels));
  }

  private static void learn(String name, FlowNetwork network, FlowExamples examples)
      throws IOException {
    List<Integer> learned = new ArrayList<>();
    List<Integer> held = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      (i % 8 == 0 ? held : learned).add(i);
    }
    new FlowTrainer(
            new FlowSettings(90, 8, 8e-3, 5, 0.95, 0.0, true, 90, Precision.FLOAT32),
            network,
            examples.some(learned),
            examples.some(held),
            1,
            folder.resolve(name),
            FlowProgress.SILENT)
        .run();
  }

  @AfterAll
  static void free() {
    generator.close();
  }

  private static boolean[] disc(double row, double column, double radius) {
    boolean[] disc = new boolean[AREA];
    for (int i = 0; i < AREA; i++) {
      int y = i / SIDE;
      int x = i % SIDE;
      disc[i] = Math.hypot(y + 0.5 - row, x + 0.5 - column) < radius;
    }
    return disc;
  }

  private static float[] signs(boolean[] disc) {
    float[] signs = new float[disc.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = disc[i] ? 1 : -1;
    }
    return signs;
  }

  private static double share(boolean[] mask) {
    int count = 0;
    for (boolean covered : mask) {
      count += covered ? 1 : 0;
    }
    return (double) count / mask.length;
  }

  /** Returns by how much the radiance outside a mask exceeds that inside, over some scenes. */
  private static double contrast(Optional<boolean[]> given, Optional<boolean[]> compared) {
    double contrast = 0;
    for (int i = 0; i < DRAWN; i++) {
      SceneGenerator.Sample drawn = draw(given, "scene " + i);
      boolean[] mask = compared.or(drawn::mask).orElseThrow();
      double[] sums = new double[2];
      int[] counts = new int[2];
      for (int j = 0; j < drawn.radiance().length; j++) {
        int inside = mask[j % AREA] ? 1 : 0;
        sums[inside] += drawn.radiance()[j];
        counts[inside]++;
      }
      contrast += (sums[0] / counts[0] - sums[1] / counts[1]) / DRAWN;
    }
    return contrast;
  }

  private static SceneGenerator.Sample draw(Optional<boolean[]> given, String name) {
    return generator.draw(
        SIDE, SIDE, Optional.of("disc"), given, new Seed(5, name), Progress.SILENT);
  }

  @Test
  void objectsAreWhereTheMaskIsAndMoveWithIt() {
    Optional<boolean[]> here = Optional.of(disc(5, 5, 3.5));
    Optional<boolean[]> there = Optional.of(disc(11, 11, 3.5));
    double half = (BRIGHT - DARK) / 2;
    assertThat(contrast(here, here)).isGreaterThan(half);
    assertThat(contrast(there, there)).isGreaterThan(half);
    assertThat(contrast(here, there)).as("moved away").isLessThan(0);
    assertThat(contrast(there, here)).as("moved away").isLessThan(0);
  }

  @Test
  void theGivenMaskIsTheMaskOfTheScene() {
    boolean[] given = disc(6, 9, 3.5);
    assertThat(draw(Optional.of(given), "given").mask()).hasValue(given);
  }

  @Test
  void drawnMasksCoverAsMuchAsLearnedOnesAndScenesFitThem() {
    double sum = 0;
    for (int i = 0; i < 3 * DRAWN; i++) {
      sum += share(draw(Optional.empty(), "share " + i).mask().orElseThrow()) / (3 * DRAWN);
    }
    double learned = SHARES.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    assertThat(sum).isCloseTo(learned, Offset.offset(0.3 * learned));
    assertThat(contrast(Optional.empty(), Optional.empty())).isGreaterThan((BRIGHT - DARK) / 2);
  }

  @Test
  void progressCountsTheWindowsOfTheMaskAndOfTheScene() {
    long[] seen = new long[2];
    Progress counting =
        new Progress() {
          @Override
          public void size(long total, String unit) {
            seen[0] += total;
          }

          @Override
          public void advance(long amount) {
            seen[1] += amount;
          }
        };
    for (Optional<boolean[]> mask :
        List.of(Optional.<boolean[]>empty(), Optional.of(disc(6, 6, 3)))) {
      generator.draw(SIDE, SIDE, Optional.empty(), mask, new Seed(5, "counted"), counting);
      assertThat(seen[1]).isEqualTo(seen[0]).isPositive();
    }
  }
}
