package dev.rawline.lab.quality.cause;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.QuantityTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * The least squares fit of a camera's difference to the shift between two populations.
 *
 * <p>Minimized is χ² = δᵀ C⁻¹ δ, δ the means of the incoming images, the difference undone, less
 * those of the reference, each over its deviation between images; C = R · (1/n + 1/m) + s² · 1, R
 * the correlation between quantities, n and m the numbers of images that have a quantity, s what
 * the model of a camera itself is trusted to. The steps are those of Levenberg and Marquardt.
 */
final class ShiftFit {
  /**
   * To how many deviations between images the model is trusted: optics, clipping and content are
   * more complex than the model, which a large batch would reveal in any case.
   */
  private static final double MODEL_ERROR = 0.04;

  /**
   * To how many deviations quantities of noise are trusted where a blur is fitted: it takes fine
   * texture away, which looks like noise, and by how much depends on what the images show.
   */
  private static final double TEXTURE_ERROR = 0.35;

  /**
   * To which part of itself the variance of a blur is trusted besides chance: what it does was
   * tried out on images that were sampled already, through a lens of their own.
   */
  private static final double RESPONSE_ERROR = 0.25;

  private static final Set<Quantity> OF_NOISE =
      EnumSet.of(Quantity.GAIN, Quantity.READ_NOISE, Quantity.ROW_BANDING, Quantity.COLUMN_BANDING);

  /** A number that moves nothing by more, in standard errors a unit, is not seen. */
  private static final double LEAST_SLOPE = 1e-6;

  private static final int MOST_STEPS = 60;
  private static final double STEP = 1e-4;
  private static final double CONVERGED = 1e-9;
  private static final double MOST_DAMPING = 1e9;

  private final ReferencePopulation reference;
  private final Function<CameraDrift, double[]> undone;
  private final Metric sharp;
  private final Metric blurred;
  private final Map<List<DriftParameter>, Solution> fits = new HashMap<>();

  /**
   * Prepares.
   *
   * @param reference the images of the reference
   * @param undone the means of the incoming images with a difference undone
   * @param incoming the incoming images, which have every quantity of the reference
   */
  ShiftFit(
      ReferencePopulation reference,
      Function<CameraDrift, double[]> undone,
      QuantityTable incoming) {
    this.reference = reference;
    this.undone = undone;
    sharp = metric(incoming, MODEL_ERROR);
    blurred = metric(incoming, TEXTURE_ERROR);
  }

  /**
   * By what shifts are measured.
   *
   * @param whitening C to the power −½
   * @param logDeterminant of C
   */
  private record Metric(RealMatrix whitening, double logDeterminant) {}

  private Metric metric(QuantityTable incoming, double ofNoise) {
    int size = reference.quantities().size();
    double[] errors = new double[size];
    for (int k = 0; k < size; k++) {
      double came = incoming.known(reference.quantities().get(k)).length;
      errors[k] = Math.sqrt(1.0 / reference.known(k) + 1 / came);
    }
    RealMatrix covariance = reference.correlation();
    for (int k = 0; k < size; k++) {
      for (int j = 0; j < size; j++) {
        covariance.multiplyEntry(j, k, errors[j] * errors[k]);
      }
      boolean noise = OF_NOISE.contains(reference.quantities().get(k));
      double error = noise ? ofNoise : MODEL_ERROR;
      covariance.addToEntry(k, k, error * error);
    }
    CholeskyDecomposition parts = new CholeskyDecomposition(covariance, 1e-9, 1e-15);
    RealMatrix inverse = MatrixUtils.createRealIdentityMatrix(size);
    for (int k = 0; k < size; k++) {
      RealVector column = inverse.getColumnVector(k);
      MatrixUtils.solveLowerTriangularSystem(parts.getL(), column);
      inverse.setColumnVector(k, column);
    }
    return new Metric(inverse, Math.log(parts.getDeterminant()));
  }

  private Metric metric(Collection<DriftParameter> free) {
    return free.contains(DriftParameter.BLUR) ? blurred : sharp;
  }

  /**
   * What a fit came to.
   *
   * @param difference the camera's difference
   * @param before χ² with nothing undone, by the same measure
   * @param chiSquare χ² that is left
   * @param score what explanations are compared by: χ² + ln det C, less that without a blur
   * @param numbers how many numbers were free
   * @param covariance of the errors of the free numbers, as they are kept, in their order
   */
  record Solution(
      CameraDrift difference,
      double before,
      double chiSquare,
      double score,
      int numbers,
      RealMatrix covariance) {

    /** Returns the standard error of a free number. */
    double error(int place) {
      return Math.sqrt(Math.max(0, covariance.getEntry(place, place)));
    }

    /** Returns how the errors of the free numbers depend on each other, row by row. */
    List<List<Double>> correlations() {
      return IntStream.range(0, numbers)
          .mapToObj(
              j ->
                  IntStream.range(0, numbers)
                      .mapToObj(k -> j == k ? 1 : correlation(j, k))
                      .toList())
          .toList();
    }

    private double correlation(int j, int k) {
      double both = error(j) * error(k);
      return both == 0 ? 0 : covariance.getEntry(j, k) / both;
    }
  }

  private RealVector residual(CameraDrift difference, Metric metric) {
    return metric.whitening.operate(
        new ArrayRealVector(reference.away(undone.apply(difference)), false));
  }

  /** Returns χ² with nothing undone. */
  double chiSquare() {
    RealVector residual = residual(CameraDrift.NONE, sharp);
    return residual.dotProduct(residual);
  }

  /** Returns the probability of so large a χ² by chance (Hotelling's T²). */
  double probability(double chiSquare, int numbers) {
    int freedom = reference.quantities().size() - numbers;
    if (freedom < 1) {
      return 0; // as many numbers as quantities explain everything, and nothing
    }
    int images = reference.images();
    double rest = Math.max(1, images - freedom);
    double f = chiSquare * rest / (freedom * (images - 1.0));
    return 1 - new FDistribution(freedom, rest).cumulativeProbability(f);
  }

  /**
   * Returns the probability that numbers, fitted where nothing happened, lower χ² as far (C. R.
   * Rao, Linear statistical inference and its applications, 2nd ed., 8c.4).
   *
   * @param before χ² without them
   * @param after χ² with them
   */
  double probability(double before, double after, int numbers) {
    double rest = Math.max(1, reference.images() - reference.quantities().size());
    double f = rest / numbers * (before - after) / (reference.images() - 1.0 + after);
    return f <= 0 ? 1 : 1 - new FDistribution(numbers, rest).cumulativeProbability(f);
  }

  /** Returns whether any quantity that is known depends on a parameter. */
  boolean determines(DriftParameter number) {
    return slopes(CameraDrift.NONE, List.of(number), sharp).getFrobeniusNorm() > LEAST_SLOPE;
  }

  /** Fits some numbers, all others being as they were; what was fitted before is known. */
  Solution fit(Collection<DriftParameter> free) {
    List<DriftParameter> numbers = List.copyOf(free);
    Solution known = fits.get(numbers);
    if (known == null) {
      known = fitted(numbers);
      fits.put(numbers, known);
    }
    return known;
  }

  private Solution fitted(List<DriftParameter> numbers) {
    Metric metric = metric(numbers);
    CameraDrift present = CameraDrift.NONE;
    RealVector residual = residual(present, metric);
    double chiSquare = residual.dotProduct(residual);
    double before = chiSquare;
    double damping = 1e-3;
    RealMatrix slopes = slopes(present, numbers, metric);
    for (int step = 0; step < MOST_STEPS && damping < MOST_DAMPING; step++) {
      RealMatrix normal = slopes.transpose().multiply(slopes);
      for (int k = 0; k < numbers.size(); k++) {
        normal.multiplyEntry(k, k, 1 + damping);
      }
      RealVector down = slopes.transpose().operate(residual).mapMultiply(-1);
      DecompositionSolver solver = new QRDecomposition(normal).getSolver();
      if (!solver.isNonSingular()) {
        break; // so far out that a number moves nothing any more
      }
      RealVector move = solver.solve(down);
      CameraDrift next = present;
      for (int k = 0; k < numbers.size(); k++) {
        DriftParameter number = numbers.get(k);
        next = next.with(number, moved(next.get(number), move.getEntry(k), number));
      }
      RealVector left = residual(next, metric);
      double reached = left.dotProduct(left);
      if (reached < chiSquare) {
        boolean done = chiSquare - reached < CONVERGED * (1 + chiSquare);
        present = next;
        residual = left;
        chiSquare = reached;
        damping = Math.max(1e-9, damping / 10);
        slopes = slopes(present, numbers, metric);
        if (done) {
          break;
        }
      } else {
        damping *= 10;
      }
    }
    double score = chiSquare + metric.logDeterminant - sharp.logDeterminant;
    RealMatrix covariance = covariance(slopes);
    int blur = numbers.indexOf(DriftParameter.BLUR);
    if (blur >= 0) {
      double response = RESPONSE_ERROR * present.get(DriftParameter.BLUR);
      covariance.addToEntry(blur, blur, response * response);
    }
    return new Solution(present, before, chiSquare, score, numbers.size(), covariance);
  }

  /**
   * A ratio that moves by more than e at once has left the range of the slope, and no read-out has
   * less noise than none.
   */
  private double moved(double from, double move, DriftParameter number) {
    double to = from + (number.isRatio() ? Math.clamp(move, -1, 1) : move);
    return number == DriftParameter.READ_NOISE ? Math.max(to, reference.mostLost()) : to;
  }

  private RealMatrix slopes(CameraDrift present, List<DriftParameter> numbers, Metric metric) {
    RealMatrix slopes = new Array2DRowRealMatrix(reference.quantities().size(), numbers.size());
    for (int k = 0; k < numbers.size(); k++) {
      DriftParameter number = numbers.get(k);
      double value = present.get(number);
      double step = STEP * Math.max(1, Math.abs(value));
      RealVector above = residual(present.with(number, value + step), metric);
      RealVector below = residual(present.with(number, value - step), metric);
      slopes.setColumnVector(k, above.subtract(below).mapDivide(2 * step));
    }
    return slopes;
  }

  private static RealMatrix covariance(RealMatrix slopes) {
    RealMatrix normal = slopes.transpose().multiply(slopes);
    DecompositionSolver solver = new QRDecomposition(normal, 1e-300).getSolver();
    if (!solver.isNonSingular()) {
      double[] unknown = new double[normal.getRowDimension()];
      Arrays.fill(unknown, Double.POSITIVE_INFINITY);
      return MatrixUtils.createRealDiagonalMatrix(unknown);
    }
    return solver.getInverse();
  }

  /**
   * Returns the χ² that is left where the shift lies along the directions in which the images of
   * the reference themselves differ most.
   */
  double chiSquareOfContent(int directions) {
    double[][] along = reference.directions(directions);
    RealMatrix matrix = new Array2DRowRealMatrix(reference.quantities().size(), along.length);
    for (int k = 0; k < along.length; k++) {
      matrix.setColumnVector(k, sharp.whitening.operate(new ArrayRealVector(along[k], false)));
    }
    RealVector residual = residual(CameraDrift.NONE, sharp);
    RealVector solved = new QRDecomposition(matrix).getSolver().solve(residual);
    RealVector left = residual.subtract(matrix.operate(solved));
    return left.dotProduct(left);
  }

  /**
   * Returns the part of the shift in each quantity, in deviations between images, largest first.
   */
  List<Residual> shifted(CameraDrift difference) {
    double[] away = reference.away(undone.apply(difference));
    List<Residual> shifted = new ArrayList<>();
    for (int k = 0; k < away.length; k++) {
      shifted.add(new Residual(reference.quantities().get(k), away[k]));
    }
    shifted.sort((a, b) -> Double.compare(Math.abs(b.deviations()), Math.abs(a.deviations())));
    return List.copyOf(shifted);
  }

  /**
   * How far a mean lies from that of the reference.
   *
   * @param quantity of which
   * @param deviations in deviations between images of the reference
   */
  record Residual(Quantity quantity, double deviations) {}
}
