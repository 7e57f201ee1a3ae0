package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.Fourier;
import dev.rawline.imaging.numeric.LineFit;
import dev.rawline.imaging.sensor.calibration.ImageNoise;
import java.util.Arrays;
import java.util.Optional;

/**
 * The exponent of the power spectrum, power ∝ frequencyˢ, of the first green's pixels in at most 64
 * tiles of 32×32 of them, evenly spread and half overlapping where the image is small.
 *
 * <p>Each tile, without its mean and under Hann's window, is transformed; the power of the noise,
 * equal at all frequencies, is subtracted by the noise-level function at the tile's mean, and the
 * rest is averaged over rings of 3 to 10 periods a tile (0.047 to 0.156 periods a pixel) and over
 * tiles. The line is fitted by least squares through the logarithms, over the rings that hold at
 * least a quarter of the noise's power. The interval is the jackknife's over tiles.
 */
final class SpectrumSlope {
  private static final int TILE = 32;
  private static final int TILES_ALONG = 8;
  private static final int FIRST = 3;
  private static final int LAST = 10;
  private static final int FEWEST_RINGS = 4;
  private static final int FEWEST_TILES = 4;
  private static final double VISIBLE = 0.25;
  private static final Fourier FOURIER = new Fourier(TILE);

  private SpectrumSlope() {}

  /** Returns the exponent; absent if the noise exceeds the scene. */
  static Optional<Estimate> of(RawImage image, SiteValues black, ImageNoise noise) {
    int rows = image.height() / 2;
    int columns = image.width() / 2;
    int down = along(rows);
    int across = along(columns);
    if (down * across < FEWEST_TILES) {
      return Optional.empty();
    }
    double[][] rings = new double[down * across][];
    double noisePower = 0;
    for (int tile = 0; tile < rings.length; tile++) {
      int top = down == 1 ? 0 : tile / across * (rows - TILE) / (down - 1);
      int left = across == 1 ? 0 : tile % across * (columns - TILE) / (across - 1);
      rings[tile] = new double[LAST + 1];
      noisePower += rings(image, black, noise, top, left, rings[tile]) / rings.length;
    }
    double[] sum = new double[LAST + 1];
    for (double[] ring : rings) {
      add(sum, ring, 1.0 / rings.length);
    }
    int last = FIRST - 1;
    while (last < LAST && sum[last + 1] > VISIBLE * noisePower) {
      last++;
    }
    if (last - FIRST + 1 < FEWEST_RINGS) {
      return Optional.empty();
    }
    return estimate(sum, rings, last);
  }

  private static Optional<Estimate> estimate(double[] sum, double[][] rings, int last) {
    double value = slope(sum, last);
    int count = rings.length;
    double[] without = new double[count];
    for (int tile = 0; tile < count; tile++) {
      double[] rest = sum.clone();
      add(rest, rings[tile], -1.0 / count);
      without[tile] = slope(rest, last);
    }
    double error = ConfidenceIntervals.error(without) * (count - 1);
    return Double.isFinite(error)
        ? Optional.of(ConfidenceIntervals.about(value, error, count - 1))
        : Optional.empty();
  }

  private static int along(int pixels) {
    return pixels < TILE ? 0 : Math.min(TILES_ALONG, (pixels - TILE) / (TILE / 2) + 1);
  }

  private static void add(double[] to, double[] ring, double factor) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * ring[k];
    }
  }

  private static double slope(double[] power, int last) {
    int count = last - FIRST + 1;
    double[] x = new double[count];
    double[] y = new double[count];
    Arrays.setAll(x, i -> Math.log(FIRST + i));
    Arrays.setAll(y, i -> Math.log(power[FIRST + i]));
    return LineFit.of(x, y).slope();
  }

  /** Fills in a tile's power beyond noise, ring by ring, and returns the noise's power. */
  private static double rings(
      RawImage image, SiteValues black, ImageNoise noise, int top, int left, double[] rings) {
    double[][] real = new double[TILE][TILE];
    double[][] imaginary = new double[TILE][TILE];
    int row = image.cfa().redRow();
    int column = BlockSamples.columnOf(image.cfa(), Cfa.Site.GREEN_IN_RED_ROW);
    double mean = 0;
    for (int i = 0; i < TILE; i++) {
      for (int j = 0; j < TILE; j++) {
        real[i][j] = image.at(2 * (top + i) + row, 2 * (left + j) + column);
        mean += real[i][j] / (TILE * TILE);
      }
    }
    double weights = 0;
    for (int i = 0; i < TILE; i++) {
      for (int j = 0; j < TILE; j++) {
        double weight = hann(i) * hann(j);
        real[i][j] = (real[i][j] - mean) * weight;
        weights += weight * weight;
      }
      FOURIER.transform(real[i], imaginary[i]);
    }
    double ofNoise = noise.variance(mean - black.greenInRedRow());
    int[] counts = new int[rings.length];
    double[] columnReal = new double[TILE];
    double[] columnImaginary = new double[TILE];
    for (int j = 0; j <= TILE / 2; j++) {
      for (int i = 0; i < TILE; i++) {
        columnReal[i] = real[i][j];
        columnImaginary[i] = imaginary[i][j];
      }
      FOURIER.transform(columnReal, columnImaginary);
      for (int i = 0; i < TILE; i++) {
        int down = i <= TILE / 2 ? i : i - TILE;
        int ring = (int) Math.rint(Math.sqrt(down * down + j * j));
        if (ring < rings.length) {
          rings[ring] +=
              (columnReal[i] * columnReal[i] + columnImaginary[i] * columnImaginary[i]) / weights
                  - ofNoise;
          counts[ring]++;
        }
      }
    }
    for (int ring = 0; ring < rings.length; ring++) {
      rings[ring] /= Math.max(1, counts[ring]);
    }
    return ofNoise;
  }

  private static double hann(int i) {
    double sine = Math.sin(Math.PI * (i + 0.5) / TILE);
    return sine * sine;
  }
}
