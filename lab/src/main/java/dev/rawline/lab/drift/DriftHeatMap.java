package dev.rawline.lab.drift;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.DivergingScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.HeatMap;
import dev.rawline.workbench.plot.HeatMap.Axis;
import dev.rawline.workbench.plot.HeatMap.Outline;
import dev.rawline.workbench.plot.HeatMap.OutlineStyle;
import dev.rawline.workbench.plot.HeatMap.Part;
import dev.rawline.workbench.plot.SequentialScale;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Matrices of drift as tables of numbers on colours: a row for the training condition, a column for
 * the test condition.
 */
public final class DriftHeatMap {
  private static final String TRAINED = "trained on";
  private static final String TESTED = "tested on";
  private static final String SCALE = "; colours by √|value|";
  private static final String MISSING = "not measured";
  private static final OutlineStyle MATCHED_LOOK =
      new OutlineStyle("matched conditions", Color.BLACK, 1.6);
  private static final OutlineStyle WORST_LOOK =
      new OutlineStyle("largest drop", new Color(0xb0006d), 3.2);
  private static final Decimals PUBLISHED = new Decimals(2);

  private DriftHeatMap() {}

  /**
   * Draws the metric of every model under every condition; the cell that loses most is marked.
   *
   * @throws IllegalArgumentException if no cell was measured
   */
  public static Drawing matrix(DriftFindings findings) {
    DriftMatrix matrix = findings.matrix();
    return levels(
        findings,
        matrix,
        MetricLabel.capital(MetricLabel.of(findings.metric())) + ", trained on × tested on",
        splits(matrix),
        new Axis(TESTED, matrix.tested()),
        frames(findings));
  }

  private static Drawing levels(
      DriftFindings findings,
      DriftMatrix matrix,
      String title,
      String subtitle,
      Axis columns,
      List<Outline> frames) {
    String name = MetricLabel.of(findings.metric());
    Decimals decimals = decimals(matrix);
    return new HeatMap(
            title,
            List.of(subtitle),
            new Axis(TRAINED, matrix.trained()),
            columns,
            cells(matrix, (row, column) -> List.of(part(findings, matrix, row, column, decimals))),
            scale(findings, List.of(matrix)),
            unit(findings),
            frames,
            described(name, matrix))
        .draw();
  }

  /**
   * Draws what each cell loses against its row's diagonal, with the propagated standard deviation.
   *
   * @throws IllegalArgumentException if no cell loses or gains, since none has a diagonal
   */
  public static Drawing differences(DriftFindings findings) {
    DriftMatrix matrix = findings.matrix();
    String name = MetricLabel.of(findings.metric());
    Decimals decimals = decimals(matrix);
    List<List<List<Part>>> cells =
        cells(matrix, (row, column) -> List.of(difference(findings, row, column, decimals)));
    double largest =
        largest(
            cells.stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .flatMap(part -> part.value().stream()));
    String difference =
        findings.higherIsBetter()
            ? "the row’s diagonal − the cell"
            : "the cell − the row’s diagonal";
    String small =
        matrix.splits().size() > 1
            ? " Small: its standard deviation, assuming independent cells, √(σ² + σ²)."
            : " From a single split of the data.";
    return new HeatMap(
            "Drop against matched conditions",
            List.of(
                "%s: %s. Orange: drop, blue: gain.%s"
                    .formatted(MetricLabel.capital(name), difference, small)),
            new Axis(TRAINED, matrix.trained()),
            new Axis(TESTED, matrix.tested()),
            cells,
            DivergingScale.reaching(largest),
            "drop of " + name + SCALE,
            frames(findings),
            "Drop of each cell of the matrix against its row’s diagonal, in %s; all values are in a table of the report."
                .formatted(name))
        .draw();
  }

  /**
   * Draws the metric of every model under every corruption of one severity.
   *
   * @param severity the severity, 1 to 5
   * @throws IllegalArgumentException if no corruption of this severity was measured
   */
  public static Drawing corruptions(DriftFindings findings, int severity) {
    DriftMatrix matrix = findings.corruptions().get(severity);
    if (matrix == null) {
      throw new IllegalArgumentException(
          "severity %d was not measured: expected one of %s"
              .formatted(severity, findings.corruptions().keySet()));
    }
    return levels(
        findings,
        matrix,
        "%s under corruptions of severity %d"
            .formatted(MetricLabel.capital(MetricLabel.of(findings.metric())), severity),
        "Images of the matched condition, then corrupted. " + splits(matrix),
        new Axis("corruption", spaced(matrix.tested())),
        List.of());
  }

  /**
   * Draws the drop under each corruption at each severity, as a mean over models.
   *
   * @throws IllegalArgumentException if no corruption was measured
   */
  public static Drawing corruptionDrops(DriftFindings findings) {
    List<String> kinds =
        findings.corruptions().values().stream()
            .flatMap(matrix -> matrix.tested().stream())
            .distinct()
            .toList();
    List<Integer> severities = List.copyOf(findings.corruptions().keySet());
    List<List<Optional<Double>>> drops =
        kinds.stream()
            .map(
                kind ->
                    severities.stream()
                        .map(
                            severity ->
                                findings.corruptionDrop(severity, kind).map(Estimate::value))
                        .toList())
            .toList();
    double largest = largest(drops.stream().flatMap(List::stream).flatMap(Optional::stream));
    String name = MetricLabel.of(findings.metric());
    long models = models(findings);
    Decimals decimals = Decimals.of(largest, 0);
    return new HeatMap(
            "Drop under each corruption",
            List.of(
                "Drop of %s against matched conditions, mean over %s. Orange: drop, blue: gain."
                    .formatted(name, models == 1 ? "one model" : models + " models")),
            new Axis("corruption", spaced(kinds)),
            new Axis("severity", severities.stream().map(String::valueOf).toList()),
            drops.stream()
                .map(row -> row.stream().map(drop -> List.of(part(drop, decimals))).toList())
                .toList(),
            DivergingScale.reaching(largest),
            "drop of " + name + SCALE,
            List.of(),
            "Drop under each corruption at each severity, in " + name + ".")
        .draw();
  }

  /**
   * Draws our matrix and the published one cell by cell on one scale, ours on the left of each
   * cell.
   *
   * @throws IllegalArgumentException if no published cell has the axes of ours
   */
  public static Drawing besidePublished(DriftFindings findings) {
    PublishedDrift published =
        findings
            .published()
            .filter(found -> found.matrix().isPresent())
            .orElseThrow(() -> new IllegalArgumentException("no published cell has these axes"));
    DriftMatrix ours = findings.matrix();
    DriftMatrix theirs = published.matrix().orElseThrow();
    return new HeatMap(
            "Our results and the published ones",
            List.of(
                "In each cell: left our result, right the published one, %s."
                    .formatted(published.name())),
            new Axis(TRAINED, ours.trained()),
            new Axis(TESTED, ours.tested()),
            cells(ours, (row, column) -> pair(findings, theirs, row, column)),
            scale(findings, List.of(ours, theirs)),
            unit(findings),
            diagonal(ours),
            "Our matrix and the published one, cell by cell.")
        .draw();
  }

  private static String unit(DriftFindings findings) {
    return MetricLabel.of(findings.metric())
        + findings.guess().map(guess -> "; " + guess.words()).orElse("");
  }

  private static List<Part> pair(DriftFindings findings, DriftMatrix theirs, int row, int column) {
    DriftMatrix ours = findings.matrix();
    int theirRow = theirs.trained().indexOf(ours.trained().get(row));
    int theirColumn = theirs.tested().indexOf(ours.tested().get(column));
    Part published =
        theirRow < 0 || theirColumn < 0
            ? Part.missing("not published")
            : part(findings, theirs, theirRow, theirColumn, PUBLISHED);
    return List.of(
        part(findings, ours, row, column, PUBLISHED).withoutSmall(), published.withoutSmall());
  }

  private static List<List<List<Part>>> cells(
      DriftMatrix matrix, BiFunction<Integer, Integer, List<Part>> parts) {
    List<List<List<Part>>> cells = new ArrayList<>();
    for (int row = 0; row < matrix.trained().size(); row++) {
      List<List<Part>> line = new ArrayList<>();
      for (int column = 0; column < matrix.tested().size(); column++) {
        line.add(parts.apply(row, column));
      }
      cells.add(line);
    }
    return cells;
  }

  private static Part part(
      DriftFindings findings, DriftMatrix matrix, int row, int column, Decimals decimals) {
    String where = where(matrix, row, column);
    return matrix
        .at(row, column)
        .map(
            cell ->
                new Part(
                    Optional.of(cell.mean()),
                    decimals.of(cell.mean()),
                    cell.bySplit().size() > 1 ? "±" + decimals.of(cell.deviation()) : "",
                    where + ": " + EstimateFormat.withInterval(findings.interval(cell))))
        .orElseGet(() -> Part.missing(where + ": " + MISSING));
  }

  private static Part difference(DriftFindings findings, int row, int column, Decimals decimals) {
    String where = where(findings.matrix(), row, column);
    boolean own = findings.matrix().matched(row).equals(OptionalInt.of(column));
    Optional<MetricDrop> found = findings.drop(row, column);
    if (found.isEmpty()) {
      return Part.missing(where + ": " + MISSING);
    }
    MetricDrop drop = found.get();
    return own
        ? new Part(Optional.of(0.0), "0", "", where)
        : new Part(
            Optional.of(drop.mean()),
            decimals.finer().signed(drop.mean()),
            drop.splits() > 1 ? "±" + decimals.of(drop.propagated()) : "",
            where + ": " + EstimateFormat.withInterval(drop.interval()));
  }

  private static Part part(Optional<Double> drop, Decimals decimals) {
    return drop.map(value -> new Part(drop, decimals.signed(value), "", ""))
        .orElseGet(() -> Part.missing(MISSING));
  }

  private static double largest(Stream<Double> numbers) {
    return numbers.mapToDouble(Math::abs).max().orElseThrow(DriftHeatMap::nothing);
  }

  /** Returns how many models lose by corruptions: those that were tested as trained, too. */
  private static long models(DriftFindings findings) {
    return IntStream.range(0, findings.matrix().trained().size())
        .filter(
            row ->
                findings.corruptions().entrySet().stream()
                    .anyMatch(
                        each ->
                            IntStream.range(0, each.getValue().tested().size())
                                .anyMatch(
                                    kind -> findings.drop(each.getKey(), row, kind).isPresent())))
        .count();
  }

  private static String where(DriftMatrix matrix, int row, int column) {
    return "%s → %s".formatted(matrix.trained().get(row), matrix.tested().get(column));
  }

  private static List<Outline> diagonal(DriftMatrix matrix) {
    List<Outline> frames = new ArrayList<>();
    for (int row = 0; row < matrix.trained().size(); row++) {
      int from = row;
      matrix.matched(row).ifPresent(column -> frames.add(new Outline(from, column, MATCHED_LOOK)));
    }
    return frames;
  }

  private static List<Outline> frames(DriftFindings findings) {
    DriftMatrix matrix = findings.matrix();
    List<Outline> frames = new ArrayList<>(diagonal(matrix));
    findings
        .worst()
        .ifPresent(
            cell ->
                frames.add(
                    new Outline(
                        matrix.trained().indexOf(cell.trained()),
                        matrix.tested().indexOf(cell.tested()),
                        WORST_LOOK)));
    return frames;
  }

  private static Stream<DriftMatrix.Cell> measured(DriftMatrix matrix) {
    return matrix.cells().stream().flatMap(List::stream).flatMap(Optional::stream);
  }

  private static Decimals decimals(DriftMatrix matrix) {
    double largest =
        measured(matrix)
            .mapToDouble(cell -> Math.abs(cell.mean()))
            .max()
            .orElseThrow(DriftHeatMap::nothing);
    double[] deviations =
        measured(matrix).mapToDouble(DriftMatrix.Cell::deviation).sorted().toArray();
    return Decimals.of(largest, deviations[deviations.length / 2]);
  }

  private static SequentialScale scale(DriftFindings findings, List<DriftMatrix> matrices) {
    double[] means =
        matrices.stream()
            .flatMap(DriftHeatMap::measured)
            .mapToDouble(DriftMatrix.Cell::mean)
            .sorted()
            .toArray();
    if (means.length == 0) {
      throw nothing();
    }
    return SequentialScale.around(means[0], means[means.length - 1], findings.isShare());
  }

  private static IllegalArgumentException nothing() {
    return new IllegalArgumentException(
        "no cell of the matrix was measured: there is nothing to draw");
  }

  private static String splits(DriftMatrix matrix) {
    SortedSet<Integer> splits = matrix.splits();
    return splits.size() == 1
        ? "From a single split of the data: the variation by chance is unknown."
        : "Mean over %d splits of the data; small: their standard deviation (n − 1)."
            .formatted(splits.size());
  }

  private static String described(String name, DriftMatrix matrix) {
    Comparator<DriftMatrix.Cell> byMean = Comparator.comparingDouble(DriftMatrix.Cell::mean);
    return "%s of %d by %d cells, from %s to %s; all values are in a table of the report."
        .formatted(
            MetricLabel.capital(name),
            matrix.trained().size(),
            matrix.tested().size(),
            NumberText.signed(measured(matrix).min(byMean).orElseThrow().mean(), 3),
            NumberText.signed(measured(matrix).max(byMean).orElseThrow().mean(), 3));
  }

  static List<String> spaced(List<String> names) {
    return names.stream().map(name -> name.replace('_', ' ')).toList();
  }
}
