package dev.rawline.lab.quality.effect;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.stat.correlation.Covariance;

/**
 * Raw images of a drifted camera × images of the reference camera → those drift parameters whose
 * inversion makes the pictures agree, found by the gradients that the chain hands back.
 *
 * <p>Minimized is the distance of six moments, mean and mean square of each colour over all
 * pictures, each over its standard deviation between the reference pictures. The steps are those of
 * Gauss and Newton, halved until they lead nearer; a row of the Jacobian is the pullback of one
 * moment's gradient by the pictures. Intervals follow from it and from how the moments differ
 * between pictures. It ignores noise and edges, and content that has changed misleads it: it
 * complements the fit of the cause and does not replace it.
 *
 * @param chain the chain, kernels in the place of linear stages
 * @param scale how many DN one is in the scale of the chain's camera
 * @param free which numbers are found; others are as they were. At least one, of the levels: not
 *     both exposure and gain, which look alike, nor blur and read noise
 * @param threads the most threads at work at once
 */
record MatchViews(Isp chain, double scale, List<DriftParameter> free, int threads) {
  private static final String BLACK = "black_level";
  private static final String WHITE = "white_balance";
  private static final int MOMENTS = 2 * Picture.CHANNELS;

  private static final int STEPS = 12;
  private static final int HALVINGS = 5;
  private static final double LONGEST_STEP = 0.5;
  private static final double CONVERGED = 1e-6;
  private static final double NORMAL_QUANTILE = 1.959964;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if none is free, or one is no level
   */
  MatchViews {
    free = List.copyOf(free);
    if (free.isEmpty()
        || free.contains(DriftParameter.BLUR)
        || free.contains(DriftParameter.READ_NOISE)) {
      throw new IllegalArgumentException(
          "free are %s: expected one or several of exposure or gain, black level, red and blue"
              .formatted(free));
    }
  }

  /** Returns those parameters of a drift that pictures determine by their levels. */
  static List<DriftParameter> free(CameraDrift difference) {
    boolean exposed = difference.get(DriftParameter.EXPOSURE) != 0;
    return Arrays.stream(DriftParameter.values())
        .filter(number -> difference.get(number) != 0)
        .filter(
            number ->
                switch (number) {
                  case EXPOSURE, BLACK_LEVEL, RED, BLUE -> true;
                  case GAIN -> !exposed;
                  case BLUR, READ_NOISE -> false;
                })
        .toList();
  }

  /**
   * The moments of pictures under parameters.
   *
   * @param numbers those that are free, as {@link DriftParameter} keeps them, the black level in
   *     the scale of the chain
   * @param moments of each picture
   * @param residual their means less those of the target, each over its deviation
   */
  @SuppressWarnings("ArrayRecordComponent") // of one fit, and never changed
  private record Rendering(
      double[] numbers, float[] views, double[][] moments, RealVector residual) {
    double distance() {
      return residual.dotProduct(residual) / MOMENTS;
    }
  }

  /** What views should come to: means over reference pictures, and deviations between them. */
  @SuppressWarnings("ArrayRecordComponent") // of one fit, and never changed
  private record Target(double[] mean, double[] deviation) {
    static Target of(double[][] moments) {
      double[] mean = means(moments);
      double[] deviation = new double[MOMENTS];
      for (int k = 0; k < MOMENTS; k++) {
        double squares = 0;
        for (double[] picture : moments) {
          squares += Math.pow(picture[k] - mean[k], 2);
        }
        deviation[k] = Math.sqrt(squares / Math.max(1, moments.length - 1)) + CONVERGED;
      }
      return new Target(mean, deviation);
    }
  }

  /**
   * Finds them.
   *
   * @param drifted at least two images
   * @param reference at least two
   */
  ViewMatch of(List<RawImage> drifted, List<RawImage> reference) {
    IspBatch batch = new IspBatch(chain, threads);
    double[][] usual =
        moments(
            forward(batch, chain.theta().vector(), reference), reference.size(), area(reference));
    Target target = Target.of(usual);
    Rendering rendered = rendered(batch, new double[free.size()], drifted, target);
    RealMatrix slopes = slopes(batch, rendered, drifted, target);
    for (int step = 0; step < STEPS; step++) {
      RealVector move =
          normal(slopes).solve(slopes.transpose().operate(rendered.residual())).mapMultiply(-1);
      Rendering nearer = nearer(batch, rendered, move, drifted, target);
      double gained = rendered.distance() - nearer.distance();
      rendered = nearer;
      if (gained < CONVERGED) {
        break;
      }
      slopes = slopes(batch, rendered, drifted, target);
    }
    return new ViewMatch(fitted(rendered, slopes, usual, target), rendered.distance());
  }

  /** Returns the views after a step, halved until it leads nearer; where none does, as it was. */
  private Rendering nearer(
      IspBatch batch, Rendering from, RealVector move, List<RawImage> drifted, Target target) {
    double share = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double[] numbers = from.numbers().clone();
      for (int n = 0; n < numbers.length; n++) {
        numbers[n] += share * Math.clamp(move.getEntry(n), -LONGEST_STEP, LONGEST_STEP);
      }
      Rendering tried = rendered(batch, numbers, drifted, target);
      if (tried.distance() < from.distance()) {
        return tried;
      }
      share /= 2;
    }
    return from;
  }

  private static DecompositionSolver normal(RealMatrix slopes) {
    RealMatrix normal = slopes.transpose().multiply(slopes);
    for (int n = 0; n < normal.getRowDimension(); n++) {
      normal.addToEntry(n, n, CONVERGED);
    }
    return new QRDecomposition(normal).getSolver();
  }

  /** Returns the numbers with intervals: J⁺ C J⁺ᵀ, C how means of so many moments scatter. */
  private List<Attribution.Fitted> fitted(
      Rendering rendered, RealMatrix slopes, double[][] usual, Target target) {
    RealMatrix over =
        MatrixUtils.createRealDiagonalMatrix(
            Arrays.stream(target.deviation()).map(deviation -> 1 / deviation).toArray());
    RealMatrix scatter =
        over.multiply(ofMeans(rendered.moments()).add(ofMeans(usual))).multiply(over);
    RealMatrix pseudo = normal(slopes).getInverse().multiply(slopes.transpose());
    RealMatrix covariance = pseudo.multiply(scatter).multiply(pseudo.transpose());
    List<Attribution.Fitted> fits = new ArrayList<>();
    for (int n = 0; n < free.size(); n++) {
      DriftParameter number = free.get(n);
      double unit = number == DriftParameter.BLACK_LEVEL ? scale : 1;
      double value = rendered.numbers()[n];
      double reach = NORMAL_QUANTILE * Math.sqrt(Math.max(0, covariance.getEntry(n, n)));
      fits.add(
          new Attribution.Fitted(
              number,
              new Estimate(
                  number.value(unit * value),
                  number.value(unit * (value - reach)),
                  number.value(unit * (value + reach)))));
    }
    return fits;
  }

  /** Returns the covariance of means of moments. */
  private static RealMatrix ofMeans(double[][] moments) {
    return new Covariance(moments).getCovarianceMatrix().scalarMultiply(1.0 / moments.length);
  }

  private Rendering rendered(
      IspBatch batch, double[] numbers, List<RawImage> drifted, Target target) {
    float[] views = forward(batch, theta(numbers).vector(), drifted);
    double[][] moments = moments(views, drifted.size(), area(drifted));
    double[] mean = means(moments);
    RealVector residual = new ArrayRealVector(MOMENTS);
    for (int k = 0; k < MOMENTS; k++) {
      residual.setEntry(k, (mean[k] - target.mean()[k]) / target.deviation()[k]);
    }
    return new Rendering(numbers, views, moments, residual);
  }

  /** Returns the numbers of the chain that undo a difference. */
  private Theta theta(double[] numbers) {
    Theta usual = chain.theta();
    double[] white = usual.get(WHITE);
    double light = value(numbers, DriftParameter.EXPOSURE) + value(numbers, DriftParameter.GAIN);
    double black = value(numbers, DriftParameter.BLACK_LEVEL);
    return usual
        .with(BLACK, Arrays.stream(usual.get(BLACK)).map(level -> level + black).toArray())
        .with(
            WHITE,
            new double[] {
              white[0] * Math.exp(-light - value(numbers, DriftParameter.RED)),
              white[1] * Math.exp(-light),
              white[2] * Math.exp(-light - value(numbers, DriftParameter.BLUE))
            });
  }

  private double value(double[] numbers, DriftParameter number) {
    int place = free.indexOf(number);
    return place < 0 ? 0 : numbers[place];
  }

  private static float[] forward(IspBatch batch, double[] theta, List<RawImage> mosaics) {
    float[] views = new float[mosaics.size() * Picture.CHANNELS * area(mosaics)];
    batch.set(theta);
    batch.forward(mosaics, views);
    return views;
  }

  private static int area(List<RawImage> mosaics) {
    return mosaics.getFirst().width() * mosaics.getFirst().height();
  }

  /** Returns of each picture the mean of each colour, then its mean square. */
  private static double[][] moments(float[] views, int pictures, int area) {
    double[][] moments = new double[pictures][MOMENTS];
    for (int i = 0; i < views.length; i++) {
      int plane = i / area;
      double[] picture = moments[plane / Picture.CHANNELS];
      int channel = plane % Picture.CHANNELS;
      picture[channel] += (double) views[i] / area;
      picture[Picture.CHANNELS + channel] += (double) views[i] * views[i] / area;
    }
    return moments;
  }

  private static double[] means(double[][] moments) {
    double[] means = new double[MOMENTS];
    for (double[] picture : moments) {
      for (int k = 0; k < MOMENTS; k++) {
        means[k] += picture[k] / moments.length;
      }
    }
    return means;
  }

  private RealMatrix slopes(
      IspBatch batch, Rendering rendered, List<RawImage> drifted, Target target) {
    RealMatrix slopes = new Array2DRowRealMatrix(MOMENTS, free.size());
    Theta theta = theta(rendered.numbers());
    for (int k = 0; k < MOMENTS; k++) {
      double[] slope = slope(batch, theta, drifted, rendered.views(), k);
      for (int n = 0; n < slope.length; n++) {
        slopes.setEntry(k, n, slope[n] / target.deviation()[k]);
      }
    }
    return slopes;
  }

  /**
   * Returns the gradient of a moment's mean by the numbers, by the pullback of the chain, which
   * went forward with them last.
   */
  private double[] slope(
      IspBatch batch, Theta theta, List<RawImage> mosaics, float[] views, int moment) {
    int area = area(mosaics);
    float[] ofViews = new float[views.length];
    float share = (float) Picture.CHANNELS / views.length;
    for (int i = 0; i < views.length; i++) {
      if (i / area % Picture.CHANNELS == moment % Picture.CHANNELS) {
        ofViews[i] = moment < Picture.CHANNELS ? share : 2 * views[i] * share;
      }
    }
    double[] ofTheta = new double[theta.size()];
    batch.backward(mosaics, ofViews, ofTheta, new float[mosaics.size() * area]);
    int[] white = theta.places(WHITE).toArray();
    double[] gains = theta.get(WHITE);
    double red = -ofTheta[white[0]] * gains[0];
    double green = -ofTheta[white[1]] * gains[1];
    double blue = -ofTheta[white[2]] * gains[2];
    return free.stream()
        .mapToDouble(
            number ->
                switch (number) {
                  case BLACK_LEVEL ->
                      theta.places(BLACK).mapToDouble(place -> ofTheta[place]).sum();
                  case EXPOSURE, GAIN -> red + green + blue;
                  case RED -> red;
                  case BLUE -> blue;
                  case BLUR, READ_NOISE -> 0; // never free
                })
        .toArray();
  }
}
