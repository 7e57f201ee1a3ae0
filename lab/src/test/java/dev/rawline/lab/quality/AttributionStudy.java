package dev.rawline.lab.quality;

import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.FindCause;
import java.util.ArrayList;
import java.util.List;

/**
 * The causes that are reported of batches of one drift each.
 *
 * @param camera the camera and its reference
 * @param pool scenes that are not those of the reference
 * @param batches how many batches are sampled of each drift
 */
@SuppressWarnings("ArrayRecordComponent") // many lights, read only
record AttributionStudy(ProofCamera camera, Irradiance[] pool, int batches) {
  /** Where more than one cause is reported. */
  static final String SEVERAL = "several causes";

  static final String CONTENT = "other content";
  static final String NONE = "none of these";
  static final String NOTHING = "nothing";

  /**
   * What happened to a batch, and the cause that was reported.
   *
   * @param truth the cause, content or processing
   * @param detail how strong, or which
   * @param conclusion a cause, or one of the words above
   * @param fitted whether the true number was fitted, and its interval holds it
   */
  record Attributed(String truth, String detail, String conclusion, Coverage fitted) {}

  /** Whether an interval holds the truth. */
  enum Coverage {
    INSIDE,
    OUTSIDE,
    NOT_FITTED
  }

  /** Attributes batches of a drift. */
  List<Attributed> of(CausedDrift drift) {
    Recordings all = camera.record(pool, drift.difference(), "cause " + drift);
    List<Attributed> results = new ArrayList<>();
    for (Attribution each : found(all)) {
      Coverage coverage =
          each.fitted(drift.number())
              .map(
                  fitted ->
                      fitted.estimate().covers(drift.expected())
                          ? Coverage.INSIDE
                          : Coverage.OUTSIDE)
              .orElse(Coverage.NOT_FITTED);
      results.add(new Attributed(drift.cause().words(), drift.words(), conclusion(each), coverage));
    }
    return results;
  }

  /** Attributes batches of other scenes. */
  List<Attributed> ofContent(Irradiance[] other, String detail) {
    return unfitted(CONTENT, detail, camera.record(other, CameraDrift.NONE, detail));
  }

  /** Attributes processed batches. */
  List<Attributed> of(AfterSensor processing) {
    int step = 1 << camera.drifts().sensor().shift();
    return unfitted(
        NONE,
        processing.words(),
        camera.record(
            pool, CameraDrift.NONE, processing.toString(), image -> processing.apply(image, step)));
  }

  private List<Attributed> unfitted(String truth, String detail, Recordings all) {
    return found(all).stream()
        .map(each -> new Attributed(truth, detail, conclusion(each), Coverage.NOT_FITTED))
        .toList();
  }

  private List<Attribution> found(Recordings all) {
    FindCause find = camera.cause();
    RandomBatches sampled = new RandomBatches(pool.length, batches);
    List<Attribution> found = new ArrayList<>();
    for (int batch = 0; batch < batches; batch++) {
      found.add(find.of(all.some(sampled.next(PowerStudy.LIMIT_IMAGES)).table()));
    }
    return found;
  }

  private static String conclusion(Attribution attribution) {
    return switch (attribution.conclusion()) {
      case NOTHING -> NOTHING;
      case CAMERA ->
          attribution.causes().size() == 1 ? attribution.causes().getFirst().words() : SEVERAL;
      case CONTENT -> CONTENT;
      case NONE_OF_THESE -> NONE;
    };
  }
}
