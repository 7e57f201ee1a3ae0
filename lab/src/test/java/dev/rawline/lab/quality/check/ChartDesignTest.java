package dev.rawline.lab.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.reference.ExampleReferences;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.QualityLimits;
import dev.rawline.lab.statistic.ReferenceSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** Which quantities a watch charts, and that a batch's page draws charts of no others. */
class ChartDesignTest {

  /** Returns a reference of 26 images, most of which lack some quantities. */
  private static QualityReference reference(Map<Quantity, Integer> known) {
    QuantityTable whole = ExampleReferences.table(26, 1);
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      double[] column = whole.column(quantity);
      Arrays.fill(column, known.getOrDefault(quantity, column.length), column.length, Double.NaN);
      columns.put(quantity, column);
    }
    double[] same = new double[26];
    Arrays.fill(same, 22, 26, Double.NaN);
    Arrays.fill(same, 0, 22, 511.98);
    columns.put(Quantity.GREEN_95, same);
    return ExampleReferences.of(QuantityTable.of(whole.names(), columns), Map.of());
  }

  private static ChartDesign design(QualityReference reference) {
    return ChartDesign.of(reference, ChartDesign.Kind.EWMA, 1000);
  }

  @Test
  void journalsRecogniseTheirCharts() {
    assertThat(
            new ChartDesign(
                ChartDesign.Kind.CUSUM,
                500,
                List.of(Quantity.GREEN_MEAN, Quantity.EDGE_WIDTH),
                new ReferenceSize(26)))
        .hasToString(
            "ChartDesign[kind=CUSUM, runLength=500.0, charted=[%s, %s], size=ReferenceSize[values=26]]"
                .formatted("green_mean", "edge_width"));
  }

  @Test
  void varyingQuantitiesOfMostImagesAreCharted() {
    ChartDesign design =
        design(reference(Map.of(Quantity.GAIN, 9, Quantity.FALL_OFF, 20, Quantity.EDGE_WIDTH, 21)));
    assertThat(design.charted())
        .contains(Quantity.EDGE_WIDTH, Quantity.GREEN_MEAN)
        .doesNotContain(
            Quantity.GAIN, Quantity.FALL_OFF, Quantity.GREEN_95, Quantity.MISSING_CODES);
    assertThat(design.size()).isEqualTo(new ReferenceSize(21));
    ChartDesign whole = design(reference(Map.of()));
    assertThat(whole.size()).isEqualTo(new ReferenceSize(26));
    assertThat(design.fresh().limit())
        .as("scores against fewer values are less exact")
        .isGreaterThan(whole.fresh().limit());
  }

  /** A share that is 0 in half of the images has a chart, one that is 0 in more has none. */
  @Test
  void whatIsTheSameInMostImagesIsNotCharted() {
    QuantityTable whole = ExampleReferences.table(26, 1);
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      columns.put(quantity, whole.column(quantity));
    }
    double[] half = new double[26];
    double[] most = new double[26];
    for (int i = 0; i < 13; i++) {
      half[2 * i] = 1e-3 * (i + 1);
      most[2 * i] = i == 0 ? 0 : 1e-3 * i;
    }
    columns.put(Quantity.SATURATED, half);
    columns.put(Quantity.UNDEREXPOSED, most);
    assertThat(
            design(ExampleReferences.of(QuantityTable.of(whole.names(), columns), Map.of()))
                .charted())
        .contains(Quantity.SATURATED)
        .doesNotContain(Quantity.UNDEREXPOSED);
  }

  private static BatchCheck check(QualityReference reference) {
    QuantityTable table = ExampleReferences.table(12, 2);
    List<InspectedImage> images = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      SequencedMap<Quantity, Estimate> values = new LinkedHashMap<>();
      for (Quantity quantity : List.of(Quantity.GREEN_MEAN, Quantity.GAIN)) {
        double value = table.value(quantity, i);
        values.put(quantity, new Estimate(value, value, value));
      }
      images.add(
          new InspectedImage(
              "came " + i, new Inspection(128, 96, Cfa.RGGB, values, List.of(), 70_000 + i)));
    }
    return new JudgeBatch(
            reference, QualityLimits.usual(), TwoSampleComparison.KOLMOGOROV_SMIRNOV, 0.05, 1)
        .of(new MeasuredBatch("batch", images, Optional.empty()), Optional.empty());
  }

  /** Nine values give no score: their chart would be flat whatever the images. */
  @Test
  void batchesDrawOnlyChartsThatAWatchKeeps() {
    assertThat(new BatchCharts(check(reference(Map.of()))).nearest())
        .extracting(ControlChart::quantity)
        .contains(Quantity.GREEN_MEAN, Quantity.GAIN);
    assertThat(new BatchCharts(check(reference(Map.of(Quantity.GAIN, 9)))).nearest())
        .extracting(ControlChart::quantity)
        .contains(Quantity.GREEN_MEAN)
        .doesNotContain(Quantity.GAIN);
  }
}
