package dev.rawline.lab.quality.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.reference.ExampleReferences;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** Quantities of one image, with their intervals, after compensation of a drift. */
class CompensatedQuantitiesTest {
  private static final CameraMetadata STATED = new CameraMetadata(64, false, 0.01);

  private static InspectedImage image(Map<Quantity, Estimate> values) {
    SequencedMap<Quantity, Estimate> ordered = new LinkedHashMap<>();
    for (Quantity quantity : Quantity.values()) {
      if (values.containsKey(quantity)) {
        ordered.put(quantity, values.get(quantity));
      }
    }
    return new InspectedImage("image", new Inspection(128, 96, Cfa.RGGB, ordered, List.of(), 1));
  }

  private static Estimate estimate(double value, double below, double above) {
    return new Estimate(value, value - below, value + above);
  }

  private static Map<Quantity, Estimate> recovered(
      CameraDrift undone, Map<Quantity, Estimate> values) {
    return new CompensatedQuantities(undone, STATED).of(image(values)).inspection().values();
  }

  /** Even where levels fall below black, so that ratios change their sign. */
  @Test
  void boundsStayOnTheirSideOfTheValue() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      Map<DriftParameter, Double> kept = new EnumMap<>(DriftParameter.class);
      for (DriftParameter number : DriftParameter.values()) {
        kept.put(
            number, (number == DriftParameter.BLACK_LEVEL ? 300 : 0.3) * random.nextGaussian());
      }
      QuantityTable table = ExampleReferences.table(1, seed);
      Map<Quantity, Estimate> values = new EnumMap<>(Quantity.class);
      for (Quantity quantity : Quantity.of(Cfa.RGGB)) {
        double value = table.value(quantity, 0);
        double reach = 0.1 * Math.abs(value) * random.nextDouble();
        values.put(quantity, estimate(value, reach, 2 * reach));
      }
      for (Map.Entry<Quantity, Estimate> each :
          recovered(new CameraDrift(kept), values).entrySet()) {
        assertThat(each.getValue().value())
            .as("%s, seed %d", each.getKey(), seed)
            .isBetween(each.getValue().low(), each.getValue().high());
      }
    }
  }

  /** A ratio is measured more exactly than its two means: its interval scales with its value. */
  @Test
  void intervalsOfRatiosScaleWithTheirValues() {
    Map<Quantity, Estimate> values = new EnumMap<>(Quantity.class);
    values.put(Quantity.RED_MEAN, estimate(270, 20, 20));
    values.put(Quantity.GREEN_MEAN, estimate(500, 40, 40));
    values.put(Quantity.RED_TO_GREEN, estimate(0.54, 0.002, 0.004));
    Map<Quantity, Estimate> undone =
        recovered(CameraDrift.NONE.with(DriftParameter.BLACK_LEVEL, -30), values);
    double factor = 300 / 530.0 / 0.54;
    Estimate ratio = undone.get(Quantity.RED_TO_GREEN);
    assertThat(ratio.value()).isCloseTo(0.54 * factor, within(1e-12));
    assertThat(ratio.low()).isCloseTo(0.538 * factor, within(1e-12));
    assertThat(ratio.high()).isCloseTo(0.544 * factor, within(1e-12));
    assertThat(undone.get(Quantity.RED_MEAN)).isEqualTo(estimate(300, 20, 20));
  }

  @Test
  void theIntervalOfReadNoiseIncludesTheGain() {
    Map<Quantity, Estimate> values = new EnumMap<>(Quantity.class);
    values.put(Quantity.GAIN, estimate(2, 1, 1));
    values.put(Quantity.READ_NOISE, estimate(5, 1, 1));
    Estimate noise =
        recovered(CameraDrift.NONE.with(DriftParameter.BLACK_LEVEL, 10), values)
            .get(Quantity.READ_NOISE);
    double moved = 10 * (2 + 1e-4 * 10);
    assertThat(noise.value()).isCloseTo(Math.sqrt(25 + moved), within(1e-12));
    assertThat(noise.low()).isCloseTo(Math.sqrt(16 + moved), within(1e-12));
    assertThat(noise.high()).isCloseTo(Math.sqrt(36 + moved), within(1e-12));
  }

  /** An image without red light has a ratio of red to green, and it is 0 with any exposure. */
  @Test
  void aColourWithoutLightKeepsItsRatio() {
    Map<Quantity, Estimate> values = new EnumMap<>(Quantity.class);
    values.put(Quantity.RED_MEAN, estimate(0, 0, 0));
    values.put(Quantity.GREEN_MEAN, estimate(500, 1, 1));
    values.put(Quantity.RED_TO_GREEN, estimate(0, 0, 0.001));
    Estimate ratio =
        recovered(
                CameraDrift.NONE
                    .with(DriftParameter.EXPOSURE, -0.2)
                    .with(DriftParameter.RED, Math.log(2)),
                values)
            .get(Quantity.RED_TO_GREEN);
    assertThat(ratio.value()).isZero();
    assertThat(ratio.high()).isCloseTo(0.0005, within(1e-15));
  }

  @Test
  void undefinedValuesAreMissing() {
    Map<Quantity, Estimate> values = new EnumMap<>(Quantity.class);
    values.put(Quantity.RED_MEAN, estimate(200, 1, 1));
    values.put(Quantity.GREEN_MEAN, estimate(100, 1, 1));
    values.put(Quantity.RED_TO_GREEN, estimate(2, 0.1, 0.1));
    assertThat(recovered(CameraDrift.NONE.with(DriftParameter.BLACK_LEVEL, 100), values))
        .containsOnlyKeys(Quantity.RED_MEAN, Quantity.GREEN_MEAN);
  }
}
