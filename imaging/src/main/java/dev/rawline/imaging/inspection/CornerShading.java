package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.LineFit;
import java.util.Arrays;
import java.util.Optional;

/**
 * The fall-off of light from the centre to the corners, relative to the mean level: 16×16 blocks'
 * upper quartiles of green above black, and centre + slope · r² through them by least squares, r =
 * 0 in the centre and 1 in a corner, where the mean over the image of r² is 1/3; outliers have less
 * weight (Huber 1964, beyond 1.5 robust standard deviations).
 *
 * <p>A scene that is itself darker at the border counts too: only the mean over scenes is the
 * lens's.
 */
final class CornerShading {
  private static final int SIDE = 16;
  private static final int SAMPLES = 8;
  private static final int ROUNDS = 10;
  private static final double HUBER = 1.5;
  private static final double MEAN_SQUARE = 1.0 / 3;

  private CornerShading() {}

  /** Returns the fall-off; absent where the image is at black. */
  static Optional<Estimate> of(RawImage image, SiteValues black) {
    double[] radii = new double[SIDE * SIDE];
    double[] levels = new double[SIDE * SIDE];
    for (int block = 0; block < radii.length; block++) {
      double down = (Math.floorDiv(block, SIDE) + 0.5) / SIDE * 2 - 1;
      double right = (block % SIDE + 0.5) / SIDE * 2 - 1;
      double width = image.width();
      double height = image.height();
      radii[block] =
          (down * down * height * height + right * right * width * width)
              / (height * height + width * width);
      levels[block] = bright(image, black, block);
    }
    double[] weights = new double[radii.length];
    Arrays.fill(weights, 1);
    LineFit line = LineFit.weighted(radii, levels, weights);
    for (int round = 0; round < ROUNDS; round++) {
      double[] rests = rests(radii, levels, line);
      double scale = scale(rests);
      Arrays.setAll(weights, i -> Math.abs(rests[i]) <= scale ? 1 : scale / Math.abs(rests[i]));
      line = LineFit.weighted(radii, levels, weights);
    }
    if (!(line.at(MEAN_SQUARE) > 0)) {
      return Optional.empty();
    }
    return Optional.of(estimate(radii, rests(radii, levels, line), weights, line));
  }

  private static double scale(double[] rests) {
    double[] sizes = Arrays.stream(rests).map(Math::abs).sorted().toArray();
    return HUBER * Math.max(1e-9, 1.4826 * sizes[sizes.length / 2]);
  }

  private static double[] rests(double[] radii, double[] levels, LineFit line) {
    double[] rests = new double[radii.length];
    Arrays.setAll(rests, i -> levels[i] - line.at(radii[i]));
    return rests;
  }

  private static double bright(RawImage image, SiteValues black, int block) {
    int quadsDown = image.height() / 2;
    int quadsAcross = image.width() / 2;
    int top = block / SIDE * quadsDown / SIDE;
    int rows = (block / SIDE + 1) * quadsDown / SIDE - top;
    int left = block % SIDE * quadsAcross / SIDE;
    int columns = (block % SIDE + 1) * quadsAcross / SIDE - left;
    int along = Math.min(rows, SAMPLES);
    int across = Math.min(columns, SAMPLES);
    int first = BlockSamples.columnOf(image.cfa(), Cfa.Site.GREEN_IN_RED_ROW);
    int redRow = image.cfa().redRow();
    double[] samples = new double[2 * along * across];
    int next = 0;
    for (int i = 0; i < along; i++) {
      int row = 2 * (top + i * rows / along);
      for (int j = 0; j < across; j++) {
        int column = 2 * (left + j * columns / across);
        samples[next++] = image.at(row + redRow, column + first) - black.greenInRedRow();
        samples[next++] = image.at(row + 1 - redRow, column + 1 - first) - black.greenInBlueRow();
      }
    }
    Arrays.sort(samples);
    return samples[3 * samples.length / 4];
  }

  /** Returns −slope / mean; objects are larger than blocks, so 2×2 blocks count as one. */
  private static Estimate estimate(double[] radii, double[] rests, double[] weights, LineFit line) {
    double mean = line.at(MEAN_SQUARE);
    double fall = -line.slope() / mean;
    double ones = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < radii.length; i++) {
      ones += weights[i];
      first += weights[i] * radii[i];
      second += weights[i] * radii[i] * radii[i];
    }
    double determinant = ones * second - first * first;
    double squares = 0;
    for (int group = 0; group < radii.length / 4; group++) {
      double score = 0;
      for (int member = 0; member < 4; member++) {
        int row = group / (SIDE / 2) * 2 + member / 2;
        int i = row * SIDE + group % (SIDE / 2) * 2 + member % 2;
        // The derivative of −slope/mean by this block's level.
        double ofSlope = (ones * radii[i] - first) / determinant;
        double ofCentre = (second - first * radii[i]) / determinant;
        double ofMean = ofCentre + MEAN_SQUARE * ofSlope;
        score -= weights[i] * rests[i] * (ofSlope + fall * ofMean) / mean;
      }
      squares += score * score;
    }
    return ConfidenceIntervals.about(fall, Math.sqrt(squares), radii.length / 4 - 2);
  }
}
