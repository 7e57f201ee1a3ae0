package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.ColourReference;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.reference.FrameMetadata;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.statistic.NormalScores;
import dev.rawline.lab.statistic.SampledShare;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Image by image: faults that no image should have (a warning where some of the reference's own
 * images have them and there are not significantly more of them now, nothing where half of those
 * have them), and numbers that lie where no image of the reference's population does.
 *
 * <p>A quantity is checked by its normal score relative to the reference: beyond {@value #UNLIKELY}
 * it is a warning (by chance once in a million numbers), beyond {@value #IMPOSSIBLE} a failure.
 */
public final class FlagImages {
  private static final double UNLIKELY = 4.9;
  private static final double IMPOSSIBLE = 8;
  private static final int FEWEST_SCORED = 10;

  /**
   * The number of additional images with an anomaly that occurs by chance once in a thousand
   * batches.
   */
  private static final double SIGNIFICANTLY_MORE = 1e-3;

  /** Of shares that are 0 in most images: so small a change is no fault, however unusual. */
  private static final double NEGLIGIBLE_SHARE = 0.01;

  private static final Set<Quantity> SHARES =
      EnumSet.of(Quantity.SATURATED, Quantity.UNDEREXPOSED, Quantity.MISSING_CODES);

  private final QualityReference reference;
  private final Map<Quantity, NormalScores> scores = new EnumMap<>(Quantity.class);
  private final Optional<ColourReference> colours;

  /** Studies a reference. */
  public FlagImages(QualityReference reference) {
    this.reference = reference;
    for (Quantity quantity : Quantity.values()) {
      double[] known = reference.images().known(quantity);
      if (known.length >= FEWEST_SCORED) {
        scores.put(quantity, NormalScores.of(known));
      }
    }
    double red = reference.images().mean(Quantity.RED_TO_GREEN);
    double blue = reference.images().mean(Quantity.BLUE_TO_GREEN);
    double redSpread = reference.images().deviation(Quantity.RED_TO_GREEN);
    double blueSpread = reference.images().deviation(Quantity.BLUE_TO_GREEN);
    colours =
        red > 0 && blue > 0 && redSpread > 0 && blueSpread > 0
            ? Optional.of(new ColourReference(red, redSpread, blue, blueSpread))
            : Optional.empty();
  }

  /** Returns the normal score of a number, where the reference determines one. */
  public Optional<Double> score(Quantity quantity, double value) {
    return Optional.ofNullable(scores.get(quantity)).map(known -> known.score(value));
  }

  /** Returns the outliers, in their order. */
  public List<FlaggedImage> among(List<InspectedImage> images) {
    Map<Long, String> seen = new HashMap<>();
    for (int i = 0; i < reference.fingerprints().size(); i++) {
      seen.put(reference.fingerprints().get(i), "an image of the reference");
    }
    Map<Anomaly.Kind, Integer> counts = InspectedImage.anomalies(images);
    List<FlaggedImage> offenders = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      InspectedImage image = images.get(i);
      Faults faults = new Faults();
      ofFrame(image.inspection(), faults);
      for (Anomaly anomaly : image.inspection().anomalies()) {
        ofAnomaly(anomaly, new SampledShare(counts.get(anomaly.kind()), images.size()), faults);
      }
      ofColours(image.inspection(), faults);
      ofNumbers(image.inspection(), faults);
      long fingerprint = image.inspection().fingerprint();
      if (fingerprint != 0) {
        String former = seen.putIfAbsent(fingerprint, image.name());
        if (former != null) {
          faults.add(Verdict.WARN, "has the same samples as " + former);
        }
      }
      if (!faults.why.isEmpty()) {
        offenders.add(new FlaggedImage(i, image.name(), faults.worst, faults.why));
      }
    }
    return offenders;
  }

  private static final class Faults {
    private final List<String> why = new ArrayList<>();
    private Verdict worst = Verdict.PASS;

    void add(Verdict verdict, String words) {
      why.add(words);
      worst = Verdict.worst(List.of(worst, verdict));
    }
  }

  private void ofFrame(Inspection inspection, Faults faults) {
    FrameMetadata frame = reference.frame();
    if (inspection.width() != frame.width() || inspection.height() != frame.height()) {
      faults.add(
          Verdict.WARN,
          "is %d×%d pixels, the reference's frames are %d×%d"
              .formatted(inspection.width(), inspection.height(), frame.width(), frame.height()));
    }
    if (inspection.cfa() != frame.cfa()) {
      faults.add(
          Verdict.FAIL,
          "states the colour layout %s, the reference's frames %s"
              .formatted(inspection.cfa(), frame.cfa()));
    }
  }

  /**
   * What some images of the reference show, too, is a fault where there is significantly more of
   * it.
   */
  private void ofAnomaly(Anomaly anomaly, SampledShare now, Faults faults) {
    Verdict verdict = ofAnomaly(reference, anomaly.kind(), now);
    if (verdict == Verdict.PASS) {
      return;
    }
    SampledShare usual = usual(reference, anomaly.kind());
    faults.add(
        verdict,
        usual.counted() == 0
            ? anomaly.words()
            : "%s (so do %d of %d images of the reference)"
                .formatted(anomaly.words(), usual.counted(), usual.all()));
  }

  /** Returns the verdict on an anomaly in some of a batch's images. */
  public static Verdict ofAnomaly(QualityReference reference, Anomaly.Kind kind, SampledShare now) {
    if (reference.isUsual(kind)) {
      return Verdict.PASS;
    }
    SampledShare usual = usual(reference, kind);
    return usual.counted() == 0 || now.chance(usual) < SIGNIFICANTLY_MORE
        ? Verdict.FAIL
        : Verdict.WARN;
  }

  private static SampledShare usual(QualityReference reference, Anomaly.Kind kind) {
    return new SampledShare(
        reference.anomalies().getOrDefault(kind, 0), reference.images().images());
  }

  private void ofColours(Inspection inspection, Faults faults) {
    if (colours.isEmpty() || inspection.cfa() != reference.frame().cfa()) {
      return;
    }
    colours
        .get()
        .judge(inspection.values())
        .map(
            order ->
                switch (order) {
                  case AS_STATED -> "";
                  case SWAPPED -> "has red and blue in each other's place";
                  case SHIFTED_COLUMN -> "begins a column later than its colour layout states";
                  case SHIFTED_ROW -> "begins a row later than its colour layout states";
                })
        .filter(words -> !words.isEmpty())
        .ifPresent(
            words ->
                faults.add(Verdict.FAIL, words + ": only then do its colours fit the reference"));
  }

  private boolean matters(Quantity quantity, double value) {
    return !SHARES.contains(quantity)
        || Math.abs(value - reference.images().mean(quantity)) > NEGLIGIBLE_SHARE;
  }

  private void ofNumbers(Inspection inspection, Faults faults) {
    inspection
        .values()
        .forEach(
            (quantity, value) -> {
              double score = score(quantity, value.value()).orElse(0.0);
              if (Math.abs(score) > UNLIKELY && matters(quantity, value.value())) {
                faults.add(
                    Math.abs(score) > IMPOSSIBLE ? Verdict.FAIL : Verdict.WARN,
                    words(quantity, value, score));
              }
            });
  }

  private String words(Quantity quantity, Estimate value, double score) {
    return String.format(
        Locale.ROOT,
        "%s is %.4g %s, in the reference %.4g ± %.4g (normal score %+.1f)",
        quantity.means(),
        value.value(),
        quantity.unit(),
        reference.images().mean(quantity),
        reference.images().deviation(quantity),
        score);
  }
}
