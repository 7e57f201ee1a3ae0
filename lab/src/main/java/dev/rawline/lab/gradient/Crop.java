package dev.rawline.lab.gradient;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.isp.BalanceFirst;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.DefectCorrection;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.isp.FlatField;
import dev.rawline.imaging.isp.MosaicStage;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rectangle of a picture.
 *
 * @param width its columns [px], at least 1
 * @param height its rows [px], at least 1
 * @param left the column at which it begins, from 0
 * @param top the row at which it begins, from 0
 */
public record Crop(int width, int height, int left, int top) {
  private static final Pattern WORD =
      Pattern.compile("(\\d{1,9})x(\\d{1,9})\\+(\\d{1,9})\\+(\\d{1,9})");

  /**
   * Checks the rectangle.
   *
   * @throws IllegalArgumentException if it is empty or begins outside
   */
  public Crop {
    if (width < 1 || height < 1 || left < 0 || top < 0) {
      throw new IllegalArgumentException(
          "a crop of %d×%d pixels at column %d, row %d: expected at least 1×1 pixels, at 0 or more"
              .formatted(width, height, left, top));
    }
  }

  /**
   * Returns the crop of a word, for example {@code 512x256+100+40}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Crop parse(String word) {
    Matcher parts = WORD.matcher(word);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no crop: expected WIDTHxHEIGHT+LEFT+TOP [px], for example 512x256+100+40"
              .formatted(word));
    }
    return new Crop(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        Integer.parseInt(parts.group(4)));
  }

  /** Returns the middle of a mosaic, its sides cut to a length; it begins where the layout does. */
  static Crop middle(RawImage raw, int longest) {
    int width = Math.min(longest, raw.width());
    int height = Math.min(longest, raw.height());
    return new Crop(
        width, height, (raw.width() - width) / 2 & ~1, (raw.height() - height) / 2 & ~1);
  }

  /** Returns whether it is the whole of a mosaic. */
  boolean isWhole(RawImage raw) {
    return equals(new Crop(raw.width(), raw.height(), 0, 0));
  }

  /**
   * Returns this part of a mosaic, with its own colour layout.
   *
   * @throws IllegalArgumentException if the crop leaves the mosaic
   */
  RawImage of(RawImage raw) {
    if (left > raw.width() - width || top > raw.height() - height) {
      throw new IllegalArgumentException(
          "the crop %s leaves the mosaic of %d×%d pixels: choose one inside"
              .formatted(this, raw.width(), raw.height()));
    }
    return raw.crop(top, left, height, width);
  }

  /** Returns this part of a picture of a whole mosaic; any other is returned as it is. */
  View of(View view, RawImage whole) {
    return sameSize(view, whole) ? view.crop(top, left, height, width) : view;
  }

  /** Returns a chain for this part of a whole mosaic: with this part of the chain's maps. */
  Isp of(Isp chain, RawImage whole) {
    return new Isp(
        chain.mosaic().stream().map(stage -> of(stage, whole)).toList(),
        chain.rendering(),
        chain.layer().map(added -> new AdditiveLayer(of(added.layer(), whole))));
  }

  /**
   * Returns θ of a chain for this part of a whole mosaic: with this part of the numbers of its maps
   * and its layer, frozen as they are in θ of the chain.
   */
  Theta of(Theta theta, Isp chain, RawImage whole) {
    Theta part = of(chain, whole).theta();
    if (part.parameters().equals(theta.parameters())) {
      return theta;
    }
    BitSet frozen = new BitSet(part.size());
    int first = 0;
    int firstInWhole = 0;
    for (int i = 0; i < part.parameters().size(); i++) {
      Parameter cut = part.parameters().get(i);
      Parameter uncut = theta.parameters().get(i);
      for (int number = 0; number < cut.size(); number++) {
        int place = cut.equals(uncut) ? number : inWhole(number, whole);
        frozen.set(first + number, theta.isFrozen(firstInWhole + place));
      }
      first += cut.size();
      firstInWhole += uncut.size();
    }
    return part.frozenAt(frozen::get);
  }

  /** Returns the place of a sample of this part in the whole picture. */
  private int inWhole(int sample, RawImage whole) {
    int row = top + sample / width % height;
    int column = left + sample % width;
    return (sample / (width * height) * whole.height() + row) * whole.width() + column;
  }

  private MosaicStage of(MosaicStage stage, RawImage whole) {
    return switch (stage) {
      case BlackLevel level -> level;
      case BalanceFirst balance -> balance;
      case FlatField flat -> sameSize(flat.gain(), whole) ? new FlatField(of(flat.gain())) : flat;
      case DefectCorrection correction ->
          new DefectCorrection(
              correction.defects().stream()
                  .filter(this::holds)
                  .map(pixel -> new Pixel(pixel.row() - top, pixel.column() - left))
                  .collect(Collectors.toUnmodifiableSet()));
    };
  }

  private static boolean sameSize(Frame frame, RawImage whole) {
    return frame.width() == whole.width() && frame.height() == whole.height();
  }

  private boolean holds(Pixel pixel) {
    return pixel.row() >= top
        && pixel.row() < top + height
        && pixel.column() >= left
        && pixel.column() < left + width;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%dx%d+%d+%d", width, height, left, top);
  }
}
