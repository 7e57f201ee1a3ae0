package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Irradiance;

/**
 * Three bands of light that are read and written line by line in double precision, for any storage
 * precision.
 *
 * <p>Line n is row n mod height of band ⌊n / height⌋. Backward passes process a few lines at a
 * time, since a single band of a large picture in double precision takes two thirds of the memory
 * of the whole picture in float32.
 */
abstract class BandRows {
  /** The number of columns. */
  final int width;

  /** The number of rows of a band. */
  final int height;

  BandRows(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Copies a line. */
  abstract void read(int line, double[] samples);

  /** Replaces a line. */
  abstract void write(int line, double[] samples);

  /** The adjoint of a stage, on any rows. */
  interface Adjoint {
    /**
     * Writes the gradient with respect to the input and adds that with respect to the parameters.
     */
    void back(BandRows light, BandRows cotangent, double[] gradient, BandRows in);

    /** Returns the pullback of a stage that keeps the size of the light. */
    default Pullback<Irradiance, Irradiance> pullback(
        Irradiance light, Irradiance value, int parameters) {
      return new DefinedPullback<>(
          value,
          parameters,
          (cotangent, gradient) -> {
            FloatBands in = FloatBands.dark(light.width(), light.height());
            back(FloatBands.of(light), FloatBands.of(cotangent), gradient, in);
            return light.with(in.samples);
          });
    }
  }
}
