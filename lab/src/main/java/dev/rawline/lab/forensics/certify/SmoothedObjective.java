package dev.rawline.lab.forensics.certify;

import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.forensics.search.EqualCoordinates;
import dev.rawline.lab.forensics.search.EvolutionStrategy;
import dev.rawline.lab.forensics.search.Objective;
import dev.rawline.lab.forensics.search.ParameterBounds;
import dev.rawline.lab.forensics.search.ProximityConstraint;
import dev.rawline.lab.forensics.search.SearchBudget;
import dev.rawline.lab.forensics.search.WorstPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The model that votes over drawn cameras, as the objective of a search: the camera that it has →
 * the share of samples whose vote is right. Those whose vote is not right and sure at the default
 * camera are errors everywhere, as in the certificate. All cameras are compared on the same draws.
 *
 * @param samples what the model decides about each sample that is right at the default camera
 * @param all how many samples there are
 * @param truths the classes of the samples
 * @param seeds what the cameras of each sample are drawn from
 * @param model the model
 * @param after is run after every sample
 */
public record SmoothedObjective(
    List<CameraDecisions> samples,
    int all,
    List<Integer> truths,
    List<Seed> seeds,
    SmoothedModel model,
    Runnable after)
    implements Objective {

  /**
   * Searches the worst camera within a distance.
   *
   * @param split which split of the data set, from 1
   * @param radius the largest distance [σ]
   * @param evaluations how many cameras are tried, at least 2
   * @param seed what the search draws
   */
  public WorstVote worst(int split, double radius, int evaluations, Seed seed) {
    List<Integer> places = IntStream.range(0, size()).boxed().toList();
    WorstPoint worst =
        new EvolutionStrategy()
            .find(
                this,
                new EqualCoordinates(new double[size()], places, ParameterBounds.none(size())),
                new ProximityConstraint.Limit(radius * radius / size()),
                Optional.empty(),
                new SearchBudget(evaluations, 1),
                seed);
    return new WorstVote(
        split,
        radius,
        worst.value().metric(),
        worst.evaluations(),
        Arrays.stream(worst.numbers()).boxed().toList());
  }

  @Override
  public int size() {
    return samples.getFirst().size();
  }

  @Override
  public boolean hasSlope() {
    return false;
  }

  /** Returns the mean square of the coordinates: |u|² = closeness · size. */
  @Override
  public double closeness(double[] numbers) {
    return Arrays.stream(numbers).map(each -> each * each).sum() / numbers.length;
  }

  @Override
  public double[] ofCloseness(double[] numbers) {
    return Arrays.stream(numbers).map(each -> 2 * each / numbers.length).toArray();
  }

  /**
   * Returns the accuracy of the vote, and as the loss the mean share of votes against the truth.
   */
  @Override
  public Value at(double[] numbers) {
    double right = 0;
    double against = 0;
    for (int i = 0; i < samples.size(); i++) {
      int draws = model.budget().searchDraws();
      List<CameraDraw> cameras = CameraDraw.of(model.law(), size(), seeds.get(i), "search", draws);
      int[] votes = samples.get(i).votes(CameraDraw.around(numbers, cameras));
      right += CameraDecisions.top(votes) == truths.get(i) ? 1 : 0;
      against += 1 - (double) votes[truths.get(i)] / draws;
      after.run();
    }
    return new Value(right / all, against / samples.size(), closeness(numbers));
  }

  @Override
  public Slope slope(double[] numbers, Criterion aim, double factor) {
    throw new UnsupportedOperationException("votes have no gradient: search by evolution");
  }
}
