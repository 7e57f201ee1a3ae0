package dev.rawline.lab.drift;

import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.lab.statistic.Vectors;
import dev.rawline.learning.metric.ValueRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Drops of cells → the effects of the axes in which conditions differ ({@link MainEffect}). */
final class EffectAnalysis {
  /** A column with less than this fraction independent of the others is a sum of them. */
  private static final double DEPENDENT = 1e-9;

  private final List<String> names = new ArrayList<>();

  /** One column a stage, about its mean: a number for every cell. */
  private final List<double[]> columns = new ArrayList<>();

  private final List<SplitValues> lost = new ArrayList<>();

  /** What a cell can lose. */
  private final ValueRange possible;

  /** How many cells lie off the diagonal; they come first, and the others lose nothing. */
  private final int drifted;

  /**
   * Prepares the analysis.
   *
   * @param drops the drops of the matrix's cells off the diagonal
   * @param possible what a cell can lose
   */
  private EffectAnalysis(DriftMatrix matrix, List<CellDrop> drops, ValueRange possible) {
    this.possible = possible;
    this.drifted = drops.size();
    boolean stages =
        Stream.concat(matrix.trained().stream().map(Condition::own), matrix.tested().stream())
            .map(AxisLevels::of)
            .allMatch(AxisLevels::isNamedView);
    UnaryOperator<AxisLevels> described =
        stages ? AxisLevels::withStages : UnaryOperator.identity();
    List<AxisLevels> rows =
        matrix.trained().stream().map(Condition::own).map(AxisLevels::of).map(described).toList();
    List<AxisLevels> tested = matrix.tested().stream().map(AxisLevels::of).map(described).toList();
    List<CellDrop> cells = new ArrayList<>(drops);
    for (int row = 0; row < rows.size(); row++) {
      if (matrix.diagonal(row).isPresent()) {
        SplitValues diagonal = matrix.diagonal(row).get().numbers();
        cells.add(new CellDrop(row, matrix.matched(row).orElseThrow(), diagonal.zeros()));
      }
    }
    cells.forEach(cell -> lost.add(cell.lost()));
    Map<List<Boolean>, String> patterns = new LinkedHashMap<>();
    for (String axis : AxisLevels.axes(stages)) {
      List<Boolean> pattern =
          cells.stream()
              .map(cell -> rows.get(cell.row()).differs(tested.get(cell.column()), axis))
              .toList();
      if (pattern.contains(true)) {
        patterns.merge(pattern, axis, (one, other) -> one + " + " + other);
      }
    }
    patterns.forEach(
        (pattern, stage) -> {
          names.add(stage);
          columns.add(centred(pattern.stream().mapToDouble(differs -> differs ? 1 : 0).toArray()));
        });
  }

  /**
   * Returns the effects, the one that explains most first; those that cannot be distinguished from
   * a sum of others are left out.
   *
   * @param drops the drops of the matrix's cells off the diagonal
   * @param possible what a cell can lose, as much as it can gain
   */
  static List<MainEffect> of(DriftMatrix matrix, List<CellDrop> drops, ValueRange possible) {
    return drops.isEmpty() ? List.of() : new EffectAnalysis(matrix, drops, possible).effects();
  }

  private List<MainEffect> effects() {
    Set<Integer> common = SplitValues.common(lost);
    double[] means = SplitValues.comparable(lost).stream().mapToDouble(SplitValues::mean).toArray();
    // About their mean equal drops may differ by rounding, of which nothing is to explain.
    boolean same = Arrays.stream(means).distinct().count() == 1;
    double[] shares = same ? new double[columns.size()] : shares(centred(means));
    List<MainEffect> effects = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<double[]> others = new ArrayList<>(columns);
      double[] column = others.remove(i);
      double[] own = left(column, orthogonal(others));
      if (Vectors.dot(own, own) > DEPENDENT * Vectors.dot(column, column)) {
        effects.add(
            new MainEffect(
                names.get(i),
                common.isEmpty()
                    ? Estimate.withoutInterval(slope(own, means), Estimate.LEVEL)
                    : reached(own)
                        .cut(
                            SplitValues.combined(lost, common, drops -> slope(own, drops))
                                .confidence()),
                shares[i]));
      }
    }
    effects.sort(Comparator.comparingDouble(MainEffect::share).reversed());
    return List.copyOf(effects);
  }

  /** Returns between which numbers the coefficient of a column lies: cells lose what they can. */
  private ValueRange reached(double[] own) {
    double weight = Arrays.stream(own, 0, drifted).map(Math::abs).sum() / Vectors.dot(own, own);
    return possible.times(weight);
  }

  /**
   * Returns the coefficient of a column in the least squares of all, by what the others leave of it
   * (Frisch, Waugh and Lovell).
   */
  private static double slope(double[] own, double[] drops) {
    double[] products = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      products[i] = own[i] * drops[i];
    }
    return SplitValues.sum(products) / Vectors.dot(own, own);
  }

  /** Returns every column's share of the variance: its mean gain over all orders of columns. */
  private double[] shares(double[] drops) {
    int count = columns.size();
    double total = Vectors.dot(drops, drops);
    double[] shares = new double[count];
    if (total == 0) {
      return shares;
    }
    double[] explained = new double[1 << count];
    for (int chosen = 0; chosen < explained.length; chosen++) {
      explained[chosen] = Math.min(1, explained(chosen, drops) / total);
    }
    for (int column = 0; column < count; column++) {
      for (int before = 0; before < explained.length; before++) {
        if ((before >> column & 1) == 0) {
          double gain = explained[before | 1 << column] - explained[before];
          shares[column] += Math.max(0, gain) * share(Integer.bitCount(before), count);
        }
      }
    }
    return shares;
  }

  /** Returns in which share of all orders certain columns, so many, come before a certain one. */
  private static double share(int before, int count) {
    double share = 1.0 / count;
    for (int i = 1; i <= before; i++) {
      share *= (double) i / (count - i);
    }
    return share;
  }

  private double explained(int chosen, double[] drops) {
    List<double[]> some = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if ((chosen >> i & 1) == 1) {
        some.add(columns.get(i));
      }
    }
    return orthogonal(some).stream()
        .mapToDouble(
            one -> Vectors.dot(one, drops) * Vectors.dot(one, drops) / Vectors.dot(one, one))
        .sum();
  }

  /** Returns columns that span the same, each at right angles to those before it. */
  private static List<double[]> orthogonal(List<double[]> columns) {
    List<double[]> spanning = new ArrayList<>();
    for (double[] column : columns) {
      double[] left = left(column, spanning);
      if (Vectors.dot(left, left) > DEPENDENT * Vectors.dot(column, column)) {
        spanning.add(left);
      }
    }
    return spanning;
  }

  private static double[] left(double[] column, List<double[]> spanning) {
    double[] left = column.clone();
    for (double[] one : spanning) {
      double times = Vectors.dot(one, left) / Vectors.dot(one, one);
      for (int i = 0; i < left.length; i++) {
        left[i] -= times * one[i];
      }
    }
    return left;
  }

  private static double[] centred(double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElseThrow();
    return Arrays.stream(numbers).map(number -> number - mean).toArray();
  }

  /**
   * A condition's name → its level on every axis along which conditions differ.
   *
   * @param byAxis the level by axis: the processing; light, blur, … where they are not as recorded;
   *     perhaps the stages of the processing
   */
  record AxisLevels(SequencedMap<String, String> byAxis) {
    private static final String PROCESSING = "processing";
    private static final String DEMOSAICING = "demosaicing";
    private static final String SHARPENING = "sharpening";
    private static final String DENOISING = "denoising";
    private static final List<String> CAMERA =
        List.of(
            "red",
            "green",
            "blue",
            "recorded",
            "light",
            "blur",
            "defocus",
            "read noise",
            "gain",
            "bits",
            "sampling",
            "binning");

    /** The last axis in a name; an isp.yaml before it may have commas of its own. */
    private static final Pattern LAST =
        Pattern.compile("(.*), (" + String.join("|", CAMERA) + ") ([^ ,]+(?: brightened)?)");

    AxisLevels {
      byAxis = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byAxis));
    }

    /** Returns the levels of a condition. */
    static AxisLevels of(String condition) {
      SequencedMap<String, String> levels = new LinkedHashMap<>();
      String rest = condition;
      for (Matcher last = LAST.matcher(rest); last.matches(); last = LAST.matcher(rest)) {
        levels.put(last.group(2), last.group(3));
        rest = last.group(1);
      }
      levels.put(PROCESSING, rest);
      return new AxisLevels(levels);
    }

    /**
     * Returns the axes, in their order.
     *
     * @param stages whether the processing is described by its stages
     */
    static List<String> axes(boolean stages) {
      return Stream.concat(
              stages ? Stream.of(DEMOSAICING, SHARPENING, DENOISING) : Stream.of(PROCESSING),
              CAMERA.stream())
          .toList();
    }

    /** Returns whether the processing is one of the named views, whose stages are known. */
    boolean isNamedView() {
      return ViewName.of(byAxis.get(PROCESSING)).isPresent();
    }

    /** Returns these levels and those of the stages of the named view. */
    AxisLevels withStages() {
      ViewName view = ViewName.parse(byAxis.get(PROCESSING));
      SequencedMap<String, String> levels = new LinkedHashMap<>(byAxis);
      levels.put(DEMOSAICING, view.demosaic().name());
      levels.put(SHARPENING, view.sharpen().name());
      levels.put(DENOISING, view.denoise().name());
      return new AxisLevels(levels);
    }

    /** Returns whether two conditions differ along an axis. */
    boolean differs(AxisLevels other, String axis) {
      return !Objects.equals(byAxis.get(axis), other.byAxis.get(axis));
    }
  }
}
