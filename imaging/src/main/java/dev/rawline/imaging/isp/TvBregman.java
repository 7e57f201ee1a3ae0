package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import java.util.ArrayList;
import java.util.List;

/**
 * Denoising of the luma by total variation, after Goldstein and Osher (split Bregman).
 *
 * <p>Minimizes Σ |∇u| + (weight / 2) · Σ (u − f)², f being the noisy picture and ∇ the forward
 * differences, which are 0 across the frame's edge. The differences have their own field d, and b
 * accumulates the error d − ∇u; with λ = 2 · weight every sweep visits the pixels in reading order
 * and computes
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
 * <p>Backwards the gradient, by f and by the weight, is propagated through the performed sweeps,
 * from the last pixel of the last to the first of the first; their number is constant. At the kink
 * of max(0, 1 − 1 / (λ s)), s = 1/λ, the subgradient is 0.
 *
 * <p>Sources: T. Goldstein, S. Osher, "The split Bregman method for L1-regularized problems", SIAM
 * Journal on Imaging Sciences 2 (2), 2009; P. Getreuer, "Rudin–Osher–Fatemi total variation
 * denoising using split Bregman", Image Processing On Line 2, 2012.
 *
 * <pre>{@code
 * LinearRgb smooth = new TvBregman(100).apply(rgb);
 * }</pre>
 */
@FileWord("tv_bregman")
public record TvBregman(
    @Learnable(
            name = "tv_bregman.weight",
            unit = "inverse unit of the luma",
            lowest = 1e-6,
            highest = Double.MAX_VALUE)
        @Described(
            meaning = "the weight of the data term; the larger, the weaker the denoising",
            unit = "1/normalised",
            above = 0)
        double weight,
    @Described(meaning = "the solver") Variant variant)
    implements LumaStage {

  /** The solver. */
  public enum Variant {
    /** As above (default). */
    STANDARD,
    /**
     * The published reference's solver, which differs in four ways:
     *
     * <ul>
     *   <li>d ← s λ (g + b) / (s λ + 1), which shrinks every difference and preserves no edge,
     *   <li>beyond the edge f is kept, MIRROR at the top and the left, SYMMETRIC at the bottom and
     *       the right,
     *   <li>of several planes each starts with d and b equal to the result of the previous plane,
     *       its rim included, instead of 0,
     *   <li>it stops at a change of 10⁻³ in a sweep.
     * </ul>
     *
     * <p>A plane therefore gets a gradient from the planes after it too.
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
    RangeChecks.require(TvBregman.class, "weight", weight);
  }

  /**
   * Total variation denoising by the standard solver.
   *
   * @throws IllegalArgumentException if weight is not above 0 or not finite
   */
  public TvBregman(double weight) {
    this(weight, Variant.STANDARD);
  }

  Planes plain(Planes luma) {
    Planes denoised = luma.blank();
    int area = luma.height * luma.width;
    for (Solver solver : solved(luma)) {
      Planes inside = solver.finished.inside();
      System.arraycopy(inside.samples, 0, denoised.samples, solver.channel * area, area);
    }
    return denoised;
  }

  Planes back(Planes luma, Planes cotangent, double[] gradient) {
    Planes input = luma.blank();
    int area = luma.height * luma.width;
    Fields ofNext = new Fields(luma.height, luma.width);
    for (Solver solver : solved(luma).reversed()) {
      Fields of = new Fields(cotangent.plane(solver.channel));
      if (variant == Variant.REFERENCE) {
        of.addToPicture(ofNext);
      }
      Planes ofNoisy = solver.back(of, gradient);
      System.arraycopy(ofNoisy.samples, 0, input.samples, solver.channel * area, area);
      ofNext = of;
    }
    return input;
  }

  /** Returns one solver a plane, all of them converged. */
  private List<Solver> solved(Planes luma) {
    List<Solver> solvers = new ArrayList<>();
    for (int channel = 0; channel < luma.channels; channel++) {
      Fields begin = new Fields(luma.plane(channel));
      begin.fillRim(topAndLeft());
      if (variant == Variant.REFERENCE && channel > 0) {
        begin.fillSplitAndError(solvers.getLast().finished.picture);
      }
      solvers.add(new Solver(channel, begin));
    }
    return solvers;
  }

  /** Returns the values beyond the edge; at the bottom and the right they are SYMMETRIC. */
  private Border topAndLeft() {
    return switch (variant) {
      case STANDARD -> Border.SYMMETRIC;
      case REFERENCE -> Border.MIRROR;
    };
  }

  /** Returns 1/λ; λ itself may overflow. */
  private double threshold() {
    return 0.5 / weight;
  }

  /** Returns the factor by which differences of length s shrink. */
  private double shrinking(double slope) {
    return switch (variant) {
      case STANDARD -> Math.max(0, 1 - threshold() / slope);
      case REFERENCE -> slope / (slope + threshold());
    };
  }

  /** Returns s · ∂shrinking/∂s, which is weight · ∂shrinking/∂weight too. */
  private double shrinkingSlope(double slope) {
    if (slope == 0) {
      return 0;
    }
    return switch (variant) {
      case STANDARD -> slope > threshold() ? threshold() / slope : 0;
      case REFERENCE -> shrinking(slope) * (1 - shrinking(slope));
    };
  }

  /** Sweeps over one plane until convergence, and propagates back. */
  private final class Solver {
    private final int channel;
    private final Planes noisy;
    private final Fields begin;
    private final Fields finished;
    private final int sweeps;

    Solver(int channel, Fields begin) {
      this.channel = channel;
      this.begin = begin;
      noisy = begin.inside();
      finished = begin.copy();
      double tolerance =
          switch (variant) {
            case STANDARD -> 1e-4;
            case REFERENCE -> 1e-3;
          };
      double change = Double.POSITIVE_INFINITY;
      int sweep = 0;
      for (; sweep < SWEEPS && change > tolerance; sweep++) {
        change = sweep(finished);
      }
      sweeps = sweep;
    }

    private Fields next(Fields fields) {
      Fields next = fields.copy();
      sweep(next);
      return next;
    }

    /** Visits every pixel once; returns the root mean square of the changes. */
    private double sweep(Fields fields) {
      double[] picture = fields.picture;
      double[] splitDown = fields.splitDown;
      double[] splitRight = fields.splitRight;
      double[] errorDown = fields.errorDown;
      double[] errorRight = fields.errorRight;
      double squares = 0;
      for (int row = 0; row < noisy.height; row++) {
        for (int column = 0; column < noisy.width; column++) {
          int here = fields.at(row, column);
          int below = here + fields.stride;
          int up = here - fields.stride;
          int left = here - 1;
          double before = picture[here];
          double right = picture[here + 1] - before;
          double down = picture[below] - before;

          double neighbours = picture[below] + picture[up] + picture[here + 1] + picture[left];
          double divergence =
              (errorRight[here] - splitRight[here])
                  - (errorRight[left] - splitRight[left])
                  + (errorDown[here] - splitDown[here])
                  - (errorDown[up] - splitDown[up]);
          // The weight cancels.
          double after = (2 * (neighbours + divergence) + noisy.at(0, row, column)) / 9;
          picture[here] = after;
          squares += (after - before) * (after - before);

          double wantedRight = right + errorRight[here];
          double wantedDown = down + errorDown[here];
          double slope = Math.sqrt(wantedRight * wantedRight + wantedDown * wantedDown);
          double shrinking = shrinking(slope);
          splitRight[here] = shrinking * wantedRight;
          splitDown[here] = shrinking * wantedDown;
          errorRight[here] = wantedRight - splitRight[here];
          errorDown[here] = wantedDown - splitDown[here];
        }
      }
      if (variant == Variant.STANDARD) {
        // With a rim equal to the edge, the differences across it are 0.
        fields.fillRim(topAndLeft());
      }
      return Math.sqrt(squares / noisy.samples.length);
    }

    /**
     * Propagates a cotangent of the final fields back to the initial fields.
     *
     * @return ∂L/∂f
     */
    Planes back(Fields of, double[] gradient) {
      Planes ofNoisy = noisy.blank();
      Checkpointing.each(
          begin, sweeps, this::next, before -> sweepBack(before, of, ofNoisy, gradient));
      of.foldRim(topAndLeft());
      return ofNoisy.with(of.inside(), Double::sum);
    }

    /**
     * Reverses a sweep pixel by pixel, the last first.
     *
     * <p>The shrinkage of a pixel's differences depends only on the fields before the sweep: its
     * neighbours below and to the right had not been visited yet.
     */
    private void sweepBack(Fields before, Fields of, Planes ofNoisy, double[] gradient) {
      if (variant == Variant.STANDARD) {
        of.foldRim(topAndLeft());
      }
      double[] picture = before.picture;
      for (int row = noisy.height - 1; row >= 0; row--) {
        for (int column = noisy.width - 1; column >= 0; column--) {
          int here = of.at(row, column);
          int below = here + of.stride;
          int up = here - of.stride;
          int left = here - 1;

          double wantedRight = picture[here + 1] - picture[here] + before.errorRight[here];
          double wantedDown = picture[below] - picture[here] + before.errorDown[here];
          double slope = Math.sqrt(wantedRight * wantedRight + wantedDown * wantedDown);
          double shrinking = shrinking(slope);
          double ofSplitRight = of.splitRight[here] - of.errorRight[here];
          double ofSplitDown = of.splitDown[here] - of.errorDown[here];
          double ofShrinking = ofSplitRight * wantedRight + ofSplitDown * wantedDown;
          double ofSlope = ofShrinking * shrinkingSlope(slope);
          gradient[0] += ofSlope / weight;
          double alongRight = slope == 0 ? 0 : ofSlope * wantedRight / (slope * slope);
          double alongDown = slope == 0 ? 0 : ofSlope * wantedDown / (slope * slope);
          double ofWantedRight = of.errorRight[here] + shrinking * ofSplitRight + alongRight;
          double ofWantedDown = of.errorDown[here] + shrinking * ofSplitDown + alongDown;

          double ofAfter = of.picture[here];
          double share = 2 * ofAfter / 9;
          ofNoisy.add(0, row, column, ofAfter / 9);
          of.picture[here] = -ofWantedRight - ofWantedDown;
          of.picture[here + 1] += share + ofWantedRight;
          of.picture[below] += share + ofWantedDown;
          of.picture[up] += share;
          of.picture[left] += share;
          of.errorRight[here] = ofWantedRight + share;
          of.errorDown[here] = ofWantedDown + share;
          of.splitRight[here] = -share;
          of.splitDown[here] = -share;
          of.errorRight[left] -= share;
          of.errorDown[up] -= share;
          of.splitRight[left] += share;
          of.splitDown[up] += share;
        }
      }
    }
  }

  /** The fields u, d and b of one plane, each with a rim of one pixel around it. */
  private static final class Fields {
    private final int height;
    private final int width;
    private final int stride;
    private final double[] picture;
    private final double[] splitDown;
    private final double[] splitRight;
    private final double[] errorDown;
    private final double[] errorRight;

    Fields(int height, int width) {
      this.height = height;
      this.width = width;
      stride = width + 2;
      int size = (height + 2) * stride;
      picture = new double[size];
      splitDown = new double[size];
      splitRight = new double[size];
      errorDown = new double[size];
      errorRight = new double[size];
    }

    /** Fields of a picture, all else 0. */
    Fields(Planes inside) {
      this(inside.height, inside.width);
      for (int row = 0; row < height; row++) {
        System.arraycopy(inside.samples, row * width, picture, at(row, 0), width);
      }
    }

    private List<double[]> splitAndError() {
      return List.of(splitDown, splitRight, errorDown, errorRight);
    }

    Fields copy() {
      Fields copy = new Fields(height, width);
      System.arraycopy(picture, 0, copy.picture, 0, picture.length);
      for (int i = 0; i < splitAndError().size(); i++) {
        System.arraycopy(splitAndError().get(i), 0, copy.splitAndError().get(i), 0, picture.length);
      }
      return copy;
    }

    /** Sets all fields except the picture to another picture, its rim included. */
    void fillSplitAndError(double[] other) {
      for (double[] field : splitAndError()) {
        System.arraycopy(other, 0, field, 0, field.length);
      }
    }

    /** Adds the cotangents of all fields of another solver that started equal to this picture. */
    void addToPicture(Fields other) {
      for (double[] field : other.splitAndError()) {
        for (int i = 0; i < field.length; i++) {
          picture[i] += field[i];
        }
      }
    }

    int at(int row, int column) {
      return (row + 1) * stride + column + 1;
    }

    /** Returns the picture without its rim. */
    Planes inside() {
      Planes inside = new Planes(1, height, width);
      for (int row = 0; row < height; row++) {
        System.arraycopy(picture, at(row, 0), inside.samples, row * width, width);
      }
      return inside;
    }

    /** Writes the picture's rim: SYMMETRIC at the bottom and the right. */
    void fillRim(Border topAndLeft) {
      forEachOfRim(topAndLeft, (rim, inside) -> picture[rim] = picture[inside]);
    }

    /** Adds the rim's cotangent to the samples it was copied from. */
    void foldRim(Border topAndLeft) {
      forEachOfRim(
          topAndLeft,
          (rim, inside) -> {
            picture[inside] += picture[rim];
            picture[rim] = 0;
          });
    }

    /** Visits a rim position and the inner position it equals. */
    private interface OfRim {
      void at(int rim, int inside);
    }

    private void forEachOfRim(Border topAndLeft, OfRim action) {
      for (int row = 0; row < height; row++) {
        action.at(at(row, -1), at(row, topAndLeft.index(-1, width)));
        action.at(at(row, width), at(row, width - 1));
      }
      for (int column = 0; column < width; column++) {
        action.at(at(-1, column), at(topAndLeft.index(-1, height), column));
        action.at(at(height, column), at(height - 1, column));
      }
    }
  }
}
