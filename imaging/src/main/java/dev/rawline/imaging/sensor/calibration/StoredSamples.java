package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.RawImage;
import java.util.List;

/**
 * A frame's samples as the converter made them, checked against the common format of all frames.
 */
final class StoredSamples {
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private StoredSamples() {}

  /**
   * Returns the converter's numbers, row by row.
   *
   * @throws UnsuitableFramesException if size, unit or samples are not those of the format
   */
  static char[] of(FrameFormat format, NamedFrame frame) {
    RawImage raw = frame.raw();
    if (raw.width() != format.width() || raw.height() != format.height()) {
      throw reject(
          "%s is %d×%d pixels: expected %d×%d (px) like the other frames; exclude it or crop all frames in the same way"
              .formatted(frame.name(), raw.width(), raw.height(), format.width(), format.height()));
    }
    if (raw.unit() != RawImage.Unit.DN) {
      throw reject(
          "%s contains normalised samples: expected digital numbers as stored (DN); give the raw file"
              .formatted(frame.name()));
    }
    if (format.cfa().isPresent() && raw.cfa() != format.cfa().get()) {
      throw reject(
          "%s has the colour layout %s: expected %s like the other frames; do not rotate or crop frames separately"
              .formatted(frame.name(), raw.cfa(), format.cfa().get()));
    }
    float[] samples = raw.samples();
    char[] codes = new char[samples.length];
    int allowed = format.largestNumber() << format.shift();
    int wrong = 0;
    for (int i = 0; i < samples.length; i++) {
      int whole = (int) samples[i];
      wrong |= (whole & ~allowed) | Float.floatToRawIntBits(whole - samples[i]);
      codes[i] = (char) (whole >> format.shift());
    }
    if (wrong != 0) {
      throw reject(format, frame);
    }
    return codes;
  }

  /** Names the first sample that is no number of the converter. */
  private static UnsuitableFramesException reject(FrameFormat format, NamedFrame frame) {
    float[] samples = frame.raw().samples();
    int allowed = format.largestNumber() << format.shift();
    int at = 0;
    while ((int) samples[at] == samples[at] && ((int) samples[at] & ~allowed) == 0) {
      at++;
    }
    return reject(
        "%s contains %s at row %d, column %d: expected whole numbers 0 to %d in steps of %d (DN of %d bits in %d); give the raw file as written by the camera, with its true bit depth"
            .formatted(
                frame.name(),
                samples[at],
                at / format.width(),
                at % format.width(),
                allowed,
                1 << format.shift(),
                format.adcBits(),
                format.containerBits()));
  }

  /**
   * Returns a hash of the samples; 0 if all samples are equal. Four chains of every fourth sample
   * do not wait for each other's multiplications.
   */
  static long fingerprint(char[] codes) {
    long first = 1;
    long second = 2;
    long third = 3;
    long fourth = 4;
    int differing = 0;
    int i = 0;
    for (; i + 3 < codes.length; i += 4) {
      first = first * FACTOR + codes[i];
      second = second * FACTOR + codes[i + 1];
      third = third * FACTOR + codes[i + 2];
      fourth = fourth * FACTOR + codes[i + 3];
      differing |= (codes[i] ^ codes[0]) | (codes[i + 1] ^ codes[0]);
      differing |= (codes[i + 2] ^ codes[0]) | (codes[i + 3] ^ codes[0]);
    }
    for (; i < codes.length; i++) {
      first = first * FACTOR + codes[i];
      differing |= codes[i] ^ codes[0];
    }
    long hash = mixed(mixed(mixed(mixed(first) + second) + third) + fourth);
    return differing == 0 ? 0 : hash;
  }

  private static long mixed(long hash) {
    return (hash ^ hash >>> 29) * FACTOR;
  }

  private static UnsuitableFramesException reject(String problem) {
    return new UnsuitableFramesException(List.of(problem));
  }
}
