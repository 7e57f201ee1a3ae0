package dev.rawline.lab.views;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.sheet.Thumbnail;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/** A small square of a view at full size, gathered while the view's bands pass by. */
final class FullSizeDetail {
  private final Rectangle place;
  private final float[] samples;

  FullSizeDetail(Rectangle place) {
    this.place = place;
    this.samples = new float[View.CHANNELS * place.width * place.height];
  }

  /**
   * Returns the square of a mosaic in which neighbouring quads of pixels differ most: where
   * sharpening, denoising and demosaicing show. Differences are weighed by the square root of the
   * brightness, with which shot noise grows.
   */
  static Rectangle busiest(RawImage raw, int side) {
    int width = Math.min(side, raw.width());
    int height = Math.min(side, raw.height());
    Rectangle busiest = new Rectangle(0, 0, width, height);
    double most = -1;
    for (int top = 0; top + height <= raw.height(); top += Math.max(1, height / 2)) {
      for (int left = 0; left + width <= raw.width(); left += Math.max(1, width / 2)) {
        double busy = busy(raw, new Rectangle(left, top, width, height));
        if (busy > most) {
          most = busy;
          busiest = new Rectangle(left, top, width, height);
        }
      }
    }
    return busiest;
  }

  private static double busy(RawImage raw, Rectangle square) {
    double differences = 0;
    double brightness = 0;
    for (int row = square.y; row + 4 <= square.y + square.height; row += 2) {
      for (int column = square.x; column + 4 <= square.x + square.width; column += 2) {
        double here = quad(raw, row, column);
        brightness += Math.max(0, here);
        differences += Math.abs(here - quad(raw, row, column + 2));
        differences += Math.abs(here - quad(raw, row + 2, column));
      }
    }
    return brightness > 0 ? differences / Math.sqrt(brightness) : 0;
  }

  private static double quad(RawImage raw, int row, int column) {
    return raw.at(row, column)
        + raw.at(row, column + 1)
        + raw.at(row + 1, column)
        + raw.at(row + 1, column + 1);
  }

  /** Takes some full rows of the view. */
  void add(int firstRow, View band) {
    int from = Math.max(firstRow, place.y);
    int to = Math.min(firstRow + band.height(), place.y + place.height);
    for (int channel = 0; channel < View.CHANNELS; channel++) {
      for (int row = from; row < to; row++) {
        System.arraycopy(
            band.samples(),
            (channel * band.height() + row - firstRow) * band.width() + place.x,
            samples,
            (channel * place.height + row - place.y) * place.width,
            place.width);
      }
    }
  }

  BufferedImage image() {
    return Thumbnail.image(new View(place.width, place.height, samples));
  }
}
