package dev.rawline.lab.calibrate;

import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.PhotonTransferPoint;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.XyPlot;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Temporal variance over signal: the slope is the gain K.
 *
 * <p>The line is the fit, upon the variance in the dark, dashed beyond 70 % of saturation; paler
 * points lie beyond that and are not fitted. Bars are 95 % intervals.
 */
public final class PhotonTransferPlot {
  private static final int HEIGHT = 470;

  /** How many standard errors a 95 % interval reaches to either side. */
  private static final double REACH = 1.96;

  private PhotonTransferPlot() {}

  /** Draws all channels. */
  public static BufferedImage draw(List<ChannelCalibration> channels) {
    XyPlot plot =
        new XyPlot(
            channels.size() == 1 ? "Photon transfer" : "Photon transfer: the slope is K (DN/e⁻)",
            "signal: mean less the mean in the dark (DN)",
            "temporal variance (DN²)",
            HEIGHT);
    double signal =
        channels.stream().mapToDouble(channel -> largestSignal(channel.points())).max().orElse(1);
    plot.fromZero(
        signal, channels.stream().mapToDouble(PhotonTransferPlot::largestVariance).max().orElse(1));
    for (ChannelCalibration channel : channels) {
      add(plot, channel, channels.size() == 1);
    }
    return plot.draw();
  }

  private static void add(XyPlot plot, ChannelCalibration channel, boolean alone) {
    Color ink = ChannelStyle.ink(channel.channel());
    double gain = channel.gain().value();
    double dark = Math.pow(channel.darkNoiseDn().value(), 2);
    double limit = largestSignal(points(channel, true));
    double last = largestSignal(channel.points());
    String label =
        alone
            ? "fit, K = " + MeasurementText.of(channel.gain()).withUnit()
            : ChannelStyle.name(channel.channel())
                + " "
                + MeasurementText.of(channel.gain()).value();
    plot.line(
        label,
        ink,
        ChannelStyle.line(1.8f),
        new double[] {0, limit},
        new double[] {dark, dark + gain * limit});
    plot.line(
        alone ? "beyond 70 % of saturation" : "",
        ink,
        ChannelStyle.line(1.2f, 6, 4),
        new double[] {limit, last},
        new double[] {dark + gain * limit, dark + gain * last});
    plot.line(
        alone ? "variance in the dark" : "",
        alone ? Style.FAINT_INK : ink,
        ChannelStyle.line(1.2f, 2, 3),
        new double[] {0, last},
        new double[] {dark, dark});
    String pale = ChannelStyle.pale(channel.channel());
    add(plot, pale, channel, points(channel, false), XyPlot.pale(ink));
    add(plot, "", channel, points(channel, true), ink);
  }

  private static void add(
      XyPlot plot,
      String label,
      ChannelCalibration channel,
      List<PhotonTransferPoint> points,
      Color ink) {
    plot.points(
        label,
        ink,
        ChannelStyle.mark(channel.channel()),
        points.stream().mapToDouble(PhotonTransferPoint::signal).toArray(),
        points.stream().mapToDouble(PhotonTransferPoint::variance).toArray(),
        points.stream().mapToDouble(point -> REACH * point.shotVarianceError()).toArray());
  }

  private static List<PhotonTransferPoint> points(ChannelCalibration channel, boolean fitted) {
    return channel.points().stream().filter(point -> point.inGainFit() == fitted).toList();
  }

  /** Returns how high bars and lines reach [DN²]. */
  private static double largestVariance(ChannelCalibration channel) {
    double line =
        Math.pow(channel.darkNoiseDn().value(), 2)
            + channel.gain().value() * largestSignal(channel.points());
    return channel.points().stream()
        .mapToDouble(point -> point.variance() + REACH * point.shotVarianceError())
        .reduce(line, Math::max);
  }

  private static double largestSignal(List<PhotonTransferPoint> points) {
    return points.stream().mapToDouble(PhotonTransferPoint::signal).max().orElse(0);
  }
}
