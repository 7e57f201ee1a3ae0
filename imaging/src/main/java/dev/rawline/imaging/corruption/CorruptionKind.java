package dev.rawline.imaging.corruption;

import dev.rawline.imaging.frame.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The corruptions: first the ten of the published study of hardware drift, then the rest of the
 * family of ImageNet-C, last the identity.
 */
public enum CorruptionKind {
  /** Noise of a normal distribution. */
  GAUSSIAN_NOISE,
  /** Noise of counted photons. */
  SHOT_NOISE,
  /** Samples that became black or white. */
  IMPULSE_NOISE,
  /** Noise in proportion to the sample. */
  SPECKLE_NOISE,
  /** A blur by a Gaussian. */
  GAUSSIAN_BLUR,
  /** A camera that moves towards the scene. */
  ZOOM_BLUR,
  /** Less contrast. */
  CONTRAST,
  /** A brighter picture. */
  BRIGHTNESS,
  /** Paler colours at severities 1 and 2, stronger ones from 3 on. */
  SATURATE,
  /** An elastic distortion. */
  ELASTIC_TRANSFORM,

  /** A lens out of focus. */
  DEFOCUS_BLUR,
  /** Frosted glass. */
  GLASS_BLUR,
  /** A camera that moves sideways. */
  MOTION_BLUR,
  /** Falling snow. */
  SNOW,
  /** Crystals of ice on the lens. */
  FROST,
  /** Fog. */
  FOG,
  /** Water, and from severity 4 on mud, on the lens. */
  SPATTER,
  /** Fewer pixels. */
  PIXELATE,
  /** JPEG compression. */
  JPEG_COMPRESSION,

  /** No change: what the others are compared with. */
  IDENTITY;

  /** The ten of the published study, in their order. */
  public static final List<CorruptionKind> PUBLISHED =
      Arrays.stream(values()).filter(CorruptionKind::isPublished).toList();

  /** All that change a picture, in their order. */
  public static final List<CorruptionKind> FAMILY =
      Arrays.stream(values()).filter(kind -> kind != IDENTITY).toList();

  /** Returns the name in files and commands, for example {@code gaussian_noise}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether it is one of the ten of the published study. */
  public boolean isPublished() {
    return compareTo(ELASTIC_TRANSFORM) <= 0;
  }

  /**
   * Returns the corruption at a severity.
   *
   * @param severity the severity, 1 to 5
   * @param constants the published constants
   * @throws IllegalArgumentException if the severity is not 1 to 5
   */
  public Corruption at(int severity, CorruptionConstants constants) {
    return new Corruption(this, severity, constants);
  }

  /** Returns the definition at a severity. */
  Definition definition(int severity, CorruptionConstants constants) {
    double[] of = constants.parameters(this, severity);
    return switch (this) {
      case GAUSSIAN_NOISE -> new NormalNoise(of[0], /* proportional= */ false);
      case SHOT_NOISE -> new PoissonNoise(of[0]);
      case IMPULSE_NOISE -> new ImpulseNoise(of[0]);
      case SPECKLE_NOISE -> new NormalNoise(of[0], /* proportional= */ true);
      case GAUSSIAN_BLUR -> new GaussianBlur(of[0]);
      case ZOOM_BLUR -> CentreZoom.blur(of[0], of[1]);
      case CONTRAST -> new Contrast(of[0]);
      case BRIGHTNESS -> Hsv.brightness(of[0]);
      case SATURATE -> Hsv.saturate(of[0], of[1]);
      case ELASTIC_TRANSFORM -> new ElasticTransform(of[0] * of[1], of[0] * of[2], of[0] * of[3]);
      case DEFOCUS_BLUR -> new DefocusBlur(of[0], of[1]);
      case GLASS_BLUR -> new GlassBlur(of[0], (int) of[1], (int) of[2]);
      case MOTION_BLUR -> new MotionKernel(of[0], of[1]);
      case SNOW -> new Snow(of[0], of[1], of[2], of[3], new MotionKernel(of[4], of[5]), of[6]);
      case FROST -> new Frost(of[0], of[1]);
      case FOG -> new Fog(of[0], of[1]);
      case SPATTER ->
          new Spatter(
              of[0],
              of[1],
              of[2],
              of[3],
              of[5] == 0 ? new Spatter.Water(of[4]) : new Spatter.Mud(of[5]));
      case PIXELATE -> new Pixelate(of[0]);
      case JPEG_COMPRESSION -> new JpegCompression((int) of[0]);
      case IDENTITY -> (picture, scale, random) -> picture;
    };
  }

  /**
   * Returns the corruption of a name.
   *
   * @throws IllegalArgumentException if there is none of this name; the message lists all
   */
  public static CorruptionKind of(String word) {
    return Choice.of(word, List.of(values()), CorruptionKind::word, "unknown corruption '%s'");
  }

  @Override
  public String toString() {
    return word();
  }
}
