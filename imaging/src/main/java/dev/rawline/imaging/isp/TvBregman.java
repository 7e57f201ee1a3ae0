package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;

/**
 * Denoising of the luma by total variation, after Goldstein and Osher (split Bregman).
 *
 * <p>Lowers Σ |∇u| + (weight / 2) · Σ (u − f)², f being the noisy picture and ∇ the forward
 * differences, which are 0 across the frame's edge. The differences get a field d of their own, and
 * b collects the error d − ∇u; with λ = 2 · weight every sweep visits the pixels in reading order
 * and does
 *
 * <pre>
 * g = (u(x+1) − u, u(y+1) − u)
 * u ← (λ · (Σ of the four neighbours of u + div (b − d)) + weight · f) / (weight + 4 λ)
 * d ← (g + b) · max(0, 1 − 1 / (λ s)),   s = |g + b|
 * b ← b + g − d
 * </pre>
 *
 * <p>until u changes by at most 10⁻⁴ (root mean square) in a sweep, or for 100 sweeps.
 *
 * <p>Sources: T. Goldstein, S. Osher, "The split Bregman method for L1-regularized problems", SIAM
 * Journal on Imaging Sciences 2 (2), 2009; P. Getreuer, "Rudin–Osher–Fatemi total variation
 * denoising using split Bregman", Image Processing On Line 2, 2012.
 *
 * @param weight how strongly u is held to f, above 0, in the inverse unit of the luma; the larger,
 *     the less is denoised
 * @param variant which solver
 */
public record TvBregman(double weight, Variant variant) implements LumaStage {

  /** Which solver. */
  public enum Variant {
    /** As above; the default. */
    STANDARD,
    /**
     * The published reference's solver, which differs in four ways:
     *
     * <ul>
     *   <li>d ← s λ (g + b) / (s λ + 1), which shrinks every difference and keeps no edge whole,
     *   <li>beyond the edge stands f for good, MIRROR at the top and the left, SYMMETRIC at the
     *       bottom and the right,
     *   <li>of several planes each begins with d and b equal to the finished picture of the one
     *       before, its rim included, instead of 0,
     *   <li>it stops at a change of 10⁻³ in a sweep.
     * </ul>
     */
    REFERENCE
  }

  /** Weight 100. */
  public static final TvBregman DEFAULT = new TvBregman(100);

  private static final int SWEEPS = 100;

  /**
   * Checks the weight.
   *
   * @throws IllegalArgumentException if weight is not above 0 or not finite
   */
  public TvBregman {
    Parameters.requireAbove("tv_bregman weight", weight, "inverse unit of the luma", 0);
  }

  /**
   * Total variation denoising by the standard solver.
   *
   * @throws IllegalArgumentException if weight is not above 0 or not finite
   */
  public TvBregman(double weight) {
    this(weight, Variant.STANDARD);
  }

  @Override
  public String name() {
    return "tv_bregman";
  }

  Planes plain(Planes luma) {
    Planes denoised = luma.blank();
    int area = luma.height * luma.width;
    Solver before = null;
    for (int channel = 0; channel < luma.channels; channel++) {
      Solver solver = new Solver(luma.plane(channel));
      if (variant == Variant.REFERENCE && before != null) {
        solver.beginWith(before.picture);
      }
      solver.solve();
      System.arraycopy(solver.inside().samples, 0, denoised.samples, channel * area, area);
      before = solver;
    }
    return denoised;
  }

  /** The fields of one plane, each with a rim of one pixel around it. */
  private final class Solver {
    private final Planes noisy;
    private final int stride;
    private final double[] picture;
    private final double[] splitDown;
    private final double[] splitRight;
    private final double[] errorDown;
    private final double[] errorRight;

    Solver(Planes noisy) {
      this.noisy = noisy;
      stride = noisy.width + 2;
      int size = (noisy.height + 2) * stride;
      picture = new double[size];
      splitDown = new double[size];
      splitRight = new double[size];
      errorDown = new double[size];
      errorRight = new double[size];
      for (int row = 0; row < noisy.height; row++) {
        System.arraycopy(noisy.samples, row * noisy.width, picture, at(row, 0), noisy.width);
      }
      if (variant == Variant.REFERENCE) {
        fillRim(Border.MIRROR);
      }
    }

    void beginWith(double[] other) {
      for (double[] field : new double[][] {splitDown, splitRight, errorDown, errorRight}) {
        System.arraycopy(other, 0, field, 0, field.length);
      }
    }

    void solve() {
      double tolerance =
          switch (variant) {
            case STANDARD -> 1e-4;
            case REFERENCE -> 1e-3;
          };
      double change = Double.POSITIVE_INFINITY;
      for (int sweep = 0; sweep < SWEEPS && change > tolerance; sweep++) {
        if (variant == Variant.STANDARD) {
          // A rim that equals the edge makes the differences across it 0.
          fillRim(Border.SYMMETRIC);
        }
        change = sweep();
      }
    }

    /** Writes the picture's rim: SYMMETRIC at the bottom and the right. */
    private void fillRim(Border topAndLeft) {
      int height = noisy.height;
      int width = noisy.width;
      for (int row = 0; row < height; row++) {
        picture[at(row, -1)] = picture[at(row, topAndLeft.index(-1, width))];
        picture[at(row, width)] = picture[at(row, width - 1)];
      }
      for (int column = 0; column < width; column++) {
        picture[at(-1, column)] = picture[at(topAndLeft.index(-1, height), column)];
        picture[at(height, column)] = picture[at(height - 1, column)];
      }
    }

    private int at(int row, int column) {
      return (row + 1) * stride + column + 1;
    }

    /** Returns the finished picture without its rim. */
    Planes inside() {
      Planes inside = noisy.blank();
      for (int row = 0; row < noisy.height; row++) {
        System.arraycopy(picture, at(row, 0), inside.samples, row * noisy.width, noisy.width);
      }
      return inside;
    }

    /** Visits every pixel once; returns the root mean square of the changes. */
    private double sweep() {
      // 1/λ, because λ may overflow; in the first formula the weight cancels.
      double threshold = 0.5 / weight;
      double squares = 0;
      for (int row = 0; row < noisy.height; row++) {
        for (int column = 0; column < noisy.width; column++) {
          int here = at(row, column);
          int up = here - stride;
          int left = here - 1;
          double before = picture[here];
          double right = picture[here + 1] - before;
          double down = picture[here + stride] - before;

          double neighbours =
              picture[here + stride] + picture[up] + picture[here + 1] + picture[left];
          double divergence =
              (errorRight[here] - splitRight[here])
                  - (errorRight[left] - splitRight[left])
                  + (errorDown[here] - splitDown[here])
                  - (errorDown[up] - splitDown[up]);
          double after = (2 * (neighbours + divergence) + noisy.at(0, row, column)) / 9;
          picture[here] = after;
          squares += (after - before) * (after - before);

          double wantedRight = right + errorRight[here];
          double wantedDown = down + errorDown[here];
          double slope = Math.sqrt(wantedRight * wantedRight + wantedDown * wantedDown);
          double shrinking =
              switch (variant) {
                case STANDARD -> Math.max(0, 1 - threshold / slope);
                case REFERENCE -> slope / (slope + threshold);
              };
          splitRight[here] = shrinking * wantedRight;
          splitDown[here] = shrinking * wantedDown;
          errorRight[here] = wantedRight - splitRight[here];
          errorDown[here] = wantedDown - splitDown[here];
        }
      }
      return Math.sqrt(squares / noisy.samples.length);
    }
  }
}
