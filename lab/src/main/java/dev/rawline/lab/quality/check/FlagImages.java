package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.ColourReference;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.reference.FrameMetadata;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.statistic.NormalScores;
import dev.rawline.lab.statistic.SampledShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

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
  private static final String FISHER = "Fisher";

  /**
   * The number of additional images with an anomaly that occurs by chance once in a thousand
   * batches.
   */
  private static final double SIGNIFICANTLY_MORE = 1e-3;

  /** Of shares that are 0 in most images: so small a change is no fault, however unusual. */
  private static final double NEGLIGIBLE_SHARE = 0.01;

  /** Kinds of anomalies that what an image shows may imitate, as texture does compression. */
  private static final Set<Anomaly.Kind> IMITATED =
      EnumSet.of(Anomaly.Kind.COMPRESSED, Anomaly.Kind.MISSING_CODES);

  private static final Set<Quantity> SHARES =
      EnumSet.of(Quantity.SATURATED, Quantity.UNDEREXPOSED, Quantity.MISSING_CODES);

  private final QualityReference reference;
  private final Map<Quantity, NormalScores> scores = new EnumMap<>(Quantity.class);
  private final Optional<ColourReference> colours;

  /** Studies a reference. */
  public FlagImages(QualityReference reference) {
    this.reference = reference;
    Set<Quantity> measured = Quantity.of(reference.frame().cfa());
    for (Quantity quantity : measured) {
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
        measured.contains(Quantity.RED_TO_GREEN)
                && red > 0
                && blue > 0
                && redSpread > 0
                && blueSpread > 0
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
        offenders.add(new FlaggedImage(i, image.name(), faults.worst, faults.why, faults.certain));
      }
    }
    return offenders;
  }

  private static final class Faults {
    private final List<String> why = new ArrayList<>();
    private Verdict worst = Verdict.PASS;
    private Verdict certain = Verdict.PASS;

    void add(Verdict verdict, String words) {
      addByChance(verdict, words);
      certain = certain.orWorse(verdict);
    }

    /** Adds a fault that images of a sound camera may show. */
    void addByChance(Verdict verdict, String words) {
      why.add(words);
      worst = worst.orWorse(verdict);
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
    if (usual.counted() > 0) {
      faults.addByChance(
          verdict,
          "%s (so do %d of %d images of the reference)"
              .formatted(anomaly.words(), usual.counted(), usual.all()));
    } else if (IMITATED.contains(anomaly.kind())) {
      faults.addByChance(verdict, anomaly.words());
    } else {
      faults.add(verdict, anomaly.words());
    }
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

  /** Returns in which other order the colours of an image fit the reference; empty for none. */
  private Optional<String> otherColours(Map<Quantity, Estimate> values) {
    return colours
        .flatMap(usual -> usual.judge(values))
        .map(
            order ->
                switch (order) {
                  case AS_STATED -> "";
                  case SWAPPED -> "has red and blue in each other's place";
                  case SHIFTED_COLUMN -> "begins a column later than its colour layout states";
                  case SHIFTED_ROW -> "begins a row later than its colour layout states";
                })
        .filter(words -> !words.isEmpty());
  }

  /** Some scenes have the colours of another order. */
  private void ofColours(Inspection inspection, Faults faults) {
    if (inspection.cfa() == reference.frame().cfa()) {
      otherColours(inspection.values())
          .ifPresent(
              words ->
                  faults.addByChance(
                      Verdict.FAIL, words + ": only then do its colours fit the reference"));
    }
  }

  private boolean[] otherColours(QuantityTable table) {
    boolean[] others = new boolean[table.images()];
    for (int i = 0; i < others.length; i++) {
      Map<Quantity, Estimate> values = new EnumMap<>(Quantity.class);
      for (Quantity quantity : Quantity.values()) {
        double value = table.value(quantity, i);
        if (!Double.isNaN(value)) {
          values.put(quantity, new Estimate(value, value, value));
        }
      }
      others[i] = otherColours(values).isPresent();
    }
    return others;
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
                faults.addByChance(
                    Math.abs(score) > IMPOSSIBLE ? Verdict.FAIL : Verdict.WARN,
                    words(quantity, value, score));
              }
            });
  }

  /**
   * Returns whether more images of a batch have faults that chance makes, too, than of the
   * reference: one test for anomalies of each kind, and one for outlying numbers, each image scored
   * by all others of both, so that an image of either is an outlier as often (Fisher's exact test,
   * to one side). A reference counts anomalies and does not state which images have them, so that
   * they are not tested where groups of images change places.
   *
   * @param images the images of the batch, at least one
   */
  List<DriftComparisons.Fault> rates(List<InspectedImage> images) {
    List<DriftComparisons.Fault> rates = new ArrayList<>();
    QuantityTable table = QuantityTable.of(images);
    Map<Anomaly.Kind, Integer> counts = InspectedImage.anomalies(images);
    for (Anomaly.Kind kind : Anomaly.Kind.values()) {
      if ((IMITATED.contains(kind) || reference.anomalies().containsKey(kind))
          && !DriftComparisons.isGrouped(reference, table)) {
        SampledShare now = new SampledShare(counts.getOrDefault(kind, 0), images.size());
        rates.add(
            new DriftComparisons.Fault(
                "images with the anomaly “%s”"
                    .formatted(kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                FISHER,
                now.chance(usual(reference, kind)),
                Optional.empty(),
                false));
      }
    }
    if (reference.frame().cfa().hasFilters()) {
      boolean[] coloured =
          Arrays.copyOf(
              otherColours(reference.images()), reference.images().images() + images.size());
      System.arraycopy(
          otherColours(table), 0, coloured, reference.images().images(), images.size());
      rates.add(rate("images with the colours of another layout", coloured));
    }
    rates.add(rate("images with outlying numbers", outliers(table)));
    return rates;
  }

  private DriftComparisons.Fault rate(String label, boolean[] images) {
    int usual = reference.images().images();
    int before = 0;
    int now = 0;
    for (int i = 0; i < images.length; i++) {
      before += images[i] && i < usual ? 1 : 0;
      now += images[i] && i >= usual ? 1 : 0;
    }
    double p = new SampledShare(now, images.length - usual).chance(new SampledShare(before, usual));
    return new DriftComparisons.Fault(label, FISHER, p, Optional.of(images), false);
  }

  /** Returns which images are outliers among all others: those of the reference first. */
  private boolean[] outliers(QuantityTable batch) {
    boolean[] outliers = new boolean[reference.images().images() + batch.images()];
    for (Quantity quantity : scores.keySet()) {
      double[] all =
          DoubleStream.concat(
                  Arrays.stream(reference.images().column(quantity)),
                  Arrays.stream(batch.column(quantity)))
              .toArray();
      // An image lies beyond all others only if it has the smallest value or the largest.
      for (int place : new int[] {extreme(all, 1), extreme(all, -1)}) {
        double[] others =
            IntStream.range(0, all.length)
                .filter(i -> i != place && !Double.isNaN(all[i]))
                .mapToDouble(i -> all[i])
                .toArray();
        if (others.length >= FEWEST_SCORED
            && Math.abs(NormalScores.of(others).score(all[place])) > UNLIKELY
            && matters(quantity, all[place])) {
          outliers[place] = true;
        }
      }
    }
    return outliers;
  }

  private static int extreme(double[] values, int sign) {
    int found = 0;
    for (int i = 1; i < values.length; i++) {
      if (Double.isNaN(values[found]) || sign * values[i] > sign * values[found]) {
        found = i;
      }
    }
    return found;
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
