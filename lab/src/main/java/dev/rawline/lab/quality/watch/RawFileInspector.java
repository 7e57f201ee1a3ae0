package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.FileExtensions;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.CompensatedQuantities;
import dev.rawline.lab.quality.check.ChartDesign;
import dev.rawline.lab.quality.check.FlagImages;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.statistic.ControlScheme;
import dev.rawline.lab.statistic.Cusum;
import dev.rawline.lab.statistic.Ewma;
import dev.rawline.workbench.output.Provenance;
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
 * Checks raw files one at a time as they arrive: faults of the file itself, and control charts of
 * the quantities, which include earlier files, as long as they were checked in the same way.
 *
 * <p>A chart takes the normal scores of a quantity against the reference. All charts together raise
 * a false alarm once in a given number of images, on average, or less often.
 */
public final class RawFileInspector implements FileInspector {
  /** What identifies the charts: those of another reference do not continue. */
  static final String KEPT_BY = "kept_by";

  private final QualityReference reference;
  private final RawDescription described;
  private final FlagImages offenders;
  private final CompensatedQuantities recovery;
  private final ChartDesign design;
  private final ControlScheme fresh;
  private final String keptBy;

  /**
   * Prepares.
   *
   * @param described what is known of the files besides what they state
   * @param kind which charts are kept
   * @param runLength how many images there are between false alarms of all charts together, on
   *     average
   * @param compensated the drift already compensated by camera parameters, so that the recovery
   *     becomes visible
   */
  public RawFileInspector(
      QualityReference reference,
      RawDescription described,
      ChartDesign.Kind kind,
      double runLength,
      CameraDrift compensated) {
    this.reference = reference;
    this.described = described;
    offenders = new FlagImages(reference);
    recovery = new CompensatedQuantities(compensated, reference.frame().numbers());
    design = ChartDesign.of(reference, kind, runLength);
    fresh = design.fresh();
    keptBy =
        Provenance.sum(
            "%s %s %s"
                .formatted(
                    QualityReferenceFiles.sum(reference), design, compensated.coordinates()));
  }

  /**
   * Returns whether charts continue from an entry: not if it was checked with another reference,
   * other charts or another compensation.
   */
  boolean continues(JournalEntry entry) {
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

  /** Returns what is known of the files besides what they state. */
  RawDescription described() {
    return described;
  }

  @Override
  public boolean takes(String name) {
    return FileExtensions.mayBeRaw(Path.of(name));
  }

  @Override
  public Optional<String> leftAlone(String name) {
    Path file = Path.of(name);
    return FileExtensions.saysFinished(file)
        ? Optional.of(
            "files that end in .%s are processed images, not raw files: they are ignored"
                .formatted(FileExtensions.extension(file)))
        : Optional.empty();
  }

  @Override
  public FileVerdict judge(IncomingFile arrival, SequencedMap<String, Object> state)
      throws IOException {
    RawFile raw = RawFiles.open(arrival.file(), described);
    InspectedImage image = recovery.of(new InspectedImage(arrival.name(), inspected(arrival, raw)));
    Inspection inspection = image.inspection();
    Optional<FlaggedImage> offender = offenders.among(List.of(image)).stream().findFirst();
    List<String> why = new ArrayList<>(offender.map(FlaggedImage::why).orElse(List.of()));
    Verdict verdict = offender.map(FlaggedImage::verdict).orElse(Verdict.PASS);
    if (arrival.duplicateOf().isPresent()) {
      why.add("has the same content as " + arrival.duplicateOf().get());
      verdict = verdict.orWorse(Verdict.WARN);
    }
    SequencedMap<Quantity, ControlScheme> charts = charts(state);
    List<String> alarms = new ArrayList<>();
    SequencedMap<String, Double> levels = new LinkedHashMap<>();
    SequencedMap<String, Object> next = new LinkedHashMap<>();
    for (Map.Entry<Quantity, ControlScheme> entry : charts.entrySet()) {
      Quantity quantity = entry.getKey();
      ControlScheme chart = entry.getValue();
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
      verdict = verdict.orWorse(Verdict.WARN);
    }
    next.put(KEPT_BY, keptBy);
    return new FileVerdict(
        new RawFileFindings(verdict, why, alarms, values(inspection), levels).object(), next);
  }

  private Inspection inspected(IncomingFile arrival, RawFile raw) throws RejectedFileException {
    RawImage image = raw.image();
    if (image.unit() != RawImage.Unit.DN) {
      throw new RejectedFileException(
          arrival.file(),
          "contains normalised samples",
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
      throw RejectedFileException.of(arrival.file(), e);
    }
  }

  private SequencedMap<Quantity, ControlScheme> charts(SequencedMap<String, Object> state) {
    boolean continues = keptBy.equals(state.get(KEPT_BY));
    SequencedMap<Quantity, ControlScheme> charts = new LinkedHashMap<>();
    for (Quantity quantity : design.charted()) {
      charts.put(
          quantity,
          continues && state.get(quantity.toString()) instanceof Map<?, ?> values
              ? ChartState.chart(values)
              : fresh);
    }
    return charts;
  }

  private static SequencedMap<String, Double> values(Inspection inspection) {
    SequencedMap<String, Double> values = new LinkedHashMap<>();
    inspection
        .values()
        .forEach((quantity, value) -> values.put(quantity.toString(), value.value()));
    return values;
  }

  /** Returns a sentence on the criteria for the files. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "%d control charts, limit %.2f: one false alarm of any of them in %.0f images on average,"
            + " or fewer%s",
        design.charted().size(),
        limit(),
        design.runLength(),
        recovery.undone().isNone() ? "" : ", after the correction of a compensation");
  }

  /**
   * Control charts ↔ their state in a journal: the kind, the sides, which are always both, and the
   * components of their record.
   */
  public static final class ChartState {
    private static final String KIND = "kind";
    private static final String EWMA = "ewma";
    private static final String CUSUM = "cusum";
    private static final String SIDES = "sides";
    private static final String BOTH = "both";

    private ChartState() {}

    /** Returns the values of a chart, which JSON gives back to the last bit. */
    public static Map<String, Object> of(ControlScheme chart) {
      return switch (chart) {
        case Ewma ewma -> of(EWMA, ewma);
        case Cusum cusum -> of(CUSUM, cusum);
      };
    }

    private static Map<String, Object> of(String kind, Record chart) {
      SequencedMap<String, Object> values = new LinkedHashMap<>(JsonRecords.values(chart));
      values.putFirst(SIDES, BOTH);
      values.putFirst(KIND, kind);
      return values;
    }

    /**
     * Returns the chart of values.
     *
     * @param values the values of a chart, read from JSON or not
     * @throws IllegalArgumentException if they are no chart's
     */
    public static ControlScheme chart(Map<?, ?> values) {
      ControlScheme chart =
          switch (String.valueOf(values.get(KIND))) {
            case EWMA -> JsonRecords.ofValues(values, Ewma.class);
            case CUSUM -> JsonRecords.ofValues(values, Cusum.class);
            case String kind ->
                throw new IllegalArgumentException(
                    "the 'kind' of a chart is %s: expected ewma or cusum".formatted(kind));
          };
      if (!BOTH.equals(values.get(SIDES))) {
        throw new IllegalArgumentException(
            "'%s' is %s: expected %s".formatted(SIDES, values.get(SIDES), BOTH));
      }
      return chart;
    }
  }
}
