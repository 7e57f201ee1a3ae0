package dev.rawline.learning.augment;

import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Autocast;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How training changes a picture in each epoch, so that it cannot be memorized.
 *
 * <p>The augmentation of a picture depends on its seed only, not on the other pictures of the
 * batch. For a fixed draw it is linear in the pictures and differentiable.
 */
public enum Augmentation {
  /** As it is. */
  NONE,

  /**
   * Flips and quarter turns, all eight as likely; of a picture that is not square, flips and half
   * turns, all four as likely.
   */
  WEAK,

  /**
   * As published with the data: upside down, mirrored, turned by an angle within ±90°, normal noise
   * of deviation 0.0005, sharpness 0.5, each with probability ½, in this order.
   *
   * <p>Turning interpolates between four pixels, and leaves 0 beyond the edge, the mean of
   * standardized pictures. The noise is in units of the pictures as they are given. Sharpness 0.5
   * is halfway between the picture and its mean over 3×3 pixels, the middle one counting five
   * times.
   */
  STRONG;

  private static final double NOISE = 0.0005;
  private static final String NOISE_STAGE = "augmentation noise";

  AugmentationDraw draw(Seed seed, boolean square) {
    return switch (this) {
      case NONE -> AugmentationDraw.NONE;
      case WEAK -> AugmentationDraw.weak(seed, square);
      case STRONG -> AugmentationDraw.strong(seed);
    };
  }

  /**
   * Returns augmented pictures, and their masks in step: laid as the pictures are, by the nearest
   * pixel, so that they stay 0 and 1; without noise, as sharp as before.
   *
   * @param pictures (image, channel, row, column)
   * @param masks (image, 1, row, column), where there are masks
   * @param seeds the seed of each picture's draw, one for every sample and epoch
   * @throws IllegalArgumentException if there are not as many seeds as pictures, or masks of
   *     another number or size
   */
  public AugmentedBatch apply(Tensor pictures, Optional<Tensor> masks, List<Seed> seeds) {
    requireAlike(pictures, masks, seeds);
    if (this == NONE) {
      return new AugmentedBatch(pictures, masks);
    }
    boolean square = pictures.size(2) == pictures.size(3);
    List<AugmentationDraw> changes = seeds.stream().map(seed -> draw(seed, square)).toList();
    // Noise of 0.0005 is lost in 8 bits.
    try (Autocast _ = new Autocast(pictures.device(), Precision.FLOAT32)) {
      List<Tensor> seen = GeometricAugmentation.apply(pictures.unstack(0), changes, false);
      return new AugmentedBatch(
          Tensor.stack(soften(roughen(seen, changes, seeds), changes), 0),
          masks.map(
              some ->
                  Tensor.stack(GeometricAugmentation.apply(some.unstack(0), changes, true), 0)));
    }
  }

  private static void requireAlike(Tensor pictures, Optional<Tensor> masks, List<Seed> seeds) {
    if (pictures.size(0) != seeds.size()) {
      throw new IllegalArgumentException(
          "%d images and %d seeds: expected one per image"
              .formatted(pictures.size(0), seeds.size()));
    }
    masks.ifPresent(
        some -> {
          if (some.size(0) != pictures.size(0)
              || some.size(2) != pictures.size(2)
              || some.size(3) != pictures.size(3)) {
            throw new IllegalArgumentException(
                "images: %s, masks: %s; expected one mask of each image's size"
                    .formatted(pictures, some));
          }
        });
  }

  private static List<Tensor> roughen(
      List<Tensor> pictures, List<AugmentationDraw> changes, List<Seed> seeds) {
    int[] noisy = IntStream.range(0, pictures.size()).filter(i -> changes.get(i).noisy()).toArray();
    if (noisy.length == 0) {
      return pictures;
    }
    float[][] noise = new float[noisy.length][Math.toIntExact(pictures.getFirst().size())];
    Parallel.forEach(
        Engine.currentThreads(),
        noisy.length,
        i -> seeds.get(noisy[i]).stream(NOISE_STAGE, 0).gaussians(noise[i], 0, noise[i].length));
    List<Tensor> rough = new ArrayList<>(pictures);
    for (int i = 0; i < noisy.length; i++) {
      Tensor picture = pictures.get(noisy[i]);
      Tensor drawn = Tensor.of(noise[i], picture.shape()).to(picture.type()).on(picture.device());
      rough.set(noisy[i], picture.plus(drawn, NOISE));
    }
    return rough;
  }

  private static List<Tensor> soften(List<Tensor> pictures, List<AugmentationDraw> changes) {
    return IntStream.range(0, pictures.size())
        .mapToObj(
            i ->
                changes.get(i).softened()
                    ? BlurAugmentation.apply(pictures.get(i))
                    : pictures.get(i))
        .toList();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Augmented pictures and their masks.
   *
   * @param pictures (image, channel, row, column)
   * @param masks (image, 1, row, column), in step with the pictures, 0 and 1; none if there were
   *     none
   */
  public record AugmentedBatch(Tensor pictures, Optional<Tensor> masks) {}

  /**
   * Makes a picture less sharp: halfway to its smooth version, the mean over 3×3 pixels with weight
   * five at the centre; the outermost pixels are unchanged.
   *
   * <p>That is {@code adjust_sharpness} by 0.5 of torchvision, but nothing is clipped: standardized
   * pictures have no bounds.
   */
  static final class BlurAugmentation {
    private static final int SIDE = 3;

    /**
     * With the plain mean m of the nine pixels the smooth version is (9·m + 4·v) / 13, so that
     * halfway to it is v + 4.5/13 · (m − v).
     */
    private static final double SHARE = 4.5 / 13;

    private BlurAugmentation() {}

    /** Returns a picture (channel, row, column), less sharp; one without an inside as it is. */
    static Tensor apply(Tensor picture) {
      long height = picture.size(1);
      long width = picture.size(2);
      if (height < SIDE || width < SIDE) {
        return picture;
      }
      // The engine's convolution of single channels is several times as slow as its mean.
      Tensor kept = Tensor.filled(-SHARE, 1, height - 2, width - 2).padZeros(1).plus(1);
      return picture
          .times(kept.to(picture.type()).on(picture.device()))
          .plus(picture.movingMean2d(SIDE).padZeros(1), SHARE);
    }
  }
}
