package dev.rawline.lab.calibrate;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.PhotonTransferPoint;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Pen;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The curves of EMVA 1288 General: the slope of the characteristic curve over light, the
 * signal-to-noise ratio of the light, and the gain of the charge over the signal. Bars are 95 %
 * intervals.
 */
public final class GeneralPlot {
  private static final int LEFT = 92;
  private static final int HEIGHT = 170;
  private static final double ROOM = 1.05;

  private GeneralPlot() {}

  /** A curve: what is drawn over what. */
  private record Curve(
      String heading,
      String xName,
      String yName,
      ToDoubleFunction<PhotonTransferPoint> x,
      Function<PhotonTransferPoint, Optional<Estimate>> y) {
    boolean isKnownOf(List<ChannelCalibration> channels) {
      return channels.stream()
          .flatMap(channel -> channel.points().stream())
          .anyMatch(point -> y.apply(point).isPresent());
    }
  }

  /** Returns whether there is any curve to draw. */
  static boolean isKnownOf(List<ChannelCalibration> channels) {
    return curves(channels).stream().anyMatch(curve -> curve.isKnownOf(channels));
  }

  private static List<Curve> curves(List<ChannelCalibration> channels) {
    boolean photons =
        channels.stream()
            .flatMap(channel -> channel.points().stream())
            .allMatch(point -> point.photons().isPresent());
    String light = photons ? "light (photons per pixel)" : "exposure time (s)";
    ToDoubleFunction<PhotonTransferPoint> ofLight =
        photons ? point -> point.photons().orElse(0) : point -> point.seconds().orElse(0);
    return List.of(
        new Curve(
            "Incremental gain of the light",
            light,
            photons ? "dy/dH (DN/photon)" : "dy/dH (DN/s)",
            ofLight,
            PhotonTransferPoint::incrementalGain),
        new Curve(
            "Signal-to-noise ratio of the light",
            light,
            "H·(dy/dH)/σ_y",
            ofLight,
            PhotonTransferPoint::lightSignalToNoise),
        new Curve(
            "Incremental gain of the charge",
            "signal: mean − dark mean (DN)",
            "K (DN/e⁻)",
            PhotonTransferPoint::signal,
            PhotonTransferPoint::systemGain));
  }

  /** Draws the curves that are known. */
  public static Drawing of(List<ChannelCalibration> channels) {
    Figure figure = new Figure("No assumption of linearity");
    List<LegendKey> keys = new ArrayList<>();
    for (ChannelCalibration channel : channels) {
      keys.add(
          LegendKey.points(
              channel.channel().toString(),
              ChannelStyle.symbol(channel.channel()),
              ChannelStyle.ink(channel.channel())));
    }
    List<String> drawn = new ArrayList<>();
    for (Curve curve : curves(channels)) {
      if (curve.isKnownOf(channels)) {
        drawn.add(curve.heading);
        figure.heading(curve.heading);
        draw(figure, curve, channels);
        figure.space(10);
      }
    }
    return figure.legend(LEFT, keys).drawing(String.join("; ", drawn) + ".");
  }

  private static void draw(Figure figure, Curve curve, List<ChannelCalibration> channels) {
    double right = 0;
    double top = 0;
    for (ChannelCalibration channel : channels) {
      for (PhotonTransferPoint point : channel.points()) {
        if (curve.y.apply(point).isPresent()) {
          right = Math.max(right, curve.x.applyAsDouble(point));
          top = Math.max(top, curve.y.apply(point).get().value());
        }
      }
    }
    double highest = ROOM * ROOM * (top > 0 ? top : 1);
    Axes axes =
        figure
            .axes(
                LEFT,
                Figure.MARGIN + 12,
                HEIGHT,
                AxisScale.linear(0, ROOM * (right > 0 ? right : 1)),
                AxisScale.linear(0, highest))
            .yTicks(5)
            .xTicks(7)
            .frame()
            .xName(curve.xName)
            .yName(curve.yName);
    for (ChannelCalibration channel : channels) {
      Color ink = ChannelStyle.ink(channel.channel());
      List<Point> points = new ArrayList<>();
      for (PhotonTransferPoint point : channel.points()) {
        curve
            .y
            .apply(point)
            .filter(found -> found.value() >= 0)
            .ifPresent(
                found -> {
                  double x = curve.x.applyAsDouble(point);
                  axes.capped(
                      x,
                      Math.clamp(found.low(), 0, highest),
                      Math.clamp(found.high(), 0, highest),
                      Pen.solid(ink, 1));
                  points.add(new Point(x, found.value()));
                });
      }
      ChannelStyle.draw(axes, channel, points, false);
    }
  }
}
