package dev.rawline.imaging.isp;

/** The luma of BT.601, the brightness that sharpening and denoising work on. */
public final class Luma {
  /** The share of red. */
  public static final double RED = 0.299;

  /** The share of green. */
  public static final double GREEN = 0.587;

  /** The share of blue. */
  public static final double BLUE = 0.114;

  private Luma() {}

  /** Returns Y = 0.299 R + 0.587 G + 0.114 B as one plane. */
  static Planes of(Planes rgb) {
    Planes luma = new Planes(1, rgb.height, rgb.width);
    int area = rgb.height * rgb.width;
    double[] in = rgb.samples;
    for (int i = 0; i < area; i++) {
      luma.samples[i] = RED * in[i] + GREEN * in[area + i] + BLUE * in[2 * area + i];
    }
    return luma;
  }

  /** Returns the colours after their luma was changed from {@code before} to {@code after}. */
  static Planes add(Planes rgb, Planes before, Planes after) {
    Planes changed = rgb.blank();
    int area = rgb.height * rgb.width;
    for (int channel = 0; channel < rgb.channels; channel++) {
      for (int i = 0; i < area; i++) {
        int at = channel * area + i;
        changed.samples[at] = rgb.samples[at] + (after.samples[i] - before.samples[i]);
      }
    }
    return changed;
  }

  /**
   * Returns the cotangent of a luma that was added to every colour: the sum of the colours'
   * cotangents.
   */
  static Planes sum(Planes cotangent) {
    Planes sum = new Planes(1, cotangent.height, cotangent.width);
    int area = cotangent.height * cotangent.width;
    for (int i = 0; i < cotangent.samples.length; i++) {
      sum.samples[i % area] += cotangent.samples[i];
    }
    return sum;
  }

  /**
   * Returns the cotangent of the colours whose luma was filtered.
   *
   * @param cotangent of the colours afterwards
   * @param ofFiltered of the luma after the filter
   * @param ofLuma of the luma before the filter
   */
  static Planes share(Planes cotangent, Planes ofFiltered, Planes ofLuma) {
    Planes shared = cotangent.blank();
    double[] shares = {RED, GREEN, BLUE};
    int area = cotangent.height * cotangent.width;
    for (int i = 0; i < cotangent.samples.length; i++) {
      double change = ofLuma.samples[i % area] - ofFiltered.samples[i % area];
      shared.samples[i] = cotangent.samples[i] + shares[i / area] * change;
    }
    return shared;
  }
}
