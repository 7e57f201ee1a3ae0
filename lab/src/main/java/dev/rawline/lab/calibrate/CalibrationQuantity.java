package dev.rawline.lab.calibrate;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.NonUniformity;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One number that a calibration measures of a channel, and what it is called.
 *
 * @param key its name in records, for example {@code gain}
 * @param symbol the symbol that the standard and the plots use
 * @param name what a person calls it
 * @param of the number with its interval; empty where it was not measured
 */
public record CalibrationQuantity(
    String key, String symbol, String name, Function<ChannelCalibration, Optional<Estimate>> of) {

  /** Returns the symbol without its index: μ of μ_dark. */
  String base() {
    return symbol.split("_", 2)[0];
  }

  /** Returns the index of the symbol: dark of μ_dark; empty where it has none. */
  String index() {
    return symbol.contains("_") ? symbol.split("_", 2)[1] : "";
  }

  /**
   * Quantities that belong together.
   *
   * @param name what they describe
   * @param quantities the quantities
   */
  public record Group(String name, List<CalibrationQuantity> quantities) {
    /** Copies the list. */
    public Group {
      quantities = List.copyOf(quantities);
    }
  }

  /** All quantities, in the order in which a person reads them. */
  public static final List<Group> GROUPS =
      List.of(
          new Group(
              "From light to numbers",
              List.of(
                  always("gain", "K", "system gain", ChannelCalibration::gain),
                  some(
                      "quantumEfficiency",
                      "η",
                      "quantum efficiency",
                      ChannelCalibration::quantumEfficiency),
                  some("responsivity", "R", "responsivity", ChannelCalibration::responsivity),
                  some(
                      "linearityError",
                      "LE",
                      "linearity error",
                      ChannelCalibration::linearityError))),
          new Group(
              "Without light",
              List.of(
                  always("offset", "μ_dark", "offset", ChannelCalibration::offset),
                  always("darkNoise", "σ_d", "dark noise", ChannelCalibration::darkNoise),
                  always(
                      "darkNoiseDn",
                      "σ_y.dark",
                      "dark noise with quantization",
                      ChannelCalibration::darkNoiseDn),
                  always(
                      "rowNoise", "σ_row", "noise that rows share", ChannelCalibration::rowNoise),
                  some(
                      "darkCurrent", "μ_I.dark", "dark current", ChannelCalibration::darkCurrent))),
          new Group(
              "Range",
              List.of(
                  always(
                      "saturation",
                      "μ_e.sat",
                      "saturation capacity",
                      ChannelCalibration::saturation),
                  some(
                      "saturationPhotons",
                      "μ_p.sat",
                      "light that saturates: the exposure of the largest variance",
                      ChannelCalibration::saturationPhotons),
                  some("fullWell", "FW", "full well of a pixel", ChannelCalibration::fullWell),
                  always(
                      "thresholdElectrons",
                      "μ_e.min",
                      "charge at which SNR is 1",
                      ChannelCalibration::thresholdElectrons),
                  some(
                      "thresholdPhotons",
                      "μ_p.min",
                      "light at which SNR is 1",
                      ChannelCalibration::thresholdPhotons),
                  always(
                      "snrMax",
                      "SNR_max",
                      "largest signal-to-noise ratio",
                      ChannelCalibration::snrMax),
                  always("dynamicRange", "DR", "dynamic range", ChannelCalibration::dynamicRange),
                  always(
                      "dynamicRangeDecibels",
                      "DR_dB",
                      "dynamic range, 20 log₁₀ DR",
                      channel -> decibels(channel.dynamicRange())))),
          new Group(
              "How pixels differ without light",
              parts(
                  "darkSignalNonUniformity",
                  "DSNU",
                  ChannelCalibration::darkSignalNonUniformity,
                  some(
                      "pixelOffsets",
                      "DSNU′",
                      "of all but defective pixels",
                      ChannelCalibration::pixelOffsets))),
          new Group(
              "How pixels differ in light",
              parts(
                  "photoResponseNonUniformity",
                  "PRNU",
                  ChannelCalibration::photoResponseNonUniformity,
                  some(
                      "pixelResponse",
                      "PRNU′",
                      "of all but defective pixels, fall-off of the light taken out",
                      ChannelCalibration::pixelResponse))));

  private static CalibrationQuantity some(
      String key, String symbol, String name, Function<ChannelCalibration, Optional<Estimate>> of) {
    return new CalibrationQuantity(key, symbol, name, of);
  }

  private static CalibrationQuantity always(
      String key, String symbol, String name, Function<ChannelCalibration, Estimate> of) {
    return new CalibrationQuantity(key, symbol, name, channel -> Optional.of(of.apply(channel)));
  }

  private static List<CalibrationQuantity> parts(
      String key,
      String symbol,
      Function<ChannelCalibration, Optional<NonUniformity>> of,
      CalibrationQuantity undisturbed) {
    return List.of(
        part(key, symbol, "of all pixels", of, NonUniformity::total),
        part(key + ".row", symbol + "_row", "part that rows share", of, NonUniformity::row),
        part(
            key + ".column", symbol + "_col", "part that columns share", of, NonUniformity::column),
        part(key + ".pixel", symbol + "_pixel", "part of single pixels", of, NonUniformity::pixel),
        undisturbed);
  }

  private static CalibrationQuantity part(
      String key,
      String symbol,
      String name,
      Function<ChannelCalibration, Optional<NonUniformity>> whole,
      Function<NonUniformity, Estimate> part) {
    return new CalibrationQuantity(key, symbol, name, channel -> whole.apply(channel).map(part));
  }

  private static Estimate decibels(Estimate ratio) {
    return new Estimate(
        decibels(ratio.value()),
        decibels(ratio.lower()),
        decibels(ratio.upper()),
        "dB",
        ratio.method());
  }

  private static double decibels(double ratio) {
    return 20 * Math.log10(ratio);
  }

  /** Returns whether any channel was measured for it. */
  public boolean isMeasuredIn(List<ChannelCalibration> channels) {
    return channels.stream().anyMatch(channel -> of.apply(channel).isPresent());
  }
}
