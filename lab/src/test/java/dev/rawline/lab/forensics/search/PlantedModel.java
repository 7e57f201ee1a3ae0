package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model with a weakness that is known: pictures x + A θ, of which one direction alone decides.
 *
 * <p>Sample i is right while its margin, 1 − i / (2 samples) + 8 wᵀ A θ, is above 0, |w| = 1 /
 * √pixels; the loss is the mean of log(1 + exp(−margin)). A has columns of very different lengths.
 */
final class PlantedModel implements Objective {
  /** The mean square of the change, along w, at which no sample is right any more. */
  static final double ALL_WRONG = 1.03 / 64;

  private static final int SAMPLES = 200;
  private static final double STEEPNESS = 8;

  private final int size;
  private final int pixels;
  private final double[][] matrix;
  private final double[] weights;
  private final boolean hasSlope;
  private int evaluations;

  PlantedModel(int size, int pixels, boolean hasSlope, long seed) {
    this.size = size;
    this.pixels = pixels;
    this.hasSlope = hasSlope;
    RandomStream random = new Seed(seed, "planted").stream("model", 0);
    matrix = new double[size][pixels];
    weights = new double[pixels];
    for (int i = 0; i < size; i++) {
      double length = Math.pow(10, 4 * random.nextUniform() - 2);
      for (int p = 0; p < pixels; p++) {
        matrix[i][p] = length * random.nextGaussian();
      }
    }
    for (int i = 0; i < size; i++) {
      double share = random.nextGaussian() / length(matrix[i]);
      for (int p = 0; p < pixels; p++) {
        weights[p] += share * matrix[i][p];
      }
    }
    double length = length(weights) * Math.sqrt(pixels);
    for (int p = 0; p < pixels; p++) {
      weights[p] /= length;
    }
  }

  private static double length(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(each -> each * each).sum());
  }

  /** Returns the bounds of numbers that may lie anywhere. */
  static ParameterBounds unbounded(int size) {
    double[] highest = new double[size];
    Arrays.fill(highest, Double.MAX_VALUE);
    return new ParameterBounds(Arrays.stream(highest).map(number -> -number).toArray(), highest);
  }

  SearchCoordinates coordinates() {
    return coordinates(IntStream.range(0, size).boxed().toList());
  }

  SearchCoordinates coordinates(List<Integer> group) {
    return WhitenedCoordinates.measured(this::pictures, new double[size], group, unbounded(size));
  }

  float[] pictures(double[] numbers) {
    float[] pictures = new float[pixels];
    for (int p = 0; p < pixels; p++) {
      pictures[p] = (float) change(numbers, p);
    }
    return pictures;
  }

  private double change(double[] numbers, int pixel) {
    double change = 0;
    for (int i = 0; i < size; i++) {
      change += matrix[i][pixel] * numbers[i];
    }
    return change;
  }

  int evaluations() {
    return evaluations;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean hasSlope() {
    return hasSlope;
  }

  @Override
  public double closeness(double[] numbers) {
    double sum = 0;
    for (int p = 0; p < pixels; p++) {
      sum += Math.pow(change(numbers, p), 2);
    }
    return sum / pixels;
  }

  @Override
  public double[] ofCloseness(double[] numbers) {
    double[] ofCloseness = new double[size];
    for (int p = 0; p < pixels; p++) {
      double change = change(numbers, p);
      for (int i = 0; i < size; i++) {
        ofCloseness[i] += 2 * change / pixels * matrix[i][p];
      }
    }
    return ofCloseness;
  }

  private double projection(double[] numbers) {
    double sum = 0;
    for (int p = 0; p < pixels; p++) {
      sum += weights[p] * change(numbers, p);
    }
    return sum;
  }

  private static double margin(int sample, double projection) {
    return 1 - 0.5 * sample / SAMPLES + STEEPNESS * projection;
  }

  @Override
  public Value at(double[] numbers) {
    evaluations++;
    double projection = projection(numbers);
    double loss = 0;
    int right = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double margin = margin(i, projection);
      loss += Math.log1p(Math.exp(-margin));
      right += margin > 0 ? 1 : 0;
    }
    return new Value((double) right / SAMPLES, loss / SAMPLES, closeness(numbers));
  }

  @Override
  public Slope slope(double[] numbers, Criterion aim, double factor) {
    if (!hasSlope) {
      throw new UnsupportedOperationException("no gradient");
    }
    Value value = at(numbers);
    double projection = projection(numbers);
    double ofProjection = 0;
    for (int i = 0; i < SAMPLES; i++) {
      ofProjection -= STEEPNESS / (1 + Math.exp(margin(i, projection))) / SAMPLES;
    }
    double[] ofScore = new double[size];
    for (int p = 0; p < pixels; p++) {
      double change = change(numbers, p);
      for (int i = 0; i < size; i++) {
        ofScore[i] += (ofProjection * weights[p] - factor * 2 * change / pixels) * matrix[i][p];
      }
    }
    return new Slope(value, value.loss(), ofScore);
  }
}
