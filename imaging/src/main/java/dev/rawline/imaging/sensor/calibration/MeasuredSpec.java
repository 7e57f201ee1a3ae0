package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.ValueOrigin;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Calibration → SensorSpec: one value for the sensor from the values of its channels. */
final class MeasuredSpec {
  private static final double ASSUMED_EFFICIENCY = 0.5;
  private static final double ASSUMED_TEMPERATURE = 20;
  private static final double ASSUMED_DOUBLING = 7;

  private final SensorCalibration calibration;
  private double charges = 1;
  private final Map<String, ValueOrigin> origins =
      new HashMap<>(ValueOrigin.ofResource(MeasuredSpec.class, "stated.properties"));

  private MeasuredSpec(SensorCalibration calibration) {
    this.calibration = calibration;
  }

  static SensorSpec of(SensorCalibration calibration, String name, double pixelPitch) {
    return new MeasuredSpec(calibration).spec(name, pixelPitch);
  }

  private SensorSpec spec(String name, double pixelPitch) {
    FrameFormat format = calibration.format();
    Optional<GainCurve> curve = gainCurve();
    double straight = measured("gain", "DN/e⁻", ChannelCalibration::gain);
    double gain = curve.isEmpty() ? straight : initialGain();
    // Charges of the linear evaluation are signals over its gain: here over the least signals'.
    charges = straight / gain;
    double offset = offset();
    double rowNoise = optional("rowNoise", "e⁻", ChannelCalibration::rowNoise);
    double darkNoise = optional("readNoise", "e⁻", ChannelCalibration::darkNoise);
    if (darkNoise > 0) {
      measuredAs(
          "readNoise",
          "e⁻",
          channel -> channel.darkNoise().orElseThrow(),
          "√(dark noise² − row noise²), dark noise ");
    }
    double prnu =
        optional("photoResponseNonUniformity", "%", ChannelCalibration::pixelResponse) / 100;
    double dsnu = optional("darkSignalNonUniformity", "e⁻", ChannelCalibration::pixelOffsets);
    double darkCurrent =
        Math.max(0, optional("darkCurrent", "e⁻/s", ChannelCalibration::darkCurrent));
    Defects defects = defects(format, gain);
    return SensorSpec.of(
        sensor -> {
          sensor.name = name;
          sensor.cfa = format.cfa();
          sensor.pixelPitch = pixelPitch;
          sensor.quantumEfficiency = quantumEfficiency(curve, gain);
          sensor.transmission = format.cfa().map(filters -> Matrix3.IDENTITY);
          sensor.fullWell = fullWell(gain, offset, curve.orElse(GainCurve.CONSTANT));
          sensor.darkCurrent = charges * darkCurrent;
          sensor.referenceTemperature = ASSUMED_TEMPERATURE;
          sensor.doublingTemperature = ASSUMED_DOUBLING;
          sensor.readNoise =
              charges * Math.sqrt(Math.max(0, darkNoise * darkNoise - rowNoise * rowNoise));
          sensor.rowNoise = charges * rowNoise;
          sensor.photoResponseNonUniformity = prnu;
          sensor.darkSignalNonUniformity = charges * dsnu;
          sensor.hotPixels = defects.hot;
          sensor.hotPixelCurrent = defects.current;
          sensor.deadPixels = defects.dead;
          sensor.gain = gain;
          sensor.gainCurve = curve;
          sensor.offset = offset;
          sensor.adcBits = format.adcBits();
          sensor.containerBits = format.containerBits();
          sensor.origins = origins;
        });
  }

  private record Defects(double hot, double current, double dead) {}

  private Defects defects(FrameFormat format, double gain) {
    Optional<CalibrationMaps> maps = calibration.maps();
    if (maps.isEmpty()) {
      ValueOrigin none = assumed("no stacks were recorded: none assumed");
      origins.put("hotPixels", none);
      origins.put("hotPixelCurrent", none);
      origins.put("deadPixels", none);
      return new Defects(0, 0, 0);
    }
    double pixels = (double) format.width() * format.height();
    int hot = maps.get().hot().size();
    int dead = maps.get().dead().size();
    origins.put("hotPixels", counted(hot, pixels));
    origins.put("deadPixels", counted(dead, pixels));
    double current = 0;
    if (hot > 0 && maps.get().seconds().isPresent()) {
      current = maps.get().hotCharge() / gain / maps.get().seconds().getAsDouble();
      origins.put(
          "hotPixelCurrent",
          new ValueOrigin(
              ValueOrigin.Basis.MEASURED,
              "mean of the hot pixels beyond the median, spread unknown"));
    } else {
      origins.put(
          "hotPixelCurrent",
          assumed(
              hot == 0
                  ? "no hot pixel was found"
                  : "the exposure time of the stacks is unknown: none assumed"));
    }
    return new Defects(hot / pixels, current, dead / pixels);
  }

  private static ValueOrigin counted(int count, double pixels) {
    return new ValueOrigin(
        ValueOrigin.Basis.MEASURED, String.format(Locale.ROOT, "%d of %.0f pixels", count, pixels));
  }

  /** Returns the curve of the gain where each channel's is significantly not constant: the mean. */
  private Optional<GainCurve> gainCurve() {
    List<GainCurve> curves =
        calibration.channels().stream()
            .flatMap(channel -> channel.general().gainCurve().stream())
            .toList();
    if (curves.size() < calibration.channels().size()) {
      return Optional.empty();
    }
    List<Double> signals = curves.getFirst().signal();
    boolean hasFactor = curves.stream().anyMatch(curve -> !curve.noiseFactor().isEmpty());
    return Optional.of(
        new GainCurve(
            signals,
            average(signals, signal -> curves.stream().mapToDouble(c -> c.relativeGainAt(signal))),
            hasFactor
                ? average(
                    signals, signal -> curves.stream().mapToDouble(c -> c.noiseFactorAt(signal)))
                : List.of()));
  }

  private static List<Double> average(
      List<Double> signals, DoubleFunction<DoubleStream> ofChannels) {
    return signals.stream().map(s -> ofChannels.apply(s).average().orElseThrow()).toList();
  }

  private double initialGain() {
    double gain =
        measured("gain", "DN/e⁻", channel -> channel.general().initialGain().orElseThrow());
    origins.put(
        "gainCurve",
        new ValueOrigin(
            ValueOrigin.Basis.MEASURED,
            "significantly not constant: by mean and photon noise at each signal"));
    return gain;
  }

  /** Returns η; with a curve that of the charges that make the signals of the gain's fit. */
  private double efficiency(ChannelCalibration channel, Optional<GainCurve> curve, double gain) {
    double linear = channel.quantumEfficiency().orElseThrow().value();
    double product = 0;
    double square = 0;
    for (PhotonTransferPoint point : channel.points()) {
      if (curve.isPresent() && point.inGainFit()) {
        double photons = point.photons().orElseThrow();
        product += photons * curve.get().linear(point.signal()) / gain;
        square += photons * photons;
      }
    }
    return square > 0 ? product / square : linear;
  }

  private Rgb quantumEfficiency(Optional<GainCurve> curve, double gain) {
    List<ChannelCalibration> channels = calibration.channels();
    if (channels.stream().anyMatch(channel -> channel.quantumEfficiency().isEmpty())) {
      origins.put(
          "quantumEfficiency",
          assumed(
              channels.size() == 1
                  ? "the photons a pixel were not measured: a plausible number"
                  : "the photons a pixel were not measured: a plausible number for the most"
                      + " sensitive colour, the others as their charges in this calibration's"
                      + " light"));
      return relativeEfficiency();
    }
    measuredAs(
        "quantumEfficiency", "e⁻/photon", channel -> channel.quantumEfficiency().orElseThrow(), "");
    return colours(
        channels.stream().mapToDouble(channel -> efficiency(channel, curve, gain)).toArray());
  }

  /**
   * If photons are unknown, the sensitivities of the colours are proportional to their charges in
   * the same exposures.
   */
  private Rgb relativeEfficiency() {
    List<ChannelCalibration> channels = calibration.channels();
    double[] charges = new double[channels.size()];
    int exposures = channels.getFirst().points().size();
    for (int i = 0; i < exposures; i++) {
      int exposure = i;
      if (channels.stream().allMatch(channel -> channel.points().get(exposure).inGainFit())) {
        for (int c = 0; c < charges.length; c++) {
          charges[c] += channels.get(c).points().get(i).signal() / channels.get(c).gain().value();
        }
      }
    }
    Rgb charge = colours(charges);
    double most = Math.max(charge.red(), Math.max(charge.green(), charge.blue()));
    double scale = most > 0 ? ASSUMED_EFFICIENCY / most : 0;
    return scale == 0
        ? new Rgb(ASSUMED_EFFICIENCY, ASSUMED_EFFICIENCY, ASSUMED_EFFICIENCY)
        : new Rgb(scale * charge.red(), scale * charge.green(), scale * charge.blue());
  }

  private static Rgb colours(double[] channels) {
    return channels.length == 1
        ? new Rgb(channels[0], channels[0], channels[0])
        : new Rgb(channels[0], (channels[1] + channels[2]) / 2, channels[3]);
  }

  private double offset() {
    if (calibration.channels().stream().allMatch(channel -> channel.offset().isPresent())) {
      return measured("offset", "DN", channel -> channel.offset().orElseThrow());
    }
    origins.put("offset", assumed("the dark frames are clipped at 0: their mean"));
    return calibration.channels().stream()
        .flatMap(channel -> channel.points().stream())
        .mapToDouble(PhotonTransferPoint::dark)
        .average()
        .orElseThrow();
  }

  private double fullWell(double gain, double offset, GainCurve curve) {
    boolean filled =
        calibration.channels().stream().allMatch(channel -> channel.fullWell().isPresent());
    if (filled) {
      double full = measured("fullWell", "e⁻", channel -> channel.fullWell().orElseThrow());
      return curve.linear(full * charges * gain) / gain;
    }
    double range = curve.linear((1 << calibration.format().adcBits()) - 1 - offset) / gain;
    if (calibration.channels().stream().anyMatch(channel -> channel.saturation().isEmpty())) {
      origins.put(
          "fullWell", assumed("no exposure saturates: what fills the range of the converter"));
      return range;
    }
    Function<ChannelCalibration, Estimate> saturation =
        channel -> channel.saturation().orElseThrow();
    measuredAs(
        "fullWell",
        "e⁻",
        saturation,
        "the converter clips first: what fills its range, a lower bound; saturation capacity ");
    return Math.max(range, mean(saturation));
  }

  private double optional(
      String component, String unit, Function<ChannelCalibration, Optional<Estimate>> of) {
    if (calibration.channels().stream().anyMatch(channel -> of.apply(channel).isEmpty())) {
      origins.put(component, assumed("the frames do not determine it: none assumed"));
      return 0;
    }
    return measured(component, unit, channel -> of.apply(channel).orElseThrow());
  }

  private double measured(
      String component, String unit, Function<ChannelCalibration, Estimate> of) {
    measuredAs(component, unit, of, "");
    return mean(of);
  }

  private void measuredAs(
      String component, String unit, Function<ChannelCalibration, Estimate> of, String before) {
    StringBuilder note = new StringBuilder(before);
    String separator = "";
    for (ChannelCalibration channel : calibration.channels()) {
      note.append(separator);
      if (channel.channel() != Channel.MONOCHROME) {
        note.append(channel.channel()).append(' ');
      }
      note.append(of.apply(channel)).append(' ').append(unit);
      separator = "; ";
    }
    origins.put(component, new ValueOrigin(ValueOrigin.Basis.MEASURED, note.toString()));
  }

  private double mean(Function<ChannelCalibration, Estimate> of) {
    return calibration.channels().stream()
        .mapToDouble(channel -> of.apply(channel).value())
        .average()
        .orElseThrow();
  }

  private static ValueOrigin assumed(String why) {
    return new ValueOrigin(ValueOrigin.Basis.ASSUMED, why);
  }
}
