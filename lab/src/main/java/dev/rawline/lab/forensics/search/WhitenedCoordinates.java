package dev.rawline.lab.forensics.search;

import dev.rawline.lab.statistic.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Coordinates by what numbers do to pictures: with the pictures' Jacobian J by the numbers of a
 * group, G = JᵀJ / N, brought to a diagonal of ones, = V Λ Vᵀ, direction_k = V_k / √(Λ_k + ρ
 * Λ_max), so that the mean square by which pictures change is at most |u|², to first order, and
 * nearly that where they feel a direction.
 *
 * <p>Numbers of any unit are comparable so, and numbers that do the same to pictures (gains and a
 * row of the colour matrix) do not count twice. Of directions that pictures hardly feel first order
 * knows nothing: ρ = {@value #RIDGE} keeps a step along them short. Those below {@value #BLIND} of
 * the largest Λ are left out.
 */
public final class WhitenedCoordinates extends SearchCoordinates {
  private static final double RIDGE = 1e-3;
  private static final double BLIND = 1e-8;

  /** The root-mean-square change of pictures while the Jacobian is measured. */
  private static final double PROBE = 2e-3;

  private static final int PROBES = 4;

  private final double[][] directions;
  private final double[][] inverse;

  private WhitenedCoordinates(
      double[] origin, List<Integer> places, ParameterBounds bounds, double[][] gram) {
    super(origin, places, bounds);
    Directions parts = directions(gram);
    this.directions = parts.directions;
    this.inverse = parts.inverse;
  }

  /**
   * Measures the coordinates of a group, two pictures or a few more a number.
   *
   * @param pictures all numbers → samples of pictures, as many at every call; not all samples of
   *     all pictures need be among them
   * @param origin all numbers of the default camera
   * @param group the places of those of the group
   * @param bounds the bounds of each
   * @throws IllegalArgumentException if pictures do not change with any number of the group
   */
  public static WhitenedCoordinates measured(
      Function<double[], float[]> pictures,
      double[] origin,
      List<Integer> group,
      ParameterBounds bounds) {
    float[] unchanged = pictures.apply(origin.clone());
    double[][] jacobian = new double[group.size()][];
    for (int i = 0; i < jacobian.length; i++) {
      jacobian[i] = column(pictures, unchanged, origin, group.get(i), bounds);
    }
    double[][] gram = new double[jacobian.length][jacobian.length];
    for (int i = 0; i < jacobian.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = Vectors.dot(jacobian[i], jacobian[j]) / unchanged.length;
        gram[j][i] = gram[i][j];
      }
    }
    return new WhitenedCoordinates(origin, group, bounds, gram);
  }

  private static double[] column(
      Function<double[], float[]> pictures,
      float[] unchanged,
      double[] origin,
      int place,
      ParameterBounds bounds) {
    double step = 1e-3 * Math.max(Math.abs(origin[place]), 0.01);
    float[] above = moved(pictures, origin, place, step, bounds);
    for (int probe = 1; probe < PROBES; probe++) {
      double change = Math.sqrt(square(above, unchanged) / unchanged.length);
      if (change > 0.5 * PROBE && change < 2 * PROBE) {
        break;
      }
      step *= change > 0 ? Math.clamp(PROBE / change, 0.01, 100) : 100;
      above = moved(pictures, origin, place, step, bounds);
    }
    float[] below = moved(pictures, origin, place, -step, bounds);
    double span =
        bounds.clamp(place, origin[place] + step) - bounds.clamp(place, origin[place] - step);
    double[] column = new double[unchanged.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = span > 0 ? (above[i] - below[i]) / span : 0;
    }
    return column;
  }

  private static float[] moved(
      Function<double[], float[]> pictures,
      double[] origin,
      int place,
      double step,
      ParameterBounds bounds) {
    double[] numbers = origin.clone();
    numbers[place] = bounds.clamp(place, numbers[place] + step);
    return pictures.apply(numbers).clone();
  }

  private static double square(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i];
      sum += difference * difference;
    }
    return sum;
  }

  /**
   * Directions, and how far a number leads along each.
   *
   * @param directions V_k / (norms · √(Λ_k + ρ Λ_max))
   * @param inverse V_k · norms · √(Λ_k + ρ Λ_max): V is orthogonal
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, by the constructor
  private record Directions(double[][] directions, double[][] inverse) {}

  /** Numbers are brought to a diagonal of ones first, so that units cost no digits. */
  private static Directions directions(double[][] gram) {
    double[] norms = new double[gram.length];
    Arrays.setAll(norms, i -> gram[i][i] > 0 ? Math.sqrt(gram[i][i]) : 1);
    RealMatrix scaled = MatrixUtils.createRealMatrix(gram.length, gram.length);
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        scaled.setEntry(i, j, gram[i][j] / (norms[i] * norms[j]));
      }
    }
    EigenDecompositionSymmetric parts = new EigenDecompositionSymmetric(scaled);
    double[] values = parts.getEigenvalues();
    double largest = Arrays.stream(values).max().orElse(0);
    if (!(largest > 0)) {
      throw new IllegalArgumentException(
          "the images do not depend on any parameter of the group: leave the group out");
    }
    List<double[]> directions = new ArrayList<>();
    List<double[]> inverse = new ArrayList<>();
    for (int k = 0; k < values.length; k++) {
      if (values[k] > BLIND * largest) {
        double length = Math.sqrt(values[k] + (values.length > 1 ? RIDGE * largest : 0));
        double[] vector = parts.getEigenvector(k).toArray();
        double[] direction = new double[gram.length];
        Arrays.setAll(direction, i -> vector[i] / (norms[i] * length));
        directions.add(direction);
        double[] back = new double[gram.length];
        Arrays.setAll(back, i -> vector[i] * norms[i] * length);
        inverse.add(back);
      }
    }
    return new Directions(directions.toArray(double[][]::new), inverse.toArray(double[][]::new));
  }

  @Override
  public int size() {
    return directions.length;
  }

  @Override
  double moved(double usual, double[] place, int i) {
    double number = usual;
    for (int k = 0; k < directions.length; k++) {
      number += place[k] * directions[k][i];
    }
    return number;
  }

  /** What lies along directions that were left out is lost. */
  @Override
  void add(double change, int i, double[] place) {
    for (int k = 0; k < place.length; k++) {
      place[k] += inverse[k][i] * change;
    }
  }

  @Override
  void addBack(double[] place, double gradient, int i, double[] back) {
    for (int k = 0; k < directions.length; k++) {
      back[k] += directions[k][i] * gradient;
    }
  }
}
