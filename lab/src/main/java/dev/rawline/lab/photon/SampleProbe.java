package dev.rawline.lab.photon;

import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.RecordingNoise;
import dev.rawline.learning.plan.FrameSensitivity;
import dev.rawline.learning.plan.TrainedModel;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.RecordedMosaic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One sample of which a model is asked what photon noise makes of it. */
final class SampleProbe {
  private final TrainedModel trained;
  private final SensorSpec sensor;
  private final FrameSensitivity sensitivity;
  private final Preparation preparation;
  private final LoadedSample loaded;
  private final RecordedMosaic recorded;
  private final SampleNoise noise;

  /** The gradient of the number that decides, by a stored sample [1/DN]. */
  private final float[] slopes;

  private SampleProbe(
      TrainedModel trained,
      SensorSpec sensor,
      FrameSensitivity sensitivity,
      Preparation preparation,
      LoadedSample loaded,
      RecordedMosaic recorded,
      SampleNoise noise,
      float[] slopes) {
    this.trained = trained;
    this.sensor = sensor;
    this.sensitivity = sensitivity;
    this.preparation = preparation;
    this.loaded = loaded;
    this.recorded = recorded;
    this.noise = noise;
    this.slopes = slopes;
  }

  /**
   * Asks.
   *
   * @param names what the model's numbers are called
   * @param decision when another recording counts as answered differently
   * @param confidence how probably the answer shall stay
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
    CurvatureBiasEstimate bend =
        new CurvatureBiasEstimate(sensitivity, preparation, loaded, recorded.raw(), sensor);
    PredictionNoise noise =
        PredictionNoise.of(at.values(), at.gradients(), recorded.raw(), recorded.slope(), sensor)
            .bent(bend.of(at.values()));
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

  /** Returns what was found. */
  SampleNoise noise() {
    return noise;
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
          recording.isKnown(sample) ? recording.photons(sample) + recording.readOut() : 0;
      moved[i] = (float) (slopes[i] * Math.sqrt(variance));
    }
    return raw.with(RawImage.Unit.NORMALISED, moved);
  }

  /**
   * Draws further recordings, asks the model, and compares.
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
