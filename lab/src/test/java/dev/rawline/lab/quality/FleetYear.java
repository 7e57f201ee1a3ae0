package dev.rawline.lab.quality;

import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** What the fleet's query answers. */
record FleetYear(List<Camera> all, double falseAlarmsAYear) {
  /** A camera; 0 is a day that there was not. */
  record Camera(String name, int since, int firstAlarm, int changedOn, boolean out) {
    boolean isChanged() {
      return changedOn > 0;
    }

    boolean isFalse() {
      return firstAlarm > 0 && (!isChanged() || firstAlarm < changedOn);
    }

    boolean isFound() {
      return isChanged() && firstAlarm >= changedOn;
    }
  }

  static FleetYear of(List<List<Object>> rows) {
    List<Camera> all = new ArrayList<>();
    for (List<Object> row : rows) {
      all.add(
          new Camera(
              String.valueOf(row.getFirst()),
              number(row.get(1)),
              number(row.get(2)),
              number(row.get(3)),
              number(row.get(4)) == 1));
    }
    return new FleetYear(all, ((Number) rows.getFirst().get(8)).doubleValue());
  }

  private static int number(Object value) {
    return value == null ? 0 : ((Number) value).intValue();
  }

  private long count(Predicate<Camera> which) {
    return all.stream().filter(which).count();
  }

  long cameras() {
    return all.size();
  }

  long changed() {
    return count(Camera::isChanged);
  }

  long found() {
    return count(Camera::isFound);
  }

  List<String> lines(double years) {
    int[] delays =
        all.stream()
            .filter(Camera::isFound)
            .mapToInt(camera -> camera.firstAlarm() - camera.changedOn() + 1)
            .sorted()
            .toArray();
    return List.of(
        "out of control on the last day: %d of %d cameras (%d changed, %d unchanged)"
            .formatted(
                count(Camera::out),
                cameras(),
                count(camera -> camera.out() && camera.isChanged()),
                count(camera -> camera.out() && !camera.isChanged())),
        "changed: %d; alarm after the change: %d; before it: %d"
            .formatted(changed(), found(), count(camera -> camera.isChanged() && camera.isFalse())),
        "unchanged cameras with an alarm: %d of %d"
            .formatted(
                count(camera -> !camera.isChanged() && camera.isFalse()),
                count(camera -> !camera.isChanged())),
        String.format(
            Locale.ROOT,
            "false alarms a camera-year: %.4f, promised at most %.4f",
            falseAlarmsAYear,
            1 / years),
        delays.length == 0
            ? "none found"
            : "days from change to alarm: median %d, 90 %% within %d, longest %d"
                .formatted(
                    delays[delays.length / 2],
                    delays[delays.length * 9 / 10],
                    delays[delays.length - 1]));
  }

  Drawing drawing(int days) {
    long most = Math.max(changed(), count(camera -> camera.firstAlarm() > 0));
    Figure figure =
        new Figure(
            "A year of a fleet of %d cameras".formatted(cameras()),
            "Cameras so far, day by day. Every camera has its own reference and control charts;"
                + " one query over the lab book reads them all.");
    Axes axes =
        figure
            .axes(
                60, 30, 300, AxisScale.linear(0, days), AxisScale.linear(0, 10.0 * (most / 10 + 1)))
            .xTicks(8)
            .yTicks(6)
            .xName("day")
            .yName("cameras")
            .frame();
    axes.line(steps(days, Camera::isChanged, Camera::changedOn), Pen.dashed(Palette.GREY, 2));
    axes.line(steps(days, Camera::isFound, Camera::firstAlarm), Pen.solid(Palette.BLUE, 2));
    axes.line(steps(days, Camera::isFalse, Camera::firstAlarm), Pen.solid(Palette.ORANGE, 2));
    figure.legend(
        60,
        List.of(
            LegendKey.line("changed", Pen.dashed(Palette.GREY, 2)),
            LegendKey.line("found after the change", Pen.solid(Palette.BLUE, 2)),
            LegendKey.line("false alarm", Pen.solid(Palette.ORANGE, 2))));
    return figure.drawing("Cameras that changed, were found, or raised a false alarm, by day.");
  }

  private List<Mark.Point> steps(int days, Predicate<Camera> which, ToIntFunction<Camera> day) {
    List<Mark.Point> points = new ArrayList<>();
    for (int d = 0; d <= days; d++) {
      int today = d;
      points.add(
          new Mark.Point(
              d, count(camera -> which.test(camera) && day.applyAsInt(camera) <= today)));
    }
    return points;
  }
}
