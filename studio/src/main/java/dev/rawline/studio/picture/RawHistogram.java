package dev.rawline.studio.picture;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;

/**
 * How often the samples of a raw image have which value, for every kind of pixel.
 *
 * @param lowest where the first bin begins, in the unit of the samples
 * @param highest where the last bin ends
 * @param counts the samples in each bin, by {@link Cfa.Site#index}; one row where the image is
 *     monochrome
 */
@SuppressWarnings("ArrayRecordComponent") // written as they are, never compared
public record RawHistogram(double lowest, double highest, long[][] counts) {
  private static final int BINS = 256;

  /** Counts the samples of an image; those of both greens are apart. */
  static RawHistogram of(RawImage raw) {
    double lowest = 0;
    double highest = raw.unit() == RawImage.Unit.DN ? 1 : Double.MIN_NORMAL;
    for (float sample : raw.samples()) {
      lowest = Math.min(lowest, sample);
      highest = Math.max(highest, sample);
    }
    double end =
        raw.calibration()
            .whiteLevel()
            .map(level -> level.value())
            .orElse(raw.unit() == RawImage.Unit.DN ? (double) raw.calibration().fullScale() : 1.0);
    // Beyond what the sensor can hold, or below a quarter of it, nothing would be seen.
    highest = Math.max(highest, Math.min(end, 4 * highest));
    long[][] counts = new long[raw.cfa().hasFilters() ? Cfa.Site.values().length : 1][BINS];
    double scale = BINS / (highest - lowest);
    for (int row = 0; row < raw.height(); row++) {
      for (int column = 0; column < raw.width(); column++) {
        int bin =
            (int)
                Math.clamp(
                    (raw.samples()[row * raw.width() + column] - lowest) * scale, 0, BINS - 1);
        counts[counts.length == 1 ? 0 : raw.cfa().siteAt(row, column).index()][bin]++;
      }
    }
    return new RawHistogram(lowest, highest, counts);
  }
}
