package dev.rawline.learning.optimize;

import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import java.util.Collection;
import java.util.List;

/**
 * Makes gradients smaller where all of them together are too large (Pascanu, Mikolov and Bengio
 * 2013): if ‖g‖ is above the largest norm, g ← g · largest / ‖g‖, the norm being that of all
 * numbers of all gradients.
 *
 * @param largestNorm above 0
 */
public record GradientClipping(double largestNorm) {

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public GradientClipping {
    if (!(largestNorm > 0) || Double.isInfinite(largestNorm)) {
      throw new IllegalArgumentException(
          "the largest norm of the gradient is %s: expected a finite number above 0"
              .formatted(largestNorm));
    }
  }

  /**
   * Changes the gradients of parameters, if they are too large; those without one are passed over.
   *
   * @return the norm before; if it is not finite, nothing was changed
   */
  public double apply(Collection<Tensor> parameters) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      List<Tensor> gradients =
          parameters.stream().flatMap(parameter -> parameter.gradient().stream()).toList();
      double squares = 0;
      for (Tensor gradient : gradients) {
        double norm = gradient.norm();
        squares += norm * norm;
      }
      double norm = Math.sqrt(squares);
      if (norm > largestNorm && Double.isFinite(norm)) {
        gradients.forEach(gradient -> gradient.scale(largestNorm / norm));
      }
      return norm;
    }
  }
}
