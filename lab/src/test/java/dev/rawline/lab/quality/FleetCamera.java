package dev.rawline.lab.quality;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.check.ChartDesign;
import dev.rawline.lab.quality.check.FlagImages;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.statistic.ControlScheme;
import dev.rawline.lab.statistic.Ewma;
import dev.rawline.lab.statistic.ReferenceSize;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** A camera of a fleet with its own reference and control charts. */
final class FleetCamera {
  static final int REFERENCE = 100;
  static final int IMAGES_A_DAY = 4;

  /** One false alarm of a camera in ten years. */
  static final double RUN_LENGTH = 10.0 * 365 * IMAGES_A_DAY;

  private record Size(int charts, ReferenceSize reference) {}

  private static final Map<Size, Ewma> FRESH = new ConcurrentHashMap<>();

  private final ChartDesign design;
  private final FlagImages scores;
  private final Ewma fresh;
  private final int[] places;
  private final Map<String, ControlScheme> charts = new LinkedHashMap<>();

  /** Begins the charts of a camera whose reference images measured these values. */
  FleetCamera(FleetPool pool, double[][] values) {
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (int q = 0; q < FleetPool.QUANTITIES.size(); q++) {
      int column = q;
      columns.put(
          FleetPool.QUANTITIES.get(q),
          IntStream.range(0, values.length).mapToDouble(i -> values[i][column]).toArray());
    }
    QualityReference usual = pool.camera().reference();
    QualityReference reference =
        new QualityReference(
            "fleet",
            usual.frame(),
            QuantityTable.of(
                IntStream.range(0, values.length).mapToObj(String::valueOf).toList(), columns),
            IntStream.range(0, values.length).mapToObj(Long::valueOf).toList(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            usual.blur(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new LinkedHashMap<>());
    design = ChartDesign.of(reference, ChartDesign.Kind.EWMA, RUN_LENGTH);
    scores = new FlagImages(reference);
    fresh =
        FRESH.computeIfAbsent(
            new Size(design.charted().size(), design.size()), _ -> (Ewma) design.fresh());
    places = design.charted().stream().mapToInt(FleetPool.QUANTITIES::indexOf).toArray();
    design.charted().forEach(quantity -> charts.put(quantity.toString(), fresh));
  }

  Ewma fresh() {
    return fresh;
  }

  /** Returns the places of the charted quantities. */
  int[] charted() {
    return places.clone();
  }

  double score(int quantity, double value) {
    return scores.score(FleetPool.QUANTITIES.get(quantity), value).orElseThrow();
  }

  /** Takes an image, and returns its charts. */
  Map<String, ControlScheme> next(double[] values) {
    for (int q : places) {
      if (!Double.isNaN(values[q])) {
        charts.computeIfPresent(
            FleetPool.QUANTITIES.get(q).toString(), (_, chart) -> chart.next(score(q, values[q])));
      }
    }
    return charts;
  }

  boolean signals() {
    return charts.values().stream().anyMatch(ControlScheme::signals);
  }

  /** Returns the level of the chart farthest out, over its limit. */
  double farthest() {
    return charts.values().stream()
        .mapToDouble(chart -> Math.abs(chart.level() / chart.limit()))
        .max()
        .orElse(0);
  }
}
