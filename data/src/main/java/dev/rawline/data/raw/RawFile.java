package dev.rawline.data.raw;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import java.util.Optional;

/**
 * A raw file that has been read: its picture, and how it lay in the file.
 *
 * @param image the active area, upright
 * @param format the format and its encoding, for example "DNG, lossless JPEG, 12 bits"
 * @param storedWidth columns of the stored frame, optical black included [px]
 * @param storedHeight rows of the stored frame, optical black included [px]
 * @param activeArea the part of the stored frame that is the image, before it is rotated upright
 * @param cfaSource the source of the colour layout; "assumed" if the file does not state it
 * @param opticalBlack the mean of the masked pixels next to the active area [DN]
 */
public record RawFile(
    RawImage image,
    String format,
    int storedWidth,
    int storedHeight,
    PixelRectangle activeArea,
    String cfaSource,
    Optional<SourcedValue<Double>> opticalBlack) {
  /** The source of a colour layout that the file does not state. */
  public static final String ASSUMED = "assumed";

  /** Returns a file without optical black that does not state its colour layout. */
  static RawFile untagged(RawImage image, String format) {
    return new RawFile(
        image,
        format,
        image.width(),
        image.height(),
        PixelRectangle.whole(image.width(), image.height()),
        ASSUMED,
        Optional.empty());
  }

  /** Returns this file with another picture and another source of its colour layout. */
  RawFile with(RawImage other, String source) {
    return new RawFile(other, format, storedWidth, storedHeight, activeArea, source, opticalBlack);
  }
}
