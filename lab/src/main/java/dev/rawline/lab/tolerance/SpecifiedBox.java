package dev.rawline.lab.tolerance;

import dev.rawline.imaging.frame.Described;
import java.util.ArrayList;
import java.util.List;

/** A joint box as {@code tolerance.yaml} has it: searched, not proved. */
public record SpecifiedBox(
    @Described(meaning = "searched, not proved: a point that was not evaluated may be worse")
        String label,
    @Described(meaning = "the intervals in which all parameters may lie at once", required = true)
        List<Side> sides,
    @Described(meaning = "the metric at the worst point found in it", required = true) Double worst,
    @Described(meaning = "the position of that point", required = true) List<Value> point,
    @Described(meaning = "whether the metric holds there", required = true) Boolean holds,
    @Described(meaning = "the boxes searched, including this one", min = 1) Integer rounds,
    @Described(meaning = "the points evaluated in all of them", min = 1) Integer tried,
    @Described(meaning = "the search method") String search) {

  /** Fills in the fixed label, and copies the lists. */
  public SpecifiedBox {
    label = label == null ? JointBox.LABEL : label;
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

  /** Returns a box as the file has it. */
  public static SpecifiedBox of(JointBox box) {
    List<Value> point = new ArrayList<>();
    for (int i = 0; i < box.point().size(); i++) {
      point.add(new Value(box.sides().get(i).parameter().name(), box.point().get(i)));
    }
    return new SpecifiedBox(
        JointBox.LABEL,
        box.sides().stream()
            .map(side -> new Side(side.parameter().name(), side.low(), side.high()))
            .toList(),
        box.worst(),
        point,
        box.holds(),
        box.rounds(),
        box.tried(),
        box.search());
  }
}
