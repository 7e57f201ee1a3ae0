package dev.rawline.lab.tolerance;

import dev.rawline.imaging.frame.Described;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A joint box as {@code tolerance.yaml} has it. */
public record SpecifiedBox(
    @Described(
            meaning =
                "what is known of it: confirmed on the other half of the samples, not confirmed, or"
                    + " searched, not proved (no other half was asked)")
        String label,
    @Described(meaning = "the intervals in which all parameters may lie at once", required = true)
        List<Side> sides,
    @Described(meaning = "the metric at the worst point found in it", required = true) Double worst,
    @Described(meaning = "the position of that point", required = true) List<Value> point,
    @Described(meaning = "whether the metric holds there", required = true) Boolean holds,
    @Described(meaning = "the boxes searched, including this one", min = 1) Integer rounds,
    @Described(meaning = "the points evaluated in all of them", min = 1) Integer tried,
    @Described(meaning = "the search method") String search,
    @Described(meaning = "whether the other half of the samples confirms it")
        Optional<Boolean> confirmed,
    @Described(meaning = "the points tested on the other half", min = 1)
        Optional<Integer> confirmedPoints,
    @Described(
            meaning = "the largest p-value of those against a drop of δ or more",
            min = 0,
            max = 1)
        Optional<Double> probability) {

  /** Fills in the fixed label, and copies the lists. */
  public SpecifiedBox {
    label = label == null ? JointBox.SEARCHED : label;
    sides = sides == null ? null : List.copyOf(sides);
    point = point == null ? null : List.copyOf(point);
  }

  /** One side of the box. */
  public record Side(
      @Described(meaning = "the name of the parameter", required = true) String name,
      @Described(meaning = "the smallest value", required = true) Double low,
      @Described(meaning = "the largest value", required = true) Double high) {}

  /** The value of a parameter. */
  public record Value(
      @Described(meaning = "the name of the parameter", required = true) String name,
      @Described(meaning = "its value, in its own unit", required = true) Double value) {}

  /** Returns whether a camera in it is tolerated, as far as it was searched or confirmed. */
  public boolean certifies() {
    return holds && confirmed.orElse(true);
  }

  /** Returns a box as the file has it. */
  public static SpecifiedBox of(JointBox box) {
    List<Value> point = new ArrayList<>();
    for (int i = 0; i < box.point().size(); i++) {
      point.add(new Value(box.sides().get(i).parameter().name(), box.point().get(i)));
    }
    return new SpecifiedBox(
        box.label(),
        box.sides().stream()
            .map(side -> new Side(side.parameter().name(), side.low(), side.high()))
            .toList(),
        box.worst(),
        point,
        box.holds(),
        box.rounds(),
        box.tried(),
        box.search(),
        Optional.of(box.isConfirmed()),
        box.confirmation().map(JointBox.Confirmation::points),
        box.confirmation().map(JointBox.Confirmation::probability));
  }
}
