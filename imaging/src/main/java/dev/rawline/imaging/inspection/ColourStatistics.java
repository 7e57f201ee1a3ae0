package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.WilsonInterval;
import java.util.Arrays;
import java.util.List;

/**
 * Computes means, quantiles, shares and ratios of the colours; of a monochrome image those of all
 * pixels.
 *
 * <p>Neighbouring pixels are not independent, so intervals come from the differences of the 8×8
 * blocks of the image. They describe the level over scenes of this kind; the level of this scene
 * itself is known far better.
 */
final class ColourStatistics {
  /**
   * This many quads of a block give its share below a quantile to a tenth; blocks differ by more.
   */
  private static final int QUADS = 25;

  private final SampleCounts counts;
  private final RawImage image;
  private final SiteValues black;

  ColourStatistics(SampleCounts counts, RawImage image, SiteValues black) {
    this.counts = counts;
    this.image = image;
    this.black = black;
  }

  private static List<Cfa.Site> sites(Colour colour) {
    return Arrays.stream(Cfa.Site.values()).filter(site -> site.colour() == colour).toList();
  }

  void measure(Measurement measurement) {
    if (measurement.cfa().hasFilters()) {
      colours(measurement);
    } else {
      channel(measurement, "LEVEL", List.of(Cfa.Site.values()));
    }
    share(measurement, Quantity.SATURATED);
    share(measurement, Quantity.UNDEREXPOSED);
  }

  private void colours(Measurement measurement) {
    for (Colour colour : Colour.values()) {
      channel(measurement, colour.name(), sites(colour));
    }
    double[] red = blocks(sites(Colour.RED));
    double[] green = blocks(sites(Colour.GREEN));
    double[] blue = blocks(sites(Colour.BLUE));
    ratio(measurement, Quantity.RED_TO_GREEN, red, green);
    ratio(measurement, Quantity.BLUE_TO_GREEN, blue, green);
    double[] first = blocks(List.of(Cfa.Site.GREEN_IN_RED_ROW));
    double[] second = blocks(List.of(Cfa.Site.GREEN_IN_BLUE_ROW));
    double[] difference = new double[first.length];
    Arrays.setAll(difference, i -> first[i] - second[i]);
    ratio(measurement, Quantity.GREEN_IMBALANCE, difference, green);
  }

  private void channel(Measurement measurement, String name, List<Cfa.Site> sites) {
    double[] blocks = blocks(sites);
    double sum = 0;
    long count = 0;
    for (Cfa.Site site : sites) {
      for (int block = 0; block < SampleCounts.BLOCKS; block++) {
        sum += counts.sum(site, block) - counts.count(site, block) * black.at(site);
        count += counts.count(site, block);
      }
    }
    measurement.put(
        Quantity.valueOf(name + "_MEAN"),
        ConfidenceIntervals.about(
            sum / count, ConfidenceIntervals.error(blocks), blocks.length - 1));
    double level = sites.stream().mapToDouble(black::at).average().orElseThrow();
    Quantiles quantiles = Quantiles.of(counts, sites);
    BlockSamples samples = BlockSamples.of(image, sites, QUADS);
    quantile(measurement, Quantity.valueOf(name + "_05"), quantiles, samples, 0.05, level);
    quantile(measurement, Quantity.valueOf(name + "_50"), quantiles, samples, 0.5, level);
    quantile(measurement, Quantity.valueOf(name + "_95"), quantiles, samples, 0.95, level);
  }

  /**
   * Adds a quantile; its interval is the inverted interval of the share below it (Woodruff 1952).
   */
  private void quantile(
      Measurement measurement,
      Quantity quantity,
      Quantiles quantiles,
      BlockSamples samples,
      double share,
      double level) {
    double value = quantiles.at(share);
    double half =
        ConfidenceIntervals.student(samples.blocks() - 1) * samples.errorOfShareBelow(value);
    measurement.put(
        quantity,
        new Estimate(
            value - level,
            quantiles.at(Math.max(0, share - half)) - level,
            quantiles.at(Math.min(1, share + half)) - level));
  }

  /** Returns the mean above black of each block [DN]. */
  private double[] blocks(List<Cfa.Site> sites) {
    double[] means = new double[SampleCounts.BLOCKS];
    for (int block = 0; block < means.length; block++) {
      double sum = 0;
      long count = 0;
      for (Cfa.Site site : sites) {
        sum += counts.sum(site, block) - counts.count(site, block) * black.at(site);
        count += counts.count(site, block);
      }
      means[block] = sum / count;
    }
    return means;
  }

  /**
   * Adds a ratio of means with its interval over blocks; nothing if the divisor may be 0, for
   * example in the dark.
   */
  private static void ratio(Measurement measurement, Quantity quantity, double[] of, double[] to) {
    double divisor = Arrays.stream(to).average().orElseThrow();
    if (divisor > ConfidenceIntervals.student(to.length - 1) * ConfidenceIntervals.error(to)) {
      double ratio = Arrays.stream(of).average().orElseThrow() / divisor;
      double[] rests = new double[of.length];
      Arrays.setAll(rests, i -> of[i] - ratio * to[i]);
      measurement.put(
          quantity,
          ConfidenceIntervals.about(
              ratio, ConfidenceIntervals.error(rests) / divisor, of.length - 1));
    }
  }

  /**
   * Adds a share of pixels with Wilson's interval (1927), for the effective number of independent
   * pixels by the scatter of the blocks; if the share is 0, for all pixels.
   */
  private void share(Measurement measurement, Quantity quantity) {
    double[] shares = new double[SampleCounts.BLOCKS];
    long found = 0;
    long all = 0;
    for (int block = 0; block < shares.length; block++) {
      int inBlock = quantity == Quantity.SATURATED ? counts.saturated(block) : counts.dark(block);
      int pixels = 0;
      for (Cfa.Site site : Cfa.Site.values()) {
        pixels += counts.count(site, block);
      }
      shares[block] = (double) inBlock / pixels;
      found += inBlock;
      all += pixels;
    }
    double share = (double) found / all;
    double error = ConfidenceIntervals.error(shares);
    double count =
        error > 0 ? Math.min((double) all, share * (1 - share) / (error * error)) : (double) all;
    measurement.put(
        quantity,
        WilsonInterval.of(share, count, ConfidenceIntervals.student(SampleCounts.BLOCKS - 1)));
  }

  /**
   * Quantiles of a colour's samples, those of one code spread evenly between half a step below and
   * half a step above it, so that a quantile changes as smoothly as the level.
   */
  private static final class Quantiles {
    private final long[] below;
    private final int step;

    private Quantiles(long[] below, int step) {
      this.below = below;
      this.step = step;
    }

    static Quantiles of(SampleCounts counts, List<Cfa.Site> sites) {
      int codes = counts.histogram(sites.getFirst()).length;
      long[] below = new long[codes + 1];
      for (int code = 0; code < codes; code++) {
        below[code + 1] = below[code];
        for (Cfa.Site site : sites) {
          below[code + 1] += counts.histogram(site)[code];
        }
      }
      return new Quantiles(below, 1 << counts.shift());
    }

    /** Returns the number below which a share of the samples lies [DN]. */
    double at(double share) {
      double place = share * below[below.length - 1];
      int low = 0;
      int high = below.length - 2;
      while (low < high) {
        int middle = (low + high) / 2;
        if (below[middle + 1] < place || below[middle + 1] == 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      double inCode = below[low + 1] - below[low];
      return step * (low - 0.5 + (place - below[low]) / inCode);
    }
  }
}
