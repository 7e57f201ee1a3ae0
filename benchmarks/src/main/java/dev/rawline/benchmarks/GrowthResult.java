package dev.rawline.benchmarks;

import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/**
 * All measured points.
 *
 * @param origin the machine, a semicolon, and commit and versions
 * @param points its points
 */
record GrowthResult(String origin, List<GrowthPoint> points) {
  private static final int DIGITS = 3;

  /**
   * Copies the points.
   *
   * @throws IllegalArgumentException if a curve has none
   */
  GrowthResult {
    points = List.copyOf(points);
    for (GrowthCurve curve : GrowthCurve.values()) {
      if (points.stream().noneMatch(point -> point.curve() == curve)) {
        throw new IllegalArgumentException(
            "there is no point of %s: expected some of every curve; measure again"
                .formatted(curve));
      }
    }
  }

  /** Reads a file: the origin, the heads, and a line a point. */
  static GrowthResult of(List<String> lines) {
    return new GrowthResult(lines.getFirst(), lines.stream().skip(2).map(GrowthPoint::of).toList());
  }

  /** Returns the lines of its file. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(origin, GrowthPoint.HEADS));
    points.forEach(point -> lines.add(point.line()));
    return lines;
  }

  /** Returns the points of a curve. */
  List<GrowthPoint> points(GrowthCurve curve) {
    return points.stream().filter(point -> point.curve() == curve).toList();
  }

  /** Returns the points of a line of a curve. */
  List<GrowthPoint> points(GrowthCurve curve, String series) {
    return series(curve).getOrDefault(series, List.of());
  }

  /** Returns the lines of a curve by their names. */
  SequencedMap<String, List<GrowthPoint>> series(GrowthCurve curve) {
    SequencedMap<String, List<GrowthPoint>> series = new LinkedHashMap<>();
    for (GrowthPoint point : points(curve)) {
      series.computeIfAbsent(point.series(), _ -> new ArrayList<>()).add(point);
    }
    return series;
  }

  /** Returns the ends and the slopes of all lines. */
  GrowthTable slopes() {
    List<List<String>> rows = new ArrayList<>();
    for (GrowthCurve curve : GrowthCurve.values()) {
      series(curve)
          .forEach(
              (name, line) ->
                  rows.add(
                      List.of(
                          curve.title() + ": " + name,
                          ends(line, GrowthPoint::x, 1) + " " + curve.unit(),
                          ends(line, GrowthPoint::seconds, 1),
                          slope(line, GrowthPoint::seconds),
                          ends(line, GrowthPoint::memory, 1e6),
                          slope(line, GrowthPoint::memory),
                          ends(line, GrowthPoint::stored, 1e6),
                          slope(line, GrowthPoint::stored))));
    }
    return new GrowthTable(
        "slopes",
        List.of(
            "curve",
            "from – to",
            "time [s]",
            "slope",
            "memory [MB]",
            "slope",
            "stored [MB]",
            "slope"),
        rows);
  }

  private static String ends(
      List<GrowthPoint> line, ToDoubleFunction<GrowthPoint> cost, double unit) {
    double first = cost.applyAsDouble(line.getFirst()) / unit;
    double last = cost.applyAsDouble(line.getLast()) / unit;
    return Double.isNaN(first)
        ? ""
        : NumberText.signed(first, DIGITS) + " – " + NumberText.signed(last, DIGITS);
  }

  private static String slope(List<GrowthPoint> line, ToDoubleFunction<GrowthPoint> cost) {
    return Double.isNaN(cost.applyAsDouble(line.getFirst())) ? "" : PowerLaw.of(line, cost).words();
  }
}
