package dev.rawline.app;

import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.NoiseLevelFunction;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import dev.rawline.lab.report.ChannelStyle;
import dev.rawline.lab.report.Measured;
import dev.rawline.lab.report.Quantity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The numbers that most people look for first, as a table for the terminal. */
final class CalibrationText {
  private static final Set<String> SHOWN =
      Set.of(
          "gain",
          "quantumEfficiency",
          "offset",
          "darkNoise",
          "saturation",
          "snrMax",
          "dynamicRange",
          "linearityError",
          "darkSignalNonUniformity",
          "photoResponseNonUniformity");

  private CalibrationText() {}

  static void print(SensorCalibration calibration, PrintWriter out) {
    boolean several = calibration.channels().size() > 1;
    for (Quantity.Group group : Quantity.GROUPS) {
      for (Quantity quantity :
          group.quantities().stream().filter(any -> SHOWN.contains(any.key())).toList()) {
        for (ChannelCalibration channel : calibration.channels()) {
          String label =
              quantity.symbol() + (several ? " " + ChannelStyle.name(channel.channel()) : "");
          quantity
              .of()
              .apply(channel)
              .map(Measured::of)
              .ifPresent(text -> out.println(line(label, text, quantity.name())));
        }
      }
    }
    end(out);
  }

  static void print(List<NoiseLevelFunction> functions, PrintWriter out) {
    for (NoiseLevelFunction function : functions) {
      String channel = ChannelStyle.name(function.channel());
      out.println(line("K " + channel, Measured.of(function.gain()), "system gain"));
      out.println(
          line(
              "σ_y.dark " + channel,
              Measured.of(function.darkNoise()),
              "dark noise with quantization"));
    }
    end(out);
  }

  private static String line(String label, Measured text, String meaning) {
    return String.format(
            Locale.ROOT, "%-20s %-22s %-24s %s", label, text.withUnit(), text.interval(), meaning)
        .stripTrailing();
  }

  private static void end(PrintWriter out) {
    out.println("(symbol, value, 95 % interval, meaning)");
    out.println();
    out.flush();
  }
}
