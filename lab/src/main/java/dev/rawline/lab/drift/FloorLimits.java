package dev.rawline.lab.drift;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What is at the guess level: its drop is limited by what a guess reaches, however strong the cause
 * is, so that it enters no ratio of drops.
 *
 * <p>A cell is at the guess level where its interval over samples includes the level or lies below
 * it; where no predictions are known, its interval over splits; where there is none either, where
 * its mean is no further than a tenth of the way from the level to 1. A model is left out that is
 * at it in matched conditions; a condition or a corruption of a severity, where any other model is.
 *
 * @param models the models that are left out
 * @param conditions the conditions of testing that are left out
 * @param corruptions the corruptions that are left out, by severity
 */
public record FloorLimits(
    List<String> models, List<String> conditions, SortedMap<Integer, List<String>> corruptions) {
  private static final double ROUNDING = 1e-9;

  /** Returns what is at the guess level; nothing where that is not known. */
  static FloorLimits of(
      Optional<ChanceLevel> guess,
      DriftMatrix matrix,
      SequencedMap<Integer, DriftMatrix> corruptions) {
    if (guess.isEmpty()) {
      return new FloorLimits(List.of(), List.of(), new TreeMap<>());
    }
    List<String> models =
        named(
            matrix.trained(),
            row -> matrix.diagonal(row).filter(cell -> isAt(guess.get(), cell)).isPresent());
    SortedMap<Integer, List<String>> kinds = new TreeMap<>();
    corruptions.forEach(
        (severity, corrupted) -> {
          List<String> limited = columns(corrupted, guess.get(), models);
          if (!limited.isEmpty()) {
            kinds.put(severity, limited);
          }
        });
    return new FloorLimits(models, columns(matrix, guess.get(), models), kinds);
  }

  /** Returns the columns in which a model that counts is at the guess level. */
  private static List<String> columns(DriftMatrix matrix, ChanceLevel guess, List<String> models) {
    return named(
        matrix.tested(),
        column ->
            IntStream.range(0, matrix.trained().size())
                .filter(row -> !models.contains(matrix.trained().get(row)))
                .mapToObj(row -> matrix.at(row, column))
                .flatMap(Optional::stream)
                .anyMatch(cell -> isAt(guess, cell)));
  }

  private static List<String> named(List<String> names, IntPredicate limited) {
    return IntStream.range(0, names.size()).filter(limited).mapToObj(names::get).toList();
  }

  private static boolean isAt(ChanceLevel guess, DriftMatrix.Cell cell) {
    SplitValues numbers = cell.numbers();
    boolean samples = !numbers.drawn().isEmpty();
    Estimate interval = samples ? numbers.overSamples() : numbers.confidence();
    return (samples || interval.hasInterval())
        ? interval.low() <= guess.share() + ROUNDING
        : guess.hardlyExceededBy(interval.value());
  }

  /** Returns the drops that enter ratios. */
  static List<CellDrop> kept(
      List<CellDrop> drops, DriftMatrix matrix, List<String> models, List<String> columns) {
    return drops.stream()
        .filter(drop -> !models.contains(matrix.trained().get(drop.row())))
        .filter(drop -> !columns.contains(matrix.tested().get(drop.column())))
        .toList();
  }

  /** Returns the corruptions of a severity that are left out. */
  List<String> corruptions(int severity) {
    return corruptions.getOrDefault(severity, List.of());
  }

  /** Returns whether anything is left out of the ratio at a severity. */
  boolean limits(int severity) {
    return !models.isEmpty() || !conditions.isEmpty() || corruptions.containsKey(severity);
  }

  /** Returns what is left out of the ratio at a severity, in words; empty where nothing is. */
  public List<String> words(int severity) {
    List<String> words = new ArrayList<>();
    if (!models.isEmpty()) {
      words.add("models trained on " + NumberText.listed(models));
    }
    if (!conditions.isEmpty()) {
      words.add("conditions " + NumberText.listed(conditions));
    }
    if (corruptions.containsKey(severity)) {
      words.add(NumberText.listed(DriftHeatMap.spaced(corruptions(severity))));
    }
    return words;
  }
}
