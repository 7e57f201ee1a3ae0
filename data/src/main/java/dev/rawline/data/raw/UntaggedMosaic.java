package dev.rawline.data.raw;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.RawImage;

/**
 * A mosaic whose file does not state its colour layout.
 *
 * @param width columns [px]
 * @param height rows [px]
 * @param unit the unit of the samples
 * @param samples height · width values, row by row
 * @param format the format and its encoding, for the user
 * @param calibration the file's metadata
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one method to the next, never compared
record UntaggedMosaic(
    int width,
    int height,
    RawImage.Unit unit,
    float[] samples,
    String format,
    Calibration calibration) {

  /** Returns the whole of a stored frame [DN]. */
  static UntaggedMosaic of(StoredFrame frame, String format, Calibration calibration) {
    return new UntaggedMosaic(
        frame.width(),
        frame.height(),
        RawImage.Unit.DN,
        frame.floats(PixelRectangle.whole(frame.width(), frame.height())),
        format,
        calibration);
  }
}
