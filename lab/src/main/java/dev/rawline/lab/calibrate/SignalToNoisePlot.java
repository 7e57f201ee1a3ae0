package dev.rawline.lab.calibrate;

import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.PhotonTransferPoint;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.XyPlot;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Signal-to-noise ratio over light, both logarithmic: the measured points, the sensor as its
 * numbers describe it, and the best that is possible.
 *
 * <p>The sensor's line is n / √(σ²_d + 1/(12 K²) + n), n the charge [e⁻]; the ideal one is √ of the
 * photons, or of the charge where photons are unknown. Points without signal cannot stand on
 * logarithmic axes and are left out.
 */
public final class SignalToNoisePlot {
  private static final int HEIGHT = 470;
  private static final int STEPS = 120;
  private static final double LEAST = 0.1;

  /** A decade at the very end of an axis would go without its number; at the right it is wide. */
  private static final double BEYOND = 1.25;

  private static final double BEYOND_RIGHT = 2;

  private static final Color FAINT_RULE = new Color(0xe8e8e8);

  private SignalToNoisePlot() {}

  /** Draws all channels. */
  public static BufferedImage draw(List<ChannelCalibration> channels) {
    boolean photons =
        channels.stream().allMatch(channel -> channel.quantumEfficiency().isPresent());
    XyPlot plot =
        new XyPlot(
            "Signal-to-noise ratio",
            photons ? "light (photons a pixel, log)" : "charge (e⁻, log)",
            "signal / temporal noise (log)",
            HEIGHT);
    double least =
        channels.stream().mapToDouble(channel -> least(channel, photons)).min().orElse(1);
    double most = channels.stream().mapToDouble(channel -> most(channel, photons)).max().orElse(1);
    double left = Math.pow(10, Math.floor(Math.log10(least)));
    double right = Math.pow(10, Math.ceil(Math.log10(most)));
    double top = Math.pow(10, Math.ceil(Math.log10(Math.sqrt(right))));
    plot.axes(
        styler -> {
          styler.setXAxisLogarithmic(true).setYAxisLogarithmic(true);
          styler.setXAxisLogarithmicDecadeOnly(true).setYAxisLogarithmicDecadeOnly(true);
          styler.setXAxisMin(left / BEYOND).setXAxisMax(right * BEYOND_RIGHT);
          styler.setYAxisMin(LEAST / BEYOND).setYAxisMax(top * BEYOND);
          styler.setPlotGridLinesColor(FAINT_RULE);
        });
    double[] ends = {left, right};
    plot.line(
        photons ? "ideal sensor, √photons" : "shot noise alone, √charge",
        Style.FAINT_INK,
        ChannelStyle.line(1.2f, 6, 4),
        ends,
        DoubleStream.of(ends).map(Math::sqrt).toArray());
    plot.line("", Style.FAINT_INK, ChannelStyle.line(1), ends, new double[] {1, 1});
    for (ChannelCalibration channel : channels) {
      add(plot, channel, photons, left, channels.size() == 1);
    }
    return plot.draw();
  }

  private static void add(
      XyPlot plot, ChannelCalibration channel, boolean photons, double left, boolean alone) {
    Color ink = ChannelStyle.ink(channel.channel());
    double efficiency = efficiency(channel, photons);
    double quantization = 1 / (12 * Math.pow(channel.gain().value(), 2));
    double noise = Math.pow(channel.darkNoise().value(), 2) + quantization;
    double[] light = steps(left, channel.saturation().value() / efficiency);
    double[] ratio =
        DoubleStream.of(light)
            .map(each -> each * efficiency / Math.sqrt(noise + each * efficiency))
            .toArray();
    int[] shown = IntStream.range(0, light.length).filter(i -> ratio[i] >= LEAST).toArray();
    plot.line(
        alone ? "this sensor" : ChannelStyle.name(channel.channel()),
        ink,
        ChannelStyle.line(1.8f),
        IntStream.of(shown).mapToDouble(i -> light[i]).toArray(),
        IntStream.of(shown).mapToDouble(i -> ratio[i]).toArray());
    List<PhotonTransferPoint> points =
        unsaturated(channel.points()).stream()
            .filter(point -> point.variance() > 0 && point.signalToNoise() >= LEAST)
            .filter(point -> light(point, channel, photons) > 0)
            .toList();
    plot.points(
        "",
        ink,
        ChannelStyle.mark(channel.channel()),
        points.stream().mapToDouble(point -> light(point, channel, photons)).toArray(),
        points.stream().mapToDouble(PhotonTransferPoint::signalToNoise).toArray());
  }

  /** What is clipped has hardly any noise left, and would seem better than it is. */
  private static List<PhotonTransferPoint> unsaturated(List<PhotonTransferPoint> points) {
    int noisiest = 0;
    for (int i = 1; i < points.size(); i++) {
      noisiest = points.get(i).variance() > points.get(noisiest).variance() ? i : noisiest;
    }
    return points.subList(0, Math.min(noisiest + 1, points.size()));
  }

  private static double efficiency(ChannelCalibration channel, boolean photons) {
    return photons ? channel.quantumEfficiency().orElseThrow().value() : 1;
  }

  private static double light(
      PhotonTransferPoint point, ChannelCalibration channel, boolean photons) {
    return photons ? point.photons().orElseThrow() : point.signal() / channel.gain().value();
  }

  private static double least(ChannelCalibration channel, boolean photons) {
    double threshold = channel.thresholdElectrons().value() / efficiency(channel, photons);
    return Math.max(0.01, threshold / 3);
  }

  private static double most(ChannelCalibration channel, boolean photons) {
    return 1.2 * channel.saturation().value() / efficiency(channel, photons);
  }

  private static double[] steps(double from, double to) {
    return IntStream.rangeClosed(0, STEPS)
        .mapToDouble(i -> from * Math.pow(to / from, (double) i / STEPS))
        .toArray();
  }
}
