package dev.rawline.workbench.sheet;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.plot.DivergingScale;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Gradient → picture: where a loss rises as a sample grows, and where it falls.
 *
 * <p>A pixel's value is ∂L/∂sample, in a picture summed over its three colours: how the loss
 * changes as the pixel gets brighter in all of them. Where the map is smaller than the frame, its
 * pixels hold the mean of the frame's pixels that fall on them. The scale ends at the {@value
 * #PERCENT}th percentile of the pixels' magnitudes, so that a few extreme ones do not hide the
 * others.
 */
public final class SignedMap {
  private static final double PERCENT = 99.5;

  private final int width;
  private final int height;
  private final double[] values;

  /** The colours of the map. */
  private final DivergingScale scale;

  /**
   * Prepares the map of a gradient.
   *
   * @param longestSide the longest side that the map may have [px]
   */
  public SignedMap(Frame gradient, int longestSide) {
    Thumbnail thumbnail = new Thumbnail(gradient.width(), gradient.height(), longestSide);
    boolean smaller = longestSide < Math.max(gradient.width(), gradient.height());
    thumbnail.add(0, colours(gradient, smaller));
    View means = thumbnail.means();
    width = means.width();
    height = means.height();
    values = new double[width * height];
    for (int i = 0; i < means.samples().length; i++) {
      values[i % values.length] += means.samples()[i];
    }
    scale = new DivergingScale(end(values));
  }

  /**
   * Returns three planes, of which a mosaic fills the first. Where it will be shrunk its quads are
   * levelled before, because a pattern of two pixels would shimmer.
   */
  private static View colours(Frame gradient, boolean level) {
    return switch (gradient) {
      case View view -> view;
      case Picture rgb -> new View(rgb.width(), rgb.height(), rgb.samples());
      case Mosaic raw -> {
        float[] samples = new float[View.CHANNELS * raw.samples().length];
        for (int row = 0; row < raw.height(); row++) {
          for (int column = 0; column < raw.width(); column++) {
            samples[row * raw.width() + column] =
                level ? quad(raw, row, column) : raw.at(row, column);
          }
        }
        yield new View(raw.width(), raw.height(), samples);
      }
    };
  }

  private static float quad(Mosaic raw, int row, int column) {
    int above = Math.clamp(row & ~1, 0, Math.max(0, raw.height() - 2));
    int left = Math.clamp(column & ~1, 0, Math.max(0, raw.width() - 2));
    int below = Math.min(above + 1, raw.height() - 1);
    int right = Math.min(left + 1, raw.width() - 1);
    return (raw.at(above, left) + raw.at(above, right) + raw.at(below, left) + raw.at(below, right))
        / 4;
  }

  private static double end(double[] values) {
    double[] magnitudes = Arrays.stream(values).map(Math::abs).sorted().toArray();
    double end = magnitudes[(int) Math.ceil(PERCENT / 100 * (magnitudes.length - 1))];
    return end > 0 ? end : magnitudes[magnitudes.length - 1];
  }

  /** Returns the meaning of the colours. */
  public DivergingScale scale() {
    return scale;
  }

  /** Returns the map. */
  public BufferedImage image() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < values.length; i++) {
      image.setRGB(i % width, i / width, scale.of(values[i]).getRGB());
    }
    return image;
  }
}
