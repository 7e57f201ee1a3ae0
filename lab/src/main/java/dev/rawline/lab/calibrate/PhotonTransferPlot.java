package dev.rawline.lab.calibrate;

import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.PhotonTransferPoint;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Style;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Temporal variance over signal: the slope is the gain K.
 *
 * <p>The line is the fit, upon the variance in the dark, dashed beyond 70 % of saturation; paler
 * points lie beyond that and are not fitted. Bars are 95 % intervals.
 */
public final class PhotonTransferPlot {
  private static final int LEFT = 100;
  private static final int HEIGHT = 360;
  private static final double ROOM = 1.05;

  /** How many standard errors a 95 % interval reaches to either side. */
  private static final double REACH = 1.96;

  private PhotonTransferPlot() {}

  /** Draws all channels. */
  public static Drawing of(List<ChannelCalibration> channels) {
    boolean alone = channels.size() == 1;
    Figure figure =
        new Figure(alone ? "Photon transfer" : "Photon transfer: the slope is K (DN/e⁻)");
    double signal =
        channels.stream().mapToDouble(channel -> largestSignal(channel.points())).max().orElse(1);
    double variance =
        channels.stream().mapToDouble(PhotonTransferPlot::largestVariance).max().orElse(1);
    Axes axes =
        figure
            .axes(
                LEFT,
                Figure.MARGIN,
                HEIGHT,
                AxisScale.linear(0, ROOM * signal),
                AxisScale.linear(0, ROOM * variance))
            .yTicks(9)
            .xTicks(8)
            .frame()
            .xName("signal: mean − dark mean (DN)")
            .yName("temporal variance (DN²)");
    List<LegendKey> keys = new ArrayList<>();
    channels.forEach(channel -> draw(axes, channel, alone, keys));
    if (channels.stream().anyMatch(channel -> !points(channel, false).isEmpty())) {
      keys.add(ChannelStyle.unfitted(channels.getLast()));
    }
    return figure.legend(LEFT, keys).drawing(description(channels));
  }

  private static void draw(
      Axes axes, ChannelCalibration channel, boolean alone, List<LegendKey> keys) {
    Color ink = ChannelStyle.ink(channel.channel());
    double gain = channel.gain().value();
    double dark = darkVariance(channel);
    double limit = largestSignal(points(channel, true));
    double last = largestSignal(channel.points());
    Point end = new Point(limit, dark + gain * limit);
    Pen fit = Pen.solid(ink, 1.8);
    Pen beyond = Pen.dashed(ink, 1.2);
    Pen level = Pen.dotted(alone ? Style.FAINT_INK : ink, 1.2);
    axes.line(List.of(new Point(0, dark), end), fit);
    axes.line(List.of(end, new Point(last, dark + gain * last)), beyond);
    axes.line(List.of(new Point(0, dark), new Point(last, dark)), level);
    draw(axes, channel, false);
    draw(axes, channel, true);
    if (alone) {
      keys.add(LegendKey.line("fit, K = " + gain(channel).withUnit(), fit));
      keys.add(LegendKey.line("beyond 70 % of saturation", beyond));
      keys.add(LegendKey.line("dark variance", level));
    } else {
      keys.add(
          LegendKey.line(
              channel.channel().toString() + " " + gain(channel).value(),
              fit,
              ChannelStyle.symbol(channel.channel())));
    }
  }

  private static void draw(Axes axes, ChannelCalibration channel, boolean fitted) {
    List<PhotonTransferPoint> points = points(channel, fitted);
    Color ink = ChannelStyle.ink(channel.channel());
    Pen bar = Pen.solid(fitted ? ink : Palette.pale(ink), 1);
    for (PhotonTransferPoint point : points) {
      double reach = REACH * point.shotVarianceError();
      axes.capped(point.signal(), point.variance() - reach, point.variance() + reach, bar);
    }
    ChannelStyle.draw(
        axes,
        channel,
        points.stream().map(point -> new Point(point.signal(), point.variance())).toList(),
        !fitted);
  }

  private static List<PhotonTransferPoint> points(ChannelCalibration channel, boolean fitted) {
    return channel.points().stream().filter(point -> point.inGainFit() == fitted).toList();
  }

  /** Returns how high bars and lines reach [DN²]. */
  private static double largestVariance(ChannelCalibration channel) {
    double line = darkVariance(channel) + channel.gain().value() * largestSignal(channel.points());
    return channel.points().stream()
        .mapToDouble(point -> point.variance() + REACH * point.shotVarianceError())
        .reduce(line, Math::max);
  }

  private static double darkVariance(ChannelCalibration channel) {
    return channel
        .darkNoiseDn()
        .map(noise -> Math.pow(noise.value(), 2))
        .orElse(channel.points().getFirst().darkVariance());
  }

  private static double largestSignal(List<PhotonTransferPoint> points) {
    return points.stream().mapToDouble(PhotonTransferPoint::signal).max().orElse(0);
  }

  private static MeasurementText gain(ChannelCalibration channel) {
    return MeasurementText.of(channel.gain(), "DN/e⁻");
  }

  private static String description(List<ChannelCalibration> channels) {
    return channels.stream()
        .map(channel -> "%s: gain %s".formatted(channel.channel(), gain(channel).withUnit()))
        .collect(Collectors.joining("; ", "", "."));
  }
}
