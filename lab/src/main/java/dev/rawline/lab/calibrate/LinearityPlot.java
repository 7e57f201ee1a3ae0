package dev.rawline.lab.calibrate;

import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.PhotonTransferPoint;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.XyPlot;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Signal over light with the straight line of the linearity fit, and below it how far each point
 * lies from the line [%].
 *
 * <p>Paler points lie outside 5 % to 95 % of saturation and do not count for the linearity error.
 */
public final class LinearityPlot {
  private static final int HEIGHT = 380;
  private static final int RESIDUALS = 260;

  /** A sensor that is straighter than this shows no curve [%]. */
  private static final double LEAST_REACH = 0.1;

  /** How far the axis reaches beyond the largest distance. */
  private static final double BEYOND = 1.15;

  /** Room for title and numbers of the y axes, more than either needs [px]. */
  private static final int AXIS = 84;

  private LinearityPlot() {}

  /**
   * Draws all channels; where neither light nor exposure time is known there is nothing to draw.
   */
  public static BufferedImage draw(List<ChannelCalibration> channels) {
    Light light = Light.of(channels);
    XyPlot signal =
        new XyPlot(
            "Linearity", light.axis(), "signal: mean less the mean in the dark (DN)", HEIGHT);
    XyPlot residuals =
        new XyPlot("Distance from the line", light.axis(), "(signal − line) / line (%)", RESIDUALS);
    List<PhotonTransferPoint> points =
        channels.stream().flatMap(channel -> channel.points().stream()).toList();
    double brightest = largest(points, light);
    double reach =
        Math.max(LEAST_REACH, largest(counted(points), point -> Math.abs(residual(point))));
    signal.axisWidth(AXIS);
    residuals.axisWidth(AXIS);
    signal.fromZero(brightest, largest(points, PhotonTransferPoint::signal));
    residuals.fromZero(brightest, reach);
    residuals.axes(styler -> styler.setYAxisMin(-BEYOND * reach).setYAxisMax(BEYOND * reach));
    residuals.line(
        "",
        Style.FAINT_INK,
        ChannelStyle.line(1),
        new double[] {-XyPlot.BELOW * brightest, XyPlot.ROOM * brightest},
        new double[] {0, 0});
    for (ChannelCalibration channel : channels) {
      add(signal, residuals, channel, light, channels.size() == 1);
    }
    return Style.stacked(signal.draw(), residuals.draw());
  }

  private static void add(
      XyPlot signal, XyPlot residuals, ChannelCalibration channel, Light light, boolean alone) {
    Color ink = ChannelStyle.ink(channel.channel());
    List<PhotonTransferPoint> counted = counted(channel.points());
    List<PhotonTransferPoint> others =
        channel.points().stream().filter(point -> !point.inLinearityFit()).toList();
    String error =
        channel
            .linearityError()
            .map(found -> MeasurementText.of(found).withUnit())
            .orElse("unknown");
    String label =
        alone
            ? "straight line, LE = " + error
            : ChannelStyle.name(channel.channel()) + " LE " + error;
    List<PhotonTransferPoint> lined =
        counted.stream().filter(point -> point.linearityDeviation().isPresent()).toList();
    signal.line(
        label,
        ink,
        ChannelStyle.line(1.8f),
        lined.stream().mapToDouble(light).toArray(),
        lined.stream()
            .mapToDouble(point -> point.signal() / (1 + point.linearityDeviation().getAsDouble()))
            .toArray());
    signal.points(
        ChannelStyle.pale(channel.channel()),
        XyPlot.pale(ink),
        ChannelStyle.mark(channel.channel()),
        others.stream().mapToDouble(light).toArray(),
        others.stream().mapToDouble(PhotonTransferPoint::signal).toArray());
    signal.points(
        "",
        ink,
        ChannelStyle.mark(channel.channel()),
        counted.stream().mapToDouble(light).toArray(),
        counted.stream().mapToDouble(PhotonTransferPoint::signal).toArray());
    residuals.points(
        "",
        ink,
        ChannelStyle.mark(channel.channel()),
        lined.stream().mapToDouble(light).toArray(),
        lined.stream().mapToDouble(LinearityPlot::residual).toArray());
  }

  private static List<PhotonTransferPoint> counted(List<PhotonTransferPoint> points) {
    return points.stream().filter(PhotonTransferPoint::inLinearityFit).toList();
  }

  /** Returns the distance from the line [%]; 0 where there is no line. */
  private static double residual(PhotonTransferPoint point) {
    return 100 * point.linearityDeviation().orElse(0);
  }

  private static double largest(
      List<PhotonTransferPoint> points, ToDoubleFunction<PhotonTransferPoint> of) {
    return points.stream().mapToDouble(of).max().orElse(1);
  }

  /** What the light of a point is measured by. */
  private enum Light implements ToDoubleFunction<PhotonTransferPoint> {
    PHOTONS("light (photons a pixel)") {
      @Override
      public double applyAsDouble(PhotonTransferPoint point) {
        return point.photons().orElseThrow();
      }
    },
    TIME("exposure time (ms)") {
      @Override
      public double applyAsDouble(PhotonTransferPoint point) {
        return 1000 * point.seconds().orElseThrow();
      }
    };

    private final String axis;

    Light(String axis) {
      this.axis = axis;
    }

    String axis() {
      return axis;
    }

    static Light of(List<ChannelCalibration> channels) {
      return channels.stream()
              .flatMap(channel -> channel.points().stream())
              .allMatch(point -> point.photons().isPresent())
          ? PHOTONS
          : TIME;
    }
  }
}
