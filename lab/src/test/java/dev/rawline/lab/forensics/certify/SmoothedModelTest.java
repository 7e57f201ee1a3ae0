package dev.rawline.lab.forensics.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of models whose regions are known in closed form. */
class SmoothedModelTest {
  private static final long SEED = Long.getLong("rawline.seed", 1);
  private static final int SAMPLES = 1000;

  /** A large α, so that regions that are too large can be counted. */
  private static final double CONFIDENCE = 0.95;

  private static SmoothedModel model(SmoothingLaw law, int draws) {
    return new SmoothedModel(law, new SmoothingBudget(50, draws, CONFIDENCE, 100, 4));
  }

  private static List<SampleCertificate> certified(
      SmoothedModel model, CameraDecisions decisions, int samples) {
    return IntStream.range(0, samples)
        .mapToObj(i -> model.certified(decisions, i, 0, new Seed(SEED, "sample " + i)))
        .toList();
  }

  /** 99.9 % of all seeds have no more than so many of SAMPLES events of probability α. */
  private static double most() {
    double alpha = 1 - CONFIDENCE;
    return SAMPLES * alpha + 3.1 * Math.sqrt(SAMPLES * alpha * (1 - alpha));
  }

  /**
   * Behind a half-space at t the probability of the class is Φ(t − wᵀδ): its true region ends at t.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 1.8})
  void theRegionOfAHalfSpaceIsNoLargerThanTheTrueOneAndNearIt(double threshold) {
    List<SampleCertificate> found =
        certified(
            model(SmoothingLaw.NORMAL, 1000),
            PlantedDecisions.halfSpace(threshold, 0.6, -0.8),
            SAMPLES);
    long larger = found.stream().filter(one -> one.radius() > threshold).count();
    assertThat(larger).as("of %d, seed %d", SAMPLES, SEED).isLessThanOrEqualTo((long) most());
    double mean = found.stream().mapToDouble(SampleCertificate::radius).average().orElseThrow();
    // The bound lies 1.96 standard errors of p below it; the slope of Φ⁻¹ at p is 1 / φ(t).
    double p = SmoothingLawTest.below(threshold);
    double density = Math.exp(-threshold * threshold / 2) / Math.sqrt(2 * Math.PI);
    double expected = threshold - 1.96 * Math.sqrt(p * (1 - p) / 1000) / density;
    assertThat(mean).as("seed %d", SEED).isCloseTo(expected, within(0.05));
  }

  /** Up to t, of an exponential draw: the true region ends at t − ln 2. */
  @Test
  void theRegionOfOneSidedDrawsIsNoLargerThanTheTrueOneAndNearIt() {
    double threshold = 2;
    List<SampleCertificate> found =
        certified(
            model(SmoothingLaw.EXPONENTIAL, 1000),
            PlantedDecisions.halfSpace(threshold, 1),
            SAMPLES);
    double truth = threshold - Math.log(2);
    long larger = found.stream().filter(one -> one.radius() > truth).count();
    assertThat(larger).as("of %d, seed %d", SAMPLES, SEED).isLessThanOrEqualTo((long) most());
    double mean = found.stream().mapToDouble(SampleCertificate::radius).average().orElseThrow();
    assertThat(mean).as("seed %d", SEED).isBetween(truth - 0.25, truth);
  }

  /** Behind stripes, islands and wedges no camera within the region changes the vote. */
  @Test
  void noCameraWithinTheRegionChangesTheVote() {
    SmoothedModel model = model(SmoothingLaw.NORMAL, 400);
    int drawn = 3;
    int votes = 2000;
    long violated = 0;
    int samples = 300;
    long regions = 0;
    for (int i = 0; i < samples; i++) {
      Seed seed = new Seed(SEED, "shape " + i);
      RandomStream random = seed.stream("shape", 0);
      double frequency = 0.5 + 2 * random.nextUniform();
      double slope = random.nextGaussian();
      double size = 0.5 + 2 * random.nextUniform();
      CameraDecisions decisions =
          new PlantedDecisions(
              2,
              3,
              place ->
                  place[0] * place[0] + slope * place[1] < size
                      ? 0
                      : Math.sin(frequency * place[1]) > 0 ? 1 : 2);
      SampleCertificate found = model.certified(decisions, i, 0, seed);
      if (!found.isRight()) {
        continue;
      }
      regions++;
      boolean holds = true;
      for (int k = 0; k < drawn; k++) {
        double angle = 2 * Math.PI * random.nextUniform();
        double[] centre = {found.radius() * Math.cos(angle), found.radius() * Math.sin(angle)};
        List<CameraDraw> there =
            CameraDraw.around(
                centre, CameraDraw.of(SmoothingLaw.NORMAL, 2, seed, "check " + k, votes));
        int[] counted = decisions.votes(there);
        double lead = (double) (counted[0] - Math.max(counted[1], counted[2])) / votes;
        holds &= lead > -3.3 * Math.sqrt(1.0 / votes);
      }
      violated += holds ? 0 : 1;
    }
    double alpha = 1 - CONFIDENCE;
    assertThat(regions).isGreaterThan(100);
    assertThat((double) violated)
        .as("of %d, seed %d", regions, SEED)
        .isLessThanOrEqualTo(regions * alpha + 3.1 * Math.sqrt(regions * alpha));
  }

  /** The search ends between the certificate and the true boundary's surroundings. */
  @Test
  void theSearchFindsTheNearestBoundary() {
    double threshold = 1.2;
    List<SampleCertificate> found =
        certified(
            model(SmoothingLaw.NORMAL, 1000),
            PlantedDecisions.halfSpace(threshold, 0.48, -0.6, 0.64),
            100);
    double[] searched =
        found.stream()
            .filter(SampleCertificate::isRight)
            .mapToDouble(one -> one.searched().orElseThrow())
            .sorted()
            .toArray();
    assertThat(searched.length).isGreaterThan(90);
    // A vote of 100 draws places the boundary to ½ / (√100 φ(0)) = 0.13.
    assertThat(searched[searched.length / 2]).isBetween(threshold - 0.15, threshold + 0.3);
    assertThat(Arrays.stream(searched).max().orElseThrow()).isLessThan(threshold + 0.8);
    List<CertifiedRegion> region =
        List.of(
            new CertifiedRegion(
                1,
                List.of(),
                SmoothingLaw.NORMAL,
                model(SmoothingLaw.NORMAL, 1000).budget(),
                found,
                List.of()));
    CertifiedAccuracy accuracy = CertifiedAccuracy.of(region);
    assertThat(accuracy.ratio().orElseThrow()).isBetween(1.0, 1.5);
    assertThat(accuracy.isLimitedByDraws()).isFalse();
    assertThat(accuracy.curve().getFirst().certified()).isEqualTo(accuracy.clean());
  }

  /** Samples with thresholds in one direction, whose worst single camera is known. */
  @Test
  void theWorstSingleCameraIsFound() {
    List<CameraDecisions> samples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      samples.add(PlantedDecisions.halfSpace(i / 20.0, 0.6, 0.8));
    }
    SmoothedObjective objective =
        new SmoothedObjective(
            samples,
            samples.size(),
            samples.stream().map(_ -> 0).toList(),
            IntStream.range(0, 40).mapToObj(i -> new Seed(SEED, "sample " + i)).toList(),
            model(SmoothingLaw.NORMAL, 100),
            () -> {});
    WorstVote worst = objective.worst(1, 1, 40, new Seed(SEED, "search"));
    // Half of the thresholds lie below 1; a vote of 100 draws errs by 0.13 of them.
    assertThat(worst.accuracy()).as("seed %d", SEED).isBetween(0.35, 0.65);
    assertThat(worst.evaluations()).isEqualTo(40);
    double length = Math.sqrt(worst.place().stream().mapToDouble(each -> each * each).sum());
    assertThat(length).isLessThanOrEqualTo(1 + 1e-6);
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    SmoothedModel model = model(SmoothingLaw.NORMAL, 200);
    CameraDecisions decisions = PlantedDecisions.halfSpace(1, 0.6, -0.8);
    assertThat(certified(model, decisions, 20)).isEqualTo(certified(model, decisions, 20));
    List<CameraDraw> fewer = CameraDraw.of(SmoothingLaw.NORMAL, 2, new Seed(1, "a"), "draws", 5);
    List<CameraDraw> more = CameraDraw.of(SmoothingLaw.NORMAL, 2, new Seed(1, "a"), "draws", 9);
    for (int i = 0; i < fewer.size(); i++) {
      assertThat(more.get(i).place()).isEqualTo(fewer.get(i).place());
      assertThat(more.get(i).noise()).isEqualTo(fewer.get(i).noise());
    }
  }

  @Test
  void aCloseVoteAbstainsAndCountsAsAnError() {
    SampleCertificate found =
        model(SmoothingLaw.NORMAL, 50)
            .certified(PlantedDecisions.halfSpace(0.02, 1), 0, 0, new Seed(3, "close"));
    assertThat(found.radius()).isZero();
    assertThat(found.isRight()).isFalse();
    assertThat(found.withstands(0)).isFalse();
  }

  @Test
  void certificatesAreKeptAsLines() {
    for (SampleCertificate each :
        certified(model(SmoothingLaw.NORMAL, 50), PlantedDecisions.halfSpace(3, 1), 3)) {
      assertThat(SampleCertificate.of(each.line())).isEqualTo(each);
    }
  }
}
