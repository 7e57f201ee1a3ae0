package dev.rawline.lab.dataset;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a raw file is, at a glance.
 *
 * @param file the file
 * @param stored what was read, and how it lay in the file
 * @param lowest the smallest sample, in the unit of the raw image
 * @param mean the mean of all samples
 * @param highest the largest sample
 * @param saturation the level from which a sample counts as saturated: the white level, or full
 *     scale where the file has none
 * @param saturated the share of saturated samples of each kind of pixel, 0 to 1; a kind that does
 *     not occur is absent
 * @param histogram how often each value occurs
 */
public record RawSummary(
    Path file,
    RawFile stored,
    double lowest,
    double mean,
    double highest,
    double saturation,
    Map<Cfa.Site, Double> saturated,
    Histogram histogram) {

  private static final int BINS = 64;

  /**
   * How often values fall into equally wide bins; values outside count in the outermost ones.
   *
   * @param lowest where the first bin begins, in the unit of the values
   * @param highest where the last bin ends
   * @param counts the number of values in each bin
   */
  public record Histogram(double lowest, double highest, List<Long> counts) {
    /** Returns the width of a bin, in the unit of the values. */
    public double width() {
      return (highest - lowest) / counts.size();
    }

    private static Histogram of(float[] values, double lowest, double highest) {
      long[] counts = new long[BINS];
      double scale = BINS / (highest - lowest);
      for (float value : values) {
        if (!Float.isNaN(value)) {
          counts[(int) Math.clamp((value - lowest) * scale, 0, BINS - 1)]++;
        }
      }
      return new Histogram(lowest, highest, Arrays.stream(counts).boxed().toList());
    }
  }

  /**
   * Reads and summarises a raw file.
   *
   * @param description the description in addition to its own metadata
   * @throws RejectedFileException if the file cannot be processed faithfully
   */
  public static RawSummary of(Path file, RawDescription description) throws RejectedFileException {
    RawFile stored = RawFiles.open(file, description);
    RawImage raw = stored.image();
    double fullScale =
        switch (raw.unit()) {
          case DN -> raw.calibration().fullScale();
          case NORMALISED -> 1;
        };
    double saturation =
        raw.unit() == RawImage.Unit.DN
            ? raw.calibration().whiteLevel().map(known -> known.value()).orElse(fullScale)
            : fullScale;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    Map<Cfa.Site, Long> all = new EnumMap<>(Cfa.Site.class);
    Map<Cfa.Site, Long> saturated = new EnumMap<>(Cfa.Site.class);
    for (int row = 0; row < raw.height(); row++) {
      for (int column = 0; column < raw.width(); column++) {
        double sample = raw.at(row, column);
        lowest = Math.min(lowest, sample);
        highest = Math.max(highest, sample);
        sum += sample;
        Cfa.Site site = raw.cfa().siteAt(row, column);
        all.merge(site, 1L, Long::sum);
        if (sample >= saturation) {
          saturated.merge(site, 1L, Long::sum);
        }
      }
    }
    Map<Cfa.Site, Double> shares = new EnumMap<>(Cfa.Site.class);
    all.forEach(
        (site, count) -> shares.put(site, (double) saturated.getOrDefault(site, 0L) / count));
    return new RawSummary(
        file,
        stored,
        lowest,
        sum / raw.samples().length,
        highest,
        saturation,
        Map.copyOf(shares),
        Histogram.of(raw.samples(), Math.min(0, lowest), Math.max(fullScale, highest)));
  }

  /** Returns the share of all samples that are saturated, 0 to 1. */
  public double saturatedShare() {
    RawImage raw = stored.image();
    long saturatedSamples = 0;
    for (float sample : raw.samples()) {
      if (sample >= saturation) {
        saturatedSamples++;
      }
    }
    return (double) saturatedSamples / raw.samples().length;
  }
}
