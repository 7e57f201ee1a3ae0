package dev.rawline.lab.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.statistic.SplitValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A metric of models by condition: a row for each condition of training, a column for each of
 * testing. Rows are in the order of the scores; the columns of their own conditions come first and
 * in the same order, so that those lie on the diagonal.
 *
 * @param trained the rows
 * @param tested the columns: conditions, or corruptions
 * @param cells the cells, row by row; none where a model was not tested so, or the metric was not
 *     defined
 */
public record DriftMatrix(
    List<String> trained, List<String> tested, List<List<Optional<Cell>>> cells) {

  /**
   * Checks that there are as many cells as rows and columns ask for.
   *
   * @throws IllegalArgumentException if there are others
   */
  public DriftMatrix {
    trained = List.copyOf(trained);
    tested = List.copyOf(tested);
    cells = cells.stream().map(List::copyOf).toList();
    int columns = tested.size();
    if (cells.size() != trained.size() || cells.stream().anyMatch(row -> row.size() != columns)) {
      throw new IllegalArgumentException(
          "rows of %s cells: expected %d rows of %d"
              .formatted(cells.stream().map(List::size).toList(), trained.size(), columns));
    }
  }

  /**
   * One cell.
   *
   * @param numbers the metric by split, from 1
   */
  public record Cell(SplitValues numbers) {
    /** Returns the metric by split. */
    public SortedMap<Integer, Double> bySplit() {
      return numbers.values();
    }

    /** Returns the mean over splits, which is all that {@code findings.json} has of a cell. */
    @JsonValue
    public double mean() {
      return numbers.mean();
    }

    /** Returns the standard deviation over splits (n − 1); 0 of a single split. */
    public double deviation() {
      return numbers.deviation();
    }

    /**
     * Returns the mean's confidence interval over splits, of few over samples ({@link
     * SplitValues#confidence}); where none is known both bounds are the mean.
     */
    public Estimate interval() {
      return numbers.confidence();
    }
  }

  /** Returns the cell of a row and a column, from 0; none where it was not measured. */
  public Optional<Cell> at(int row, int column) {
    return cells.get(row).get(column);
  }

  /**
   * Returns the column of a row's own condition, the one that its model was trained under; none
   * where it was not tested so.
   */
  public OptionalInt matched(int row) {
    int column = tested.indexOf(Condition.own(trained.get(row)));
    return column < 0 ? OptionalInt.empty() : OptionalInt.of(column);
  }

  /** Returns the cell of a row's own condition; none where it was not measured. */
  public Optional<Cell> diagonal(int row) {
    OptionalInt column = matched(row);
    return column.isPresent() ? at(row, column.getAsInt()) : Optional.empty();
  }

  /** Returns the numbers of the rows' own conditions, where they were measured. */
  List<SplitValues> diagonals() {
    return IntStream.range(0, trained.size())
        .mapToObj(this::diagonal)
        .flatMap(Optional::stream)
        .map(Cell::numbers)
        .toList();
  }

  /** Returns the splits of all cells, in order. */
  public SortedSet<Integer> splits() {
    SortedSet<Integer> splits = new TreeSet<>();
    cells.forEach(
        row -> row.forEach(cell -> cell.ifPresent(one -> splits.addAll(one.bySplit().keySet()))));
    return splits;
  }

  /** Returns the splits that all cells have that were measured; none where none was. */
  public Set<Integer> commonSplits() {
    return common(
        cells.stream().flatMap(List::stream).flatMap(Optional::stream).map(Cell::numbers).toList());
  }

  /** Returns the splits that all measured cells of rows' own conditions have. */
  public Set<Integer> matchedSplits() {
    return common(diagonals());
  }

  private static Set<Integer> common(List<SplitValues> numbers) {
    return numbers.isEmpty() ? Set.of() : SplitValues.common(numbers);
  }

  /** Returns what is measured in this matrix of rows and columns that are given by their names. */
  DriftMatrix cut(Collection<String> rows, Collection<String> columns) {
    List<String> keptRows = rows.stream().filter(trained::contains).toList();
    List<String> keptColumns = columns.stream().filter(tested::contains).toList();
    return new DriftMatrix(
        keptRows,
        keptColumns,
        keptRows.stream()
            .map(
                row ->
                    keptColumns.stream()
                        .map(column -> at(trained.indexOf(row), tested.indexOf(column)))
                        .toList())
            .toList());
  }

  /**
   * Returns the matrix of a metric under conditions, without corruptions.
   *
   * @throws IllegalArgumentException if a model has two scores of one condition and split
   */
  static DriftMatrix of(List<DriftScore> scores, String metric) {
    return of(scores, metric, SampleDraws.NONE);
  }

  /** Returns the same with the resamples of scores. */
  static DriftMatrix of(List<DriftScore> scores, String metric, SampleDraws draws) {
    List<DriftScore> plain = scores.stream().filter(score -> score.corruption().isEmpty()).toList();
    SequencedSet<String> rows = rows(scores);
    Set<String> tested = new LinkedHashSet<>();
    plain.forEach(score -> tested.add(score.tested()));
    SequencedSet<String> columns = new LinkedHashSet<>();
    rows.stream().map(Condition::own).filter(tested::contains).forEach(columns::add);
    columns.addAll(tested);
    return filled(rows, columns, plain, metric, DriftScore::tested, draws);
  }

  /**
   * Returns the matrices of a metric under corruptions, by severity; the columns are corruptions.
   * Only pictures of a model's own condition count.
   *
   * @throws IllegalArgumentException if a model has two scores of one corruption, severity and
   *     split
   */
  static SequencedMap<Integer, DriftMatrix> ofCorruptions(List<DriftScore> scores, String metric) {
    return ofCorruptions(scores, metric, SampleDraws.NONE);
  }

  /** Returns the same with the resamples of scores. */
  static SequencedMap<Integer, DriftMatrix> ofCorruptions(
      List<DriftScore> scores, String metric, SampleDraws draws) {
    SortedMap<Integer, List<DriftScore>> bySeverity = new TreeMap<>();
    scores.stream()
        .filter(score -> score.corruption().isPresent())
        .filter(score -> score.tested().equals(Condition.own(score.trained())))
        .forEach(
            score ->
                bySeverity
                    .computeIfAbsent(corrupted(score).severity(), _ -> new ArrayList<>())
                    .add(score));
    SequencedSet<String> rows = rows(scores);
    SortedMap<Integer, DriftMatrix> matrices = new TreeMap<>();
    bySeverity.forEach(
        (severity, ofSeverity) -> {
          SequencedSet<String> names = new LinkedHashSet<>();
          ofSeverity.forEach(score -> names.add(corrupted(score).name()));
          matrices.put(
              severity,
              filled(rows, names, ofSeverity, metric, score -> corrupted(score).name(), draws));
        });
    return matrices;
  }

  private static DriftScore.Corrupted corrupted(DriftScore score) {
    return score.corruption().orElseThrow();
  }

  private static SequencedSet<String> rows(List<DriftScore> scores) {
    SequencedSet<String> rows = new LinkedHashSet<>();
    scores.forEach(score -> rows.add(score.trained()));
    return rows;
  }

  private record Place(String row, String column) {}

  private static DriftMatrix filled(
      SequencedSet<String> rows,
      SequencedSet<String> columns,
      List<DriftScore> scores,
      String metric,
      Function<DriftScore, String> column,
      SampleDraws draws) {
    Map<Place, SortedMap<Integer, Double>> numbers = new HashMap<>();
    Map<Place, SortedMap<Integer, double[]>> drawn = new HashMap<>();
    for (DriftScore score : scores) {
      Double number = score.metrics().get(metric);
      Place place = new Place(score.trained(), column.apply(score));
      if (number != null
          && numbers.computeIfAbsent(place, _ -> new TreeMap<>()).put(score.split(), number)
              != null) {
        throw new IllegalArgumentException(
            "%s occurs twice: expected one score for each model, condition, corruption and split"
                .formatted(score.what()));
      }
      draws
          .of(score)
          .ifPresent(
              values ->
                  drawn.computeIfAbsent(place, _ -> new TreeMap<>()).put(score.split(), values));
    }
    List<List<Optional<Cell>>> cells = new ArrayList<>();
    for (String row : rows) {
      cells.add(
          columns.stream()
              .map(name -> new Place(row, name))
              .map(
                  place ->
                      Optional.ofNullable(numbers.get(place))
                          .map(
                              values ->
                                  new SplitValues(
                                      values, drawn.getOrDefault(place, new TreeMap<>())))
                          .map(Cell::new))
              .toList());
    }
    return new DriftMatrix(List.copyOf(rows), List.copyOf(columns), cells);
  }
}
