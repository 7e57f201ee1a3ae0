package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.statistic.RandomPartitions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Every camera of a list that a limit allows, in a random order, until the evaluations are used up:
 * of a list there is no slope. Where all fit, as many random draws find the same.
 */
public final class ChoiceSearch extends WorstCaseSearch {
  @Override
  public String word() {
    return "list";
  }

  @Override
  void search(EvaluationTracker trail, Optional<double[]> known, SearchBudget budget, Seed seed) {
    double[] last = trail.coordinates().at(new double[] {Double.MAX_VALUE});
    int[] choices = IntStream.rangeClosed(0, (int) last[0]).toArray();
    RandomPartitions.deal(seed.stream("choices", 0), choices, choices.length);
    for (int choice : choices) {
      double[] place = {choice};
      boolean allowed =
          switch (trail.restraint()) {
            case ProximityConstraint.Limit(double most) ->
                trail.objective().closeness(trail.coordinates().at(place)) <= most;
            case ProximityConstraint.Penalty _ -> true;
          };
      if (allowed && trail.evaluations() < budget.evaluations()) {
        trail.at(place);
      }
    }
  }

  /** Returns the coordinates of such a list. */
  public static SearchCoordinates coordinates(FirmwareChoices choices) {
    return PhysicalCoordinates.plain(List.of(choices.coordinate()));
  }
}
