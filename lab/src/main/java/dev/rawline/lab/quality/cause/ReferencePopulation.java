package dev.rawline.lab.quality.cause;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.inspection.SignedRoot;
import dev.rawline.lab.quality.batch.QuantityTable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * The images of a reference as a point cloud: its middle, how it is spread, and along what.
 *
 * <p>Levels, which differ between images by factors, and variances, which some images determine far
 * worse than others, are averaged in scales that are logarithmic in their tails ({@link
 * AsinhScale}). Values that are missing count as the mean. The covariance is shrunk towards its
 * diagonal by the share that makes its expected error smallest (J. Schäfer, K. Strimmer, A
 * shrinkage approach to large-scale covariance matrix estimation, Stat. Appl. Genet. Mol. Biol. 4
 * (2005) 32, target D).
 *
 * @param quantities the quantities that are compared
 * @param scales the scales of those that are not averaged as they are
 * @param images how many images the reference has
 * @param counts how many images have a quantity, by its place
 * @param mean the mean of each quantity
 * @param deviation its standard deviation between images
 * @param correlations how quantities vary together between images
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and never compared
record ReferencePopulation(
    List<Quantity> quantities,
    Map<Quantity, AsinhScale> scales,
    int images,
    int[] counts,
    double[] mean,
    double[] deviation,
    double[][] correlations) {
  /**
   * The quantities that depend on the camera, those first that depend most; left out are those that
   * clip, are faults, or depend on processing rather than on the camera.
   */
  private static final List<Quantity> CAMERA_QUANTITIES =
      List.of(
          Quantity.GAIN,
          Quantity.GREEN_MEAN,
          Quantity.LEVEL_MEAN,
          Quantity.RED_TO_GREEN,
          Quantity.BLUE_TO_GREEN,
          Quantity.READ_NOISE,
          Quantity.BLACK_LEVEL,
          Quantity.SPECTRUM_SLOPE,
          Quantity.GREEN_05,
          Quantity.LEVEL_05,
          Quantity.GREEN_95,
          Quantity.LEVEL_95,
          Quantity.EDGE_WIDTH,
          Quantity.RED_MEAN,
          Quantity.BLUE_MEAN,
          Quantity.GREEN_50,
          Quantity.LEVEL_50,
          Quantity.RED_05,
          Quantity.RED_95,
          Quantity.BLUE_05,
          Quantity.BLUE_95,
          Quantity.ROW_BANDING,
          Quantity.COLUMN_BANDING,
          Quantity.FALL_OFF,
          Quantity.RED_50,
          Quantity.BLUE_50,
          Quantity.GREEN_IMBALANCE);

  /** Of so few images a correlation of more quantities would be a guess. */
  private static final int IMAGES_A_QUANTITY = 3;

  private static final int FEWEST_QUANTITIES = 5;

  /** A quantity that fewer images have describes those rather than the camera. */
  private static final double PRESENT = 0.5;

  /**
   * Studies a table whose noises are variances.
   *
   * @param stated what was stated where the images were measured; black levels that were not
   *     measured in the dark are levels of what the images show
   */
  static ReferencePopulation of(QuantityTable given, CameraMetadata stated) {
    Map<Quantity, AsinhScale> scales = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.LEVELS) {
      AsinhScale.of(given.known(quantity), 0).ifPresent(scale -> scales.put(quantity, scale));
    }
    for (Quantity quantity : SignedRoot.QUANTITIES) {
      AsinhScale.aboutMedian(given.known(quantity)).ifPresent(scale -> scales.put(quantity, scale));
    }
    if (!stated.opticalBlack()) {
      AsinhScale.of(given.known(Quantity.BLACK_LEVEL), stated.black())
          .ifPresent(scale -> scales.put(Quantity.BLACK_LEVEL, scale));
    }
    QuantityTable table = scaled(given, scales);
    List<Quantity> chosen =
        CAMERA_QUANTITIES.stream()
            .filter(quantity -> isPresent(table, quantity))
            .limit(Math.max(FEWEST_QUANTITIES, table.images() / IMAGES_A_QUANTITY))
            .sorted()
            .toList();
    int size = chosen.size();
    int[] known = chosen.stream().mapToInt(quantity -> table.known(quantity).length).toArray();
    double[] mean = means(table, chosen);
    double[] deviation = new double[size];
    double[][] standard = new double[table.images()][size];
    for (int k = 0; k < size; k++) {
      double[] column = table.column(chosen.get(k));
      double squares = 0;
      for (double value : column) {
        double away = Double.isNaN(value) ? 0 : value - mean[k];
        squares += away * away;
      }
      deviation[k] = Math.sqrt(squares / (known[k] - 1));
      // With what is missing at the mean, columns of deviation 1 have the correlation of the means.
      double all = Math.sqrt(squares / (column.length - 1));
      for (int i = 0; i < column.length; i++) {
        double away = Double.isNaN(column[i]) ? 0 : column[i] - mean[k];
        standard[i][k] = away / all;
      }
    }
    return new ReferencePopulation(
        chosen, scales, table.images(), known, mean, deviation, shrunk(standard, size));
  }

  /** Returns this population without the quantities that too few of other images have. */
  ReferencePopulation knownIn(QuantityTable incoming) {
    return only(quantity -> incoming.known(quantity).length >= present(incoming));
  }

  /** Returns this population in some of its quantities. */
  ReferencePopulation only(Predicate<Quantity> some) {
    int[] left =
        IntStream.range(0, mean.length).filter(k -> some.test(quantities.get(k))).toArray();
    return new ReferencePopulation(
        Arrays.stream(left).mapToObj(quantities::get).toList(),
        scales,
        images,
        Arrays.stream(left).map(k -> counts[k]).toArray(),
        Arrays.stream(left).mapToDouble(k -> mean[k]).toArray(),
        Arrays.stream(left).mapToDouble(k -> deviation[k]).toArray(),
        Arrays.stream(left)
            .mapToObj(j -> Arrays.stream(left).mapToDouble(k -> correlations[j][k]).toArray())
            .toArray(double[][]::new));
  }

  /** Returns the fewest values that speak for a table's images. */
  private static double present(QuantityTable table) {
    return Math.max(2, PRESENT * table.images());
  }

  private static boolean isPresent(QuantityTable table, Quantity quantity) {
    double[] known = table.known(quantity);
    return known.length >= present(table)
        && Arrays.stream(known).max().orElse(0) > Arrays.stream(known).min().orElse(0);
  }

  private static QuantityTable scaled(QuantityTable table, Map<Quantity, AsinhScale> scales) {
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      double[] column = table.column(quantity);
      AsinhScale scale = scales.get(quantity);
      columns.put(
          quantity, scale == null ? column : Arrays.stream(column).map(scale::of).toArray());
    }
    return QuantityTable.of(table.names(), table.groups(), columns);
  }

  /** Returns the means of a table whose noises are variances, levels in their scale. */
  double[] means(QuantityTable table) {
    return quantities.stream()
        .mapToDouble(
            quantity -> {
              AsinhScale scale = scales.get(quantity);
              double[] known = table.known(quantity);
              return Arrays.stream(known)
                  .map(value -> scale == null ? value : scale.of(value))
                  .filter(value -> !Double.isNaN(value))
                  .average()
                  .orElse(Double.NaN);
            })
        .toArray();
  }

  /** Returns the means of columns, of those images that have a value. */
  private static double[] means(QuantityTable table, List<Quantity> quantities) {
    return quantities.stream()
        .mapToDouble(quantity -> Arrays.stream(table.known(quantity)).average().orElse(Double.NaN))
        .toArray();
  }

  private static double[][] shrunk(double[][] standard, int size) {
    int count = standard.length;
    double[][] correlation = new double[size][size];
    double squares = 0;
    double errors = 0;
    for (int j = 0; j < size; j++) {
      correlation[j][j] = 1;
      for (int k = 0; k < j; k++) {
        double sum = 0;
        for (double[] row : standard) {
          sum += row[j] * row[k];
        }
        double middle = sum / count;
        double scatter = 0;
        for (double[] row : standard) {
          double away = row[j] * row[k] - middle;
          scatter += away * away;
        }
        double value = sum / (count - 1);
        correlation[j][k] = value;
        squares += value * value;
        errors += scatter * count / Math.pow(count - 1.0, 3);
      }
    }
    double share = squares == 0 ? 1 : Math.clamp(errors / squares, 0, 1);
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < j; k++) {
        correlation[j][k] *= 1 - share;
        correlation[k][j] = correlation[j][k];
      }
    }
    return correlation;
  }

  /**
   * Returns the most that noise without light can have lost, as a variance below 0 [DN²]: half of
   * it. Where more seems to be lost, the line of noise was read off at a wrong level of no light.
   */
  double mostLost() {
    AsinhScale noise = scales.get(Quantity.READ_NOISE);
    return noise == null ? Double.NEGATIVE_INFINITY : -Math.max(0, noise.middle()) / 2;
  }

  /** Returns how far means lie from those of the reference, in deviations between its images. */
  double[] away(double[] means) {
    double[] away = new double[mean.length];
    for (int k = 0; k < away.length; k++) {
      away[k] = (means[k] - mean[k]) / deviation[k];
    }
    return away;
  }

  /** Returns how many images of the reference have a quantity, by its place. */
  int known(int place) {
    return counts[place];
  }

  /** Returns how quantities vary together between images, each divided by its deviation. */
  RealMatrix correlation() {
    return new Array2DRowRealMatrix(correlations);
  }

  /** Returns the directions along which images differ most, the first ones of length 1. */
  double[][] directions(int count) {
    EigenDecompositionSymmetric parts = new EigenDecompositionSymmetric(correlation());
    double[][] directions = new double[Math.min(count, mean.length)][];
    for (int i = 0; i < directions.length; i++) {
      directions[i] = parts.getEigenvector(i).toArray();
    }
    return directions;
  }

  /**
   * A scale that is linear about a middle and logarithmic far from it: asinh((q − middle) / 2c).
   *
   * @param middle of levels that of no light, of noises their median
   * @param dark c: of levels a tenth of the usual one
   */
  record AsinhScale(double middle, double dark) {
    private static final double DARK = 0.1;

    /** Returns the scale of a reference's levels; empty where there are none above black. */
    static Optional<AsinhScale> of(double[] levels, double black) {
      double usual = levels.length == 0 ? 0 : median(levels) - black;
      return usual > 0 ? Optional.of(new AsinhScale(black, DARK * usual)) : Optional.empty();
    }

    /**
     * Returns the scale of a reference's noises: linear about their median, logarithmic where they
     * lie further from it than half of them; empty where they do not differ.
     */
    static Optional<AsinhScale> aboutMedian(double[] noises) {
      if (noises.length == 0) {
        return Optional.empty();
      }
      double middle = median(noises);
      double usual = median(Arrays.stream(noises).map(noise -> Math.abs(noise - middle)).toArray());
      return usual > 0 ? Optional.of(new AsinhScale(middle, usual / 2)) : Optional.empty();
    }

    private static double median(double[] values) {
      double[] sorted = Arrays.stream(values).sorted().toArray();
      return sorted[sorted.length / 2];
    }

    /** Returns the place of a level. */
    double of(double level) {
      double x = (level - middle) / (2 * dark);
      return Math.signum(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1));
    }
  }
}
