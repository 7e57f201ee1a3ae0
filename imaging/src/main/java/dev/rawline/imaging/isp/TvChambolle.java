package dev.rawline.imaging.isp;

/**
 * Denoising of the luma by total variation, after Chambolle: the smoothest picture that is still
 * close to the noisy one.
 *
 * <p>Lowers E(u) = Σ (u − f)² / 2 + weight · Σ |∇u|, f being the noisy picture and ∇ the forward
 * differences along columns and rows, which are 0 across the frame's edge. The dual field p starts
 * at 0; every step does
 *
 * <pre>
 * u = f + div p
 * p ← (p + τ ∇u) / (1 + (τ / weight) · |∇u|),   τ = ¼
 * </pre>
 *
 * <p>until the mean per pixel of Σ (u − f)² + weight · Σ |∇u| changes by less than 2·10⁻⁴ of its
 * first value, or for 200 steps.
 *
 * <p>Source: A. Chambolle, "An algorithm for total variation minimization and applications",
 * Journal of Mathematical Imaging and Vision 20, 2004.
 *
 * @param weight how strongly variation is punished, 0 to 1000, in the unit of the luma; 0 changes
 *     nothing
 */
public record TvChambolle(double weight) implements LumaStage {

  /** Weight 0.01. */
  public static final TvChambolle DEFAULT = new TvChambolle(0.01);

  private static final double STEP = 0.25;
  private static final double TOLERANCE = 2e-4;
  private static final int STEPS = 200;

  /**
   * Checks the weight.
   *
   * @throws IllegalArgumentException if weight lies outside 0 to 1000
   */
  public TvChambolle {
    Parameters.requireRange("tv_chambolle weight", weight, "unit of the luma", 0, 1000);
  }

  @Override
  public String name() {
    return "tv_chambolle";
  }

  Planes plain(Planes luma) {
    return weight == 0 ? luma : luma.eachPlane(this::denoised);
  }

  private Planes denoised(Planes noisy) {
    int height = noisy.height;
    int width = noisy.width;
    Planes smooth = noisy;
    Planes dualDown = noisy.blank();
    Planes dualRight = noisy.blank();
    double first = 0;
    double previous = 0;
    for (int step = 0; step < STEPS; step++) {
      smooth = noisy.with(divergence(dualDown, dualRight), Double::sum);
      double energy = 0;
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          int at = row * width + column;
          double value = smooth.samples[at];
          double down = row + 1 < height ? smooth.samples[at + width] - value : 0;
          double right = column + 1 < width ? smooth.samples[at + 1] - value : 0;
          double slope = Math.sqrt(down * down + right * right);
          double change = value - noisy.samples[at];
          energy += change * change + weight * slope;
          double shrinking = 1 + STEP * slope / weight;
          dualDown.samples[at] = (dualDown.samples[at] + STEP * down) / shrinking;
          dualRight.samples[at] = (dualRight.samples[at] + STEP * right) / shrinking;
        }
      }
      energy /= noisy.samples.length;
      if (step == 0) {
        first = energy;
      } else if (Math.abs(previous - energy) < TOLERANCE * first) {
        break;
      }
      previous = energy;
    }
    return smooth;
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
