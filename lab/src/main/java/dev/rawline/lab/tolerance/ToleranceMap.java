package dev.rawline.lab.tolerance;

import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.HeatMap;
import dev.rawline.workbench.plot.HeatMap.Axis;
import dev.rawline.workbench.plot.HeatMap.Outline;
import dev.rawline.workbench.plot.HeatMap.OutlineStyle;
import dev.rawline.workbench.plot.HeatMap.Part;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.SequentialScale;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A metric over a grid of two parameters; framed where it is tolerated or exceeds the margin. */
public final class ToleranceMap {
  private static final OutlineStyle TOLERATED = new OutlineStyle("tolerated", Style.INK, 1.4);
  private static final OutlineStyle EXCEEDED = new OutlineStyle("exceeded", Palette.ORANGE, 1.8);

  private ToleranceMap() {}

  /** Draws the map. */
  public static Drawing of(ParameterPairMap map) {
    String metric = MetricLabel.of(map.metric().toString());
    double low = map.values().stream().flatMap(List::stream).min(Double::compare).orElseThrow();
    double high = map.values().stream().flatMap(List::stream).max(Double::compare).orElseThrow();
    List<Outline> frames = new ArrayList<>();
    for (int row = 0; row < map.rows().size(); row++) {
      for (int column = 0; column < map.columns().size(); column++) {
        ToleranceOutcome outcome = map.outcomes().get(row).get(column);
        if (outcome != ToleranceOutcome.UNDECIDED) {
          frames.add(
              new Outline(
                  map.rows().size() - 1 - row,
                  column,
                  outcome == ToleranceOutcome.TOLERATED ? TOLERATED : EXCEEDED));
        }
      }
    }
    return new HeatMap(
            "%s and %s together".formatted(map.first().name(), map.second().name()),
            List.of(
                "%s, all other parameters at their defaults. Thin dark frame: significantly within %s, the tolerated limit; thick orange frame: significantly beyond; no frame: undecided (error of each kind over the map: 5 %%)."
                    .formatted(MetricLabel.capital(metric), NumberText.signed(map.limit(), 3))),
            axis(map.first(), map.rows().reversed()), // the largest value on top, as on an axis
            axis(map.second(), map.columns()),
            map.values().reversed().stream()
                .map(row -> row.stream().map(value -> List.of(part(value))).toList())
                .toList(),
            new SequentialScale(low, Math.max(high, low + 1e-6)),
            metric,
            frames,
            "%s from %s to %s"
                .formatted(map.metric(), NumberText.signed(low, 3), NumberText.signed(high, 3)))
        .draw();
  }

  private static Axis axis(CameraParameter parameter, List<Double> values) {
    return new Axis(
        "%s (%s)".formatted(parameter.name(), parameter.unit()),
        values.stream().map(value -> NumberText.signed(value, 3)).toList());
  }

  private static Part part(double value) {
    String text = NumberText.signed(value, 2);
    return new Part(Optional.of(value), text, "", text);
  }
}
