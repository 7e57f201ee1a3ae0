package dev.rawline.app.simulate;

import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.NoiseLevelFunction;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import dev.rawline.lab.calibrate.CalibrationQuantity;
import dev.rawline.lab.calibrate.MeasurementText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The numbers that most people look for first, as a table for the terminal. */
final class CalibrationSummary {
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

  private CalibrationSummary() {}

  static void print(SensorCalibration calibration, PrintWriter out) {
    boolean several = calibration.channels().size() > 1;
    for (CalibrationQuantity.Group group : CalibrationQuantity.GROUPS) {
      for (CalibrationQuantity quantity :
          group.quantities().stream().filter(any -> SHOWN.contains(any.key())).toList()) {
        for (ChannelCalibration channel : calibration.channels()) {
          String label = quantity.symbol() + (several ? " " + channel.channel().toString() : "");
          quantity
              .of()
              .apply(channel)
              .map(MeasurementText::of)
              .ifPresent(text -> out.println(line(label, text, quantity.name())));
        }
      }
    }
    end(out);
  }

  static void print(List<NoiseLevelFunction> functions, PrintWriter out) {
    for (NoiseLevelFunction function : functions) {
      String channel = function.channel().toString();
      out.println(line("K " + channel, MeasurementText.of(function.gain()), "system gain"));
      out.println(
          line(
              "σ_y.dark " + channel,
              MeasurementText.of(function.darkNoise()),
              "dark noise with quantization"));
    }
    end(out);
  }

  private static String line(String label, MeasurementText text, String meaning) {
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
