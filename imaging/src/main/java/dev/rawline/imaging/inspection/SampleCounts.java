package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;

/**
 * Exact integer counts over all samples of an image, independent of the order of summation.
 *
 * <p>Samples are rounded half up to integers and clipped to 0 to 65535 [DN]. Low bits that are 0 in
 * every sample are dropped from the codes. Blocks cut the image in 8×8, along columns that are
 * multiples of 4. The fingerprint hashes the codes row by row, by four multiply-add chains, one for
 * each column modulo 4.
 */
final class SampleCounts {
  /** The blocks along each side. */
  static final int SIDE = 8;

  static final int BLOCKS = SIDE * SIDE;
  private static final int SITES = 4;
  private static final int LARGEST = 65535;

  /** Odd numbers with irregular bits (the golden ratio, and those of SplitMix64). */
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private static final long[] JOIN = {
    0xbf58476d1ce4e5b9L, 0x94d049bb133111ebL, 0xd6e8feb86659fd93L, 0xa0761d6478bd642fL
  };

  private final int shift;
  private final int least;
  private final int most;
  private final boolean whole;
  private final int[][] histograms;
  private final long[][] sums = new long[SITES][BLOCKS];
  private final int[][] counts = new int[SITES][BLOCKS];
  private final int[] saturated = new int[BLOCKS];
  private final int[] dark = new int[BLOCKS];
  private long fingerprint;

  private SampleCounts(int shift, int least, int most, boolean whole) {
    this.shift = shift;
    this.least = least;
    this.most = most;
    this.whole = whole;
    histograms = new int[SITES][(most >> shift) + 1];
  }

  /**
   * Counts all samples.
   *
   * @param black the level at or below which a sample is dark, for each site [DN]
   * @param white the level from which a sample is saturated [DN]
   * @throws IllegalArgumentException if a sample is not finite
   */
  static SampleCounts of(RawImage image, SiteValues black, double white) {
    SampleCounts counts = range(image);
    counts.count(image, black, white);
    return counts;
  }

  /** Finds the range of the samples, to size the histograms. */
  private static SampleCounts range(RawImage image) {
    int bits = 0;
    int least = LARGEST;
    int most = 0;
    float fraction = 0;
    float[] samples = image.samples();
    for (int i = 0; i < samples.length; i++) {
      float sample = samples[i];
      int code = code(sample);
      bits |= code;
      least = Math.min(least, code);
      most = Math.max(most, code);
      fraction = Math.max(fraction, Math.abs(code - sample));
    }
    boolean whole = fraction == 0;
    if (!whole) {
      requireFinite(image);
    }
    int shift = bits == 0 ? 0 : Integer.numberOfTrailingZeros(bits);
    return new SampleCounts(shift, least, most, whole);
  }

  private static void requireFinite(RawImage image) {
    for (int i = 0; i < image.samples().length; i++) {
      if (!Float.isFinite(image.samples()[i])) {
        throw new IllegalArgumentException(
            "the sample at row %d, column %d is %s: expected a finite number (DN)"
                .formatted(i / image.width(), i % image.width(), image.samples()[i]));
      }
    }
  }

  private static int code(float sample) {
    return Math.clamp((int) (sample + 0.5f), 0, LARGEST);
  }

  private void count(RawImage image, SiteValues black, double white) {
    int whiteCode = (int) Math.clamp(Math.ceil(white), 0, LARGEST + 1.0);
    long[] chains = new long[4];
    for (int down = 0; down < SIDE; down++) {
      int end = row(down + 1, image.height());
      for (int row = row(down, image.height()); row < end; row++) {
        int even = image.cfa().siteAt(row, 0).index();
        int odd = image.cfa().siteAt(row, 1).index();
        int evenBlack = darkCode(black.at(image.cfa().siteAt(row, 0)));
        int oddBlack = darkCode(black.at(image.cfa().siteAt(row, 1)));
        for (int right = 0; right < SIDE; right++) {
          int from = column(right, image.width());
          int to = column(right + 1, image.width());
          int block = down * SIDE + right;
          segment(image, row, from, to, chains, even, odd, block);
          int start = row * image.width();
          thresholds(
              image.samples(), start + from, start + to, block, evenBlack, oddBlack, whiteCode);
        }
      }
    }
    fingerprint = fingerprint(chains, image);
  }

  /** Returns the largest code that is not above black; −1 where none is. */
  private static int darkCode(double black) {
    return (int) Math.clamp(Math.floor(black), -1, LARGEST);
  }

  /** Returns the first row of a block; the last block ends with the image. */
  static int row(int block, int height) {
    return block == SIDE ? height : (int) ((long) block * height / SIDE) & -2;
  }

  /** Returns the first column of a block; the last block ends with the image. */
  static int column(int block, int width) {
    return block == SIDE ? width : (int) ((long) block * width / SIDE) & -4;
  }

  private void segment(
      RawImage image, int row, int from, int to, long[] chains, int even, int odd, int block) {
    float[] samples = image.samples();
    int start = row * image.width();
    int[] ofEven = histograms[even];
    int[] ofOdd = histograms[odd];
    long first = chains[0];
    long second = chains[1];
    long third = chains[2];
    long fourth = chains[3];
    int evenSum = 0;
    int oddSum = 0;
    int column = from;
    for (; column <= to - 4; column += 4) {
      int at = start + column;
      int a = code(samples[at]) >> shift;
      int b = code(samples[at + 1]) >> shift;
      int c = code(samples[at + 2]) >> shift;
      int d = code(samples[at + 3]) >> shift;
      ofEven[a]++;
      ofOdd[b]++;
      ofEven[c]++;
      ofOdd[d]++;
      evenSum += a + c;
      oddSum += b + d;
      first = first * MULTIPLIER + a;
      second = second * MULTIPLIER + b;
      third = third * MULTIPLIER + c;
      fourth = fourth * MULTIPLIER + d;
    }
    chains[0] = first;
    chains[1] = second;
    chains[2] = third;
    chains[3] = fourth;
    for (; column < to; column++) {
      int code = code(samples[start + column]) >> shift;
      int lane = column & 3;
      chains[lane] = chains[lane] * MULTIPLIER + code;
      if ((column & 1) == 0) {
        ofEven[code]++;
        evenSum += code;
      } else {
        ofOdd[code]++;
        oddSum += code;
      }
    }
    sums[even][block] += (long) evenSum << shift;
    sums[odd][block] += (long) oddSum << shift;
    counts[even][block] += (to - from + 1) / 2;
    counts[odd][block] += (to - from) / 2;
  }

  /** Counts without branches along contiguous samples, so that the compiler vectorises. */
  private void thresholds(
      float[] samples, int from, int to, int block, int evenBlack, int oddBlack, int whiteCode) {
    int bright = 0;
    for (int at = from; at < to; at++) {
      bright += (whiteCode - 1 - code(samples[at])) >>> 31;
    }
    saturated[block] += bright;
    int below = 0;
    if (evenBlack == oddBlack) {
      for (int at = from; at < to; at++) {
        below += (code(samples[at]) - evenBlack - 1) >>> 31;
      }
    } else {
      for (int at = from; at < to; at++) {
        int black = (at - from & 1) == 0 ? evenBlack : oddBlack;
        below += (code(samples[at]) - black - 1) >>> 31;
      }
    }
    dark[block] += below;
  }

  private long fingerprint(long[] chains, RawImage image) {
    if (least == most) {
      return 0;
    }
    long joined = (long) image.width() << 32 | image.height();
    for (int lane = 0; lane < chains.length; lane++) {
      joined += chains[lane] * JOIN[lane];
      joined ^= joined >>> 29;
    }
    return joined == 0 ? 1 : joined;
  }

  /** Returns how many low bits are 0 in every sample. */
  int shift() {
    return shift;
  }

  /** Returns the smallest sample [DN]. */
  int least() {
    return least;
  }

  /** Returns the largest sample [DN]. */
  int most() {
    return most;
  }

  /** Returns whether all samples were integers from 0 to 65535. */
  boolean whole() {
    return whole;
  }

  /** Returns how often each code, a sample without its {@link #shift}, occurs at a site. */
  int[] histogram(Cfa.Site site) {
    return histograms[site.index()];
  }

  /** Returns the sum of a site's samples in a block [DN]. */
  long sum(Cfa.Site site, int block) {
    return sums[site.index()][block];
  }

  /** Returns a site's pixels in a block. */
  int count(Cfa.Site site, int block) {
    return counts[site.index()][block];
  }

  /** Returns how many pixels of a block are saturated. */
  int saturated(int block) {
    return saturated[block];
  }

  /** Returns how many pixels of a block are at or below black. */
  int dark(int block) {
    return dark[block];
  }

  /** Returns a hash of all samples without their unused low bits; 0 if they are all equal. */
  long fingerprint() {
    return fingerprint;
  }
}
