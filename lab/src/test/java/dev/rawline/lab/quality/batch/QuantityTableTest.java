package dev.rawline.lab.quality.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.reference.ExampleReferences;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Means and deviations between images. */
class QuantityTableTest {

  private static QuantityTable table(Quantity quantity, double... column) {
    return QuantityTable.of(ExampleReferences.names(column.length), Map.of(quantity, column));
  }

  /** 22 times 511.98 has a mean that is off by its rounding, and yet nothing varies. */
  @Test
  void equalValuesDoNotVary() {
    Random random = new Random(1);
    for (Quantity quantity : Quantity.values()) {
      for (int images = 2; images < 200; images++) {
        double[] column = new double[images];
        Arrays.fill(column, images == 22 ? 511.98 : 1000 * random.nextDouble());
        QuantityTable table = table(quantity, column);
        assertThat(table.deviation(quantity)).as("%s of %d images", quantity, images).isZero();
        assertThat(table.mean(quantity)).isCloseTo(column[0], within(1e-12 * column[0]));
      }
    }
  }

  @Test
  void oneOtherValueVaries() {
    double[] column = new double[22];
    Arrays.fill(column, 511.98);
    column[7] = 511.99;
    assertThat(table(Quantity.GREEN_95, column).deviation(Quantity.GREEN_95))
        .isCloseTo(0.01 / Math.sqrt(22), within(1e-6));
  }

  @Test
  void missingValuesDoNotCount() {
    QuantityTable table = table(Quantity.GREEN_95, Double.NaN, 3, Double.NaN, 5);
    assertThat(table.mean(Quantity.GREEN_95)).isEqualTo(4);
    assertThat(table.deviation(Quantity.GREEN_95)).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(table.mean(Quantity.GAIN)).isNaN();
    assertThat(table.deviation(Quantity.GAIN)).isNaN();
    assertThat(table(Quantity.GAIN, 3).deviation(Quantity.GAIN)).isNaN();
  }
}
