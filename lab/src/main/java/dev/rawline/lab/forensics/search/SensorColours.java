package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.sensor.PhotonConversion;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.analysis.differentiation.Gradient;

/**
 * What a sensor's filters make of a light: the charge of white, and the colour matrix of a camera
 * that is balanced to it, with derivatives by whatever the light depends on.
 *
 * <p>A filter's sensitivity over the wavelength is Σ_band response[filter][band] · bell_band, the
 * response = transmission · quantum efficiency of sensor.yaml, the bells Gaussian about the bands'
 * wavelengths, {@code 600, 530, 460} nm, with a full width at half maximum of {@value #BAND_WIDTH}
 * nm. A sensor counts photons, so the power is multiplied by the wavelength.
 */
final class SensorColours {
  private static final int COLOURS = 3;
  private static final double BAND_WIDTH = 80;
  private static final double[] BANDS = {600, 530, 460};

  /** Linear sRGB of XYZ (IEC 61966-2-1). */
  private static final Matrix3 TO_SRGB =
      Matrix3.of(3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570);

  /** The number of half waves over the spectrum of the finest reflectance. */
  private static final int FINEST = 3;

  private final double[][] sensitivities;

  /** Prepares the filters of a sensor; a monochrome one has three equal ones. */
  SensorColours(SensorSpec sensor) {
    Matrix3 response = PhotonConversion.of(sensor, 1).response();
    double[] wavelengths = Illuminants.wavelengths();
    sensitivities = new double[COLOURS][wavelengths.length];
    for (int filter = 0; filter < COLOURS; filter++) {
      for (int i = 0; i < wavelengths.length; i++) {
        for (int band = 0; band < COLOURS; band++) {
          sensitivities[filter][i] +=
              response.at(filter, band)
                  * Illuminants.bell(wavelengths[i] - BANDS[band], BAND_WIDTH)
                  * wavelengths[i];
        }
      }
    }
  }

  /** Returns the charge of red, green and blue of a white surface under a light, in any unit. */
  Gradient[] white(Gradient[] light) {
    return Arrays.stream(sensitivities)
        .map(filter -> weighted(light, filter))
        .toArray(Gradient[]::new);
  }

  /**
   * Returns the matrix, row by row, that takes camera colours balanced to a light to linear sRGB:
   * least squares over the reflectances 1 and ½(1 ± cos kπt), k = 1 to {@value #FINEST}, t from 0
   * to 1 over the spectrum, with rows that sum to 1, so that grey stays grey. The target is what
   * the standard observer sees of the same reflectance under D65. Source: G. Finlayson and M. Drew,
   * Constrained least-squares regression in color spaces, 1997; natural reflectances are
   * band-limited so (L. Maloney, 1986).
   */
  Gradient[] matrix(Gradient[] light) {
    Gradient[] white = white(light);
    double[][] surfaces = surfaces();
    Gradient[][] colours = new Gradient[surfaces.length][];
    for (int s = 0; s < surfaces.length; s++) {
      double[] surface = surfaces[s];
      colours[s] =
          IntStream.range(0, COLOURS)
              .mapToObj(c -> weighted(light, product(sensitivities[c], surface)).divide(white[c]))
              .toArray(Gradient[]::new);
    }
    double[][] targets = targets(surfaces);
    Gradient zero = light[0].multiply(0);
    Gradient[] gram = filled(zero);
    Gradient[] cross = filled(zero);
    for (int s = 0; s < surfaces.length; s++) {
      for (int i = 0; i < COLOURS; i++) {
        for (int j = 0; j < COLOURS; j++) {
          int at = COLOURS * i + j;
          gram[at] = gram[at].add(colours[s][i].multiply(colours[s][j]));
          cross[at] = cross[at].add(colours[s][j].multiply(targets[s][i]));
        }
      }
    }
    return greyKept(times(cross, inverse(gram)), inverse(gram));
  }

  /** Moves the rows of a least-squares matrix to a sum of 1, at the least cost. */
  private static Gradient[] greyKept(Gradient[] matrix, Gradient[] inverse) {
    Gradient[] kept = new Gradient[matrix.length];
    Gradient all = Arrays.stream(inverse).reduce(Gradient::add).orElseThrow();
    for (int i = 0; i < COLOURS; i++) {
      Gradient missing = sum(matrix, i).subtract(1).negate().divide(all);
      for (int j = 0; j < COLOURS; j++) {
        kept[COLOURS * i + j] = matrix[COLOURS * i + j].add(sum(inverse, j).multiply(missing));
      }
    }
    return kept;
  }

  private static Gradient sum(Gradient[] matrix, int row) {
    return matrix[COLOURS * row].add(matrix[COLOURS * row + 1]).add(matrix[COLOURS * row + 2]);
  }

  private static double[][] surfaces() {
    double[] wavelengths = Illuminants.wavelengths();
    double span = wavelengths[wavelengths.length - 1] - wavelengths[0];
    double[][] surfaces = new double[2 * FINEST + 1][wavelengths.length];
    Arrays.fill(surfaces[0], 1);
    for (int k = 1; k <= FINEST; k++) {
      for (int i = 0; i < wavelengths.length; i++) {
        double wave = StrictMath.cos(k * Math.PI * (wavelengths[i] - wavelengths[0]) / span);
        surfaces[2 * k - 1][i] = (1 + wave) / 2;
        surfaces[2 * k][i] = (1 - wave) / 2;
      }
    }
    return surfaces;
  }

  private static double[][] targets(double[][] surfaces) {
    Gradient[] light =
        Illuminants.daylight(Gradient.constant(0, Illuminants.MEGA / Illuminants.D65));
    double[] white = srgb(light, surfaces[0]);
    double[][] targets = new double[surfaces.length][];
    for (int s = 0; s < surfaces.length; s++) {
      targets[s] = srgb(light, surfaces[s]);
      for (int c = 0; c < COLOURS; c++) {
        targets[s][c] /= white[c];
      }
    }
    return targets;
  }

  private static double[] srgb(Gradient[] light, double[] surface) {
    double[] srgb = new double[COLOURS];
    for (int i = 0; i < COLOURS; i++) {
      double stimulus = weighted(light, product(Illuminants.observer(i), surface)).getValue();
      for (int c = 0; c < COLOURS; c++) {
        srgb[c] += TO_SRGB.at(c, i) * stimulus;
      }
    }
    return srgb;
  }

  private static Gradient weighted(Gradient[] light, double[] weights) {
    Gradient sum = light[0].multiply(0);
    for (int i = 0; i < weights.length; i++) {
      sum = sum.add(light[i].multiply(weights[i]));
    }
    return sum;
  }

  private static double[] product(double[] one, double[] other) {
    double[] product = new double[one.length];
    Arrays.setAll(product, i -> one[i] * other[i]);
    return product;
  }

  private static Gradient[] filled(Gradient zero) {
    Gradient[] matrix = new Gradient[COLOURS * COLOURS];
    Arrays.fill(matrix, zero);
    return matrix;
  }

  /** Returns the product of two matrices, row by row. */
  static Gradient[] times(Gradient[] left, Gradient[] right) {
    Gradient[] product = new Gradient[left.length];
    for (int i = 0; i < COLOURS; i++) {
      for (int j = 0; j < COLOURS; j++) {
        product[COLOURS * i + j] =
            left[COLOURS * i]
                .multiply(right[j])
                .add(left[COLOURS * i + 1].multiply(right[COLOURS + j]))
                .add(left[COLOURS * i + 2].multiply(right[2 * COLOURS + j]));
      }
    }
    return product;
  }

  /** Returns the inverse of a matrix, row by row: cofactors over the determinant. */
  static Gradient[] inverse(Gradient[] matrix) {
    Gradient[] cofactors = new Gradient[matrix.length];
    for (int i = 0; i < COLOURS; i++) {
      for (int j = 0; j < COLOURS; j++) {
        int a = (i + 1) % COLOURS;
        int b = (i + 2) % COLOURS;
        int c = (j + 1) % COLOURS;
        int d = (j + 2) % COLOURS;
        cofactors[COLOURS * j + i] =
            matrix[COLOURS * a + c]
                .multiply(matrix[COLOURS * b + d])
                .subtract(matrix[COLOURS * a + d].multiply(matrix[COLOURS * b + c]));
      }
    }
    Gradient determinant =
        matrix[0]
            .multiply(cofactors[0])
            .add(matrix[1].multiply(cofactors[COLOURS]))
            .add(matrix[2].multiply(cofactors[2 * COLOURS]));
    return Arrays.stream(cofactors)
        .map(cofactor -> cofactor.divide(determinant))
        .toArray(Gradient[]::new);
  }
}
