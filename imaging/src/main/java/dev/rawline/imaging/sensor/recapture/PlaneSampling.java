package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Parallel;

/**
 * Samples a mosaic more coarsely: every sample becomes the mean of a square of one kind of pixel.
 *
 * <p>out(y, x) = (1/k²) Σ_(i, j = 0 … k − 1) in(k y + a·i, k x + a·j), k odd, with the spacing a of
 * the pixels of one kind: 2 px in a Bayer mosaic, 1 px in a monochrome image. The result is a
 * mosaic of the same layout with k times the pixel spacing; each kind of pixel keeps its position
 * among the others, because the middle of its square, k y + k − 1, has the parity of y. No sample
 * is used twice. An even k would destroy the colour layout, and is rejected: {@link PixelBinning}
 * has even factors. Rows and columns at the end that do not fill a square are dropped.
 *
 * <p>Backwards the adjoint.
 *
 * <pre>{@code
 * RawImage coarser = new PlaneSampling(3).apply(raw);
 * }</pre>
 *
 * @param factor the factor k of the pixel spacing: 1, 3, 5 … 99
 */
@FileWord("plane_sampling")
public record PlaneSampling(int factor) implements Differentiable<RawImage, RawImage> {
  private static final String NAME = "plane_sampling";

  /**
   * Validates the factor.
   *
   * @throws IllegalArgumentException if it is not odd, or not 1 to 99
   */
  public PlaneSampling {
    if (factor < 1 || factor > 99 || factor % 2 == 0) {
      throw new IllegalArgumentException(
          "%s factor is %d: expected 1, 3, 5 … 99 (times the pixel spacing); an even factor would destroy the layout of a Bayer mosaic"
              .formatted(NAME, factor));
    }
  }

  @Override
  public RawImage apply(RawImage raw) {
    int lattice = raw.cfa().lattice();
    int height = coarse("rows", raw.height(), lattice);
    int width = coarse("columns", raw.width(), lattice);
    float[] out = new float[height * width];
    Parallel.forEach(
        Parallel.CORES,
        height,
        row -> {
          for (int column = 0; column < width; column++) {
            double sum = 0;
            for (int i = 0; i < factor; i++) {
              for (int j = 0; j < factor; j++) {
                sum += raw.at(factor * row + lattice * i, factor * column + lattice * j);
              }
            }
            out[row * width + column] = (float) (sum / (factor * factor));
          }
        });
    return new RawImage(width, height, raw.cfa(), raw.unit(), out, raw.calibration());
  }

  @Override
  public Pullback<RawImage, RawImage> pull(RawImage raw) {
    return new DefinedPullback<>(apply(raw), 0, (cotangent, _) -> back(raw, cotangent));
  }

  private RawImage back(RawImage raw, RawImage cotangent) {
    int lattice = raw.cfa().lattice();
    float[] input = new float[raw.samples().length];
    // No sample is used twice, so no two rows write to the same index.
    Parallel.forEach(
        Parallel.CORES,
        cotangent.height(),
        row -> {
          for (int column = 0; column < cotangent.width(); column++) {
            float share = cotangent.at(row, column) / (factor * factor);
            for (int i = 0; i < factor; i++) {
              for (int j = 0; j < factor; j++) {
                int line = (factor * row + lattice * i) * raw.width();
                input[line + factor * column + lattice * j] = share;
              }
            }
          }
        });
    return raw.with(raw.unit(), input);
  }

  /** The last square begins at factor · (n − 1) and spans a · (factor − 1) + 1 samples. */
  private int coarse(String what, int fine, int lattice) {
    int span = lattice * (factor - 1) + 1;
    int coarse = Math.floorDiv(fine - span, factor) + 1;
    if (coarse < 1) {
      throw new IllegalArgumentException(
          "%s by %d leaves no pixels of a mosaic of %d %s: expected %d or more"
              .formatted(NAME, factor, fine, what, span));
    }
    return coarse;
  }
}
