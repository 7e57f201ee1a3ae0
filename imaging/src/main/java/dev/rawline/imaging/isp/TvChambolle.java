package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;

/**
 * Denoising of the luma by total variation, after Chambolle: the smoothest picture that is close to
 * the noisy one.
 *
 * <p>Minimizes E(u) = Σ (u − f)² / 2 + weight · Σ |∇u|, f being the noisy picture and ∇ the forward
 * differences along columns and rows, which are 0 across the frame's edge. The dual field p starts
 * at 0; every step computes
 *
 * <pre>
 * u = f + div p
 * p ← (p + τ ∇u) / (1 + (τ / weight) · |∇u|),   τ = ¼
 * </pre>
 *
 * <p>until the mean per pixel of Σ (u − f)² + weight · Σ |∇u| changes by less than 2·10⁻⁴ of its
 * first value, or for 200 steps.
 *
 * <p>Backwards the gradient, by f and by the weight, is propagated through the performed steps,
 * from the last to the first; their number is constant, and |∇u| has the subgradient 0 where it is
 * 0. At weight 0 the gradient with respect to the weight is the right-hand one, Σ ∂L/∂out · div(∇f
 * / |∇f|).
 *
 * <p>Source: A. Chambolle, "An algorithm for total variation minimization and applications",
 * Journal of Mathematical Imaging and Vision 20, 2004.
 *
 * <pre>{@code
 * LinearRgb smooth = new TvChambolle(0.01).apply(rgb);
 * }</pre>
 */
@FileWord("tv_chambolle")
public record TvChambolle(
    @Learnable(name = "tv_chambolle.weight", unit = "unit of the luma", lowest = 0, highest = 1000)
        @Described(
            meaning = "the weight of the total variation; the larger, the stronger the denoising",
            unit = "normalised",
            min = 0,
            max = 1000)
        double weight)
    implements LumaStage {

  /** Weight 0.01. */
  public static final TvChambolle DEFAULT = new TvChambolle(0.01);

  private static final double STEP = 0.25;
  private static final double TOLERANCE = 2e-4;
  private static final int STEPS = 200;

  /**
   * Checks the weight.
   *
   * @throws IllegalArgumentException if weight is outside 0 to 1000
   */
  public TvChambolle {
    RangeChecks.require(TvChambolle.class, "weight", weight);
  }

  Planes plain(Planes luma) {
    return weight == 0 ? luma : luma.eachPlane(this::denoised);
  }

  Planes back(Planes luma, Planes cotangent, double[] gradient) {
    return luma.eachPlane(cotangent, (noisy, coming) -> denoisedBack(noisy, coming, gradient));
  }

  private Planes denoised(Planes noisy) {
    Dual dual = new Dual(noisy);
    dual.converge();
    return dual.smooth;
  }

  private Planes denoisedBack(Planes noisy, Planes coming, double[] gradient) {
    // At weight 0 one step gives the initial change of the picture.
    int steps = weight == 0 ? 1 : new Dual(noisy).converge();
    Cotangent cotangent = new Cotangent(noisy);
    cotangent.takeSmooth(coming);
    Checkpointing.each(
        new Dual(noisy), steps, Dual::next, dual -> dual.stepBack(cotangent, gradient));
    return cotangent.noisy;
  }

  /** The dual field p of one noisy plane. */
  private final class Dual {
    private final Planes noisy;
    private final Planes down;
    private final Planes right;

    /** The picture u of the last step. */
    private Planes smooth;

    private Dual(Planes noisy, Planes down, Planes right) {
      this.noisy = noisy;
      this.down = down;
      this.right = right;
    }

    Dual(Planes noisy) {
      this(noisy, noisy.blank(), noisy.blank());
    }

    Dual next() {
      Dual next = new Dual(noisy, down.copy(), right.copy());
      next.step();
      return next;
    }

    /** Steps until the energy converges; returns the number of steps to {@link #smooth}. */
    int converge() {
      double first = 0;
      double previous = 0;
      for (int step = 0; step < STEPS; step++) {
        double energy = step();
        if (step == 0) {
          first = energy;
        } else if (Math.abs(previous - energy) < TOLERANCE * first) {
          return step;
        }
        previous = energy;
      }
      return STEPS - 1;
    }

    /** Computes one step; returns the energy per pixel of the picture before it. */
    private double step() {
      smooth = noisy.with(divergence(down, right), Double::sum);
      double energy = 0;
      for (int at = 0; at < noisy.samples.length; at++) {
        double goingDown = down(smooth, at);
        double goingRight = right(smooth, at);
        double slope = Math.sqrt(goingDown * goingDown + goingRight * goingRight);
        double change = smooth.samples[at] - noisy.samples[at];
        energy += change * change + weight * slope;
        double shrinking = 1 + STEP * slope / weight;
        down.samples[at] = (down.samples[at] + STEP * goingDown) / shrinking;
        right.samples[at] = (right.samples[at] + STEP * goingRight) / shrinking;
      }
      return energy / noisy.samples.length;
    }

    /**
     * Propagates the cotangent of the dual field after a step back to this field, the one before
     * it.
     *
     * <p>With g = ∇u and q = p + τ g the step is q · weight / (weight + τ |g|).
     */
    void stepBack(Cotangent cotangent, double[] gradient) {
      Planes before = noisy.with(divergence(down, right), Double::sum);
      Planes ofDown = cotangent.down;
      Planes ofRight = cotangent.right;
      Planes ofGoingDown = noisy.blank();
      Planes ofGoingRight = noisy.blank();
      for (int at = 0; at < noisy.samples.length; at++) {
        double goingDown = down(before, at);
        double goingRight = right(before, at);
        double slope = Math.sqrt(goingDown * goingDown + goingRight * goingRight);
        double sum = weight + STEP * slope;
        double kept = sum == 0 ? 0 : weight / sum;
        double ofQ =
            ofDown.samples[at] * (down.samples[at] + STEP * goingDown)
                + ofRight.samples[at] * (right.samples[at] + STEP * goingRight);
        ofDown.samples[at] *= kept;
        ofRight.samples[at] *= kept;
        ofGoingDown.samples[at] = STEP * ofDown.samples[at];
        ofGoingRight.samples[at] = STEP * ofRight.samples[at];
        if (slope > 0) {
          double steepness = STEP * ofQ / sum;
          gradient[0] += steepness * slope / sum;
          ofGoingDown.samples[at] -= steepness * kept * goingDown / slope;
          ofGoingRight.samples[at] -= steepness * kept * goingRight / slope;
        }
      }
      cotangent.takeSmooth(divergence(ofGoingDown, ofGoingRight).map(value -> -value));
    }
  }

  /** The gradient with respect to the noisy picture and to the dual field after a step. */
  private static final class Cotangent {
    private final Planes noisy;
    private final Planes down;
    private final Planes right;

    Cotangent(Planes like) {
      noisy = like.blank();
      down = like.blank();
      right = like.blank();
    }

    /** Adds the gradient with respect to the picture u = f + div p to those of f and p. */
    void takeSmooth(Planes smooth) {
      for (int at = 0; at < smooth.samples.length; at++) {
        noisy.samples[at] += smooth.samples[at];
        down.samples[at] -= down(smooth, at);
        right.samples[at] -= right(smooth, at);
      }
    }
  }

  /** Returns the forward difference along the column, 0 across the edge. */
  private static double down(Planes plane, int at) {
    int below = at + plane.width;
    return below < plane.samples.length ? plane.samples[below] - plane.samples[at] : 0;
  }

  /** Returns the forward difference along the row, 0 across the edge. */
  private static double right(Planes plane, int at) {
    return (at + 1) % plane.width != 0 ? plane.samples[at + 1] - plane.samples[at] : 0;
  }

  /** Returns the backward differences of the dual field, the adjoint of −∇. */
  private static Planes divergence(Planes down, Planes right) {
    Planes divergence = down.blank();
    int width = down.width;
    for (int row = 0; row < down.height; row++) {
      for (int column = 0; column < width; column++) {
        int at = row * width + column;
        divergence.samples[at] =
            down.samples[at]
                - (row > 0 ? down.samples[at - width] : 0)
                + right.samples[at]
                - (column > 0 ? right.samples[at - 1] : 0);
      }
    }
    return divergence;
  }
}
