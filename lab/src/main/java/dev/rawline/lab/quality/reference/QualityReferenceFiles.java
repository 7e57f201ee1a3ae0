package dev.rawline.lab.quality.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.batch.ChanceDefects;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.BlurResponse;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A reference ↔ {@code reference.json}.
 *
 * <p>The file ends with the sum of all that precedes it (SHA-256 of the object without it, as one
 * line), so that a reference which was changed by hand, or only half copied, is rejected.
 */
public final class QualityReferenceFiles {
  /** What the file is called in the folder of a reference. */
  public static final String NAME = "reference.json";

  private static final String KIND = "rawline quality reference ";

  /** The kind and version of the file. */
  static final String VERSION = KIND + "1";

  private static final String ANOTHER = "is a reference of another version of Rawline";
  private static final int MOST_BYTES = 256 << 20;

  private QualityReferenceFiles() {}

  /**
   * Writes a reference.
   *
   * @return its sum
   * @throws RejectedFileException if the file would be larger than one that is read; an existing
   *     file stays
   * @throws IOException if the file cannot be written; the message states why and what to do
   */
  public static String write(QualityReference reference, Path file) throws IOException {
    return write(reference, file, MOST_BYTES);
  }

  static String write(QualityReference reference, Path file, int mostBytes) throws IOException {
    Map<String, Object> object = object(reference);
    String sum = sum(object);
    object.put("sha256", sum);
    byte[] content = JsonFile.bytes(object);
    if (content.length > mostBytes) {
      throw refusal(
          file,
          "the reference of %d images would need %d bytes: expected at most %d"
              .formatted(reference.images().images(), content.length, mostBytes),
          "build it of fewer images");
    }
    AtomicFile.write(file, content);
    return sum;
  }

  /** Returns the sum of a reference. */
  public static String sum(QualityReference reference) {
    return sum(object(reference));
  }

  private static String sum(Map<String, Object> object) {
    return Provenance.sum(JsonFile.text(JsonFile.parse(JsonFile.text(object))));
  }

  /** Returns whether a file exists and is a reference, of whatever version. */
  public static boolean isOne(Path file) throws IOException {
    return Files.isRegularFile(file)
        && String.valueOf(JsonFile.read(file).get("kind")).startsWith(KIND);
  }

  /**
   * Reads a reference.
   *
   * @param file the file, or its folder
   * @throws RejectedFileException if there is none, it is of another kind, or it was changed
   */
  public static QualityReference read(Path file) throws IOException {
    Path named = Files.isDirectory(file) ? file.resolve(NAME) : file;
    if (!Files.isRegularFile(named)) {
      throw refusal(named, "does not exist", "build it with quality reference");
    }
    Map<String, Object> object;
    try {
      object = new LinkedHashMap<>(JsonFile.parse(BoundedFile.wholeText(named)));
    } catch (IllegalArgumentException e) {
      throw refusal(named, e.getMessage(), "copy it again, or rebuild it");
    }
    if (!String.valueOf(object.get("kind")).startsWith(KIND)) {
      throw refusal(
          named, "is no reference of quality control", "name what quality reference has written");
    }
    if (!object.get("kind").equals(VERSION)) {
      throw refusal(named, ANOTHER, "rebuild it with quality reference");
    }
    Object sum = object.remove("sha256");
    if (!Provenance.sum(JsonFile.text(object)).equals(sum)) {
      throw refusal(
          named,
          "was changed after it was written: its checksum does not match",
          "copy it again, or rebuild it");
    }
    try {
      return JsonRecords.ofValues(object, ReferenceRecord.class).reference(named);
    } catch (ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NoSuchElementException e) {
      throw refusal(
          named, ANOTHER + " (" + e.getMessage() + ")", "rebuild it with quality reference");
    }
  }

  private static RejectedFileException refusal(Path file, String problem, String remedy) {
    return new RejectedFileException(file, problem, remedy);
  }

  private static Map<String, Object> object(QualityReference reference) {
    return JsonRecords.values(ReferenceRecord.of(reference));
  }

  /** Returns a constant's word in files. */
  public static String word(Enum<?> of) {
    return of.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A reference as {@code reference.json} holds it, without its sum.
   *
   * @param kind what the file is, and its version
   * @param name the name of the reference
   * @param origin the provenance
   * @param frame what is stated of the frames
   * @param sensor the sensor's specification, as YAML
   * @param tolerance the tolerance specification, as YAML
   * @param images what was measured
   * @param anomalies how many images show an anomaly, by its kind
   * @param defects row, column, kind and evidence of each defective pixel
   * @param pattern the pattern that pixels keep and its interval [DN]
   * @param chanceDefects how many pixels look defective in a few images only; absent where it was
   *     not counted
   * @param blur for each blur its sigma, and by how much it moves quantities
   * @param model the outputs of the task's model
   */
  private record ReferenceRecord(
      String kind,
      String name,
      SequencedMap<String, Object> origin,
      Frame frame,
      Optional<String> sensor,
      Optional<String> tolerance,
      Images images,
      Map<String, Integer> anomalies,
      List<List<Object>> defects,
      Optional<List<Double>> pattern,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<ChanceDefects> chanceDefects,
      List<Map<String, Double>> blur,
      Optional<ModelOutputs> model) {
    private static final String SIGMA = "sigma";

    /**
     * References of earlier versions measure a monochrome image as a mosaic: its level is that of
     * green.
     */
    private static final Map<Quantity, Quantity> LEVEL_OF_GREEN =
        Map.of(
            Quantity.GREEN_MEAN, Quantity.LEVEL_MEAN,
            Quantity.GREEN_05, Quantity.LEVEL_05,
            Quantity.GREEN_50, Quantity.LEVEL_50,
            Quantity.GREEN_95, Quantity.LEVEL_95);

    /** Adds the levels of a monochrome image where it was measured as a mosaic. */
    private static <T> Map<Quantity, T> withLevels(Map<Quantity, T> values, Cfa cfa) {
      if (!cfa.hasFilters()) {
        LEVEL_OF_GREEN.forEach(
            (green, level) -> {
              if (values.containsKey(green)) {
                values.put(level, values.get(green));
              }
            });
      }
      return values;
    }

    /** Removes what was added, so that a reference keeps its sum. */
    private static <T> Map<String, T> asRead(Map<String, T> values, Cfa cfa) {
      LEVEL_OF_GREEN.forEach(
          (green, level) -> {
            if (!cfa.hasFilters() && values.containsKey(green.toString())) {
              values.remove(level.toString());
            }
          });
      return values;
    }

    /** What is stated of the frames; levels in DN. */
    record Frame(
        int width,
        int height,
        String cfa,
        int bits,
        boolean opticalBlack,
        List<Double> black,
        double white,
        int step,
        double prnu) {
      static Frame of(FrameMetadata frame) {
        return new Frame(
            frame.width(),
            frame.height(),
            frame.cfa().name(),
            frame.bits(),
            frame.opticalBlack(),
            Arrays.stream(Cfa.Site.values()).map(site -> frame.black().at(site)).toList(),
            frame.white(),
            frame.inspector().step(),
            frame.inspector().photoResponseNonUniformity());
      }

      FrameMetadata metadata(GainCurve response) {
        return new FrameMetadata(
            width,
            height,
            Cfa.valueOf(cfa),
            bits,
            opticalBlack,
            new Inspector(
                new SiteValues(black.get(0), black.get(1), black.get(2), black.get(3)),
                white,
                step,
                prnu,
                response));
      }
    }

    /**
     * What was measured: values by quantity, null where one is missing; groups only where some
     * images are of one.
     */
    record Images(
        List<String> names,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<List<String>> groups,
        List<String> fingerprints,
        Map<String, List<Double>> values) {
      static Images of(QualityReference reference) {
        QuantityTable table = reference.images();
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (Quantity quantity : Quantity.values()) {
          if (table.known(quantity).length > 0) {
            values.put(
                quantity.toString(),
                Arrays.asList(
                    Arrays.stream(table.column(quantity))
                        .mapToObj(value -> Double.isNaN(value) ? null : value)
                        .toArray(Double[]::new)));
          }
        }
        return new Images(
            table.names(),
            table.isGrouped() ? Optional.of(table.groups()) : Optional.empty(),
            reference.fingerprints().stream().map(Long::toHexString).toList(),
            asRead(values, reference.frame().cfa()));
      }

      QuantityTable table(Cfa cfa) {
        Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
        values.forEach(
            (word, column) ->
                columns.put(
                    Quantity.of(word).orElseThrow(),
                    column.stream()
                        .mapToDouble(value -> value == null ? Double.NaN : value)
                        .toArray()));
        return QuantityTable.of(names, groups.orElse(names), withLevels(columns, cfa));
      }
    }

    static ReferenceRecord of(QualityReference reference) {
      Map<String, Integer> anomalies = new LinkedHashMap<>();
      for (Anomaly.Kind kind : Anomaly.Kind.values()) {
        if (reference.anomalies().containsKey(kind)) {
          anomalies.put(QualityReferenceFiles.word(kind), reference.anomalies().get(kind));
        }
      }
      return new ReferenceRecord(
          QualityReferenceFiles.VERSION,
          reference.name(),
          reference.origin(),
          Frame.of(reference.frame()),
          reference.sensor().map(DescriptionFiles.SENSOR::text),
          reference.tolerance().map(ToleranceSpecification.FILE::text),
          Images.of(reference),
          anomalies,
          reference.defects().stream().map(ReferenceRecord::values).toList(),
          reference.pattern().map(of -> List.of(of.value(), of.low(), of.high())),
          reference.chance(),
          reference.blur().points().stream()
              .map(point -> asRead(values(point), reference.frame().cfa()))
              .toList(),
          reference.model());
    }

    private static List<Object> values(Defect defect) {
      return List.of(
          defect.row(),
          defect.column(),
          QualityReferenceFiles.word(defect.kind()),
          defect.evidence());
    }

    private static Map<String, Double> values(BlurResponse.Point point) {
      Map<String, Double> values = new LinkedHashMap<>();
      values.put(SIGMA, point.sigma());
      point.shifts().forEach((quantity, shift) -> values.put(quantity.toString(), shift));
      return values;
    }

    /**
     * Returns the reference.
     *
     * @param file the file, for messages
     * @throws IllegalArgumentException if a value is out of its range
     */
    QualityReference reference(Path file) throws IOException {
      Optional<SensorSpec> spec =
          sensor.isPresent()
              ? Optional.of(DescriptionFiles.SENSOR.read(file, sensor.get()))
              : Optional.empty();
      Optional<ToleranceSpecification> specification =
          tolerance.isPresent()
              ? Optional.of(ToleranceSpecification.FILE.read(file, tolerance.get()))
              : Optional.empty();
      Map<Anomaly.Kind, Integer> counts = new EnumMap<>(Anomaly.Kind.class);
      anomalies.forEach(
          (word, count) -> counts.put(Anomaly.Kind.valueOf(word.toUpperCase(Locale.ROOT)), count));
      Cfa layout = Cfa.valueOf(frame.cfa());
      List<BlurResponse.Point> points = new ArrayList<>();
      for (Map<String, Double> values : blur) {
        Map<Quantity, Double> shifts = new EnumMap<>(Quantity.class);
        values.forEach(
            (word, shift) -> Quantity.of(word).ifPresent(quantity -> shifts.put(quantity, shift)));
        points.add(new BlurResponse.Point(values.get(SIGMA), withLevels(shifts, layout)));
      }
      return new QualityReference(
          name,
          frame.metadata(spec.map(SensorSpec::storedResponse).orElse(GainCurve.CONSTANT)),
          images.table(layout),
          images.fingerprints.stream().map(each -> Long.parseUnsignedLong(each, 16)).toList(),
          counts,
          defects.stream().map(ReferenceRecord::defect).toList(),
          pattern.map(of -> new Estimate(of.get(0), of.get(1), of.get(2))),
          chanceDefects,
          new BlurResponse(points),
          spec,
          specification,
          model,
          origin);
    }

    private static Defect defect(List<Object> values) {
      return new Defect(
          (Integer) values.get(0),
          (Integer) values.get(1),
          Defect.Kind.valueOf(String.valueOf(values.get(2)).toUpperCase(Locale.ROOT)),
          ((Number) values.get(3)).doubleValue());
    }
  }
}
