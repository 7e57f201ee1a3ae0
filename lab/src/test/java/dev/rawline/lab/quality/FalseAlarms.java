package dev.rawline.lab.quality;

import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.FindCause;
import dev.rawline.lab.quality.check.TwoSampleComparison;

/**
 * How often drift or a cause is reported of in-control batches.
 *
 * @param images of each batch
 * @param batches how many there were
 * @param kolmogorovSmirnov how many the tests of Kolmogorov and Smirnov called drifted
 * @param cramerVonMises how many those of Cramér and von Mises
 * @param plain how many mean and contrast
 * @param explained of how many a cause, or none of the known ones, was reported
 */
record FalseAlarms(
    int images, int batches, int kolmogorovSmirnov, int cramerVonMises, int plain, int explained) {

  /** Records batches of fresh scenes, the first of them at a number. */
  static FalseAlarms of(ProofCamera camera, int firstScene, int images, int batches) {
    FindCause find = camera.cause();
    int kolmogorovSmirnov = 0;
    int cramerVonMises = 0;
    int plain = 0;
    int explained = 0;
    for (int batch = 0; batch < batches; batch++) {
      int first = firstScene + batch * images;
      Irradiance[] lights = camera.drifts().lights(first, images);
      Recordings recorded = camera.record(lights, CameraDrift.NONE, "sound " + first);
      kolmogorovSmirnov += camera.isDrifted(recorded) ? 1 : 0;
      cramerVonMises +=
          camera.tests(recorded, TwoSampleComparison.CRAMER_VON_MISES).drifted() ? 1 : 0;
      plain += camera.isPlainlyDrifted(recorded) ? 1 : 0;
      explained += find.of(recorded.table()).conclusion() == Attribution.Conclusion.NOTHING ? 0 : 1;
    }
    return new FalseAlarms(images, batches, kolmogorovSmirnov, cramerVonMises, plain, explained);
  }

  /** Returns the sum of counts; its batches have 0 images where sizes differ. */
  FalseAlarms plus(FalseAlarms more) {
    return new FalseAlarms(
        images == more.images ? images : 0,
        batches + more.batches,
        kolmogorovSmirnov + more.kolmogorovSmirnov,
        cramerVonMises + more.cramerVonMises,
        plain + more.plain,
        explained + more.explained);
  }
}
