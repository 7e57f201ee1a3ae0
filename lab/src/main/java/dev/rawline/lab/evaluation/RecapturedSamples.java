package dev.rawline.lab.evaluation;

import dev.rawline.data.load.Epoch;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.load.Loader;
import dev.rawline.data.load.LoaderSettings;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.sample.CameraRanges;
import dev.rawline.learning.sample.CameraVariation;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The samples as they were read, and as a data model takes them under the last physical layer that
 * was used.
 */
final class RecapturedSamples {
  private final Preparation preparation;

  /** The one other camera by which training saw everything, where there was one. */
  final Optional<CameraRanges> base;

  final Optional<SensorSpec> sensor;
  private final long seed;
  private final int threads;
  private final List<LoadedSample> loaded;
  private final List<PreparedSample> usual;
  private RecaptureSettings last = RecaptureSettings.AS_RECORDED;
  private List<PreparedSample> changed;

  private RecapturedSamples(
      Preparation preparation,
      Optional<SensorSpec> sensor,
      long seed,
      int threads,
      List<LoadedSample> loaded) {
    this.preparation = preparation;
    base = preparation.variation().map(CameraVariation::ranges);
    this.sensor = sensor;
    this.seed = seed;
    this.threads = threads;
    this.loaded = loaded;
    usual = prepared(base);
    changed = usual;
  }

  static RecapturedSamples read(
      TrainedModel trained, List<Sample> tested, Optional<SensorSpec> sensor, long seed)
      throws IOException {
    Preparation preparation = trained.preparation().asInTraining();
    List<LoadedSample> loaded = new ArrayList<>();
    try (Epoch<LoadedSample> epoch = new Loader(tested, LoaderSettings.inOrder()).epoch(0)) {
      while (epoch.hasNext()) {
        loaded.addAll(epoch.next());
      }
    }
    return new RecapturedSamples(
        preparation,
        sensor.or(() -> trained.preparation().variation().map(CameraVariation::sensor)),
        seed,
        trained.model().engine().threads(),
        loaded);
  }

  List<PreparedSample> at(RecaptureSettings physical) {
    if (physical.isAsRecorded()) {
      return usual;
    }
    if (!physical.equals(last)) {
      changed = prepared(physical.cameras(base));
      last = physical;
    }
    return changed;
  }

  private List<PreparedSample> prepared(Optional<CameraRanges> cameras) {
    Preparation wanted =
        cameras.isPresent()
            ? preparation.varying(
                new CameraVariation(
                    cameras.get(),
                    sensor.orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "light, blur, defocus, read noise and gain depend on the"
                                    + " sensor that recorded, and nothing describes it: give a"
                                    + " sensor.yaml"))))
            : preparation;
    PreparedSample[] prepared = new PreparedSample[loaded.size()];
    Parallel.forEach(
        threads,
        prepared.length,
        i -> {
          LoadedSample one = loaded.get(i);
          try {
            prepared[i] = wanted.of(one, Preparation.seed(seed, one.sample().id(), 0));
          } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
          }
        });
    return List.of(prepared);
  }
}
