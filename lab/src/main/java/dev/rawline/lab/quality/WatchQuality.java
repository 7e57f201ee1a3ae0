package dev.rawline.lab.quality;

import dev.rawline.data.RawFiles;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFile;
import dev.rawline.data.raw.RawFileNames;
import dev.rawline.data.raw.RefusedFileException;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.Provenance;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.cause.CameraDifference;
import dev.rawline.lab.quality.cause.Recovery;
import dev.rawline.lab.quality.check.FindOffenders;
import dev.rawline.lab.quality.check.Offender;
import dev.rawline.lab.quality.reference.Reference;
import dev.rawline.lab.quality.reference.ReferenceFiles;
import dev.rawline.lab.quality.statistic.Chart;
import dev.rawline.lab.quality.watch.Arrival;
import dev.rawline.lab.quality.watch.ChartState;
import dev.rawline.lab.quality.watch.Entry;
import dev.rawline.lab.quality.watch.Judge;
import dev.rawline.lab.quality.watch.Ruling;
import dev.rawline.lab.report.Judgement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * Judges raw files one by one as they arrive: faults of the file itself, and control charts of the
 * quantities, which remember those before it, as long as they were judged in the same way.
 *
 * <p>A chart takes the normal scores of a quantity against the reference. All charts together raise
 * a false alarm once in so many images as are asked for, on average, or less often.
 */
public final class WatchQuality implements Judge {
  /** What the journal says of the verdict on one image. */
  public static final String VERDICT = "verdict";

  /** Why, a list of sentences. */
  public static final String WHY = "why";

  /** What was measured, by quantity. */
  public static final String VALUES = "values";

  /** Where charts stand, by quantity, of their limits. */
  public static final String CHARTS = "charts";

  /** The quantities whose charts signal. */
  public static final String ALARMS = "alarms";

  /** By what charts were kept: those of another reference say nothing of this one. */
  private static final String KEPT_BY = "kept_by";

  private final Reference reference;
  private final RawDescription described;
  private final FindOffenders offenders;
  private final Recovery recovery;
  private final ChartDesign design;
  private final Chart fresh;
  private final String keptBy;

  /** Which charts are kept. */
  public enum Kind {
    /** Exponentially weighted moving averages: small lasting shifts. */
    EWMA,
    /** Cumulative sums: shifts of about one deviation. */
    CUSUM
  }

  /**
   * Prepares.
   *
   * @param described what is known of the files beside what they say
   * @param kind which charts are kept
   * @param runLength how many images there are between false alarms of all charts together, on
   *     average
   * @param compensated what numbers of the camera undo meanwhile, so that its recovery shows
   */
  public WatchQuality(
      Reference reference,
      RawDescription described,
      Kind kind,
      double runLength,
      CameraDifference compensated) {
    this.reference = reference;
    this.described = described;
    offenders = new FindOffenders(reference);
    recovery = new Recovery(compensated, reference.frame().numbers());
    design = ChartDesign.of(reference, kind, runLength);
    fresh = design.fresh();
    keptBy =
        Provenance.sum(
            "%s %s %s".formatted(ReferenceFiles.sum(reference), design, compensated.kept()));
  }

  /**
   * Returns whether charts go on where an entry has left them: not where it was judged by another
   * reference, other charts or another compensation.
   */
  boolean continues(Entry entry) {
    return keptBy.equals(entry.state().get(KEPT_BY));
  }

  /** Returns the quantities that are charted. */
  public List<Quantity> charted() {
    return design.charted();
  }

  /** Returns what the charts are called. */
  public String kind() {
    return design.kind().name();
  }

  /** Returns the limit of the charts. */
  public double limit() {
    return design.charted().isEmpty() ? Double.POSITIVE_INFINITY : fresh.limit();
  }

  /** Returns what is known of the files beside what they say. */
  RawDescription described() {
    return described;
  }

  @Override
  public boolean takes(String name) {
    return RawFileNames.mayBeRaw(Path.of(name));
  }

  @Override
  public Optional<String> leftAlone(String name) {
    Path file = Path.of(name);
    return RawFileNames.saysFinished(file)
        ? Optional.of(
            "files that end in .%s are finished pictures, not raw ones: they are left alone"
                .formatted(RawFileNames.extension(file)))
        : Optional.empty();
  }

  @Override
  public Ruling judge(Arrival arrival, SequencedMap<String, Object> state) throws IOException {
    RawFile raw = RawFiles.open(arrival.file(), described);
    InspectedImage image = recovery.of(new InspectedImage(arrival.name(), inspected(arrival, raw)));
    Inspection inspection = image.inspection();
    Optional<Offender> offender = offenders.among(List.of(image)).stream().findFirst();
    List<String> why = new ArrayList<>(offender.map(Offender::why).orElse(List.of()));
    Judgement verdict = offender.map(Offender::verdict).orElse(Judgement.PASS);
    if (arrival.duplicateOf().isPresent()) {
      why.add("has the same content as " + arrival.duplicateOf().get());
      verdict = worse(verdict);
    }
    SequencedMap<Quantity, Chart> charts = charts(state);
    List<String> alarms = new ArrayList<>();
    SequencedMap<String, Object> levels = new LinkedHashMap<>();
    SequencedMap<String, Object> next = new LinkedHashMap<>();
    for (Map.Entry<Quantity, Chart> entry : charts.entrySet()) {
      Quantity quantity = entry.getKey();
      Chart chart = entry.getValue();
      if (inspection.values().containsKey(quantity)) {
        chart =
            chart.next(
                offenders.score(quantity, inspection.values().get(quantity).value()).orElseThrow());
      }
      if (chart.signals()) {
        alarms.add(quantity.toString());
      }
      levels.put(quantity.toString(), chart.level());
      next.put(quantity.toString(), ChartState.of(chart));
    }
    if (!alarms.isEmpty()) {
      why.add("control charts signal: " + String.join(", ", alarms));
      verdict = worse(verdict);
    }
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put(VERDICT, verdict.word());
    told.put(WHY, why);
    told.put(ALARMS, alarms);
    told.put(VALUES, values(inspection));
    told.put(CHARTS, levels);
    next.put(KEPT_BY, keptBy);
    return new Ruling(told, next);
  }

  private static Judgement worse(Judgement verdict) {
    return Judgement.worst(List.of(verdict, Judgement.WARN));
  }

  private Inspection inspected(Arrival arrival, RawFile raw) throws RefusedFileException {
    RawImage image = raw.image();
    if (image.unit() != RawImage.Unit.DN) {
      throw new RefusedFileException(
          arrival.file(),
          "holds normalised samples",
          "give raw files in digital numbers, as the camera stores them");
    }
    try {
      return reference
          .frame()
          .inspector()
          .inspect(
              image,
              raw.opticalBlack().isPresent()
                  ? OptionalDouble.of(raw.opticalBlack().get().value())
                  : OptionalDouble.empty());
    } catch (IllegalArgumentException e) {
      throw RefusedFileException.of(arrival.file(), e);
    }
  }

  private SequencedMap<Quantity, Chart> charts(SequencedMap<String, Object> state) {
    boolean goesOn = keptBy.equals(state.get(KEPT_BY));
    SequencedMap<Quantity, Chart> charts = new LinkedHashMap<>();
    for (Quantity quantity : design.charted()) {
      charts.put(
          quantity,
          goesOn && state.get(quantity.toString()) instanceof Map<?, ?> values
              ? ChartState.chart(values)
              : fresh);
    }
    return charts;
  }

  private static SequencedMap<String, Object> values(Inspection inspection) {
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    inspection
        .values()
        .forEach((quantity, value) -> values.put(quantity.toString(), value.value()));
    return values;
  }

  /** Returns what the files are judged by, a sentence. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "%d control charts, limit %.2f: one false alarm of any of them in %.0f images on average, or fewer%s",
        design.charted().size(),
        limit(),
        design.runLength(),
        recovery.undone().isNone() ? "" : ", what a compensation undoes taken off");
  }
}
