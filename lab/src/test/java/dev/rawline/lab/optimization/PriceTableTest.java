package dev.rawline.lab.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.lab.experiment.Condition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceTableTest {
  private static final PriceTable.RecordingFormat RECORDED =
      new PriceTable.RecordingFormat(1_000_000, 16, 2);

  private static final PriceTable PRICES =
      new PriceTable("EUR", 100.0, 0.5, 0.1, 0.05, 2.0, 0.25, 300.0, 2.0, 1.0, 800.0, 1.5, 0.5);

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
    AcquisitionCost cost = PRICES.of(Acquisition.of(way(0.2, 8, 3, 2, 8)), RECORDED);
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
    assertThat(PRICES.of(Acquisition.of(Condition.of("camera")), RECORDED))
        .isEqualTo(PRICES.of(Acquisition.of(way(1, 16, 1, 0, 2)), RECORDED));
  }

  @Test
  void worseCamerasNeverCostMore() {
    PriceTable example = PriceTable.example();
    double before = example.of(Acquisition.of(way(1, 16, 1, 0, 2)), RECORDED).total();
    for (Condition worse :
        new Condition[] {
          way(0.5, 16, 1, 0, 2),
          way(0.5, 12, 1, 0, 2),
          way(0.5, 12, 3, 0, 2),
          way(0.5, 12, 3, 1, 2),
          way(0.5, 12, 3, 1, 4)
        }) {
      double cost = example.of(Acquisition.of(worse), RECORDED).total();
      assertThat(cost).as(worse.name()).isLessThan(before);
      before = cost;
    }
  }

  @Test
  void zeroReadNoiseIsPriced() {
    PriceTable.RecordingFormat silent = new PriceTable.RecordingFormat(100, 8, 0);
    assertThat(PRICES.of(Acquisition.of(Condition.of("camera")), silent).sensor()).isEqualTo(800);
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

  /** Two stops: a quarter of the light at the sensor, and none saved on the sample. */
  @Test
  void aSmallerApertureTakesLightAndDiffracts() {
    List<Acquisition> ways =
        new AcquisitionPlan(
                List.of(1.0, 0.5),
                null,
                null,
                null,
                null,
                List.of(8.0, 16.0),
                null,
                null,
                null,
                null,
                null,
                Optional.empty())
            .ways(16, 2, 3.45);
    assertThat(ways.stream().map(Acquisition::words))
        .containsExactly("as recorded", "f/16", "50 % of the light", "50 % of the light, f/16");
    Condition stopped = ways.get(3).recorded();
    assertThat(stopped.light().orElseThrow()).isCloseTo(0.125, within(1e-12));
    assertThat(stopped.gain().orElseThrow()).isCloseTo(8, within(1e-12));
    // σ = 0.45 · 0.55 µm · N / 3.45 µm: 1.148 px at f/16, 0.574 px at f/8.
    double added = Math.sqrt(Math.pow(0.45 * 0.55 / 3.45, 2) * (16 * 16 - 8 * 8));
    assertThat(stopped.blur().orElseThrow()).isCloseTo(added, within(1e-12));
    AcquisitionCost open = PRICES.of(ways.get(2), RECORDED);
    AcquisitionCost closed = PRICES.of(ways.get(3), RECORDED);
    assertThat(closed.lens()).isCloseTo(open.lens() / 2, within(1e-12));
    assertThat(closed.photons()).isEqualTo(open.photons());
    assertThat(closed.time()).isEqualTo(open.time());
    assertThatThrownBy(
            () ->
                new AcquisitionPlan(
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(8.0, 4.0),
                    null,
                    null,
                    null,
                    null,
                    null,
                    Optional.empty()))
        .hasMessageContaining("aperture lists f/4.0 after f/8.0, that of the recording");
  }
}
