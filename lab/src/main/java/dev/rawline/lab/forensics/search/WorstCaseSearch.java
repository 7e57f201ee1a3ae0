package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.random.Seed;
import java.util.Optional;

/** An objective near a default camera → the worst point that was found. */
public abstract sealed class WorstCaseSearch
    permits ChoiceSearch, GradientAscent, EvolutionStrategy, RandomSearch {
  /** Returns its word in plans and tables. */
  public abstract String word();

  /**
   * Searches.
   *
   * @param coordinates the directions that are searched, from the default camera
   * @param restraint what keeps it near
   * @param known all numbers of a camera that is known to be bad, such as the worst of a part of
   *     the group; it is evaluated first, so that the end is no better for the model than it
   * @param budget how long it looks
   * @param seed the seed of starting points and draws; the same seed finds the same
   */
  public final WorstPoint find(
      Objective objective,
      SearchCoordinates coordinates,
      ProximityConstraint restraint,
      Optional<double[]> known,
      SearchBudget budget,
      Seed seed) {
    EvaluationTracker trail = new EvaluationTracker(objective, coordinates, restraint);
    known.ifPresent(trail::of);
    search(trail, known, budget, seed);
    return trail.found();
  }

  /** Evaluates points until the budget is spent; the known camera is counted already. */
  abstract void search(
      EvaluationTracker trail, Optional<double[]> known, SearchBudget budget, Seed seed);
}
