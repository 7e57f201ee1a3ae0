package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Frames of a camera whose numbers are known, as a laboratory would record them. */
final class SimulatedCamera {
  static final int SIDE = 96;
  static final double RATE = 3.5e6;
  static final int EXPOSURES = 22;
  static final double LONGEST = 0.02;
  static final int STACKED = 16;
  static final double REFERENCE = 20;

  private SimulatedCamera() {}

  /** The camera of the validation. */
  static SensorSpec spec(Optional<Cfa> cfa) {
    return SensorSpec.of(
        values -> {
          values.name = "known truth";
          values.cfa = cfa;
          values.pixelPitch = 5;
          values.quantumEfficiency = new Rgb(0.5, 0.5, 0.5);
          values.transmission = cfa.map(filters -> Matrix3.IDENTITY);
          values.fullWell = 30000;
          values.darkCurrent = 2000;
          values.referenceTemperature = REFERENCE;
          values.doublingTemperature = 7;
          values.readNoise = 30;
          values.rowNoise = 6;
          values.photoResponseNonUniformity = 0.005;
          values.darkSignalNonUniformity = 5;
          values.gain = 0.1;
          values.offset = 29.4;
          values.adcBits = 12;
          values.containerBits = 12;
        });
  }

  static FrameFormat format(SensorSpec spec, int side) {
    return new FrameFormat(side, side, spec.cfa(), spec.adcBits(), spec.containerBits());
  }

  /** Returns the photons that fall on a pixel in an exposure. */
  static double photons(double seconds) {
    return RATE * seconds;
  }

  static double seconds(int exposure) {
    return LONGEST * (exposure + 1) / EXPOSURES;
  }

  static CalibrationFrames frames(SensorSpec spec, int side, long seed) {
    SensorDevice device = new SensorDevice(spec, side, side, seed);
    FrameFormat format = format(spec, side);
    List<FramePair> flats = new ArrayList<>();
    List<FramePair> darks = new ArrayList<>();
    for (int i = 0; i < EXPOSURES; i++) {
      double seconds = seconds(i);
      flats.add(
          FramePair.of(
              format,
              OptionalDouble.of(seconds),
              OptionalDouble.of(photons(seconds)),
              flat(device, seconds, seed, "flat " + i + " a"),
              flat(device, seconds, seed, "flat " + i + " b")));
      darks.add(
          FramePair.of(
              format,
              OptionalDouble.of(seconds),
              OptionalDouble.empty(),
              dark(device, seconds, seed, "dark " + i + " a"),
              dark(device, seconds, seed, "dark " + i + " b")));
    }
    SpatialStack flatStack = new SpatialStack(format);
    SpatialStack darkStack = new SpatialStack(format);
    double half = seconds(EXPOSURES / 2 - 2);
    for (int i = 0; i < STACKED; i++) {
      flatStack.add(flat(device, half, seed, "stack flat " + i));
      darkStack.add(dark(device, half, seed, "stack dark " + i));
    }
    return new CalibrationFrames(
        format,
        flats,
        darks,
        Optional.of(new CalibrationFrames.Spatial(flatStack, darkStack, OptionalDouble.of(half))));
  }

  static NamedFrame flat(SensorDevice device, double seconds, long seed, String name) {
    return new NamedFrame(
        name,
        device.flat(photons(seconds), new Exposure(seconds, REFERENCE), new Seed(seed, name)));
  }

  static NamedFrame dark(SensorDevice device, double seconds, long seed, String name) {
    RawImage raw = device.dark(new Exposure(seconds, REFERENCE), new Seed(seed, name));
    return new NamedFrame(name, raw);
  }
}
