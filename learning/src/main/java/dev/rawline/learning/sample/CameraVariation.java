package dev.rawline.learning.sample;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.NoiseAddition;
import dev.rawline.imaging.sensor.recapture.PlaneBlur;
import dev.rawline.imaging.sensor.recapture.PlaneDefocus;
import dev.rawline.imaging.sensor.recapture.PlaneSampling;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.imaging.sensor.recapture.Requantization;
import dev.rawline.imaging.sensor.recapture.SignalGain;
import java.util.ArrayList;
import java.util.List;

/**
 * A fresh camera for every sample of a sensor: domain randomization in units of physics.
 *
 * <p>What a drawn camera would have recorded of the same scene is made of what was recorded, by the
 * steps of a recapture (docs/explanation/recapture.md): less light, electron by electron; blur and
 * defocus; coarser sampling; the noise that is missing; gain; conversion.
 *
 * @param ranges from which cameras one is drawn
 * @param sensor the sensor that recorded
 */
public record CameraVariation(CameraRanges ranges, SensorSpec sensor) {

  /**
   * Checks that nothing is required that was not recorded.
   *
   * @throws IllegalArgumentException if the read noise could be less than the sensor's, or the bits
   *     more
   */
  public CameraVariation {
    List<String> mistakes = new ArrayList<>();
    double dark = darkNoise(sensor);
    ranges
        .readNoise()
        .filter(range -> range.lowest() < dark)
        .ifPresent(
            range ->
                mistakes.add(
                    "read_noise from %s e⁻, but sensor %s has %.4g e⁻: expected at least as much, because noise cannot be removed"
                        .formatted(range.lowest(), sensor.name(), dark)));
    // A stored sample has room for steps of at most 256.
    int fewest = Math.max(1, sensor.containerBits() - 8);
    ranges
        .bits()
        .filter(range -> range.lowest() < fewest || range.highest() > sensor.adcBits())
        .ifPresent(
            range ->
                mistakes.add(
                    "bits from %.0f to %.0f, but sensor %s has %d: expected %d to %d"
                        .formatted(
                            range.lowest(),
                            range.highest(),
                            sensor.name(),
                            sensor.adcBits(),
                            fewest,
                            sensor.adcBits())));
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException("drawn cameras: " + String.join("; ", mistakes));
    }
  }

  /** Read noise and row noise together [e⁻]. */
  private static double darkNoise(SensorSpec sensor) {
    return StrictMath.hypot(sensor.readNoise(), sensor.rowNoise());
  }

  /**
   * Returns what a drawn camera would have recorded; of coarser pixels an odd last row or column is
   * left out.
   *
   * @param raw what was recorded [DN], with even sides
   * @param seed what electrons and noise are drawn from
   * @throws IllegalArgumentException if the mosaic is normalised already
   */
  public RawImage recapture(RawImage raw, DrawnCamera camera, Seed seed) {
    if (!camera.changesMosaic()) {
      return raw;
    }
    Readout source = Readout.of(sensor);
    RawImage made = raw;
    if (camera.light().isPresent()) {
      made = new IntensityScaling(camera.light().get(), source).draw(seed).apply(made);
    }
    PlaneBlur blur = new PlaneBlur(camera.blur().orElse(0.0));
    PlaneDefocus defocus = new PlaneDefocus(camera.defocus().orElse(0.0));
    PlaneSampling sampling = new PlaneSampling(camera.sampling().orElse(1));
    made = even(sampling.apply(defocus.apply(blur.apply(made))));
    double noise = camera.readNoise().orElseGet(() -> darkNoise(sensor)) * source.gain();
    made = new NoiseAddition(source, defocus.left(blur, sampling), noise).draw(seed).apply(made);
    made = new SignalGain(camera.gain().orElse(1.0), source.black()).apply(made);
    int fewer = sensor.adcBits() - camera.bits().orElse(sensor.adcBits());
    int step = source.step() << fewer;
    int largest = step * ((1 << (sensor.adcBits() - fewer)) - 1);
    Readout converter =
        new Readout(
            source.black(), source.gain(), source.darkNoise(), step, largest, source.saturation());
    return new Requantization(converter).apply(made);
  }

  private static RawImage even(RawImage raw) {
    int height = raw.height() & ~1;
    int width = raw.width() & ~1;
    return height == raw.height() && width == raw.width() ? raw : raw.crop(0, 0, height, width);
  }
}
