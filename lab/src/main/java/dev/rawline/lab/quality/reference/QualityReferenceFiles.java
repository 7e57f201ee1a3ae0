package dev.rawline.lab.quality.reference;

import dev.rawline.data.config.SensorFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.BlurResponse;
import dev.rawline.lab.tolerance.ToleranceFiles;
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
 * <p>The file ends with the sum of all that stands before it (SHA-256 of the object without it, as
 * one line), so that a reference which was changed by hand, or only half copied, is refused.
 */
public final class QualityReferenceFiles {
  /** What the file is called in the folder of a reference. */
  public static final String NAME = "reference.json";

  private static final String KIND = "rawline quality reference ";
  private static final String VERSION = "1";
  private static final String ANOTHER = "is a reference of another version of Rawline";
  private static final int MOST_BYTES = 256 << 20;

  private QualityReferenceFiles() {}

  /**
   * Writes a reference.
   *
   * @return its sum
   * @throws RejectedFileException if the file would be larger than one that is read; what stood
   *     there stays
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public static String write(QualityReference reference, Path file) throws IOException {
    return write(reference, file, MOST_BYTES);
  }

  static String write(QualityReference reference, Path file, int mostBytes) throws IOException {
    SequencedMap<String, Object> object = object(reference);
    String sum = sum(object);
    object.put("sha256", sum);
    byte[] content = JsonFile.bytes(object);
    if (content.length > mostBytes) {
      throw refusal(
          file,
          "the reference of %d images would take %d bytes: expected %d at most, as many as are read"
              .formatted(reference.images().images(), content.length, mostBytes),
          "make it of fewer images");
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

  /** Returns whether a file is there and says that it is a reference, of whatever version. */
  public static boolean isOne(Path file) throws IOException {
    return Files.isRegularFile(file)
        && String.valueOf(JsonFile.read(file).get("kind")).startsWith(KIND);
  }

  /**
   * Reads a reference.
   *
   * @param file the file, or the folder that it stands in
   * @throws RejectedFileException if there is none, it is of another kind, or it was changed
   */
  public static QualityReference read(Path file) throws IOException {
    Path named = Files.isDirectory(file) ? file.resolve(NAME) : file;
    if (!Files.isRegularFile(named)) {
      throw refusal(named, "does not exist", "make it with quality reference");
    }
    Map<String, Object> object;
    try {
      object = new LinkedHashMap<>(JsonFile.parse(BoundedFile.text(named, MOST_BYTES)));
    } catch (IllegalArgumentException e) {
      throw refusal(named, e.getMessage(), "copy it again, or make it anew");
    }
    if (!String.valueOf(object.get("kind")).startsWith(KIND)) {
      throw refusal(
          named, "is no reference of quality control", "name what quality reference has written");
    }
    if (!object.get("kind").equals(KIND + VERSION)) {
      throw refusal(named, ANOTHER, "make it anew with quality reference");
    }
    Object sum = object.remove("sha256");
    if (!Provenance.sum(JsonFile.text(object)).equals(sum)) {
      throw refusal(
          named,
          "was changed since it was written: its sum is not the one that it states",
          "copy it again, or make it anew");
    }
    try {
      return reference(named, object);
    } catch (ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NoSuchElementException e) {
      throw refusal(
          named, ANOTHER + " (" + e.getMessage() + ")", "make it anew with quality reference");
    }
  }

  private static RejectedFileException refusal(Path file, String problem, String remedy) {
    return new RejectedFileException(file, problem, remedy);
  }

  private static SequencedMap<String, Object> object(QualityReference reference) {
    SequencedMap<String, Object> object = new LinkedHashMap<>();
    object.put("kind", KIND + VERSION);
    object.put("name", reference.name());
    object.put("origin", reference.origin());
    object.put("frame", frame(reference.frame()));
    object.put("sensor", reference.sensor().map(SensorFiles::text).orElse(null));
    object.put("tolerance", reference.tolerance().map(ToleranceFiles::text).orElse(null));
    SequencedMap<String, Object> images = new LinkedHashMap<>();
    images.put("names", reference.images().names());
    images.put("fingerprints", reference.fingerprints().stream().map(Long::toHexString).toList());
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    for (Quantity quantity : Quantity.values()) {
      if (reference.images().known(quantity).length > 0) {
        values.put(quantity.toString(), numbers(reference.images().column(quantity)));
      }
    }
    images.put("values", values);
    object.put("images", images);
    SequencedMap<String, Object> anomalies = new LinkedHashMap<>();
    for (Anomaly.Kind kind : Anomaly.Kind.values()) {
      if (reference.anomalies().containsKey(kind)) {
        anomalies.put(word(kind), reference.anomalies().get(kind));
      }
    }
    object.put("anomalies", anomalies);
    object.put(
        "defects",
        reference.defects().stream()
            .map(
                defect ->
                    List.of(defect.row(), defect.column(), word(defect.kind()), defect.evidence()))
            .toList());
    object.put(
        "pattern",
        reference
            .pattern()
            .map(pattern -> List.of(pattern.value(), pattern.lower(), pattern.upper()))
            .orElse(null));
    List<Object> blur = new ArrayList<>();
    for (BlurResponse.Point point : reference.blur().points()) {
      SequencedMap<String, Object> one = new LinkedHashMap<>();
      one.put("sigma", point.sigma());
      point.shifts().forEach((quantity, shift) -> one.put(quantity.toString(), shift));
      blur.add(one);
    }
    object.put("blur", blur);
    object.put("model", reference.model().map(QualityReferenceFiles::model).orElse(null));
    return object;
  }

  /** Returns numbers as JSON has them: null where one is missing. */
  private static List<Double> numbers(double[] values) {
    return Arrays.asList(
        Arrays.stream(values)
            .mapToObj(value -> Double.isNaN(value) ? null : value)
            .toArray(Double[]::new));
  }

  private static Map<String, Object> frame(FrameMetadata frame) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("width", frame.width());
    told.put("height", frame.height());
    told.put("cfa", frame.cfa().name());
    told.put("bits", frame.bits());
    told.put("optical_black", frame.opticalBlack());
    told.put(
        "black", Arrays.stream(Cfa.Site.values()).map(site -> frame.black().at(site)).toList());
    told.put("white", frame.white());
    told.put("step", frame.inspector().step());
    told.put("prnu", frame.inspector().photoResponseNonUniformity());
    return told;
  }

  private static Map<String, Object> model(ModelOutputs table) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("path", table.model());
    told.put("sha256", table.sum());
    told.put("shares", table.shares());
    told.put("features", table.features());
    return told;
  }

  private static QualityReference reference(Path file, Map<String, Object> object)
      throws IOException {
    Map<String, Object> images = map(object.get("images"));
    List<String> names = list(images.get("names")).stream().map(String::valueOf).toList();
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    map(images.get("values"))
        .forEach(
            (word, values) -> columns.put(Quantity.of(word).orElseThrow(), numbers(list(values))));
    List<BlurResponse.Point> blur = new ArrayList<>();
    for (Object each : list(object.get("blur"))) {
      Map<String, Object> one = map(each);
      Map<Quantity, Double> shifts = new EnumMap<>(Quantity.class);
      one.forEach(
          (word, shift) ->
              Quantity.of(word).ifPresent(quantity -> shifts.put(quantity, number(shift))));
      blur.add(new BlurResponse.Point(number(one.get("sigma")), shifts));
    }
    Optional<SensorSpec> sensor = Optional.empty();
    if (object.get("sensor") instanceof String text) {
      sensor = Optional.of(SensorFiles.read(file, text));
    }
    Optional<ToleranceSpecification> tolerance = Optional.empty();
    if (object.get("tolerance") instanceof String text) {
      tolerance = Optional.of(ToleranceFiles.read(file, text));
    }
    return new QualityReference(
        String.valueOf(object.get("name")),
        frame(map(object.get("frame"))),
        QuantityTable.of(names, columns),
        list(images.get("fingerprints")).stream()
            .map(each -> Long.parseUnsignedLong(String.valueOf(each), 16))
            .toList(),
        anomalies(map(object.get("anomalies"))),
        list(object.get("defects")).stream().map(QualityReferenceFiles::defect).toList(),
        Optional.ofNullable(object.get("pattern")).map(QualityReferenceFiles::pattern),
        new BlurResponse(blur),
        sensor,
        tolerance,
        Optional.ofNullable(object.get("model")).map(QualityReferenceFiles::modelTable),
        new LinkedHashMap<>(map(object.get("origin"))));
  }

  /** Returns a constant's word in files. */
  public static String word(Enum<?> of) {
    return of.name().toLowerCase(Locale.ROOT);
  }

  private static Map<Anomaly.Kind, Integer> anomalies(Map<String, Object> told) {
    Map<Anomaly.Kind, Integer> anomalies = new EnumMap<>(Anomaly.Kind.class);
    told.forEach(
        (kind, count) ->
            anomalies.put(Anomaly.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), (Integer) count));
    return anomalies;
  }

  private static Estimate pattern(Object told) {
    double[] numbers = numbers(list(told));
    return new Estimate(numbers[0], numbers[1], numbers[2], "DN", Estimate.Method.ANALYTIC);
  }

  private static Defect defect(Object told) {
    List<?> numbers = list(told);
    return new Defect(
        (Integer) numbers.get(0),
        (Integer) numbers.get(1),
        Defect.Kind.valueOf(String.valueOf(numbers.get(2)).toUpperCase(Locale.ROOT)),
        number(numbers.get(3)));
  }

  private static FrameMetadata frame(Map<String, Object> told) {
    double[] black = numbers(list(told.get("black")));
    return new FrameMetadata(
        (Integer) told.get("width"),
        (Integer) told.get("height"),
        Cfa.valueOf(String.valueOf(told.get("cfa"))),
        (Integer) told.get("bits"),
        (Boolean) told.get("optical_black"),
        new Inspector(
            new SiteValues(black[0], black[1], black[2], black[3]),
            number(told.get("white")),
            (Integer) told.get("step"),
            number(told.get("prnu"))));
  }

  private static ModelOutputs modelTable(Object of) {
    Map<String, Object> told = map(of);
    return new ModelOutputs(
        String.valueOf(told.get("path")),
        String.valueOf(told.get("sha256")),
        rows(told.get("shares")),
        rows(told.get("features")));
  }

  private static List<List<Double>> rows(Object of) {
    return list(of).stream()
        .map(row -> Arrays.stream(numbers(list(row))).boxed().toList())
        .toList();
  }

  private static double[] numbers(List<?> of) {
    return of.stream().mapToDouble(QualityReferenceFiles::number).toArray();
  }

  private static double number(Object of) {
    return of == null ? Double.NaN : ((Number) of).doubleValue();
  }

  private static List<?> list(Object of) {
    return (List<?>) of;
  }

  private static Map<String, Object> map(Object of) {
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) of).forEach((key, value) -> map.put(String.valueOf(key), value));
    return map;
  }
}
