package dev.rawline.lab.forensics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rawline.lab.tolerance.BoxSide;
import dev.rawline.lab.tolerance.CameraParameter;
import dev.rawline.lab.tolerance.JointBox;
import dev.rawline.lab.tolerance.ParameterPairMap;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.learning.metric.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The JSON form of tolerance curves, maps and joint boxes. */
final class ToleranceRecords {
  private ToleranceRecords() {}

  /** A camera parameter; its range is the smallest and the largest value examined. */
  record Parameter(
      @JsonProperty("parameter") String name,
      String unit,
      double usual,
      List<Double> range,
      String scale) {
    static Parameter of(CameraParameter parameter) {
      return new Parameter(
          parameter.name(),
          parameter.unit(),
          parameter.usual(),
          List.of(parameter.lowest(), parameter.highest()),
          parameter.scale().name().toLowerCase(Locale.ROOT));
    }

    CameraParameter parameter() {
      return new CameraParameter(
          name,
          unit,
          usual,
          range.getFirst(),
          range.getLast(),
          CameraParameter.Scale.valueOf(scale.toUpperCase(Locale.ROOT)));
    }
  }

  /** One end of a tolerance interval, with its confidence interval. */
  record Bound(double value, boolean open, List<Double> interval) {
    static Bound of(ToleranceBound bound) {
      return new Bound(bound.value(), bound.open(), List.of(bound.low(), bound.high()));
    }

    ToleranceBound bound() {
      return new ToleranceBound(value, open, interval.getFirst(), interval.getLast());
    }
  }

  /** A curve; each point is a value, the metric there and its confidence interval. */
  record Curve(
      @JsonUnwrapped Parameter axis,
      Metric metric,
      double baseline,
      double delta,
      Bound low,
      Bound high,
      List<List<Double>> points) {
    static Curve of(ToleranceCurve curve) {
      return new Curve(
          Parameter.of(curve.parameter()),
          curve.metric(),
          curve.baseline(),
          curve.delta(),
          Bound.of(curve.interval().low()),
          Bound.of(curve.interval().high()),
          curve.points().stream()
              .map(point -> List.of(point.value(), point.metric(), point.low(), point.high()))
              .toList());
    }

    ToleranceCurve curve() {
      return new ToleranceCurve(
          metric,
          baseline,
          delta,
          points.stream()
              .map(at -> new ToleranceCurve.Point(at.get(0), at.get(1), at.get(2), at.get(3)))
              .toList(),
          new ToleranceInterval(axis.parameter(), low.bound(), high.bound()));
    }
  }

  /** The curves of one model. */
  record Curves(List<Curve> curves) {
    static Curves of(List<ToleranceCurve> curves) {
      return new Curves(curves.stream().map(Curve::of).toList());
    }

    List<ToleranceCurve> all() {
      return curves.stream().map(Curve::curve).toList();
    }
  }

  /** A metric over two parameters. */
  record PairMap(
      Parameter first,
      Parameter second,
      List<Double> rows,
      List<Double> columns,
      Metric metric,
      double baseline,
      double delta,
      List<List<Double>> values) {
    static PairMap of(ParameterPairMap map) {
      return new PairMap(
          Parameter.of(map.first()),
          Parameter.of(map.second()),
          map.rows(),
          map.columns(),
          map.metric(),
          map.baseline(),
          map.delta(),
          map.values());
    }

    ParameterPairMap map() {
      return new ParameterPairMap(
          first.parameter(), second.parameter(), rows, columns, metric, baseline, delta, values);
    }
  }

  /** One side of a joint box. */
  record Side(@JsonUnwrapped Parameter axis, List<Double> interval) {
    static Side of(BoxSide side) {
      return new Side(Parameter.of(side.parameter()), List.of(side.low(), side.high()));
    }

    BoxSide side() {
      return new BoxSide(axis.parameter(), interval.getFirst(), interval.getLast());
    }
  }

  /** A joint box, with what it is called wherever it is shown. */
  record Box(
      String label,
      List<Side> sides,
      double worst,
      List<Double> point,
      boolean holds,
      int rounds,
      int tried,
      String search) {
    static Box of(JointBox box) {
      return new Box(
          JointBox.LABEL,
          box.sides().stream().map(Side::of).toList(),
          box.worst(),
          box.point(),
          box.holds(),
          box.rounds(),
          box.tried(),
          box.search());
    }

    JointBox box() {
      return new JointBox(
          sides.stream().map(Side::side).toList(), worst, point, holds, rounds, tried, search);
    }
  }

  /** What holds of several parameters at once; what was not searched is left out of the file. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Joint(Optional<PairMap> map, Optional<Box> box) {
    static Joint of(JointTolerance joint) {
      return new Joint(joint.map().map(PairMap::of), joint.box().map(Box::of));
    }

    JointTolerance tolerance() {
      return new JointTolerance(map.map(PairMap::map), box.map(Box::box));
    }
  }
}
