package dev.rawline.imaging.isp;

/**
 * Highlight clip: cuts white-balanced colours at the level where the first of them saturates.
 *
 * <p>out_c = min(in_c, level). Without it a blown highlight, in which every raw colour has reached
 * the white level, takes on the hue of the largest white-balance gain; cut at the smallest gain
 * times the white level it stays neutral.
 *
 * @param level the cut, normalised: the white level times the smallest white-balance gain; above 0
 */
public record HighlightClip(double level) implements ColourStage {

  /** The cut when the white level is 1 and the smallest white-balance gain is 1. */
  public static final HighlightClip DEFAULT = new HighlightClip(1);

  /**
   * Checks the level.
   *
   * @throws IllegalArgumentException if the level is not above 0
   */
  public HighlightClip {
    Parameters.requireAbove("highlight_clip level", level, "normalised", 0);
  }

  @Override
  public String name() {
    return "highlight_clip";
  }

  Planes plain(Planes rgb) {
    return rgb.map(value -> Math.min(value, level));
  }
}
