package dev.rawline.learning.sample;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.NoiseAddition;
import dev.rawline.imaging.sensor.recapture.PixelBinning;
import dev.rawline.imaging.sensor.recapture.PlaneBlur;
import dev.rawline.imaging.sensor.recapture.PlaneDefocus;
import dev.rawline.imaging.sensor.recapture.PlaneSampling;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.imaging.sensor.recapture.Requantization;
import dev.rawline.imaging.sensor.recapture.SignalGain;
import dev.rawline.imaging.sensor.recapture.SignalLinearization;
import java.util.ArrayList;
import java.util.List;

/**
 * A fresh camera for every sample of a sensor: domain randomization in units of physics.
 *
 * <p>The recording of a drawn camera is computed from the original one by the steps of a recapture
 * (docs/explanation/recapture.md): less light, electron by electron; blur and defocus; coarser
 * sampling; additional noise; gain; conversion; binning.
 *
 * @param ranges from which cameras one is drawn
 * @param sensor the sensor that recorded
 * @param brighten whether normalised images are divided by the drawn share of the light, above the
 *     black level: black level + (sample − black level) / share
 */
public record CameraVariation(CameraRanges ranges, SensorSpec sensor, boolean brighten) {
  /** Takes cameras whose images stay as dark as they are recorded. */
  public CameraVariation(CameraRanges ranges, SensorSpec sensor) {
    this(ranges, sensor, false);
  }

  /**
   * Checks that no camera needs more than was recorded.
   *
   * @throws IllegalArgumentException if the read noise could be less than the sensor's, or the bits
   *     more
   */
  public CameraVariation {
    List<String> problems = new ArrayList<>();
    double dark = darkNoise(sensor);
    ranges
        .readNoise()
        .filter(range -> range.lowest() < dark)
        .ifPresent(
            range ->
                problems.add(
                    "read_noise from %s e⁻, but sensor %s has %.4g e⁻: expected at least as much, because noise cannot be removed"
                        .formatted(range.lowest(), sensor.name(), dark)));
    // A stored sample has room for steps of at most 256.
    int fewest = Math.max(1, sensor.containerBits() - 8);
    ranges
        .bits()
        .filter(range -> range.lowest() < fewest || range.highest() > sensor.adcBits())
        .ifPresent(
            range ->
                problems.add(
                    "bits from %.0f to %.0f, but sensor %s has %d: expected %d to %d"
                        .formatted(
                            range.lowest(),
                            range.highest(),
                            sensor.name(),
                            sensor.adcBits(),
                            fewest,
                            sensor.adcBits())));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("drawn cameras: " + String.join("; ", problems));
    }
  }

  /** Read noise and row noise together [e⁻]. */
  private static double darkNoise(SensorSpec sensor) {
    return StrictMath.hypot(sensor.readNoise(), sensor.rowNoise());
  }

  /**
   * Returns the recording of a drawn camera; an odd last row or column of coarser pixels is
   * dropped. Binning comes last, after conversion; over the full mosaic its result is monochrome.
   *
   * @param raw the recording [DN], with even sides
   * @param seed the seed of electrons and noise
   * @throws IllegalArgumentException if the mosaic is normalised already
   */
  public RawImage recapture(RawImage raw, DrawnCamera camera, Seed seed) {
    if (!camera.changesMosaic()) {
      return raw;
    }
    Readout source = Readout.of(sensor);
    RawImage made = raw;
    if (camera.light().isPresent()) {
      // Binning averages what a row shares less than what each pixel has of its own.
      double rows = camera.binning().isPresent() ? sensor.rowNoise() * source.gain() : 0;
      made =
          new IntensityScaling(camera.light().get(), source.withRowNoise(rows))
              .draw(seed)
              .apply(made);
    }
    PlaneBlur blur = new PlaneBlur(camera.blur().orElse(0.0));
    PlaneDefocus defocus = new PlaneDefocus(camera.defocus().orElse(0.0));
    PlaneSampling sampling = new PlaneSampling(camera.sampling().orElse(1));
    SignalLinearization straight = new SignalLinearization(source, true);
    SignalLinearization own = new SignalLinearization(source, false);
    made = own.apply(sampling.apply(defocus.apply(blur.apply(straight.apply(made)))));
    made = even(made);
    double noise = camera.readNoise().orElseGet(() -> darkNoise(sensor)) * source.gain();
    made =
        new NoiseAddition(source, defocus.left(blur, sampling, raw.cfa()), noise)
            .draw(seed)
            .apply(made);
    made = new SignalGain(camera.gain().orElse(1.0), source.black()).apply(made);
    int fewer = sensor.adcBits() - camera.bits().orElse(sensor.adcBits());
    int step = source.step() << fewer;
    int largest = step * ((1 << (sensor.adcBits() - fewer)) - 1);
    Readout converter =
        new Readout(
            source.black(), source.gain(), source.darkNoise(), step, largest, source.saturation());
    RawImage stored = new Requantization(converter).apply(made);
    return camera.binning().map(mode -> new PixelBinning(mode).apply(stored)).orElse(stored);
  }

  private static RawImage even(RawImage raw) {
    int height = raw.height() & ~1;
    int width = raw.width() & ~1;
    return height == raw.height() && width == raw.width() ? raw : raw.crop(0, 0, height, width);
  }
}
