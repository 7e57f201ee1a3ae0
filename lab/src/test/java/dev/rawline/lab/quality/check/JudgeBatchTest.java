package dev.rawline.lab.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.ChanceDefects;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.reference.ExampleReferences;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.QualityLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Verdicts on synthetic batches. */
class JudgeBatchTest {
  private static final QualityReference REFERENCE =
      ExampleReferences.of(ExampleReferences.table(100, 1), Map.of());

  private static MeasuredBatch batch(
      int images, long seed, int odd, DoubleUnaryOperator green, List<Defect> defects) {
    QuantityTable table = ExampleReferences.table(images, seed);
    List<InspectedImage> inspected = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      SequencedMap<Quantity, Estimate> values = new LinkedHashMap<>();
      for (Quantity quantity : Quantity.of(Cfa.RGGB)) {
        double drawn = table.value(quantity, i);
        double value = quantity == Quantity.GREEN_MEAN ? green.applyAsDouble(drawn) : drawn;
        values.put(quantity, new Estimate(value, value, value));
      }
      List<Anomaly> anomalies =
          i < odd ? List.of(new Anomaly(Anomaly.Kind.WRONG_CFA, "is odd")) : List.of();
      inspected.add(
          new InspectedImage(
              "came " + i, new Inspection(128, 96, Cfa.RGGB, values, anomalies, 70_000 + i)));
    }
    return new MeasuredBatch("batch", inspected, Optional.of(defects));
  }

  private static BatchCheck check(MeasuredBatch batch) {
    return new JudgeBatch(
            REFERENCE, QualityLimits.usual(), TwoSampleComparison.KOLMOGOROV_SMIRNOV, 0.05, 1)
        .of(batch, Optional.empty());
  }

  private static BatchCheck check(int images, int odd) {
    return check(batch(images, 2, odd, value -> value, List.of()));
  }

  @Test
  void aBatchOfTheSameKindDoesNotFail() {
    int warned = 0;
    for (long seed = 2; seed < 42; seed++) {
      BatchCheck check = check(batch(40, seed, 0, value -> value, List.of()));
      assertThat(check.verdict()).as("seed %d", seed).isNotEqualTo(Verdict.FAIL);
      warned += check.verdict() == Verdict.WARN ? 1 : 0;
    }
    // Of 40 batches 5 % are two; more than seven come once in 1500.
    assertThat(warned).isLessThanOrEqualTo(7);
  }

  @Test
  void smallBatchesAreCheckedImageByImage() {
    BatchCheck four = check(4, 0);
    assertThat(four.lines()).isEmpty();
    assertThat(four.attribution()).isEmpty();
    assertThat(four.tests().isPossible()).isFalse();
    assertThat(four.verdict()).isEqualTo(Verdict.PASS);
    assertThat(check(4, 1).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(check(1, 1).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(check(5, 0).lines()).isNotEmpty().allMatch(line -> line.images() == 5);
  }

  /** The lower end of 5 of 40 lies at 4.2 %, that of 6 of 40 at 5.7 %: 5 % may fail. */
  @Test
  void theShareOfFailedImagesIsCheckedWithItsInterval() {
    assertThat(check(40, 1).imagesThatFail().verdict()).isEqualTo(Verdict.WARN);
    assertThat(check(40, 5).imagesThatFail().verdict()).isEqualTo(Verdict.WARN);
    assertThat(check(40, 6).imagesThatFail().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(check(40, 6).imagesThatFail().share().low()).isCloseTo(0.0571, within(1e-4));
    assertThat(check(40, 6).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(check(40, 0).imagesThatFail().verdict()).isEqualTo(Verdict.PASS);
  }

  /** Of 12288 pixels 1.2 may be defective; the lower ends of 4 and 5 lie at 1.1 and 1.6. */
  @Test
  void newDefectsAreCheckedWithTheirInterval() {
    for (int count : new int[] {0, 1, 4, 5}) {
      List<Defect> defects = new ArrayList<>();
      defects.add(new Defect(3, 7, Defect.Kind.DEAD, -9)); // the reference knows it
      for (int i = 0; i < count; i++) {
        defects.add(new Defect(i, 2 * i, Defect.Kind.HOT, 8));
      }
      BatchCheck check = check(batch(8, 2, 0, value -> value, defects));
      assertThat(check.newDefects().orElseThrow()).hasSize(count);
      assertThat(check.pixelsThatBecameDefective().orElseThrow().verdict())
          .as("%d defects", count)
          .isEqualTo(count == 0 ? Verdict.PASS : count < 5 ? Verdict.WARN : Verdict.FAIL);
    }
  }

  private static QualityReference of(
      QuantityTable images, Optional<Estimate> pattern, Optional<ChanceDefects> chance) {
    QualityReference usual = ExampleReferences.of(images, Map.of(Anomaly.Kind.COMPRESSED, 1));
    return new QualityReference(
        usual.name(),
        usual.frame(),
        images,
        usual.fingerprints(),
        usual.anomalies(),
        usual.defects(),
        pattern,
        chance,
        usual.blur(),
        usual.sensor(),
        usual.tolerance(),
        usual.model(),
        usual.origin());
  }

  private static BatchCheck check(QualityReference reference, MeasuredBatch batch) {
    return new JudgeBatch(
            reference, QualityLimits.usual(), TwoSampleComparison.KOLMOGOROV_SMIRNOV, 0.05, 1)
        .of(batch, Optional.empty());
  }

  /**
   * Defects and pattern are two of all tests: 12 groups had 6 pixels by chance, so one or two more
   * are chance; a pattern beyond its limit of 10 DN is none where its interval reaches below.
   */
  @Test
  void defectsAndPatternAreTestedTogetherWithAllElse() {
    QualityReference reference =
        of(
            ExampleReferences.table(100, 1),
            Optional.of(new Estimate(4, 3, 5)),
            Optional.of(new ChanceDefects(12, 6)));
    for (int count : new int[] {0, 1, 2, 12}) {
      for (Estimate pattern :
          List.of(
              new Estimate(6, 5, 7),
              new Estimate(10.5, 9, 12),
              new Estimate(12, 9.9, 14.1),
              new Estimate(20, 19, 21))) {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          defects.add(new Defect(i, 2 * i, Defect.Kind.HOT, 8));
        }
        MeasuredBatch batch = batch(8, 2, 0, value -> value, defects);
        BatchCheck check =
            check(
                reference,
                new MeasuredBatch(
                    batch.name(), batch.images(), batch.defects(), Optional.of(pattern)));
        assertThat(check.tests().device()).hasSize(2);
        assertThat(check.tests().all()).containsAll(check.tests().device());
        assertThat(check.tests().drifted()).isFalse();
        assertThat(check.pixelsThatBecameDefective().orElseThrow().verdict())
            .isEqualTo(count < 3 ? Verdict.PASS : Verdict.FAIL);
        assertThat(check.pattern().orElseThrow().verdict())
            .isEqualTo(pattern.value() < 15 ? Verdict.PASS : Verdict.FAIL);
        assertThat(check.verdict())
            .isEqualTo(count < 3 && pattern.value() < 15 ? Verdict.PASS : Verdict.FAIL);
      }
    }
  }

  private static QuantityTable grouped(int images, long seed, int ofEach) {
    QuantityTable table = ExampleReferences.table(images, seed);
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      double[] column = table.column(quantity);
      // All images of a photo are alike.
      columns.put(
          quantity,
          IntStream.range(0, images).mapToDouble(i -> column[i / ofEach * ofEach]).toArray());
    }
    List<String> photos = IntStream.range(0, images).mapToObj(i -> "photo " + i / ofEach).toList();
    return QuantityTable.of(table.names(), photos, columns);
  }

  private static MeasuredBatch batch(QuantityTable table, boolean isGrouped) {
    List<InspectedImage> images = new ArrayList<>();
    for (int i = 0; i < table.images(); i++) {
      SequencedMap<Quantity, Estimate> values = new LinkedHashMap<>();
      for (Quantity quantity : Quantity.of(Cfa.RGGB)) {
        double value = table.value(quantity, i);
        values.put(quantity, new Estimate(value, value, value));
      }
      String name = "came " + i;
      images.add(
          new InspectedImage(
              name,
              isGrouped ? table.groups().get(i) : name,
              new Inspection(128, 96, Cfa.RGGB, values, List.of(), 70_000 + i)));
    }
    return new MeasuredBatch("batch", images, Optional.empty());
  }

  /** Eight equal tiles of a photo say what one of them says. */
  @Test
  void tilesOfOnePhotoAreComparedTogether() {
    int alarms = 0;
    int ofTiles = 0;
    for (long seed = 1; seed <= 20; seed++) {
      QuantityTable usual = grouped(96, seed, 8);
      QuantityTable came = grouped(48, 100 + seed, 8);
      BatchCheck check = check(of(usual, Optional.empty(), Optional.empty()), batch(came, true));
      assertThat(check.tests().quantities())
          .isNotEmpty()
          .allMatch(test -> test.form().equals("permutation"));
      assertThat(check.tests().rates())
          .isNotEmpty()
          .noneMatch(test -> test.label().contains("anomaly"));
      alarms += check.verdict() == Verdict.PASS ? 0 : 1;
      QuantityTable alone =
          QuantityTable.of(
              usual.names(),
              Arrays.stream(Quantity.values())
                  .collect(Collectors.toMap(each -> each, usual::column)));
      ofTiles +=
          check(of(alone, Optional.empty(), Optional.empty()), batch(came, false)).verdict()
                  == Verdict.PASS
              ? 0
              : 1;
    }
    System.out.printf("by photos %d, by tiles %d of 20%n", alarms, ofTiles);
    assertThat(alarms).isLessThanOrEqualTo(3);
    assertThat(ofTiles).isGreaterThan(10);
  }

  /** A pixel of another frame is another pixel, whether or not it lies within this one. */
  @Test
  void batchesOfAnotherSizeHaveNoDefectsOrPattern() {
    Estimate pattern = new Estimate(4, 3, 5);
    MeasuredBatch usual = batch(8, 2, 0, value -> value, List.of());
    List<InspectedImage> larger = new ArrayList<>();
    for (InspectedImage image : usual.images()) {
      Inspection shown = image.inspection();
      larger.add(
          new InspectedImage(
              image.name(),
              new Inspection(
                  256, 96, shown.cfa(), shown.values(), List.of(), shown.fingerprint())));
    }
    Optional<List<Defect>> found =
        Optional.of(
            List.of(new Defect(5, 5, Defect.Kind.HOT, 8), new Defect(9, 200, Defect.Kind.HOT, 8)));
    BatchCheck check = check(new MeasuredBatch("larger", larger, found, Optional.of(pattern)));
    assertThat(check.batch().defects()).isEmpty();
    assertThat(check.batch().pattern()).isEmpty();
    assertThat(check.newDefects()).isEmpty();
    assertThat(check.pixelsThatBecameDefective()).isEmpty();
    assertThat(
            check(
                    new MeasuredBatch(
                        "usual", usual.images(), Optional.of(List.of()), Optional.of(pattern)))
                .batch()
                .pattern())
        .contains(pattern);
  }

  @Test
  void theWorstImagesComeFirstAndTiesKeepTheirOrder() {
    BatchCheck check = check(20, 0);
    List<FlaggedImage> mixed =
        List.of(
            new FlaggedImage(1, "a", Verdict.WARN, List.of("x")),
            new FlaggedImage(2, "b", Verdict.FAIL, List.of("x")),
            new FlaggedImage(3, "c", Verdict.WARN, List.of("x")),
            new FlaggedImage(4, "d", Verdict.FAIL, List.of("x")));
    assertThat(
            new BatchCheck(
                    check.reference(),
                    check.batch(),
                    check.limits(),
                    check.lines(),
                    check.tests(),
                    check.attribution(),
                    check.task(),
                    mixed,
                    check.newDefects())
                .offenders())
        .extracting(FlaggedImage::image)
        .containsExactly("b", "d", "a", "c");
  }

  @Test
  void aDistantMeanFailsAgainstTheReference() {
    BatchCheck check = check(batch(40, 3, 0, value -> value + 300, List.of()));
    QuantityAssessment line =
        check.lines().stream()
            .filter(each -> each.quantity() == Quantity.GREEN_MEAN)
            .findFirst()
            .orElseThrow();
    assertThat(line.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(line.drifts()).isTrue();
    assertThat(line.limits())
        .singleElement()
        .satisfies(
            limits -> {
              assertThat(limits.source()).isEqualTo(AcceptanceLimits.Source.REFERENCE);
              double reach = (2 + 3 / Math.sqrt(40)) * line.deviation();
              assertThat(limits.high()).isCloseTo(line.usual() + reach, within(1e-9));
              assertThat(limits.low()).isCloseTo(line.usual() - reach, within(1e-9));
            });
    assertThat(check.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void sharesHaveUpperLimitsOnly() {
    for (QuantityAssessment line : check(20, 0).lines()) {
      if (line.quantity() == Quantity.SATURATED || line.quantity() == Quantity.UNDEREXPOSED) {
        assertThat(line.limits()).hasSize(1);
        assertThat(line.limits().getFirst().low()).isEqualTo(Double.NEGATIVE_INFINITY);
      }
    }
  }

  /** The mean of 22 times 511.98 is rounded, which must not become limits of its rounding. */
  @Test
  void constantQuantitiesHaveNoLimits() {
    QuantityTable usual = ExampleReferences.table(22, 1);
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      columns.put(quantity, usual.column(quantity));
    }
    double[] same = new double[22];
    Arrays.fill(same, 511.98);
    columns.put(Quantity.GREEN_MEAN, same);
    QualityReference reference =
        ExampleReferences.of(QuantityTable.of(usual.names(), columns), Map.of());
    BatchCheck check =
        new JudgeBatch(
                reference, QualityLimits.usual(), TwoSampleComparison.KOLMOGOROV_SMIRNOV, 0.05, 1)
            .of(batch(8, 2, 0, _ -> 511.98, List.of()), Optional.empty());
    assertThat(check.lines())
        .filteredOn(line -> line.quantity() == Quantity.GREEN_MEAN)
        .singleElement()
        .satisfies(line -> assertThat(line.limits()).isEmpty());
  }

  /** An interval wider than its limits cannot keep them: a verdict is given only beyond them. */
  @Test
  void unresolvedLimitsAreUndecided() {
    AcceptanceLimits narrow = new AcceptanceLimits(1, 2, AcceptanceLimits.Source.SENSOR);
    QuantityAssessment wide = gain(new Estimate(1.5, 0.5, 2.5), narrow);
    assertThat(wide.judge(narrow)).isEmpty();
    assertThat(wide.verdict()).isEqualTo(Verdict.PASS);
    assertThat(wide.judged()).as("it must not be read as conforming").isEmpty();
    assertThat(wide.undecided()).containsOnlyKeys(narrow);
    QuantityAssessment beyond = gain(new Estimate(5, 3, 7), narrow);
    assertThat(beyond.judge(narrow)).contains(Verdict.FAIL);
    assertThat(beyond.judged()).contains(Verdict.FAIL);
    assertThat(beyond.undecided()).isEmpty();
  }

  private static QuantityAssessment gain(Estimate measured, AcceptanceLimits limits) {
    return new QuantityAssessment(
        Quantity.GAIN,
        new Estimate(1.5, 1.4, 1.6),
        1,
        measured,
        /* images= */ 8,
        List.of(limits),
        Optional.empty(),
        false);
  }

  /** Texture looks like noise: limits that the reference images violate give no verdict. */
  @Test
  void limitsThatTheReferenceViolatesAreUndecided() {
    AcceptanceLimits sensors = new AcceptanceLimits(1, 2, AcceptanceLimits.Source.SENSOR);
    AcceptanceLimits own = new AcceptanceLimits(3, 7, AcceptanceLimits.Source.REFERENCE);
    QuantityAssessment textured =
        new QuantityAssessment(
            Quantity.READ_NOISE,
            new Estimate(5, 4, 6),
            1,
            new Estimate(8, 7.5, 8.5),
            /* images= */ 8,
            List.of(sensors, own),
            Optional.empty(),
            false);
    assertThat(textured.judge(sensors)).isEmpty();
    assertThat(textured.undecided().get(sensors)).contains("the reference itself exceeds");
    assertThat(textured.judge(own)).contains(Verdict.FAIL);
  }
}
