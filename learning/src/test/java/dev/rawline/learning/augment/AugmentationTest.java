package dev.rawline.learning.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.EngineScope;
import dev.rawline.learning.augment.Augmentation.AugmentedBatch;
import dev.rawline.learning.augment.Augmentation.BlurAugmentation;
import dev.rawline.learning.engine.Autocast;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineScope.class)
class AugmentationTest {
  @Test
  void noneChangesNothing() {
    Tensor pictures = random(1, 2, 3, 5, 4);
    AugmentedBatch augmented =
        Augmentation.NONE.apply(pictures, Optional.of(pictures), seeds(2, 0));
    assertThat(augmented.pictures()).isSameAs(pictures);
    assertThat(augmented.masks()).containsSame(pictures);
  }

  /** The eight pictures that weak augmentation may draw from 1 2 / 3 4. */
  @Test
  void weakDrawsAllEightSymmetriesOfASquareEquallyOften() {
    int count = 4000;
    float[] seen = weak(count, 2, 2);
    Set<String> pictures = new HashSet<>();
    int[] firsts = new int[5];
    for (int i = 0; i < count; i++) {
      float[] picture = Arrays.copyOfRange(seen, 4 * i, 4 * i + 4);
      pictures.add(Arrays.toString(picture));
      firsts[(int) picture[0]]++;
      assertThat(picture[0] + picture[3]).isEqualTo(5);
    }
    assertThat(pictures).hasSize(8);
    // Four deviations of a share of a quarter.
    assertThat(Arrays.stream(firsts).skip(1).boxed().toList())
        .allSatisfy(times -> assertThat(times).isBetween(890, 1110));
  }

  @Test
  void weakKeepsWidthAndHeightOfRectangles() {
    float[] seen = weak(400, 1, 3);
    Set<String> pictures = new HashSet<>();
    for (int i = 0; i < 400; i++) {
      pictures.add(Arrays.toString(Arrays.copyOfRange(seen, 3 * i, 3 * i + 3)));
    }
    assertThat(pictures).containsExactlyInAnyOrder("[1.0, 2.0, 3.0]", "[3.0, 2.0, 1.0]");
  }

  private static float[] weak(int count, int height, int width) {
    float[] pictures = new float[count * height * width];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = 1 + i % (height * width);
    }
    return Augmentation.WEAK
        .apply(Tensor.of(pictures, count, 1, height, width), Optional.empty(), seeds(count, 0))
        .pictures()
        .toArray();
  }

  private static AugmentationDraw symmetry(
      boolean transposed, boolean upsideDown, boolean mirrored) {
    return new AugmentationDraw(
        transposed, upsideDown, mirrored, OptionalDouble.empty(), false, false);
  }

  private static AugmentationDraw turned(double angle) {
    return new AugmentationDraw(false, false, false, OptionalDouble.of(angle), false, false);
  }

  @Test
  void flippingTwiceChangesNothing() {
    Tensor picture = random(3, 2, 5, 5);
    for (AugmentationDraw symmetry :
        List.of(
            AugmentationDraw.NONE,
            symmetry(false, true, false),
            symmetry(false, false, true),
            symmetry(false, true, true),
            symmetry(true, false, false),
            symmetry(true, true, true))) {
      assertThat(symmetry.flipped(symmetry.flipped(picture)).toArray())
          .as("%s", symmetry)
          .isEqualTo(picture.toArray());
    }
  }

  @Test
  void aQuarterTurnFourTimesChangesNothing() {
    Tensor picture = random(4, 2, 5, 5);
    AugmentationDraw turn = symmetry(true, true, false);
    Tensor twice = turn.flipped(turn.flipped(picture));
    assertThat(twice.toArray()).isEqualTo(picture.flip(1, 2).toArray());
    assertThat(turn.flipped(turn.flipped(twice)).toArray()).isEqualTo(picture.toArray());
  }

  @Test
  void strongUsesEveryBranchAsOftenAsPublished() {
    int count = 10_000;
    List<AugmentationDraw> changes =
        seeds(count, 4).stream().map(seed -> Augmentation.STRONG.draw(seed, true)).toList();
    // Three deviations of a share of a half.
    double chance = 3 * 0.5 / Math.sqrt(count);
    assertThat(share(changes.stream().map(c -> c.upsideDown()).toList()))
        .isCloseTo(0.5, within(chance));
    assertThat(share(changes.stream().map(c -> c.mirrored()).toList()))
        .isCloseTo(0.5, within(chance));
    assertThat(share(changes.stream().map(c -> c.angle().isPresent()).toList()))
        .isCloseTo(0.5, within(chance));
    assertThat(share(changes.stream().map(AugmentationDraw::noisy).toList()))
        .isCloseTo(0.5, within(chance));
    assertThat(share(changes.stream().map(AugmentationDraw::softened).toList()))
        .isCloseTo(0.5, within(chance));
    assertThat(share(changes.stream().map(c -> c.noisy() && c.softened()).toList()))
        .isCloseTo(0.25, within(chance));
    assertThat(changes).noneMatch(c -> c.transposed());
    double[] angles =
        changes.stream().flatMapToDouble(c -> c.angle().stream()).map(Math::toDegrees).toArray();
    assertThat(Arrays.stream(angles).average().orElseThrow()).isCloseTo(0, within(2.3));
    assertThat(Arrays.stream(angles).min().orElseThrow()).isBetween(-90.0, -89.5);
    assertThat(Arrays.stream(angles).max().orElseThrow()).isBetween(89.5, 90.0);
    assertThat(Arrays.stream(angles).map(a -> a * a).average().orElseThrow())
        .isCloseTo(90 * 90 / 3.0, within(110.0));
  }

  private static double share(List<Boolean> drawn) {
    return (double) drawn.stream().filter(b -> b).count() / drawn.size();
  }

  @Test
  void theNoiseHasItsPublishedDeviation() {
    int side = 200;
    for (Seed seed : seeds(12, 5)) {
      AugmentationDraw change = Augmentation.STRONG.draw(seed, true);
      float[] seen =
          Augmentation.STRONG
              .apply(Tensor.zeros(1, 1, side, side), Optional.empty(), List.of(seed))
              .pictures()
              .toArray();
      double square = IntStream.range(0, seen.length).mapToDouble(i -> seen[i] * seen[i]).sum();
      double deviation = Math.sqrt(square / seen.length);
      // Softening takes a weight of 0.5 + 0.5 · 5/13, and 0.5/13 of each of eight neighbours.
      double left = Math.sqrt(Math.pow(0.5 + 2.5 / 13, 2) + 8 * Math.pow(0.5 / 13, 2));
      double expected = change.noisy() ? 0.0005 * (change.softened() ? left : 1) : 0;
      assertThat(deviation).as("%s", change).isCloseTo(expected, within(0.015 * 0.0005));
    }
  }

  /** Sharpness 0.5: the smoothed point has 5/13 in the middle and 1/13 around. */
  @Test
  void softeningIsHalfwayToTheSmoothPicture() {
    float[] point = new float[25];
    point[12] = 13;
    assertThat(BlurAugmentation.apply(Tensor.of(point, 1, 5, 5)).toArray())
        .containsExactly(
            new float[] {
              0, 0, 0, 0, 0, //
              0, 0.5f, 0.5f, 0.5f, 0, //
              0, 0.5f, 9, 0.5f, 0, //
              0, 0.5f, 0.5f, 0.5f, 0, //
              0, 0, 0, 0, 0
            },
            within(1e-6f));
    float[] corner = new float[25];
    corner[0] = 13;
    float[] soft = BlurAugmentation.apply(Tensor.of(corner, 1, 5, 5)).toArray();
    assertThat(soft[0]).isEqualTo(13);
    assertThat(soft[6]).isCloseTo(0.5f, within(1e-6f));
    Tensor small = random(1, 3, 2, 9);
    assertThat(BlurAugmentation.apply(small)).isSameAs(small);
  }

  @Test
  void rotationIsAboutTheMiddleForAnyWidthAndHeight() {
    int height = 41;
    int width = 61;
    // A point 10 columns right of the middle is 10 rows off it after a quarter turn.
    float[] point = new float[height * width];
    point[20 * width + 40] = 1;
    AugmentationDraw quarter = turned(Math.PI / 2);
    float[] turned =
        GeometricAugmentation.apply(
                List.of(Tensor.of(point, 1, height, width)), List.of(quarter), false)
            .getFirst()
            .toArray();
    assertThat(turned[10 * width + 30] + turned[30 * width + 30]).isCloseTo(1, within(1e-3f));
    // After the inverse rotation all but the corners and interpolated edges is unchanged.
    Tensor smooth = blob(height, width);
    AugmentationDraw there = turned(0.6);
    AugmentationDraw back = turned(-0.6);
    Tensor again =
        GeometricAugmentation.apply(
                GeometricAugmentation.apply(List.of(smooth), List.of(there), false),
                List.of(back),
                false)
            .getFirst();
    assertThat(again.toArray()).containsExactly(smooth.toArray(), within(0.02f));
  }

  /** A round spot off the middle, smooth at its edge. */
  private static Tensor blob(int height, int width) {
    float[] values = new float[height * width];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        double square = Math.pow(r - height * 0.4, 2) + Math.pow(c - width * 0.55, 2);
        values[r * width + c] = (float) Math.exp(-square / 60);
      }
    }
    return Tensor.of(values, 1, height, width);
  }

  @Test
  void masksAreTransformedWithTheirPictures() {
    int side = 64;
    int count = 60;
    float[] mask = new float[side * side];
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        mask[r * side + c] = Math.hypot(r - 22, c - 36) < 13 ? 1 : 0;
      }
    }
    Tensor one = Tensor.of(mask, 1, 1, side, side);
    Tensor masks = Tensor.concatenate(Collections.nCopies(count, one), 0);
    for (Augmentation augmentation : EnumSet.of(Augmentation.WEAK, Augmentation.STRONG)) {
      AugmentedBatch seen = augmentation.apply(masks, Optional.of(masks), seeds(count, 9));
      float[] pictures = seen.pictures().toArray();
      float[] laid = seen.masks().orElseThrow().toArray();
      int apart = 0;
      int moved = 0;
      for (int i = 0; i < laid.length; i++) {
        assertThat(laid[i] == 0 || laid[i] == 1).isTrue();
        apart += laid[i] > 0.5 == pictures[i] > 0.5 ? 0 : 1;
        moved += laid[i] == mask[i % mask.length] ? 0 : 1;
      }
      assertThat(moved).isGreaterThan(count * 200);
      // Rounded corners of an edge of 80 pixels.
      assertThat(apart)
          .as("%s", augmentation)
          .isLessThanOrEqualTo(augmentation == Augmentation.WEAK ? 0 : count * 8);
    }
  }

  @Test
  void augmentationOfAPictureDoesNotDependOnOthers() {
    Tensor pictures = random(11, 6, 3, 16, 16);
    List<Seed> seeds = seeds(6, 1);
    for (Augmentation augmentation : EnumSet.of(Augmentation.WEAK, Augmentation.STRONG)) {
      Tensor together = augmentation.apply(pictures, Optional.empty(), seeds).pictures();
      for (int i = 0; i < 6; i++) {
        Tensor alone =
            augmentation
                .apply(pictures.narrow(0, i, 1), Optional.empty(), List.of(seeds.get(i)))
                .pictures();
        assertThat(together.narrow(0, i, 1).toArray())
            .as("%s, picture %d", augmentation, i)
            .isEqualTo(alone.toArray());
      }
    }
  }

  /**
   * For a fixed draw augmentation is linear, so the adjoint defines the pullback: ⟨Ax, y⟩ = ⟨x,
   * Aᵀy⟩.
   */
  @Test
  void pullbackIsTheAdjointOfTheSameDraw() {
    long seed = Seeds.next("pullbackIsTheAdjointOfTheSameDraw");
    for (Augmentation augmentation : EnumSet.of(Augmentation.WEAK, Augmentation.STRONG)) {
      for (long[] shape : new long[][] {{8, 3, 9, 9}, {8, 2, 7, 12}}) {
        List<Seed> seeds = seeds(8, seed);
        Tensor pictures = precise(seed, shape).requireGradient();
        Tensor offset =
            augmentation.apply(pictures.detach().times(0), Optional.empty(), seeds).pictures();
        Tensor seen = augmentation.apply(pictures, Optional.empty(), seeds).pictures();
        Tensor upstream = precise(seed + 1, shape);
        seen.backward(upstream);
        double forward = seen.minus(offset).times(upstream).sum().value();
        double backward = pictures.detach().times(pictures.gradient().orElseThrow()).sum().value();
        assertThat(backward).as("%s", augmentation).isCloseTo(forward, within(1e-9));

        double[] values = pictures.toDoubles();
        double[] gradient = pictures.gradient().orElseThrow().toDoubles();
        for (int i = 0; i < values.length; i += 97) {
          double at = values[i];
          values[i] = at + 1;
          double above = judged(augmentation, values, shape, seeds, upstream);
          values[i] = at - 1;
          double below = judged(augmentation, values, shape, seeds, upstream);
          values[i] = at;
          assertThat((above - below) / 2).isCloseTo(gradient[i], within(1e-9));
        }
      }
    }
  }

  private static double judged(
      Augmentation augmentation, double[] values, long[] shape, List<Seed> seeds, Tensor upstream) {
    return augmentation
        .apply(Tensor.of(values, shape), Optional.empty(), seeds)
        .pictures()
        .times(upstream)
        .sum()
        .value();
  }

  @Test
  void augmentationIsComputedInFullPrecision() {
    Tensor pictures = random(2, 8, 3, 12, 12);
    float[] expected =
        Augmentation.STRONG.apply(pictures, Optional.empty(), seeds(8, 4)).pictures().toArray();
    try (Autocast _ = new Autocast(Device.CPU, Precision.BFLOAT16)) {
      assertThat(
              Augmentation.STRONG
                  .apply(pictures, Optional.empty(), seeds(8, 4))
                  .pictures()
                  .toArray())
          .isEqualTo(expected);
    }
  }

  @Test
  void mismatchedInputsAreRejected() {
    Tensor pictures = random(1, 2, 3, 4, 4);
    assertThatThrownBy(() -> Augmentation.WEAK.apply(pictures, Optional.empty(), seeds(3, 0)))
        .hasMessage("2 images and 3 seeds: expected one per image");
    assertThatThrownBy(
            () ->
                Augmentation.WEAK.apply(
                    pictures, Optional.of(Tensor.zeros(2, 1, 4, 5)), seeds(2, 0)))
        .hasMessage(
            "images: tensor [2, 3, 4, 4], masks: tensor [2, 1, 4, 5]; expected one mask of each"
                + " image's size");
  }

  @Test
  void namesMatchThePlans() {
    assertThat(Augmentation.values())
        .extracting(Augmentation::toString)
        .containsExactly("none", "weak", "strong");
  }

  private static List<Seed> seeds(int count, long run) {
    return IntStream.range(0, count).mapToObj(i -> new Seed(run, "sample " + i)).toList();
  }

  private static Tensor random(long seed, long... shape) {
    return precise(seed, shape).toFloat();
  }

  private static Tensor precise(long seed, long... shape) {
    RandomStream random = new RandomStream(seed);
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return Tensor.of(
        IntStream.range(0, count).mapToDouble(_ -> random.nextGaussian()).toArray(), shape);
  }
}
