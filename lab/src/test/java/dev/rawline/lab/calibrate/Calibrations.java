package dev.rawline.lab.calibrate;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.CalibrationMaps;
import dev.rawline.imaging.sensor.calibration.Channel;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.FrameFormat;
import dev.rawline.imaging.sensor.calibration.GeneralCalibration;
import dev.rawline.imaging.sensor.calibration.NonUniformity;
import dev.rawline.imaging.sensor.calibration.PhotonTransferPoint;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;

/** Calibrations of known values, for pages and plots. */
public final class Calibrations {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final double GAIN = 0.28;
  private static final double DARK = 10.9;
  private static final double FULL = 14_000;

  private Calibrations() {}

  /** Returns a calibration of a sensor with or without colour filters, with everything measured. */
  public static SensorCalibration of(Optional<Cfa> cfa) {
    List<ChannelCalibration> channels =
        Channel.of(cfa).stream().map(channel -> channel(channel, efficiency(channel))).toList();
    return new SensorCalibration(
        new FrameFormat(WIDTH, HEIGHT, cfa, 12, 16), channels, Optional.of(maps()), List.of());
  }

  /** Returns a calibration without light meter, exposure times and stacks. */
  public static SensorCalibration bare() {
    ChannelCalibration all = channel(Channel.MONOCHROME, 0.45);
    ChannelCalibration bare =
        new ChannelCalibration(
            all.channel(),
            all.gain(),
            all.gainBias(),
            all.offset(),
            all.darkNoiseDn(),
            all.darkNoise(),
            all.rowNoise(),
            Optional.empty(),
            Optional.empty(),
            all.saturation(),
            Optional.empty(),
            Optional.empty(),
            all.snrMax(),
            all.thresholdElectrons(),
            Optional.empty(),
            all.dynamicRange(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            GeneralCalibration.NONE,
            all.points().stream().map(Calibrations::unmetered).toList(),
            Map.of());
    return new SensorCalibration(
        new FrameFormat(WIDTH, HEIGHT, Optional.empty(), 12, 12),
        List.of(bare),
        Optional.empty(),
        List.of());
  }

  /** Returns a calibration whose rows share less noise than its frames resolve. */
  public static SensorCalibration withoutRowNoise() {
    ChannelCalibration all = channel(Channel.MONOCHROME, 0.45);
    ChannelCalibration unresolved =
        new ChannelCalibration(
            all.channel(),
            all.gain(),
            all.gainBias(),
            all.offset(),
            all.darkNoiseDn(),
            all.darkNoise(),
            Optional.of(new Estimate(0, 0, 0.3)),
            all.responsivity(),
            all.quantumEfficiency(),
            all.saturation(),
            all.saturationPhotons(),
            all.fullWell(),
            all.snrMax(),
            all.thresholdElectrons(),
            all.thresholdPhotons(),
            all.dynamicRange(),
            all.linearityError(),
            all.darkCurrent(),
            all.darkSignalNonUniformity(),
            all.photoResponseNonUniformity(),
            all.pixelOffsets(),
            all.pixelResponse(),
            all.general(),
            all.points(),
            Map.of());
    return new SensorCalibration(
        new FrameFormat(WIDTH, HEIGHT, Optional.empty(), 12, 12),
        List.of(unresolved),
        Optional.empty(),
        List.of());
  }

  private static PhotonTransferPoint unmetered(PhotonTransferPoint point) {
    return new PhotonTransferPoint(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        point.signal(),
        point.signalError(),
        point.shotVariance(),
        point.shotVarianceError(),
        point.variance(),
        point.dark(),
        point.darkVariance(),
        point.inGainFit(),
        point.inLinearityFit(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        point.systemGain());
  }

  private static double efficiency(Channel channel) {
    return switch (channel) {
      case MONOCHROME -> 0.45;
      case RED -> 0.31;
      case GREEN_IN_RED_ROW -> 0.42;
      case GREEN_IN_BLUE_ROW -> 0.41;
      case BLUE -> 0.35;
    };
  }

  private static double darkVariance() {
    return GAIN * GAIN * DARK * DARK + 1 / 12.0;
  }

  private static List<PhotonTransferPoint> points(Channel channel, double efficiency) {
    List<PhotonTransferPoint> points = new ArrayList<>();
    double dark = darkVariance();
    Random random = new Random(channel.name().hashCode());
    for (int i = 0; i < 24; i++) {
      double photons = 120 + i * 1500;
      double charge = Math.min(FULL, efficiency * photons);
      double variance = charge < FULL ? GAIN * GAIN * charge : 20;
      double error = 0.006 * (variance + dark);
      points.add(
          new PhotonTransferPoint(
              OptionalDouble.of(photons * 3.3e-7),
              OptionalDouble.of(photons),
              GAIN * charge,
              0.02,
              variance + error * random.nextGaussian(),
              error,
              variance + dark + error * random.nextGaussian(),
              14.7,
              dark,
              charge <= 0.7 * FULL,
              charge >= 0.05 * FULL && charge <= 0.95 * FULL,
              charge >= 0.05 * FULL && charge <= 0.95 * FULL
                  ? OptionalDouble.of(0.002 * Math.sin(i / 2.0))
                  : OptionalDouble.empty(),
              Optional.of(estimate(charge < FULL ? efficiency * GAIN : 0, 0.001)),
              Optional.of(estimate(charge < FULL ? Math.sqrt(charge) : 0, 0.1)),
              charge < FULL ? Optional.of(estimate(GAIN, 0.002)) : Optional.empty()));
    }
    return points;
  }

  private static ChannelCalibration channel(Channel channel, double efficiency) {
    NonUniformity pattern =
        new NonUniformity(
            estimate(0.43, 0.01), estimate(0.05, 0.02), estimate(0.08, 0.02), estimate(0.41, 0.01));
    return new ChannelCalibration(
        channel,
        estimate(GAIN, 0.0011),
        Optional.of(estimate(-0.3, 0.4)),
        Optional.of(estimate(14.7, 0.03)),
        Optional.of(estimate(Math.sqrt(darkVariance()), 0.004)),
        Optional.of(estimate(DARK, 0.05)),
        Optional.of(estimate(0.4, 0.2)),
        Optional.of(estimate(efficiency * GAIN, 0.0004)),
        Optional.of(estimate(efficiency, 0.002)),
        Optional.of(estimate(FULL, 60)),
        Optional.of(estimate(FULL / efficiency, 140)),
        Optional.of(estimate(FULL + 300, 80)),
        Optional.of(estimate(Math.sqrt(FULL), 0.3)),
        Optional.of(estimate(11.5, 0.1)),
        Optional.of(estimate(11.5 / efficiency, 0.3)),
        Optional.of(estimate(FULL / 11.5, 12)),
        Optional.of(estimate(0.13, 0.03)),
        Optional.of(estimate(42, 6)),
        Optional.of(pattern),
        Optional.of(pattern),
        Optional.of(estimate(0.4, 0.01)),
        Optional.of(estimate(0.4, 0.01)),
        new GeneralCalibration(
            Optional.of(estimate(Math.sqrt(FULL), 0.3)),
            Optional.of(estimate(11.5 / efficiency, 0.3)),
            Optional.of(estimate(FULL / 11.5, 12)),
            Optional.of(estimate(GAIN, 0.0011)),
            Optional.empty()),
        points(channel, efficiency),
        Map.of());
  }

  private static CalibrationMaps maps() {
    Random random = new Random(7);
    float[] dark = new float[WIDTH * HEIGHT];
    float[] fallOff = new float[dark.length];
    float[] pixels = new float[dark.length];
    for (int i = 0; i < dark.length; i++) {
      double x = (i % WIDTH - WIDTH / 2.0) / WIDTH;
      double y = (double) (i / WIDTH - HEIGHT / 2) / HEIGHT;
      fallOff[i] = (float) (1 - 0.1 * (x * x + y * y));
      pixels[i] = (float) (1 + 0.004 * random.nextGaussian());
      dark[i] = (float) (14.7 + 0.3 * random.nextGaussian() + (i % WIDTH == 40 ? 0.8 : 0));
    }
    return new CalibrationMaps(
        map(fallOff),
        map(pixels),
        map(dark),
        Set.of(new Pixel(3, 5), new Pixel(40, 60)),
        Set.of(new Pixel(10, 11)),
        /* hotCharge= */ 40,
        OptionalDouble.of(0.055));
  }

  private static RawImage map(float[] samples) {
    return RawImage.normalised(WIDTH, HEIGHT, Cfa.RGGB, samples);
  }

  private static Estimate estimate(double value, double reach) {
    return new Estimate(value, value - reach, value + reach * 1.1);
  }
}
