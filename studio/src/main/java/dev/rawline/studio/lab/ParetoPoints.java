package dev.rawline.studio.lab;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.layout.CsvTable;
import dev.rawline.workbench.book.LabBook;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways to acquire samples that a run of optimize compared.
 *
 * @param metric the metric
 * @param keep which share of the reference's metric shall be kept
 * @param reference the way as recorded
 * @param knee the cheapest way that keeps the share
 * @param sure the cheapest way that significantly keeps it
 * @param ways all ways
 * @param sentences what was found
 */
record ParetoPoints(
    String metric,
    double keep,
    Optional<String> reference,
    Optional<String> knee,
    Optional<String> sure,
    List<Way> ways,
    List<String> sentences) {
  /** The artefact with all ways. */
  static final String TABLE = "acquisition.csv";

  private static final String FINDINGS = "findings.json";
  private static final int MOST_WAYS = 5000;

  /**
   * A way to acquire samples.
   *
   * @param words what differs from the recording
   * @param cost what it costs
   * @param value the metric
   * @param low the lower bound of its interval; NaN where none is known
   * @param high the upper bound
   * @param kept which share of the reference's metric it keeps; NaN where that is not known
   * @param front whether nothing cheaper is better
   * @param beaten whether one that costs no more is significantly better
   */
  record Way(
      String words,
      double cost,
      double value,
      double low,
      double high,
      double kept,
      boolean front,
      boolean beaten) {}

  /**
   * Reads the ways of a run.
   *
   * @throws IllegalArgumentException if it has none
   * @throws IOException if its files cannot be read
   */
  static ParetoPoints of(LabBook book, long run) throws IOException {
    Map<?, ?> findings = JsonFile.read(book.artefact(run, FINDINGS));
    Map<?, ?> found = map(findings.get("acquisition"));
    String metric = text(found.get("metric")).orElse("");
    CsvTable table =
        CsvTable.read(book.artefact(run, TABLE), List.of("way", "cost", "front", metric));
    return new ParetoPoints(
        metric,
        found.get("keep") instanceof Number share ? share.doubleValue() : 1,
        way(found, "reference"),
        way(found, "knee"),
        way(found, "sure_knee"),
        table.rows().stream()
            .limit(MOST_WAYS)
            .map(
                row ->
                    new Way(
                        row.cell("way"),
                        row.number("cost"),
                        row.number(metric),
                        row.number("low"),
                        row.number("high"),
                        row.number("kept"),
                        !row.cell("front").isEmpty(),
                        !row.cell("surely_beaten").isEmpty()))
            .toList(),
        findings.get("sentences") instanceof List<?> sentences
            ? sentences.stream().map(String::valueOf).toList()
            : List.of());
  }

  private static Optional<String> way(Map<?, ?> found, String key) {
    return text(map(found.get(key)).get("way"));
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Optional<String> text(Object value) {
    return Optional.ofNullable(value).map(String::valueOf);
  }
}
