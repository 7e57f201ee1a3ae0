package dev.rawline.lab.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.reference.ExampleReferences;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** Images that are flagged individually, and those that are not. */
class FlagImagesTest {
  private static final QuantityTable USUAL = ExampleReferences.table(100, 7);

  private static QualityReference reference(Map<Anomaly.Kind, Integer> anomalies) {
    return ExampleReferences.of(USUAL, anomalies);
  }

  /** Returns an image of the numbers of one of the reference's, with its own fingerprint. */
  private static InspectedImage image(int of, Map<Quantity, Double> changed, Anomaly... anomalies) {
    SequencedMap<Quantity, Estimate> values = new LinkedHashMap<>();
    for (Quantity quantity : Quantity.of(Cfa.RGGB)) {
      double value = changed.getOrDefault(quantity, USUAL.value(quantity, of));
      values.put(quantity, new Estimate(value, value, value));
    }
    return new InspectedImage(
        "came " + of, new Inspection(128, 96, Cfa.RGGB, values, List.of(anomalies), 5_000 + of));
  }

  private static List<FlaggedImage> among(QualityReference reference, InspectedImage... images) {
    return new FlagImages(reference).among(List.of(images));
  }

  private static Inspection with(InspectedImage image, int width, Cfa cfa, long fingerprint) {
    return new Inspection(
        width,
        image.inspection().height(),
        cfa,
        image.inspection().values(),
        image.inspection().anomalies(),
        fingerprint);
  }

  @Test
  void imagesLikeTheReferenceAreNotFlagged() {
    List<InspectedImage> images = new ArrayList<>();
    for (int i = 0; i < USUAL.images(); i++) {
      images.add(image(i, Map.of()));
    }
    assertThat(new FlagImages(reference(Map.of())).among(images)).isEmpty();
    assertThat(new FlagImages(reference(Map.of())).among(List.of())).isEmpty();
  }

  @Test
  void anotherLayoutFailsAndAnotherSizeWarns() {
    InspectedImage usual = image(0, Map.of());
    assertThat(
            among(
                reference(Map.of()),
                new InspectedImage("other", with(usual, 128, Cfa.BGGR, 1)),
                new InspectedImage("large", with(usual, 256, Cfa.RGGB, 2))))
        .satisfiesExactly(
            other -> {
              assertThat(other.verdict()).isEqualTo(Verdict.FAIL);
              assertThat(other.image()).isEqualTo("other");
              assertThat(other.why())
                  .containsExactly("states the colour layout BGGR, the reference's frames RGGB");
            },
            large -> {
              assertThat(large.index()).isEqualTo(1);
              assertThat(large.verdict()).isEqualTo(Verdict.WARN);
              assertThat(large.why())
                  .containsExactly("is 256×96 pixels, the reference's frames are 128×96");
            });
  }

  @Test
  void swappedColoursAreReported() {
    InspectedImage swapped =
        image(
            0,
            Map.of(
                Quantity.RED_MEAN, 400.0, Quantity.GREEN_MEAN, 500.0, Quantity.BLUE_MEAN, 300.0));
    FlaggedImage offender = among(reference(Map.of()), swapped).getFirst();
    assertThat(offender.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(offender.why().getFirst()).contains("has red and blue in each other's place");
    // Stated G1 R B G2: red is where a green is expected, and greens where colours are.
    InspectedImage shifted =
        image(
            0,
            Map.of(
                Quantity.RED_MEAN, 500.0,
                Quantity.GREEN_MEAN, 350.0,
                Quantity.GREEN_IMBALANCE, -100 / 350.0,
                Quantity.BLUE_MEAN, 500.0));
    assertThat(among(reference(Map.of()), shifted).getFirst().why().getFirst())
        .contains("begins a column later than its colour layout states");
  }

  @Test
  void duplicatesOfTheBatchOrTheReferenceWarn() {
    InspectedImage one = image(1, Map.of());
    InspectedImage two = image(2, Map.of());
    InspectedImage copy = new InspectedImage("copy", with(two, 128, Cfa.RGGB, 5_001));
    InspectedImage known = new InspectedImage("known", with(two, 128, Cfa.RGGB, 1_042));
    List<FlaggedImage> found = among(reference(Map.of()), one, two, copy, known);
    assertThat(found).extracting(FlaggedImage::image).containsExactly("copy", "known");
    assertThat(found).extracting(FlaggedImage::verdict).containsOnly(Verdict.WARN);
    assertThat(found.getFirst().why()).containsExactly("has the same samples as came 1");
    assertThat(found.getLast().why())
        .containsExactly("has the same samples as an image of the reference");
    // Two images of one value each are no copies: a fingerprint of 0 carries no information.
    InspectedImage flat = new InspectedImage("flat", with(one, 128, Cfa.RGGB, 0));
    InspectedImage level = new InspectedImage("level", with(two, 128, Cfa.RGGB, 0));
    assertThat(among(reference(Map.of()), flat, level)).isEmpty();
  }

  @Test
  void anomaliesFailUnlessTheReferenceHasThemToo() {
    for (Anomaly.Kind kind : Anomaly.Kind.values()) {
      InspectedImage image = image(3, Map.of(), new Anomaly(kind, "is odd"));
      assertThat(among(reference(Map.of()), image))
          .singleElement()
          .satisfies(
              offender -> {
                assertThat(offender.verdict()).isEqualTo(Verdict.FAIL);
                assertThat(offender.why()).containsExactly("is odd");
              });
      assertThat(among(reference(Map.of(kind, 50)), image)).isEmpty();
      assertThat(among(reference(Map.of(kind, 2)), image))
          .singleElement()
          .satisfies(
              offender -> {
                assertThat(offender.verdict()).isEqualTo(Verdict.WARN);
                assertThat(offender.why())
                    .containsExactly("is odd (so do 2 of 100 images of the reference)");
              });
    }
  }

  /** 2 of 100, then 4 of 4: such a batch comes by chance once in 3·10⁵. */
  @Test
  void moreOfAnAnomalyThanInTheReferenceFails() {
    Anomaly anomaly = new Anomaly(Anomaly.Kind.COMPRESSED, "was compressed");
    QualityReference reference = reference(Map.of(Anomaly.Kind.COMPRESSED, 2));
    assertThat(
            among(
                reference,
                image(1, Map.of(), anomaly),
                image(2, Map.of(), anomaly),
                image(3, Map.of(), anomaly),
                image(4, Map.of(), anomaly)))
        .extracting(FlaggedImage::verdict)
        .hasSize(4)
        .containsOnly(Verdict.FAIL);
  }

  /** Scored by all others of both, ten known values are nine. */
  @Test
  void aQuantityThatTenImagesHaveIsNotScored() {
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      columns.put(quantity, USUAL.column(quantity));
    }
    double[] few = columns.get(Quantity.EDGE_WIDTH);
    Arrays.fill(few, 10, few.length, Double.NaN);
    QualityReference reference =
        ExampleReferences.of(QuantityTable.of(USUAL.names(), columns), Map.of());
    SequencedMap<Quantity, Estimate> without =
        new LinkedHashMap<>(image(1, Map.of()).inspection().values());
    without.remove(Quantity.EDGE_WIDTH);
    InspectedImage came =
        new InspectedImage("came", new Inspection(128, 96, Cfa.RGGB, without, List.of(), 4711));
    assertThat(new FlagImages(reference).rates(List.of(came)))
        .filteredOn(rate -> rate.label().equals("images with outlying numbers"))
        .singleElement()
        .satisfies(rate -> assertThat(rate.pValue()).isGreaterThan(0.05));
  }

  @Test
  void outliersWarnAndExtremeOutliersFail() {
    double mean = USUAL.mean(Quantity.GREEN_MEAN);
    double deviation = USUAL.deviation(Quantity.GREEN_MEAN);
    FlagImages find = new FlagImages(reference(Map.of()));
    assertThat(find.score(Quantity.GREEN_MEAN, mean).orElseThrow()).isBetween(-0.5, 0.5);
    Verdict last = Verdict.PASS;
    for (double away = 0; away < 20; away += 0.5) {
      InspectedImage image = image(9, Map.of(Quantity.GREEN_MEAN, mean + away * deviation));
      List<FlaggedImage> found = find.among(List.of(image));
      Verdict now = found.isEmpty() ? Verdict.PASS : found.getFirst().verdict();
      assertThat(Verdict.worst(List.of(last, now))).as("%s deviations", away).isEqualTo(now);
      last = now;
    }
    assertThat(last).isEqualTo(Verdict.FAIL);
    assertThat(find.among(List.of(image(9, Map.of(Quantity.GREEN_MEAN, mean + 20 * deviation)))))
        .singleElement()
        .satisfies(
            offender ->
                assertThat(offender.why().getFirst())
                    .contains("mean of green above black is", " DN, in the reference ", "score +"));
  }
}
