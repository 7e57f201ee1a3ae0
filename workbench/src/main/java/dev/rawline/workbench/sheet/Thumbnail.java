package dev.rawline.workbench.sheet;

import dev.rawline.data.picture.Quantization;
import dev.rawline.imaging.frame.View;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * A small copy of a view, gathered while its bands pass by.
 *
 * <p>Each of its pixels is the mean of the picture's pixels that fall on it. A picture smaller than
 * the requested size is not enlarged.
 */
public final class Thumbnail {
  private final int pictureWidth;
  private final int pictureHeight;
  private final int width;
  private final int height;
  private final double[] sums;

  /** The picture's column at which each column of the thumbnail begins; the last one ends there. */
  private final int[] begins;

  /** How many of the picture's rows each row of the thumbnail has taken. */
  private final int[] taken;

  /**
   * Prepares the thumbnail of a picture.
   *
   * @param pictureWidth columns of the picture [px]
   * @param pictureHeight rows of the picture [px]
   * @param longestSide the longest side that the thumbnail may have [px]
   */
  public Thumbnail(int pictureWidth, int pictureHeight, int longestSide) {
    double scale = Math.min(1, (double) longestSide / Math.max(pictureWidth, pictureHeight));
    this.pictureWidth = pictureWidth;
    this.pictureHeight = pictureHeight;
    this.width = Math.max(1, (int) Math.round(pictureWidth * scale));
    this.height = Math.max(1, (int) Math.round(pictureHeight * scale));
    this.sums = new double[View.CHANNELS * width * height];
    this.begins = new int[width + 1];
    for (int column = 0; column <= width; column++) {
      begins[column] = (int) Math.ceilDiv((long) column * pictureWidth, width);
    }
    this.taken = new int[height];
  }

  /** Takes some full rows of the picture. */
  public void add(int firstRow, View band) {
    float[] samples = band.samples();
    for (int row = 0; row < band.height(); row++) {
      int to = (int) ((long) (firstRow + row) * height / pictureHeight);
      taken[to]++;
      for (int channel = 0; channel < View.CHANNELS; channel++) {
        addRow(
            samples,
            (channel * band.height() + row) * pictureWidth,
            (channel * height + to) * width);
      }
    }
  }

  private void addRow(float[] samples, int first, int to) {
    for (int column = 0; column < width; column++) {
      double sum = sums[to + column];
      for (int i = begins[column]; i < begins[column + 1]; i++) {
        sum += samples[first + i];
      }
      sums[to + column] = sum;
    }
  }

  /** Returns the thumbnail of all rows that were taken. */
  public BufferedImage image() {
    return image(means());
  }

  /** Returns the means that the thumbnail shows; nothing is clipped yet. */
  public View means() {
    float[] means = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      int column = i % width;
      int count = taken[i / width % height] * (begins[column + 1] - begins[column]);
      means[i] = (float) (sums[i] / Math.max(1, count));
    }
    return new View(width, height, means);
  }

  /** Returns a view at most as large as a length; a tiny one is enlarged by a whole number. */
  public static BufferedImage fitted(View view, int longestSide) {
    Thumbnail thumbnail = new Thumbnail(view.width(), view.height(), longestSide);
    thumbnail.add(0, view);
    return fitted(thumbnail.image(), longestSide);
  }

  /** Returns an enlarged image with square pixels, as large as fits into a length. */
  public static BufferedImage fitted(BufferedImage image, int longestSide) {
    int times = longestSide / Math.max(image.getWidth(), image.getHeight());
    if (times <= 1) {
      return image;
    }
    BufferedImage enlarged =
        new BufferedImage(
            image.getWidth() * times, image.getHeight() * times, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = enlarged.createGraphics();
    pen.drawImage(image, 0, 0, enlarged.getWidth(), enlarged.getHeight(), null);
    pen.dispose();
    return enlarged;
  }

  /** Returns a view as an image of 8 bits a colour. */
  public static BufferedImage image(View view) {
    int area = view.width() * view.height();
    float[] samples = view.samples();
    int[] pixels = new int[area];
    for (int i = 0; i < area; i++) {
      int rgb = 0;
      for (int channel = 0; channel < View.CHANNELS; channel++) {
        rgb = rgb << 8 | Quantization.level(samples[channel * area + i], 255);
      }
      pixels[i] = rgb;
    }
    BufferedImage image =
        new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_RGB);
    image.getRaster().setDataElements(0, 0, view.width(), view.height(), pixels);
    return image;
  }
}
