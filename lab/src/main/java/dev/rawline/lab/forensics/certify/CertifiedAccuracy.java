package dev.rawline.lab.forensics.certify;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.lab.statistic.SampledShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The certified accuracy of a model that votes over drawn cameras, over the size of the region of
 * cameras; beside it what a search leaves of it in the same region. Samples of several models are
 * pooled.
 *
 * @param parameters what was drawn, with σ
 * @param law the law that cameras were drawn by
 * @param selection the draws that chose the class of a sample
 * @param draws the draws that bounded its probability
 * @param confidence the confidence of each sample's region; that all hold at once is sure to 1 −
 *     samples · (1 − confidence) only
 * @param searchDraws the draws by which votes were counted in searches
 * @param reach how far searches went [σ]
 * @param models how many models there are
 * @param samples how many samples there are, of all models together
 * @param single the accuracy of the model behind its default camera alone
 * @param clean the accuracy of the vote at the default camera; abstentions count as errors
 * @param abstained the share of samples whose vote was right but too close to abide by
 * @param ceiling the largest distance that so many draws can certify [σ]
 * @param certifiedHalf the distance at which half of the clean accuracy is certified [σ]
 * @param searchedHalf the distance at which a search leaves half of it [σ]; none within its reach
 * @param ratio the latter by the former, where both are known
 * @param curve the accuracies over the distance
 * @param cameras the worst single cameras found
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CertifiedAccuracy(
    List<SmoothedParameter> parameters,
    SmoothingLaw law,
    int selection,
    int draws,
    double confidence,
    int searchDraws,
    double reach,
    int models,
    int samples,
    double single,
    double clean,
    double abstained,
    double ceiling,
    Optional<Double> certifiedHalf,
    Optional<Double> searchedHalf,
    Optional<Double> ratio,
    List<Point> curve,
    List<WorstVote> cameras) {
  private static final int STEPS = 40;

  /**
   * The accuracies at a distance.
   *
   * @param radius the distance [σ]
   * @param certified the share of samples whose vote is right and certified to stay
   * @param low the lower end of its 95 % interval over samples
   * @param high the upper end
   * @param searched the share of samples whose vote is right, and for which no camera within the
   *     distance was found that changes it
   */
  public record Point(double radius, double certified, double low, double high, double searched) {}

  /**
   * Pools the regions of models.
   *
   * @param regions one a model, at least one, by the same plan
   */
  public static CertifiedAccuracy of(List<CertifiedRegion> regions) {
    CertifiedRegion first = regions.getFirst();
    SmoothingBudget budget = first.budget();
    List<SampleCertificate> all =
        regions.stream().flatMap(region -> region.certificates().stream()).toList();
    double ceiling = budget.ceiling(first.law());
    Optional<Double> certified = half(all, SampleCertificate::radius);
    Optional<Double> searched =
        half(all, one -> one.searched().orElse(Double.POSITIVE_INFINITY))
            .filter(distance -> distance <= budget.reach());
    List<Point> curve = new ArrayList<>();
    double end = Math.max(budget.reach(), ceiling);
    for (int i = 0; i <= STEPS; i++) {
      curve.add(point(all, end * i / STEPS));
    }
    return new CertifiedAccuracy(
        first.parameters(),
        first.law(),
        budget.selection(),
        budget.draws(),
        budget.confidence(),
        budget.searchDraws(),
        budget.reach(),
        regions.size(),
        all.size(),
        share(all, one -> one.single() == one.truth()).value(),
        share(all, SampleCertificate::isRight).value(),
        share(all, SampleCertificate::isAbstention).value(),
        ceiling,
        certified,
        searched,
        certified.flatMap(inner -> searched.map(outer -> outer / inner)),
        curve,
        regions.stream().flatMap(region -> region.cameras().stream()).toList());
  }

  /** Returns the distance at which half of the clean accuracy is certified, of one model. */
  public static Optional<Double> certifiedHalf(List<SampleCertificate> certificates) {
    return half(certificates, SampleCertificate::radius);
  }

  private static Point point(List<SampleCertificate> all, double radius) {
    SampledShare certified = share(all, one -> one.isCertified(radius));
    return new Point(
        radius,
        certified.value(),
        certified.low(),
        certified.high(),
        share(all, one -> one.withstands(radius)).value());
  }

  private static SampledShare share(
      List<SampleCertificate> all, Predicate<SampleCertificate> property) {
    return new SampledShare((int) all.stream().filter(property).count(), all.size());
  }

  /** Returns the smallest distance beyond which at most half of the right samples reach. */
  private static Optional<Double> half(
      List<SampleCertificate> all, ToDoubleFunction<SampleCertificate> distance) {
    List<Double> distances =
        all.stream()
            .filter(SampleCertificate::isRight)
            .map(distance::applyAsDouble)
            .sorted()
            .toList();
    return distances.isEmpty()
        ? Optional.empty()
        : Optional.of(distances.get((distances.size() + 1) / 2 - 1));
  }

  /** Returns whether half of the clean accuracy lies where only more draws could certify more. */
  public boolean isLimitedByDraws() {
    return certifiedHalf.filter(half -> half >= ceiling * (1 - 1e-9)).isPresent();
  }

  /** Returns the names of the parameters, such as "gamma, black_level". */
  public String names() {
    return String.join(", ", parameters.stream().map(SmoothedParameter::name).toList());
  }
}
