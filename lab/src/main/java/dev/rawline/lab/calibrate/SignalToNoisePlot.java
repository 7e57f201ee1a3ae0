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
import dev.rawline.workbench.plot.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Signal-to-noise ratio over light, both logarithmic: the measured points, the sensor as its
 * parameters describe it, and the best that is possible.
 *
 * <p>The sensor's line is n / √(σ²_d + 1/(12 K²) + n), n the charge [e⁻]; the ideal one is √ of the
 * photons, or of the charge where photons are unknown. Points without signal cannot be drawn on
 * logarithmic axes and are left out.
 */
public final class SignalToNoisePlot {
  private static final int LEFT = 84;
  private static final int HEIGHT = 360;
  private static final int STEPS = 120;
  private static final double LEAST = 0.1;

  private SignalToNoisePlot() {}

  /** Draws all channels. */
  public static Drawing of(List<ChannelCalibration> channels) {
    boolean photons =
        channels.stream().allMatch(channel -> channel.quantumEfficiency().isPresent());
    double least =
        channels.stream().mapToDouble(channel -> least(channel, photons)).min().orElse(1);
    double most = channels.stream().mapToDouble(channel -> most(channel, photons)).max().orElse(1);
    double left = Math.pow(10, Math.floor(Math.log10(least)));
    double right = Math.pow(10, Math.ceil(Math.log10(most)));
    double top = Math.pow(10, Math.ceil(Math.log10(Math.sqrt(right))));
    Figure figure = new Figure("Signal-to-noise ratio");
    Axes axes =
        figure
            .axes(
                LEFT,
                Figure.MARGIN + 16,
                HEIGHT,
                AxisScale.logarithmic(left, right),
                AxisScale.logarithmic(LEAST, top))
            .yTicks(6)
            .xTicks(6)
            .frame()
            .xName(photons ? "light (photons per pixel, log)" : "charge (e⁻, log)")
            .yName("signal / temporal noise (log)");
    Pen ideal = Pen.dashed(Style.FAINT_INK, 1.2);
    axes.line(List.of(new Point(left, Math.sqrt(left)), new Point(right, Math.sqrt(right))), ideal);
    axes.level(1, Pen.solid(Style.FAINT_INK, 1));
    List<LegendKey> keys = new ArrayList<>();
    keys.add(
        LegendKey.line(photons ? "ideal sensor, √photons" : "shot noise only, √charge", ideal));
    for (ChannelCalibration channel : channels) {
      draw(axes, channel, photons, left);
      keys.add(
          LegendKey.line(
              channels.size() == 1 ? "this sensor" : channel.channel().toString(),
              Pen.solid(ChannelStyle.ink(channel.channel()), 1.8),
              ChannelStyle.symbol(channel.channel())));
    }
    return figure
        .legend(LEFT, keys)
        .drawing("Signal-to-noise ratio, measured and of an ideal sensor.");
  }

  private static void draw(Axes axes, ChannelCalibration channel, boolean photons, double left) {
    double efficiency = efficiency(channel, photons);
    double noise = Math.pow(darkNoise(channel), 2);
    axes.line(
        steps(left, saturation(channel) / efficiency).stream()
            .map(
                light ->
                    new Point(light, light * efficiency / Math.sqrt(noise + light * efficiency)))
            .filter(point -> point.y() >= LEAST)
            .toList(),
        Pen.solid(ChannelStyle.ink(channel.channel()), 1.8));
    ChannelStyle.draw(
        axes,
        channel,
        unsaturated(channel.points()).stream()
            .filter(point -> point.variance() > 0 && point.signalToNoise() >= LEAST)
            .map(point -> new Point(light(point, channel, photons), point.signalToNoise()))
            .filter(point -> point.x() > 0)
            .toList(),
        false);
  }

  /** Clipped samples have hardly any noise left, and would seem better than they are. */
  private static List<PhotonTransferPoint> unsaturated(List<PhotonTransferPoint> points) {
    int noisiest = 0;
    for (int i = 1; i < points.size(); i++) {
      noisiest = points.get(i).variance() > points.get(noisiest).variance() ? i : noisiest;
    }
    return points.subList(0, Math.min(noisiest + 1, points.size()));
  }

  /** Returns the noise in the dark, quantization included [e⁻]. */
  private static double darkNoise(ChannelCalibration channel) {
    return channel
            .darkNoiseDn()
            .map(Estimate::value)
            .orElse(Math.sqrt(channel.points().getFirst().darkVariance()))
        / channel.gain().value();
  }

  /** Returns the saturation capacity, or the largest charge where none saturates [e⁻]. */
  private static double saturation(ChannelCalibration channel) {
    return channel
        .saturation()
        .map(Estimate::value)
        .orElse(
            channel.points().stream().mapToDouble(PhotonTransferPoint::signal).max().orElse(1)
                / channel.gain().value());
  }

  private static double efficiency(ChannelCalibration channel, boolean photons) {
    return photons ? channel.quantumEfficiency().orElseThrow().value() : 1;
  }

  private static double light(
      PhotonTransferPoint point, ChannelCalibration channel, boolean photons) {
    return photons ? point.photons().orElseThrow() : point.signal() / channel.gain().value();
  }

  private static double least(ChannelCalibration channel, boolean photons) {
    double threshold = (darkNoise(channel) + 0.5) / efficiency(channel, photons);
    return Math.max(0.01, threshold / 3);
  }

  private static double most(ChannelCalibration channel, boolean photons) {
    return 1.2 * saturation(channel) / efficiency(channel, photons);
  }

  private static List<Double> steps(double from, double to) {
    return IntStream.rangeClosed(0, STEPS)
        .mapToObj(i -> from * Math.pow(to / from, (double) i / STEPS))
        .toList();
  }
}
