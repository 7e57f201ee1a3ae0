package dev.rawline.lab.quality;

import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.lab.quality.cause.DriftCause;
import dev.rawline.lab.quality.page.PowerCurve;
import dev.rawline.lab.quality.page.PowerCurve.Found;
import dev.rawline.lab.quality.page.PowerCurve.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How often a drift is found, by the physics of the sensor and plainly: batches sampled from a pool
 * of recordings, the same for both.
 *
 * @param camera the camera and its reference
 * @param pool scenes that are not those of the reference
 * @param sizes of the batches
 * @param batches how many of each size
 */
@SuppressWarnings("ArrayRecordComponent") // read only
record PowerStudy(ProofCamera camera, Irradiance[] pool, List<Integer> sizes, int batches) {
  /** Batches of so many images determine the detection limit. */
  static final int LIMIT_IMAGES = 32;

  /** Returns two curves a strength, from weak to strong. */
  List<PowerCurve> curves(DriftCause cause, List<Double> strengths) {
    List<PowerCurve> curves = new ArrayList<>();
    for (double strength : strengths) {
      CausedDrift drift = new CausedDrift(cause, strength);
      Recordings all = camera.record(pool, drift.difference(), cause + " " + strength);
      List<Found> physics = new ArrayList<>();
      List<Found> plain = new ArrayList<>();
      for (int size : sizes) {
        RandomBatches sampled = new RandomBatches(pool.length, size);
        int found = 0;
        int plainly = 0;
        for (int batch = 0; batch < batches; batch++) {
          Recordings some = all.some(sampled.next(size));
          found += camera.isDrifted(some) ? 1 : 0;
          plainly += camera.isPlainlyDrifted(some) ? 1 : 0;
        }
        physics.add(new Found(size, found, batches));
        plain.add(new Found(size, plainly, batches));
      }
      curves.add(new PowerCurve(drift.words(), Way.PHYSICS, physics));
      curves.add(new PowerCurve(drift.words(), Way.PLAIN, plain));
    }
    return curves;
  }

  /**
   * Returns the strength at which half of the batches of {@value #LIMIT_IMAGES} images are found,
   * between two strengths by logarithm; the weakest where half are found of it already, empty where
   * fewer are of the strongest.
   */
  static OptionalDouble limit(List<Double> strengths, List<PowerCurve> curves) {
    List<Double> shares =
        curves.stream()
            .filter(curve -> curve.way() == Way.PHYSICS)
            .map(
                curve ->
                    curve.found().stream()
                        .filter(each -> each.images() == LIMIT_IMAGES)
                        .findFirst()
                        .orElseThrow()
                        .share())
            .toList();
    if (shares.getFirst() >= 0.5) {
      return OptionalDouble.of(strengths.getFirst());
    }
    for (int i = 1; i < shares.size(); i++) {
      if (shares.get(i) >= 0.5) {
        double part = (0.5 - shares.get(i - 1)) / (shares.get(i) - shares.get(i - 1));
        return OptionalDouble.of(
            strengths.get(i - 1) * Math.pow(strengths.get(i) / strengths.get(i - 1), part));
      }
    }
    return OptionalDouble.empty();
  }
}
