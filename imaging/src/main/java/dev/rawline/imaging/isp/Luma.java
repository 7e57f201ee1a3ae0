package dev.rawline.imaging.isp;

/** The luma of BT.601, the brightness that sharpening and denoising work on. */
final class Luma {
  /** The share of red. */
  static final double RED = 0.299;

  /** The share of green. */
  static final double GREEN = 0.587;

  /** The share of blue. */
  static final double BLUE = 0.114;

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

  /** Returns the colours whose luma is {@code after} where it was {@code before}. */
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
}
