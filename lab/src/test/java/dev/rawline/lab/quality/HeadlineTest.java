package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.yaml.WordList;
import dev.rawline.lab.quality.IndependentCamera.Change;
import dev.rawline.lab.quality.SoundBatches.Split;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.page.QualitySummary;
import dev.rawline.lab.quality.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages say first of batches of real photographs, from their images on. */
class HeadlineTest {
  private static final int REFERENCE = 96;
  private static final int IMAGES = 32;
  private static final String AS_USUAL = "No quantity differs from the reference";

  @TempDir private static Path folder;

  private static SoundBatches from;
  private static Split split;

  @BeforeAll
  static void build() throws IOException {
    from = new SoundBatches(RealPictures.kodak(), Optional.of(SoundBatches.specified()));
    List<Integer> order = from.order(1);
    List<Integer> own = order.subList(0, REFERENCE);
    split = new Split(from.built(own, folder), own, order.subList(REFERENCE, order.size()));
  }

  private static BatchCheck check(Change change) throws IOException {
    return SoundBatches.check(
        split.reference(), from.whole(split, split.left().subList(0, IMAGES), change));
  }

  private static List<String> story(BatchCheck check) {
    QualityPlan plan =
        new QualityPlan(
            "batch",
            "reference",
            new WordList(List.of("batch")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            null,
            null,
            null,
            null,
            Optional.empty());
    return new QualitySummary(plan, check, Optional.empty(), "0".repeat(64)).story();
  }

  private static Change blurred(double sigma) {
    return new Change("blur " + sigma, 1, 1, 1, sigma, 0, 1, false);
  }

  @Test
  void softwareThatSmoothsIsNamed() throws IOException {
    BatchCheck check = check(Change.SMOOTHED);
    assertThat(check.verdict()).isNotEqualTo(Verdict.PASS);
    assertThat(check.attribution().orElseThrow().conclusion())
        .isEqualTo(Attribution.Conclusion.NONE_OF_THESE);
    assertThat(story(check))
        .anySatisfy(line -> assertThat(line).startsWith("Processing after the sensor"))
        .noneSatisfy(line -> assertThat(line).startsWith(AS_USUAL))
        .contains("The batch comes from another population than the reference.");
  }

  @Test
  void ofABlurTheHeadlineStatesADifference() throws IOException {
    for (double sigma : new double[] {0.5, 0.7, 1.0, 1.5}) {
      BatchCheck check = check(blurred(sigma));
      assertThat(check.verdict()).as("σ = %s", sigma).isNotEqualTo(Verdict.PASS);
      assertThat(check.attribution().orElseThrow().conclusion())
          .as("σ = %s", sigma)
          .isNotEqualTo(Attribution.Conclusion.NOTHING);
      assertThat(story(check))
          .noneSatisfy(line -> assertThat(line).startsWith(AS_USUAL))
          .contains("The batch comes from another population than the reference.");
      System.out.println(sigma + " " + check.attribution().orElseThrow().sentence());
    }
  }

  /** The page of a batch that passes states no difference; that of any other batch states one. */
  @Test
  void headlineAndVerdictAgree() throws IOException {
    for (Change change :
        List.of(
            Change.NONE,
            Change.GAIN,
            Change.EXPOSURE,
            Change.BLACK,
            Change.READ,
            Change.RED,
            new Change("half the light", 1, 0.5, 1, 0, 0, 1, false))) {
      BatchCheck check = check(change);
      boolean usual = story(check).stream().anyMatch(line -> line.startsWith(AS_USUAL));
      System.out.println(
          change + " " + check.verdict() + " " + check.attribution().orElseThrow().sentence());
      assertThat(usual).as(change.toString()).isEqualTo(!check.tests().drifted());
      assertThat(check.verdict() == Verdict.PASS)
          .as(change.toString())
          .isEqualTo(!check.tests().drifted());
      requireInOrder(check.attribution().orElseThrow());
    }
  }

  /** Explanations of fewer causes come first, of as many the one that decides. */
  private static void requireInOrder(Attribution found) {
    List<Attribution.Hypothesis> tried = found.hypotheses();
    for (int i = 1; i < tried.size(); i++) {
      int causes = tried.get(i).words().split(" and ", -1).length;
      int before = tried.get(i - 1).words().split(" and ", -1).length;
      assertThat(causes).isGreaterThanOrEqualTo(before);
      if (causes == before) {
        assertThat(tried.get(i).criterion()).isGreaterThanOrEqualTo(tried.get(i - 1).criterion());
      }
    }
    assertThat(tried.stream().filter(Attribution.Hypothesis::named).count())
        .isEqualTo(
            found.causes().isEmpty() && found.conclusion() != Attribution.Conclusion.CONTENT
                ? 0
                : 1);
  }
}
