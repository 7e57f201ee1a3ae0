package dev.rawline.lab.statistic;

import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * The test of two samples of rows by their maximum mean discrepancy (Gretton et al. 2012): the
 * squared distance of their means in the space of the kernel k(x, y) = exp(−‖x − y‖² / (2 σ²)).
 *
 * <p>Columns are brought to mean 0 and deviation 1 over both samples, and σ is the median distance
 * of two rows of either. Neither knows which row came from which sample, so that rows can change
 * places and permutation p-values are exact; the order of rows does not matter. Where one sample is
 * far larger than the other, a random part of it is taken, so that memory stays bounded.
 *
 * @param statistic the squared discrepancy without bias; it may be below 0
 * @param pValue the probability of that statistic or a larger one if both came from one
 *     distribution, 0 to 1
 * @param form how it was estimated
 * @param bandwidth σ [standardised columns]; 0 where all rows are one
 */
public record MaximumMeanDiscrepancy(double statistic, double pValue, Form form, double bandwidth) {
  /** The permutations that are drawn at least. */
  private static final int FEWEST_DRAWS = 1_999;

  /** The permutations that are drawn at most: 50 tests at a level of 0.001 need as many. */
  private static final int MOST_DRAWS = 99_999;

  /** The kernel matrix of so many rows takes 32 MB. */
  private static final int MOST_ROWS = 2_000;

  /** So many rows are few beside those of a larger sample that all pairs are taken. */
  private static final int FEW_ROWS = 500;

  /** Kernels are computed between so many pairs of rows at most, which bounds the time. */
  private static final int MOST_PAIRS = 1 << 28;

  /** A mean over fewer is not about normal. */
  private static final int LEAST_BLOCKS = 8;

  /** Statistics this near to each other are one that was rounded. */
  private static final double ROUNDING = 1e-12;

  /** How a discrepancy is estimated. */
  public enum Form {
    /**
     * Over all pairs of rows, with a p-value by seeded permutations, 1,999 or more. At most 2,000
     * rows of both are taken.
     */
    QUADRATIC,
    /**
     * Over the pairs within about √n blocks of n rows (Zaremba, Gretton and Blaschko 2013), or
     * within more and smaller blocks where these have more than 2²⁸ pairs (from 260,000 rows of
     * each on); their mean over its standard error is about Student's t.
     */
    BLOCK;

    /** Returns the form's name for files and display. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the form for samples of two sizes: all pairs where both together have up to 2,000
     * rows or one has up to 500, blocks where both have more.
     */
    public static Form of(int reference, int incoming) {
      int smaller = Math.min(reference, incoming);
      return (long) reference + incoming <= MOST_ROWS || smaller <= FEW_ROWS ? QUADRATIC : BLOCK;
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one of them is outside its range
   */
  public MaximumMeanDiscrepancy {
    if (!Double.isFinite(statistic) || !(bandwidth >= 0) || !(pValue >= 0 && pValue <= 1)) {
      throw new IllegalArgumentException(
          "a discrepancy is %s with p-value %s and bandwidth %s: expected a finite number, 0 to 1, and 0 or more"
              .formatted(statistic, pValue, bandwidth));
    }
  }

  /**
   * Returns how many permutations let one of many tests reach a level when all are adjusted
   * together: the smallest p-value, 1 / (draws + 1), times the tests is half the level at most;
   * 1,999 at least, 99,999 at most.
   *
   * @param tests how many there are
   * @param level α, above 0, below 1
   */
  public static int draws(int tests, double level) {
    return (int) Math.clamp(Math.ceil(2 * tests / level), FEWEST_DRAWS, MOST_DRAWS);
  }

  /**
   * Compares two samples by the form for their sizes.
   *
   * @param reference rows of the reference, two at least, all complete and of one length
   * @param incoming rows that came in, the same
   * @param draws how many permutations are drawn, 1 or more
   * @param seed what permutations and blocks are drawn from
   * @throws IllegalArgumentException if there are too few rows, lengths differ, or a number is not
   *     finite
   */
  public static MaximumMeanDiscrepancy compare(
      double[][] reference, double[][] incoming, int draws, Seed seed) {
    Form form = Form.of(reference.length, incoming.length);
    return compare(reference, incoming, form, draws, seed);
  }

  /**
   * Compares two samples by a form.
   *
   * @param reference rows of the reference, all complete and of one length; two at least, and 16 by
   *     blocks
   * @param incoming rows that came in, the same
   * @param form how the discrepancy is estimated
   * @param draws how many permutations are drawn where the form is the one over all pairs
   * @param seed what permutations and blocks are drawn from
   * @throws IllegalArgumentException if there are too few rows, lengths differ, or a number is not
   *     finite
   */
  static MaximumMeanDiscrepancy compare(
      double[][] reference, double[][] incoming, Form form, int draws, Seed seed) {
    int least = form == Form.QUADRATIC ? 2 : 2 * LEAST_BLOCKS;
    if (reference.length < least || incoming.length < least) {
      throw new IllegalArgumentException(
          "%d reference and %d incoming rows are compared by the %s form: expected %d of each at least"
              .formatted(reference.length, incoming.length, form.word(), least));
    }
    GaussianKernelMatrix rows = GaussianKernelMatrix.of(reference, incoming, seed);
    if (rows.bandwidth() == 0) {
      return new MaximumMeanDiscrepancy(0, 1, form, 0);
    }
    return switch (form) {
      case QUADRATIC -> quadratic(rows, draws, seed);
      case BLOCK -> mean(rows, blocks(rows));
    };
  }

  /**
   * Returns the squared discrepancy over all pairs of rows as it was found, and for each parting of
   * groups of rows that was drawn.
   *
   * @param reference rows of the reference, all complete and of one length
   * @param incoming rows that came in, the same
   * @param groups the groups of the rows, those of the reference first
   * @param seed what the rows that the bandwidth is the median of are drawn from
   */
  public static double[] statistics(
      double[][] reference, double[][] incoming, ExchangedGroups groups, Seed seed) {
    int[] kept = groups.rows(MOST_ROWS);
    GaussianKernelMatrix rows =
        GaussianKernelMatrix.inOrder(
            Arrays.stream(kept)
                .filter(i -> i < reference.length)
                .mapToObj(i -> reference[i])
                .toArray(double[][]::new),
            Arrays.stream(kept)
                .filter(i -> i >= reference.length)
                .mapToObj(i -> incoming[i - reference.length])
                .toArray(double[][]::new),
            seed);
    double[][] kernel = rows.matrix();
    double[] sums = Arrays.stream(kernel).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double total = Arrays.stream(sums).sum();
    return groups.statistics(
        came -> {
          int[] first = IntStream.range(0, kept.length).filter(i -> came[kept[i]]).toArray();
          int[] second = IntStream.range(0, kept.length).filter(i -> !came[kept[i]]).toArray();
          int[] fewer = first.length < second.length ? first : second;
          return fewer.length < 2 || rows.bandwidth() == 0
              ? 0
              : statistic(kernel, sums, total, fewer, fewer.length);
        });
  }

  private static MaximumMeanDiscrepancy quadratic(GaussianKernelMatrix all, int draws, Seed seed) {
    int few = Math.min(Math.min(all.reference(), all.incoming()), MOST_ROWS / 2);
    GaussianKernelMatrix rows = all.part(0, MOST_ROWS - few, 0, MOST_ROWS - few);
    double[][] kernel = rows.matrix();
    int size = kernel.length;
    double[] sums = new double[size];
    double total = 0;
    for (int i = 0; i < size; i++) {
      sums[i] = Arrays.stream(kernel[i]).sum();
      total += sums[i];
    }
    int smaller = Math.min(rows.reference(), rows.incoming());
    int[] places = new int[size];
    // Rows of the reference come first.
    int first = smaller == rows.reference() ? 0 : rows.reference();
    Arrays.setAll(places, i -> (first + i) % size);
    double found = statistic(kernel, sums, total, places, smaller);
    Arrays.setAll(places, i -> i);
    RandomStream random = seed.stream("mean-discrepancy", 0);
    int reached = 1; // the parting that was found is one of them
    for (int draw = 0; draw < draws; draw++) {
      RandomPartitions.deal(random, places, smaller);
      reached += statistic(kernel, sums, total, places, smaller) >= found - ROUNDING ? 1 : 0;
    }
    return new MaximumMeanDiscrepancy(
        found, reached / (draws + 1.0), Form.QUADRATIC, all.bandwidth());
  }

  /** Returns the discrepancy of the rows at the first few places from all others. */
  private static double statistic(
      double[][] kernel, double[] sums, double total, int[] places, int few) {
    double within = 0;
    double any = 0;
    for (int i = 0; i < few; i++) {
      double[] row = kernel[places[i]];
      any += sums[places[i]];
      for (int j = 0; j < i; j++) {
        within += 2 * row[places[j]];
      }
    }
    double across = any - within;
    double others = total - within - 2 * across;
    double rest = kernel.length - few;
    return within / (few * (few - 1.0)) + others / (rest * (rest - 1)) - 2 * across / (few * rest);
  }

  private static double[] blocks(GaussianKernelMatrix rows) {
    int blocks = blocks(rows.reference(), rows.incoming());
    int references = inBlock(rows.reference(), blocks);
    int incomings = inBlock(rows.incoming(), blocks);
    double[] terms = new double[blocks];
    Parallel.forEach(
        Parallel.CORES,
        blocks,
        block ->
            terms[block] =
                rows.part(block * references, references, block * incomings, incomings)
                    .discrepancy());
    return terms;
  }

  /** Returns the number of blocks: about √n, or more where their pairs would be too many. */
  static int blocks(int reference, int incoming) {
    int smaller = Math.min(reference, incoming);
    int blocks = (int) Math.max(LEAST_BLOCKS, Math.sqrt(smaller));
    while (pairs(reference, incoming, blocks) > MOST_PAIRS && blocks < smaller / 2) {
      blocks = Math.min(blocks + blocks / 64 + 1, smaller / 2);
    }
    return blocks;
  }

  /** Returns the number of pairs of rows in all blocks. */
  static long pairs(int reference, int incoming, int blocks) {
    long together = (long) inBlock(reference, blocks) + inBlock(incoming, blocks);
    return blocks * (together * (together - 1) / 2);
  }

  private static int inBlock(int rows, int blocks) {
    return Math.min(rows / blocks, MOST_ROWS / 2);
  }

  private static MaximumMeanDiscrepancy mean(GaussianKernelMatrix rows, double[] terms) {
    StreamingStatistics statistics = new StreamingStatistics();
    Arrays.stream(terms).forEach(statistics::addValue);
    double mean = statistics.getMean();
    double error = statistics.getStandardDeviation() / Math.sqrt(terms.length);
    double pValue =
        error == 0
            ? mean > 0 ? 0 : 1
            : new TDistribution(terms.length - 1).cumulativeProbability(-mean / error);
    return new MaximumMeanDiscrepancy(mean, pValue, Form.BLOCK, rows.bandwidth());
  }
}
