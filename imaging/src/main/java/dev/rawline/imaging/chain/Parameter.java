package dev.rawline.imaging.chain;

import java.util.List;

/**
 * A named group of parameter values of a stage, with gradients, which an optimizer can change.
 *
 * @param name its name in files and in θ, for example {@code white_balance} or {@code
 *     unsharp.radius}
 * @param unit the unit of the numbers
 * @param shape the sides of the array that they form, outermost first; empty for one number
 * @param lowest the lower bound for an optimizer
 * @param highest the upper bound for an optimizer
 * @param learned whether an optimizer changes it by default
 */
public record Parameter(
    String name, String unit, List<Integer> shape, double lowest, double highest, boolean learned) {

  /**
   * Copies and checks the shape.
   *
   * @throws IllegalArgumentException if a side is not at least 1 or the bounds exclude every number
   */
  public Parameter {
    shape = List.copyOf(shape);
    if (shape.stream().anyMatch(side -> side < 1)) {
      throw new IllegalArgumentException(
          "parameter %s has the shape %s: expected sides of at least 1".formatted(name, shape));
    }
    if (!(lowest <= highest)) {
      throw new IllegalArgumentException(
          "parameter %s lies between %s and %s: expected an interval"
              .formatted(name, lowest, highest));
    }
  }

  /** A group of values without bounds. */
  public static Parameter free(String name, String unit, Integer... shape) {
    return new Parameter(
        name, unit, List.of(shape), -Double.MAX_VALUE, Double.MAX_VALUE, /* learned= */ true);
  }

  /** One number between two bounds. */
  public static Parameter between(double lowest, double highest, String name, String unit) {
    return new Parameter(name, unit, List.of(), lowest, highest, /* learned= */ true);
  }

  /** Returns this group, fixed: an optimizer does not change it by default. */
  public Parameter fixed() {
    return new Parameter(name, unit, shape, lowest, highest, /* learned= */ false);
  }

  /** Returns this group under another name. */
  public Parameter named(String newName) {
    return new Parameter(newName, unit, shape, lowest, highest, learned);
  }

  /** Returns how many numbers the group has. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Returns the name of one of the numbers, for example {@code colour_matrix[0][2]}. */
  public String nameOf(int index) {
    StringBuilder indices = new StringBuilder();
    int rest = index;
    for (int side : shape.reversed()) {
      indices.insert(0, "[" + rest % side + "]");
      rest /= side;
    }
    return name + indices;
  }
}
