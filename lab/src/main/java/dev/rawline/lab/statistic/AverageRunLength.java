package dev.rawline.lab.statistic;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * How many scores a new chart takes on average until it signals: its average run length.
 *
 * <p>Scores are independent and normal with variance 1. A side of a CUSUM chart holds its sum u
 * within 0 and the limit h, and its run length is the L(0) of the integral equation L(u) = 1 + L(0)
 * P(next ≤ 0) + ∫ L(x) p(x | u) dx (Page 1954, Crowder 1987); an EWMA chart holds nothing, and the
 * second term is missing. It is solved at the points of Gauss–Legendre panels. A CUSUM chart
 * signals as often as its sides do together: 1 / L = 1 / L₊ + 1 / L₋.
 *
 * <p>While nothing changes it is the time between false alarms, ARL₀; after a change it is how long
 * the change stays unseen.
 */
public final class AverageRunLength {
  /** The shortest run length of a design. */
  private static final double LEAST = 5;

  /** The longest run length of a design; beyond, rounding would show. */
  private static final double MOST = 1e9;

  /** Longer averages are lost in rounding, and come out as anything beyond this. */
  private static final double ENDLESS = 1e12;

  private static final double PRECISION = 1e-10;
  private static final int STEPS = 200;

  private AverageRunLength() {}

  /**
   * Returns a chart's average run length.
   *
   * @param chart the chart; its current state does not matter
   * @param shift the mean of the scores [deviations]; 0 while nothing changes
   * @return the average number of scores, the signalling one included; infinite beyond 1e12
   * @throws IllegalArgumentException if the shift is not finite
   */
  public static double average(ControlScheme chart, double shift) {
    ControlScheme.requireScore(shift);
    return switch (chart) {
      case Ewma ewma -> {
        double weight = ewma.weight();
        double end = ewma.limit() * Math.sqrt(weight / (2 - weight));
        yield new Walk(1 - weight, weight * shift, weight).free(end);
      }
      case Cusum cusum -> {
        Walk up = new Walk(1, shift - cusum.allowance(), 1);
        Walk down = new Walk(1, -shift - cusum.allowance(), 1);
        yield 1 / (1 / up.held(cusum.limit()) + 1 / down.held(cusum.limit()));
      }
    };
  }

  /**
   * Returns the EWMA chart of a wanted average run length, of normal scores against a reference.
   *
   * @param weight λ, above 0 and at most 1
   * @param wanted the average number of scores between false alarms, 5 to 1e9
   * @param size of which size the reference of the scores is
   * @throws IllegalArgumentException if a number lies outside its range
   */
  public static Ewma ewma(double weight, double wanted, ReferenceSize size) {
    requireWanted(wanted);
    return Ewma.start(
        weight,
        limit(
            limit ->
                average(Ewma.start(weight, limit / size.spread()), size.shift() / size.spread()),
            wanted));
  }

  /**
   * Returns the CUSUM chart of a wanted average run length, of normal scores against a reference.
   *
   * @param allowance k, half the change that is to be detected fastest [deviations]
   * @param wanted the average number of scores between false alarms, 5 to 1e9
   * @param size of which size the reference of the scores is
   * @throws IllegalArgumentException if a number lies outside its range
   */
  public static Cusum cusum(double allowance, double wanted, ReferenceSize size) {
    requireWanted(wanted);
    return Cusum.start(
        allowance,
        limit(
            limit ->
                average(
                    Cusum.start(allowance / size.spread(), limit / size.spread()),
                    size.shift() / size.spread()),
            wanted));
  }

  /**
   * Returns the average run length that each of several charts needs, so that the first false alarm
   * of any of them comes after the wanted one on average, or later: wanted · charts.
   *
   * <p>It is exact where charts signal independently of each other and each run length is about
   * geometric. Charts that depend on each other tend to signal together, so that the average is
   * longer than wanted.
   *
   * @param wanted the average number of scores until the first false alarm of all charts
   * @param charts how many there are, at least 1
   * @throws IllegalArgumentException if there is none, or the product exceeds 1e9
   */
  public static double each(double wanted, int charts) {
    if (charts < 1) {
      throw new IllegalArgumentException("there are " + charts + " charts: expected one at least");
    }
    return requireWanted(requireWanted(wanted) * charts);
  }

  private static double requireWanted(double wanted) {
    if (!(wanted >= LEAST && wanted <= MOST)) {
      throw new IllegalArgumentException(
          "an average run length of %s is wanted: expected %.0f to %.0e scores"
              .formatted(wanted, LEAST, MOST));
    }
    return wanted;
  }

  private interface Average {
    double of(double limit);
  }

  private static double limit(Average average, double wanted) {
    double low = 1e-3;
    double high = 1;
    while (average.of(high) < wanted) {
      low = high;
      high *= 1.5;
    }
    double goal = Math.log(wanted);
    return new BrentSolver(PRECISION)
        .solve(STEPS, limit -> Math.log(average.of(limit)) - goal, low, high);
  }

  /**
   * The walk of a chart's value, u → stay · u + drift + scale · Z with a standard normal Z, until
   * it leaves.
   */
  private record Walk(double stay, double drift, double scale) {

    /** Returns the average number of steps from 0 until it is beyond ± the end. */
    double free(double end) {
      GaussLegendre panels = GaussLegendre.over(-end, end, scale);
      int size = panels.size();
      RealMatrix matrix = new Array2DRowRealMatrix(size, size);
      for (int i = 0; i < size; i++) {
        fill(matrix, i, panels, 0, panels.point(i));
      }
      double[] lengths = solved(matrix);
      double fromZero = 1;
      for (int j = 0; j < size; j++) {
        fromZero += panels.weight(j) * density(panels.point(j), 0) * lengths[j];
      }
      return fromZero > 0 && fromZero < ENDLESS ? fromZero : Double.POSITIVE_INFINITY;
    }

    /** Returns the same where it is held at 0 from below. */
    double held(double end) {
      GaussLegendre panels = GaussLegendre.over(0, end, scale);
      int size = panels.size() + 1;
      RealMatrix matrix = new Array2DRowRealMatrix(size, size);
      for (int i = 0; i < size; i++) {
        double from = i == 0 ? 0 : panels.point(i - 1);
        fill(matrix, i, panels, 1, from);
        matrix.addToEntry(i, 0, -StandardNormal.below((-stay * from - drift) / scale));
      }
      double length = solved(matrix)[0];
      return length > 0 && length < ENDLESS ? length : Double.POSITIVE_INFINITY;
    }

    private void fill(RealMatrix matrix, int row, GaussLegendre panels, int first, double from) {
      for (int j = 0; j < panels.size(); j++) {
        matrix.setEntry(row, first + j, -panels.weight(j) * density(panels.point(j), from));
      }
      matrix.addToEntry(row, row, 1);
    }

    private double density(double to, double from) {
      return StandardNormal.density((to - stay * from - drift) / scale) / scale;
    }

    private static double[] solved(RealMatrix matrix) {
      ArrayRealVector ones = new ArrayRealVector(matrix.getRowDimension(), 1.0);
      return new LUDecomposition(matrix, 0).getSolver().solve(ones).toArray();
    }
  }

  /** Points and weights of Gauss–Legendre integration over a row of panels of one width. */
  private record GaussLegendre(double from, double width, int panels) {
    private static final int POINTS = 20;

    /** So many deviations of a normal kernel fit on one panel to double precision. */
    private static final double DEVIATIONS = 4;

    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(POINTS);

    /**
     * Divides an interval.
     *
     * @param from where it begins
     * @param to where it ends
     * @param scale the deviation of the narrowest kernel on it
     */
    static GaussLegendre over(double from, double to, double scale) {
      int panels = (int) Math.max(1, Math.ceil((to - from) / (DEVIATIONS * scale)));
      return new GaussLegendre(from, (to - from) / panels, panels);
    }

    /** Returns how many points there are. */
    int size() {
      return panels * POINTS;
    }

    /** Returns a point. */
    double point(int i) {
      int panel = i / POINTS;
      return from + width * (panel + (1 + RULE.getPoint(i % POINTS)) / 2);
    }

    /** Returns its weight. */
    double weight(int i) {
      return width / 2 * RULE.getWeight(i % POINTS);
    }
  }
}
