package dev.rawline.lab.calibrate;

import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.PhotonTransferPoint;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Signal over light with the straight line of the linearity fit, and below it how far each point
 * lies from the line [%].
 *
 * <p>Paler points lie outside 5 % to 95 % of saturation and do not count for the linearity error.
 */
public final class LinearityPlot {
  private static final int LEFT = 92;
  private static final int HEIGHT = 300;
  private static final int RESIDUALS = 160;
  private static final double ROOM = 1.05;

  /** A sensor that is straighter than this shows no curve [%]. */
  private static final double LEAST_REACH = 0.1;

  /** How far the axis reaches beyond the largest distance. */
  private static final double BEYOND = 1.15;

  private LinearityPlot() {}

  /**
   * Draws all channels.
   *
   * @throws IllegalArgumentException if neither light nor exposure time is known
   */
  public static Drawing of(List<ChannelCalibration> channels) {
    List<PhotonTransferPoint> points =
        channels.stream().flatMap(channel -> channel.points().stream()).toList();
    boolean photons = points.stream().allMatch(point -> point.photons().isPresent());
    ToDoubleFunction<PhotonTransferPoint> light =
        photons
            ? point -> point.photons().orElseThrow()
            : point -> 1000 * point.seconds().orElseThrow();
    AxisScale lights = AxisScale.linear(0, ROOM * largest(points, light));
    double reach =
        Math.max(LEAST_REACH, largest(counted(points), point -> Math.abs(residual(point))));
    Figure figure = new Figure("Linearity");
    Axes signal =
        axes(
                figure,
                HEIGHT,
                lights,
                AxisScale.linear(0, ROOM * largest(points, PhotonTransferPoint::signal)))
            .yName("signal − dark mean (DN)");
    List<LegendKey> keys = new ArrayList<>();
    for (ChannelCalibration channel : channels) {
      keys.add(drawSignal(signal, channel, light, channels.size() == 1));
    }
    if (points.stream().anyMatch(point -> !point.inLinearityFit())) {
      keys.add(ChannelStyle.unfitted(channels.getLast()));
    }
    figure.space(-22).legend(LEFT, keys).space(10).heading("Deviation from the straight line");
    Axes residuals =
        axes(figure, RESIDUALS, lights, AxisScale.linear(-BEYOND * reach, BEYOND * reach))
            .yName("deviation (%)")
            .xName(photons ? "light (photons per pixel)" : "exposure time (ms)");
    for (ChannelCalibration channel : channels) {
      ChannelStyle.draw(
          residuals, channel, points(lined(channel), light, LinearityPlot::residual), false);
    }
    return figure.drawing(String.join("; ", keys.stream().map(LegendKey::label).toList()) + ".");
  }

  private static Axes axes(Figure figure, int height, AxisScale x, AxisScale y) {
    return figure.axes(LEFT, Figure.MARGIN + 12, height, x, y).yTicks(6).xTicks(7).frame();
  }

  private static LegendKey drawSignal(
      Axes axes,
      ChannelCalibration channel,
      ToDoubleFunction<PhotonTransferPoint> light,
      boolean alone) {
    Pen line = Pen.solid(ChannelStyle.ink(channel.channel()), 1.8);
    Symbol symbol = ChannelStyle.symbol(channel.channel());
    axes.line(
        points(
            lined(channel),
            light,
            point -> point.signal() / (1 + point.linearityDeviation().getAsDouble())),
        line);
    for (boolean fitted : List.of(false, true)) {
      List<PhotonTransferPoint> measured =
          channel.points().stream().filter(point -> point.inLinearityFit() == fitted).toList();
      ChannelStyle.draw(
          axes, channel, points(measured, light, PhotonTransferPoint::signal), !fitted);
    }
    String error =
        channel
            .linearityError()
            .map(found -> MeasurementText.of(found, "%").withUnit())
            .orElse("unknown");
    return LegendKey.line(
        alone ? "straight line, LE = " + error : channel.channel().toString() + " LE " + error,
        line,
        symbol);
  }

  private static List<Point> points(
      List<PhotonTransferPoint> points,
      ToDoubleFunction<PhotonTransferPoint> x,
      ToDoubleFunction<PhotonTransferPoint> y) {
    return points.stream()
        .map(point -> new Point(x.applyAsDouble(point), y.applyAsDouble(point)))
        .toList();
  }

  private static List<PhotonTransferPoint> counted(List<PhotonTransferPoint> points) {
    return points.stream().filter(PhotonTransferPoint::inLinearityFit).toList();
  }

  private static List<PhotonTransferPoint> lined(ChannelCalibration channel) {
    return counted(channel.points()).stream()
        .filter(point -> point.linearityDeviation().isPresent())
        .toList();
  }

  /** Returns the distance from the line [%]; 0 where there is no line. */
  private static double residual(PhotonTransferPoint point) {
    return 100 * point.linearityDeviation().orElse(0);
  }

  private static double largest(
      List<PhotonTransferPoint> points, ToDoubleFunction<PhotonTransferPoint> of) {
    return points.stream().mapToDouble(of).max().orElse(1);
  }
}
