package dev.rawline.lab.photon;

import dev.rawline.data.load.LoadedSample;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.RecordingNoise;
import dev.rawline.learning.plan.FrameSensitivity;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By how much the noise of a recording moves the mean of what a model says, in some shares of the
 * light: the mean over {@value #PAIRS} draws n of ½ (z(y + n) + z(y − n)) − z(y).
 *
 * <p>What is of first order in n cancels in each pair, so that few pairs show what is not.
 *
 * @param sensitivity what the model says
 * @param preparation how samples are prepared for it
 * @param loaded the sample
 * @param raw what was recorded of the part that the model sees [DN]
 * @param sensor the sensor that recorded
 */
record CurvatureBiasEstimate(
    FrameSensitivity sensitivity,
    Preparation preparation,
    LoadedSample loaded,
    RawImage raw,
    SensorSpec sensor) {
  private static final int PAIRS = 6;

  private static final List<Double> LIGHTS = List.of(1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001);

  /**
   * Returns what each number's mean is moved by.
   *
   * @param values z(y), what the model says of the recording
   * @throws IOException if a sample cannot be prepared
   */
  CurvatureBias of(List<Double> values) throws IOException {
    List<List<Double>> moved = new ArrayList<>();
    for (double light : LIGHTS) {
      moved.add(of(values, light));
    }
    return new CurvatureBias(LIGHTS, moved);
  }

  private List<Double> of(List<Double> values, double light) throws IOException {
    RecordingNoise recording = new RecordingNoise(sensor, light);
    List<PreparedSample> pairs = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      Seed seed = new Seed(i, "bend %s in light %s".formatted(loaded.sample().id(), light));
      RawImage noise = recording.normal(raw, seed);
      pairs.add(prepared(noise, 1));
      pairs.add(prepared(noise, -1));
    }
    List<List<Double>> said = sensitivity.values(pairs);
    List<Double> moved = new ArrayList<>();
    for (int k = 0; k < values.size(); k++) {
      double sum = 0;
      for (List<Double> each : said) {
        sum += each.get(k) - values.get(k);
      }
      moved.add(sum / said.size());
    }
    return moved;
  }

  private PreparedSample prepared(RawImage noise, int sign) throws IOException {
    float[] moved = raw.samples().clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += sign * noise.samples()[i];
    }
    LoadedSample other =
        new LoadedSample(loaded.sample(), raw.with(raw.unit(), moved), Optional.empty());
    return preparation.of(other, Preparation.seed(0, loaded.sample().id(), 0));
  }
}
