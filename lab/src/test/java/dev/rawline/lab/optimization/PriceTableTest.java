package dev.rawline.lab.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.lab.experiment.Condition;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceTableTest {
  private static final PriceTable.RecordingFormat RECORDED =
      new PriceTable.RecordingFormat(1_000_000, 16, 2);

  private static final PriceTable PRICES =
      new PriceTable("EUR", 100.0, 0.5, 0.1, 0.05, 2.0, 0.25, 300.0, 2.0, 800.0, 1.5, 0.5);

  static Condition way(double light, int bits, int sampling, double blur, double noise) {
    return new Condition(
        "camera",
        Optional.of(light),
        Optional.of(blur),
        Optional.empty(),
        Optional.of(noise),
        Optional.empty(),
        Optional.of(bits),
        Optional.of(sampling),
        Optional.empty());
  }

  /** By hand: each formula of the documentation once. */
  @Test
  void everyCostFollowsItsFormula() {
    AcquisitionCost cost = PRICES.of(way(0.2, 8, 3, 2, 8), RECORDED);
    assertThat(cost.photons()).isCloseTo(100 * 0.5 * 0.2, within(1e-12));
    assertThat(cost.time()).isCloseTo(100 * 2 * (0.1 * 0.2 + 0.05), within(1e-12));
    assertThat(cost.storage()).isCloseTo(100 * 0.25 * 8 * (1e6 / 9) / 8 / 1e6, within(1e-12));
    assertThat(cost.lens()).isCloseTo(150, within(1e-12));
    assertThat(cost.sensor()).isCloseTo(800 / 8.0 / 3, within(1e-9));
    assertThat(cost.total())
        .isCloseTo(
            cost.parts().values().stream().mapToDouble(Double::doubleValue).sum(), within(1e-9));
  }

  @Test
  void theDefaultIsAsRecorded() {
    assertThat(PRICES.of(Condition.of("camera"), RECORDED))
        .isEqualTo(PRICES.of(way(1, 16, 1, 0, 2), RECORDED));
  }

  @Test
  void worseCamerasNeverCostMore() {
    PriceTable example = PriceTable.example();
    double before = example.of(way(1, 16, 1, 0, 2), RECORDED).total();
    for (Condition worse :
        new Condition[] {
          way(0.5, 16, 1, 0, 2),
          way(0.5, 12, 1, 0, 2),
          way(0.5, 12, 3, 0, 2),
          way(0.5, 12, 3, 1, 2),
          way(0.5, 12, 3, 1, 4)
        }) {
      double cost = example.of(worse, RECORDED).total();
      assertThat(cost).as(worse.name()).isLessThan(before);
      before = cost;
    }
  }

  @Test
  void zeroReadNoiseIsPriced() {
    PriceTable.RecordingFormat silent = new PriceTable.RecordingFormat(100, 8, 0);
    assertThat(PRICES.of(Condition.of("camera"), silent).sensor()).isEqualTo(800);
    assertThatThrownBy(() -> new PriceTable.RecordingFormat(0, 8, -1))
        .hasMessage("0 px, 8 bits and -1.0 e⁻: expected at least 1, 1 and 0");
  }

  @Test
  void acquisitionsHaveDescriptions() {
    assertThat(Condition.of("camera").words()).isEqualTo("as recorded");
    assertThat(way(0.1, 8, 1, 0.5, 3.25).words())
        .isEqualTo(
            "10 % of the light, 8 bits, pixels 1 times as far apart, a lens that blurs by σ 0.5 px and 3.25 e⁻ of read noise");
  }
}
