package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.numeric.Fourier;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Denoising of the luma by an ideal low-pass: high frequencies of its Fourier transform are set to
 * 0.
 *
 * <p>The discrete Fourier transform over rows and columns keeps a frequency (f_y, f_x) where |f_y|
 * ≤ keep and |f_x| ≤ keep, and is 0 elsewhere. The transform assumes a periodic picture: opposite
 * edges are neighbours.
 *
 * <p>Backwards every cut is its own adjoint: in = the same cut of the cotangent. The weight with
 * which sample n reaches sample m of a row is (1/N) · Σ_(k kept) cos(2πk·(m − n) / N), which is
 * symmetric, for any set of kept k; and a cut of the picture's own rows is a diagonal matrix.
 * Because frequencies come in whole numbers, ∂out/∂keep is 0 almost everywhere, and so is the
 * gradient; an optimizer keeps {@code keep} fixed by default.
 *
 * <pre>{@code
 * LinearRgb smooth = new FftDenoising(0.3).apply(rgb); // keeps up to 0.3 cycles per pixel
 * }</pre>
 */
@FileWord("fft")
public record FftDenoising(
    @Learnable(
            name = "fft.keep",
            unit = "cycles per pixel",
            lowest = 0,
            highest = 0.5,
            fixed = true)
        @Described(
            meaning = "the highest frequency kept",
            unit = "cycles per px",
            min = 0,
            max = 0.5)
        double keep,
    @Described(meaning = "the frequencies that are removed") Cut cut)
    implements LumaStage {

  /** The frequencies that are removed. With H rows and W columns: */
  public enum Cut {
    /** Frequencies above {@code keep} along rows and along columns; the default. */
    HIGH_FREQUENCIES,
    /**
     * The published reference's column cut: of every row's transform, numbers ⌊keep · W⌋ to ⌊(1 −
     * keep) · W⌋ − 1. It is not symmetric; the real part is taken, which halves a frequency that
     * lost one of its two numbers.
     */
    REFERENCE_COLUMNS,
    /**
     * The published reference's row cut: it is applied to rows that are not transformed, so that
     * the rows ⌊keep · H⌋ to ⌊(1 − keep) · H⌋ − 1 of the picture itself become 0.
     */
    REFERENCE_ROWS
  }

  /** Frequencies up to 0.3 cycles per pixel. */
  public static final FftDenoising DEFAULT = new FftDenoising(0.3);

  /**
   * Checks the highest frequency.
   *
   * @throws IllegalArgumentException if keep is outside 0 to 0.5 cycles per pixel
   */
  public FftDenoising {
    RangeChecks.require(FftDenoising.class, "keep", keep);
  }

  /**
   * An ideal low-pass along both axes.
   *
   * @throws IllegalArgumentException if keep is outside 0 to 0.5 cycles per pixel
   */
  public FftDenoising(double keep) {
    this(keep, Cut.HIGH_FREQUENCIES);
  }

  Planes plain(Planes luma) {
    return switch (cut) {
      case HIGH_FREQUENCIES -> {
        Planes alongRows = luma.eachPlane(plane -> filterRows(plane, low(plane.width)));
        yield alongRows.eachPlane(
            plane -> transposed(filterRows(transposed(plane), low(plane.height))));
      }
      case REFERENCE_COLUMNS ->
          luma.eachPlane(plane -> filterRows(plane, referenceBand(plane.width).negate()));
      case REFERENCE_ROWS -> luma.eachPlane(plane -> blankRows(plane, referenceBand(plane.height)));
    };
  }

  Planes back(Planes cotangent) {
    return plain(cotangent);
  }

  private IntPredicate low(int length) {
    // The quotient, unlike keep · length, rounds to just what a decimal such as 0.29 rounds to.
    return number -> (double) Math.min(number, length - number) / length <= keep;
  }

  private IntPredicate referenceBand(int length) {
    int first = (int) (length * keep);
    int end = (int) (length * (1 - keep));
    return number -> number >= first && number < end;
  }

  /** Returns a plane in which every row keeps only some of the numbers of its transform. */
  private static Planes filterRows(Planes plane, IntPredicate kept) {
    Fourier fourier = new Fourier(plane.width);
    Planes filtered = plane.blank();
    for (int row = 0; row < plane.height; row++) {
      int first = row * plane.width;
      double[] real = Arrays.copyOfRange(plane.samples, first, first + plane.width);
      double[] imaginary = new double[plane.width];
      fourier.transform(real, imaginary);
      for (int number = 0; number < plane.width; number++) {
        if (!kept.test(number)) {
          real[number] = 0;
          imaginary[number] = 0;
        }
      }
      fourier.inverse(real, imaginary);
      System.arraycopy(real, 0, filtered.samples, first, plane.width);
    }
    return filtered;
  }

  private static Planes blankRows(Planes plane, IntPredicate blank) {
    Planes blanked = plane.blank();
    for (int row = 0; row < plane.height; row++) {
      if (!blank.test(row)) {
        int first = row * plane.width;
        System.arraycopy(plane.samples, first, blanked.samples, first, plane.width);
      }
    }
    return blanked;
  }

  private static Planes transposed(Planes plane) {
    Planes turned = new Planes(1, plane.width, plane.height);
    for (int row = 0; row < plane.height; row++) {
      for (int column = 0; column < plane.width; column++) {
        turned.set(0, column, row, plane.at(0, row, column));
      }
    }
    return turned;
  }
}
