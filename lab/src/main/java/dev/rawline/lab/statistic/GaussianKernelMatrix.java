package dev.rawline.lab.statistic;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;

/**
 * Two samples of rows, standardised over both and in seeded random order, and the Gaussian kernel
 * between them.
 *
 * @param bandwidth σ; 0 if all rows are one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GaussianKernelMatrix(double[][] references, double[][] incomings, double bandwidth) {
  /** A bandwidth is the median over the distances of so many rows at most. */
  private static final int BANDWIDTH_ROWS = 1_000;

  /**
   * Standardises two samples and shuffles each.
   *
   * @throws IllegalArgumentException if lengths differ or a number is not finite
   */
  static GaussianKernelMatrix of(double[][] reference, double[][] incoming, Seed seed) {
    return of(reference, incoming, true, seed);
  }

  /** Standardises two samples, and leaves their rows in order. */
  static GaussianKernelMatrix inOrder(double[][] reference, double[][] incoming, Seed seed) {
    return of(reference, incoming, false, seed);
  }

  private static GaussianKernelMatrix of(
      double[][] reference, double[][] incoming, boolean shuffled, Seed seed) {
    int columns = reference[0].length;
    double[][] references = checked("reference", reference, columns);
    double[][] incomings = checked("incoming", incoming, columns);
    double[][] all = joined(references, incomings);
    // In an order of their own first, so that it does not matter in which they came, to the last
    // bit.
    Arrays.sort(all, Arrays::compare);
    for (int column = 0; column < columns; column++) {
      standardise(all, column);
    }
    // Of the values, too: pairs of the same ranks in every sample would be no random ones.
    RandomStream random = seed.stream("kernel-rows", Arrays.deepHashCode(all) & Integer.MAX_VALUE);
    int some = Math.min(all.length, BANDWIDTH_ROWS);
    shuffle(random, all, some);
    double bandwidth = median(all, some);
    if (shuffled) {
      Arrays.sort(references, Arrays::compare);
      Arrays.sort(incomings, Arrays::compare);
      shuffle(random, references, references.length);
      shuffle(random, incomings, incomings.length);
    }
    return new GaussianKernelMatrix(references, incomings, bandwidth);
  }

  private static double[][] checked(String name, double[][] rows, int columns) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "row %d of the %s sample has %d columns: expected %d, as the reference's first"
                .formatted(i + 1, name, rows[i].length, columns));
      }
      for (int column = 0; column < columns; column++) {
        if (!Double.isFinite(rows[i][column])) {
          throw new IllegalArgumentException(
              "column %d of row %d of the %s sample is %s: expected a finite number; leave out rows or columns that were not measured"
                  .formatted(column + 1, i + 1, name, rows[i][column]));
        }
      }
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  private static double[][] joined(double[][] first, double[][] second) {
    double[][] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** Brings a column to mean 0 and deviation 1; one that does not vary, to 0. */
  private static void standardise(double[][] rows, int column) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double mean = 0;
    for (double[] row : rows) {
      low = Math.min(low, row[column]);
      high = Math.max(high, row[column]);
      mean += row[column] / rows.length;
    }
    double squares = 0;
    for (double[] row : rows) {
      squares += (row[column] - mean) * (row[column] - mean) / rows.length;
    }
    for (double[] row : rows) {
      row[column] = low < high ? (row[column] - mean) / Math.sqrt(squares) : 0;
    }
  }

  private static void shuffle(RandomStream random, double[][] rows, int first) {
    int[] places = new int[rows.length];
    Arrays.setAll(places, i -> i);
    RandomPartitions.deal(random, places, first);
    double[][] before = rows.clone();
    Arrays.setAll(rows, i -> before[places[i]]);
  }

  /** Returns the median distance of the first rows; their mean distance if that is 0. */
  private static double median(double[][] rows, int first) {
    double[] distances = new double[first * (first - 1) / 2];
    int at = 0;
    for (int i = 0; i < first; i++) {
      for (int j = 0; j < i; j++) {
        distances[at++] = Math.sqrt(Vectors.squaredDistance(rows[i], rows[j]));
      }
    }
    Arrays.sort(distances);
    double median = distances[distances.length / 2];
    return median > 0 ? median : Arrays.stream(distances).average().orElse(0);
  }

  private double kernel(double[] one, double[] other) {
    return Math.exp(-Vectors.squaredDistance(one, other) / (2 * bandwidth * bandwidth));
  }

  /** Returns how many rows the reference has. */
  int reference() {
    return references.length;
  }

  /** Returns how many rows came in. */
  int incoming() {
    return incomings.length;
  }

  /** Returns a part of both; where there are fewer rows than wanted, all that are left. */
  GaussianKernelMatrix part(
      int fromReference, int countReference, int fromIncoming, int countIncoming) {
    return new GaussianKernelMatrix(
        part(references, fromReference, countReference),
        part(incomings, fromIncoming, countIncoming),
        bandwidth);
  }

  private static double[][] part(double[][] rows, int from, int count) {
    return Arrays.copyOfRange(rows, from, Math.min(rows.length, from + count));
  }

  /** Returns the kernel of each row with each, those of the reference first; 0 with itself. */
  double[][] matrix() {
    double[][] all = joined(references, incomings);
    double[][] matrix = new double[all.length][all.length];
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i][j] = kernel(all[i], all[j]);
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }

  /** Returns the squared discrepancy over all pairs of different rows. */
  double discrepancy() {
    return within(references) + within(incomings) - 2 * across();
  }

  private double within(double[][] rows) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += kernel(rows[i], rows[j]);
      }
    }
    return 2 * sum / (rows.length * (rows.length - 1.0));
  }

  private double across() {
    double sum = 0;
    for (double[] reference : references) {
      for (double[] incoming : incomings) {
        sum += kernel(reference, incoming);
      }
    }
    return sum / ((double) references.length * incomings.length);
  }
}
