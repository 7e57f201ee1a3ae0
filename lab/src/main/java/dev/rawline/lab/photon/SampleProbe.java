package dev.rawline.lab.photon;

import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.RecordingNoise;
import dev.rawline.learning.assembly.FrameSensitivity;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.Preparation.RecordedMosaic;
import dev.rawline.learning.sample.PreparedSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One sample, and what photon noise does to the prediction of a model for it.
 *
 * @param slopes the gradient of the number that decides, by a stored sample [1/DN]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SampleProbe(
    TrainedModel trained,
    SensorSpec sensor,
    FrameSensitivity sensitivity,
    Preparation preparation,
    LoadedSample loaded,
    RecordedMosaic recorded,
    SampleNoise noise,
    float[] slopes) {
  private static final int PAIRS = 6;
  private static final List<Double> LIGHTS = List.of(1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001);

  /**
   * Evaluates the model on a sample.
   *
   * @param names what the model's numbers are called
   * @param decision when another recording counts as answered differently
   * @param confidence the probability that the prediction must stay the same
   * @throws IOException if the sample cannot be read, is processed already, or was recorded by
   *     another sensor
   */
  static SampleProbe of(
      TrainedModel trained,
      SensorSpec sensor,
      Sample sample,
      List<String> names,
      AgreementCriterion decision,
      double confidence)
      throws IOException {
    LoadedSample loaded = LoadedSample.of(sample);
    Preparation preparation = trained.preparation().atRest().withoutTask();
    Seed unused = Preparation.seed(0, sample.id(), 0);
    RecordedMosaic recorded = preparation.recorded(loaded, unused);
    requireRecordedBy(sensor, recorded.raw(), sample.id());
    PreparedSample prepared = preparation.of(loaded, unused);
    FrameSensitivity sensitivity = new FrameSensitivity(trained.model());
    FrameSensitivity.AtFrame at = sensitivity.at(prepared);
    PredictionNoise noise =
        PredictionNoise.of(at.values(), at.gradients(), recorded.raw(), recorded.slope(), sensor)
            .bent(bias(at.values(), sensitivity, preparation, loaded, recorded.raw(), sensor));
    SampleNoise found =
        SampleNoise.of(
            sample.id(), sample.label().className().orElse(""), names, noise, decision, confidence);
    return new SampleProbe(
        trained,
        sensor,
        sensitivity,
        preparation,
        loaded,
        recorded,
        found,
        slopes(found, at.gradients(), recorded));
  }

  /**
   * Returns by how much the noise of a recording y moves the mean of what the model predicts, in
   * some shares of the light: the mean over {@value #PAIRS} draws n of ½ (z(y + n) + z(y − n)) −
   * z(y). What is of first order in n cancels in each pair, so that few pairs show what is not.
   */
  private static CurvatureBias bias(
      List<Double> values,
      FrameSensitivity sensitivity,
      Preparation preparation,
      LoadedSample loaded,
      RawImage raw,
      SensorSpec sensor)
      throws IOException {
    List<List<Double>> moved = new ArrayList<>();
    for (double light : LIGHTS) {
      RecordingNoise recording = new RecordingNoise(sensor, light);
      List<PreparedSample> pairs = new ArrayList<>();
      for (int i = 0; i < PAIRS; i++) {
        Seed seed = new Seed(i, "bend %s in light %s".formatted(loaded.sample().id(), light));
        RawImage noise = recording.normal(raw, seed);
        for (int sign : List.of(1, -1)) {
          float[] samples = raw.samples().clone();
          for (int at = 0; at < samples.length; at++) {
            samples[at] += sign * noise.samples()[at];
          }
          RawImage other = raw.with(raw.unit(), samples);
          pairs.add(
              preparation.of(
                  new LoadedSample(loaded.sample(), other, Optional.empty()),
                  Preparation.seed(0, loaded.sample().id(), 0)));
        }
      }
      List<List<Double>> predicted = sensitivity.values(pairs);
      List<Double> means = new ArrayList<>();
      for (int k = 0; k < values.size(); k++) {
        double sum = 0;
        for (List<Double> each : predicted) {
          sum += each.get(k) - values.get(k);
        }
        means.add(sum / predicted.size());
      }
      moved.add(means);
    }
    return new CurvatureBias(LIGHTS, moved);
  }

  private static void requireRecordedBy(SensorSpec sensor, RawImage raw, String id)
      throws IOException {
    int bits = raw.calibration().containerBits();
    if (bits != sensor.containerBits()) {
      throw new IOException(
          "sample %s is stored in %d bits, but sensor %s stores %d: name the sensor.yaml of the sensor that recorded it (--sensor)"
              .formatted(id, bits, sensor.name(), sensor.containerBits()));
    }
  }

  private static float[] slopes(SampleNoise noise, List<Frame> gradients, RecordedMosaic recorded) {
    RawImage raw = recorded.raw();
    float[] slopes = new float[raw.samples().length];
    for (int place = 0; place < slopes.length; place++) {
      double sum = 0;
      for (int k = 0; k < gradients.size(); k++) {
        sum += noise.contrast().get(k) * gradients.get(k).samples()[place];
      }
      slopes[place] = (float) (sum * slope(recorded, place));
    }
    return slopes;
  }

  private static double slope(RecordedMosaic recorded, int place) {
    RawImage raw = recorded.raw();
    return recorded.slope().at(raw.cfa().siteAt(place / raw.width(), place % raw.width()));
  }

  /** Returns the picture of the sample as the model sees it. */
  View picture() throws IOException {
    return trained.picture(preparation.of(loaded, Preparation.seed(0, noise.id(), 0)));
  }

  /**
   * Returns what the noise of each sample of the mosaic moves the deciding number by, |g| σ, as
   * photons and read-out make it in the light of the recording.
   */
  RawImage moved() {
    RecordingNoise recording = new RecordingNoise(sensor, 1);
    RawImage raw = recorded.raw();
    float[] moved = new float[slopes.length];
    for (int i = 0; i < moved.length; i++) {
      double sample = raw.samples()[i];
      double variance =
          recording.isKnown(sample) ? recording.photons(sample) + recording.readOut(sample) : 0;
      moved[i] = (float) (slopes[i] * Math.sqrt(variance));
    }
    return raw.with(RawImage.Unit.NORMALISED, moved);
  }

  /**
   * Draws further recordings, evaluates the model on them, and compares.
   *
   * @param light the share of the light
   * @param draws how many
   * @param seed what they are drawn from
   * @throws IOException if a recording cannot be prepared
   */
  RedrawnPredictions redrawn(double light, int draws, long seed) throws IOException {
    RecordingNoise recording = new RecordingNoise(sensor, light);
    int batch = trained.plan().evaluationBatch().orElse(trained.plan().batch());
    List<List<Double>> values = new ArrayList<>();
    List<Double> firstOrder = new ArrayList<>();
    while (values.size() < draws) {
      List<PreparedSample> some = new ArrayList<>();
      int most = Math.min(batch, draws - values.size());
      for (int i = 0; i < most; i++) {
        Seed own =
            new Seed(
                seed, "%s again %d in light %s".formatted(noise.id(), values.size() + i, light));
        RawImage again = recording.again(recorded.raw(), own);
        firstOrder.add(change(again));
        some.add(preparation.of(new LoadedSample(loaded.sample(), again, Optional.empty()), own));
      }
      values.addAll(sensitivity.values(some));
    }
    return RedrawnPredictions.of(noise, light, values, firstOrder);
  }

  private double change(RawImage again) {
    double sum = 0;
    for (int i = 0; i < slopes.length; i++) {
      sum += slopes[i] * (again.samples()[i] - (double) recorded.raw().samples()[i]);
    }
    return sum;
  }
}
