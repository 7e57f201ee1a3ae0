package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gain and dark noise from ordinary images, if no flat frames are available: σ²(signal) = K ·
 * signal + σ²_dark.
 *
 * <p>Each channel is cut into patches of 8×8 of its pixels, and each patch into the coefficients of
 * an orthonormal discrete cosine transform, in which white noise has the same variance everywhere
 * and independently. The high frequencies (u + v ≥ 7) give a patch's noise, the low ones (2 ≤ u + v
 * ≤ 4) whether it is smooth: their mean square must not exceed 1.5 times the noise that the
 * function itself predicts at the patch's brightness. Fit and selection alternate, starting with
 * the patches of least noise. Since selection and measurement use different coefficients, the
 * selection does not bias the noise. The line is fitted by least squares with weights 1/σ⁴.
 *
 * <p>The interval comes from a bootstrap over groups of 4×4 patches. It is widened on each side by
 * {@value #SYSTEMATIC} of the gain, or of the variance of the darkest smooth patches, and by twice
 * the distance to the result from the patches of least noise (the lower quartile of 16 classes of
 * brightness): texture finer than a patch looks like noise and separates the two. PRNU counts as
 * noise. A calibration from flat frames is more accurate in every respect.
 *
 * @param channel the pixels
 * @param gain K [DN/e⁻, in stored samples]
 * @param darkNoise the noise without light σ_dark [DN, in stored samples], quantization included
 * @param patches the number of smooth patches used
 */
public record NoiseLevelFunction(Channel channel, Estimate gain, Estimate darkNoise, int patches) {

  /**
   * The share of the value by which the interval is widened on each side. Texture whose power falls
   * with the square of the frequency, as in most scenes, has an eighth of its low-frequency power
   * at the high frequencies: a patch that just passes as smooth has 6 % too much noise.
   */
  static final double SYSTEMATIC = 0.05;

  /** The fewest smooth patches: they determine the gain to 8 % (one standard error). */
  static final int FEWEST_PATCHES = 100;

  /** One clipped sample excludes a patch: with a quarter clipped, few patches remain. */
  private static final double MOST_CLIPPED = 0.25;

  /** With a range of 2 instead of 3, the gain's error would be 1.5 times as large. */
  private static final double LEAST_RANGE = 3;

  /**
   * Estimates one noise-level function a channel.
   *
   * @param images ordinary raw images of one camera at one setting, in DN, whose calibration states
   *     the black level, and the white level where it is not the largest number
   * @throws UnsuitableFramesException if images or levels are missing, too much is clipped, too few
   *     patches are smooth, or all have nearly the same brightness; the message lists all problems
   */
  public static List<NoiseLevelFunction> of(List<RawImage> images) {
    List<String> problems = new ArrayList<>();
    if (images.isEmpty()) {
      problems.add("there are no images: expected at least one; give raw images of one camera");
    }
    for (int i = 0; i < images.size(); i++) {
      check(images.get(i), "image " + (i + 1), problems);
      if (images.get(i).cfa().hasFilters() != images.getFirst().cfa().hasFilters()) {
        problems.add(
            "image %d is %s, but image 1 is %s: expected images of one camera"
                .formatted(i + 1, images.get(i).cfa(), images.getFirst().cfa()));
      }
    }
    if (!problems.isEmpty()) {
      throw new UnsuitableFramesException(problems);
    }
    List<NoiseLevelFunction> functions = new ArrayList<>();
    for (Channel channel : Channel.of(Optional.of(images.getFirst().cfa()))) {
      PatchStatistics patches = PatchStatistics.of(images, channel);
      NoiseLevelFit line = NoiseLevelFit.fit(patches);
      double range = line.brightest() / Math.max(1, line.darkest());
      if (line.count() < FEWEST_PATCHES) {
        problems.add(
            "%s: %d patches of 8×8 pixels are smooth: expected at least %d; give more images, or some with less texture"
                .formatted(channel, line.count(), FEWEST_PATCHES));
      } else if (range < LEAST_RANGE) {
        problems.add(
            "%s: the smooth patches are between %.0f and %.0f DN above black: expected the brightest to be %.0f times the darkest; give images with more contrast"
                .formatted(channel, line.darkest(), line.brightest(), LEAST_RANGE));
      } else if (!(line.gain() > 0)) {
        problems.add(
            "%s: the noise does not grow with the signal (slope %.3g DN/e⁻): expected a slope above 0; the images were processed, give raw ones"
                .formatted(channel, line.gain()));
      } else {
        functions.add(line.function(channel));
      }
    }
    if (!problems.isEmpty()) {
      throw new UnsuitableFramesException(problems);
    }
    return List.copyOf(functions);
  }

  private static void check(RawImage image, String name, List<String> problems) {
    if (image.unit() != RawImage.Unit.DN) {
      problems.add(
          name
              + " contains normalised samples: expected digital numbers as stored (DN); give the"
              + " raw file");
      return;
    }
    if (image.calibration().blackLevel().isEmpty()) {
      problems.add(
          name + " states no black level: expected one (DN); give a sidecar that states it");
      return;
    }
    double white = PatchStatistics.white(image);
    int clipped = 0;
    for (float sample : image.samples()) {
      clipped += sample <= 0 || sample >= white ? 1 : 0;
    }
    double share = (double) clipped / image.samples().length;
    if (share > MOST_CLIPPED) {
      problems.add(
          "%s has %.0f %% of samples at 0 or at the white level (%.0f DN): expected at most %.0f %%; give an image that is not clipped"
              .formatted(name, 100 * share, white, 100 * MOST_CLIPPED));
    }
  }
}
