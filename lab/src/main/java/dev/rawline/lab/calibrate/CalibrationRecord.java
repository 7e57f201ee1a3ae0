package dev.rawline.lab.calibrate;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.CalibrationMaps;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.FrameFormat;
import dev.rawline.imaging.sensor.calibration.NoiseLevelFunction;
import dev.rawline.imaging.sensor.calibration.PhotonTransferPoint;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** A calibration as values of a JSON record, by the keys that docs/how-to/calibration.md names. */
final class CalibrationRecord {
  private CalibrationRecord() {}

  static Map<String, Object> of(SensorCalibration calibration) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("format", format(calibration.format()));
    record.put(
        "channels", calibration.channels().stream().map(CalibrationRecord::channel).toList());
    calibration.maps().ifPresent(maps -> record.put("defects", defects(maps)));
    return record;
  }

  static Map<String, Object> of(NoiseLevelFunction function) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("channel", word(function.channel()));
    record.put("gain", estimate(function.gain()));
    record.put("darkNoiseDn", estimate(function.darkNoise()));
    record.put("patches", function.patches());
    return record;
  }

  private static Map<String, Object> format(FrameFormat format) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("width", format.width());
    record.put("height", format.height());
    record.put("cfa", format.cfa().map(Cfa::name).orElse("monochrome"));
    record.put("adcBits", format.adcBits());
    record.put("containerBits", format.containerBits());
    return record;
  }

  private static Map<String, Object> channel(ChannelCalibration channel) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("channel", word(channel.channel()));
    Map<String, Object> quantities = new LinkedHashMap<>();
    for (CalibrationQuantity.Group group : CalibrationQuantity.GROUPS) {
      for (CalibrationQuantity quantity : group.quantities()) {
        quantity
            .of()
            .apply(channel)
            .ifPresent(found -> quantities.put(quantity.key(), estimate(found)));
      }
    }
    record.put("quantities", quantities);
    record.put("points", channel.points().stream().map(CalibrationRecord::point).toList());
    return record;
  }

  private static Map<String, Object> estimate(Estimate estimate) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("value", number(estimate.value()));
    record.put("lower", number(estimate.lower()));
    record.put("upper", number(estimate.upper()));
    record.put("confidence", 0.95);
    record.put("unit", estimate.unit());
    record.put("method", word(estimate.method()));
    return record;
  }

  private static Map<String, Object> point(PhotonTransferPoint point) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("exposureSeconds", number(point.seconds()));
    record.put("photonsPerPixel", number(point.photons()));
    record.put("signal", number(point.signal()));
    record.put("signalError", number(point.signalError()));
    record.put("variance", number(point.variance()));
    record.put("shotVariance", number(point.shotVariance()));
    record.put("shotVarianceError", number(point.shotVarianceError()));
    record.put("dark", number(point.dark()));
    record.put("darkVariance", number(point.darkVariance()));
    record.put("inGainFit", point.inGainFit());
    record.put("inLinearityFit", point.inLinearityFit());
    record.put("linearityDeviation", number(point.linearityDeviation()));
    return record;
  }

  private static Map<String, Object> defects(CalibrationMaps maps) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("hot", pixels(maps.hot()));
    record.put("dead", pixels(maps.dead()));
    return record;
  }

  private static List<List<Integer>> pixels(Set<Pixel> pixels) {
    return pixels.stream()
        .sorted(Comparator.comparingInt(Pixel::row).thenComparingInt(Pixel::column))
        .map(pixel -> List.of(pixel.row(), pixel.column()))
        .toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Object number(OptionalDouble number) {
    return number.isPresent() ? number(number.getAsDouble()) : null;
  }

  /** JSON has no number that is infinite or none. */
  private static Object number(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
