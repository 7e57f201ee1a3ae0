package dev.rawline.lab.forensics;

import dev.rawline.data.file.JsonFile;
import dev.rawline.lab.tolerance.CameraParameter;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.learning.metric.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tolerance curves ↔ {@code curves.json} of a step. */
final class ToleranceCurvesFile {
  private static final String NAME = "curves.json";

  private ToleranceCurvesFile() {}

  static void write(List<ToleranceCurve> curves, Path folder) throws IOException {
    JsonFile.write(
        Map.of("curves", curves.stream().map(ToleranceCurvesFile::told).toList()),
        folder.resolve(NAME));
  }

  /** Returns a curve as values of a JSON file. */
  static Map<String, Object> told(ToleranceCurve curve) {
    Map<String, Object> told = told(curve.parameter());
    told.put("metric", curve.metric().toString());
    told.put("baseline", curve.baseline());
    told.put("delta", curve.delta());
    told.put("low", told(curve.interval().low()));
    told.put("high", told(curve.interval().high()));
    told.put(
        "points",
        curve.points().stream()
            .map(point -> List.of(point.value(), point.metric(), point.low(), point.high()))
            .toList());
    return told;
  }

  /** Returns a number of a camera as values of a JSON file. */
  static Map<String, Object> told(CameraParameter parameter) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("parameter", parameter.name());
    told.put("unit", parameter.unit());
    told.put("usual", parameter.usual());
    told.put("range", List.of(parameter.lowest(), parameter.highest()));
    told.put("scale", parameter.scale().name().toLowerCase(Locale.ROOT));
    return told;
  }

  /** Reads a number of a camera. */
  static CameraParameter parameter(Map<?, ?> told) {
    List<Double> range = numbers(told.get("range"));
    return new CameraParameter(
        String.valueOf(told.get("parameter")),
        String.valueOf(told.get("unit")),
        number(told.get("usual")),
        range.getFirst(),
        range.getLast(),
        CameraParameter.Scale.valueOf(String.valueOf(told.get("scale")).toUpperCase(Locale.ROOT)));
  }

  private static Map<String, Object> told(ToleranceBound bound) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("value", bound.value());
    told.put("open", bound.open());
    told.put("interval", List.of(bound.low(), bound.high()));
    return told;
  }

  static List<ToleranceCurve> read(Path folder) throws IOException {
    List<ToleranceCurve> curves = new ArrayList<>();
    if (JsonFile.read(folder.resolve(NAME)).get("curves") instanceof List<?> all) {
      all.forEach(each -> curves.add(curve((Map<?, ?>) each)));
    }
    return curves;
  }

  private static ToleranceCurve curve(Map<?, ?> told) {
    List<ToleranceCurve.Point> points = new ArrayList<>();
    for (Object each : (List<?>) told.get("points")) {
      List<Double> point = numbers(each);
      points.add(new ToleranceCurve.Point(point.get(0), point.get(1), point.get(2), point.get(3)));
    }
    return new ToleranceCurve(
        Metric.of(String.valueOf(told.get("metric"))).orElseThrow(),
        number(told.get("baseline")),
        number(told.get("delta")),
        points,
        new ToleranceInterval(parameter(told), bound(told.get("low")), bound(told.get("high"))));
  }

  private static ToleranceBound bound(Object told) {
    Map<?, ?> bound = (Map<?, ?>) told;
    List<Double> interval = numbers(bound.get("interval"));
    return new ToleranceBound(
        number(bound.get("value")),
        Boolean.TRUE.equals(bound.get("open")),
        interval.getFirst(),
        interval.getLast());
  }

  static double number(Object told) {
    return ((Number) told).doubleValue();
  }

  static List<Double> numbers(Object told) {
    return ((List<?>) told).stream().map(ToleranceCurvesFile::number).toList();
  }
}
