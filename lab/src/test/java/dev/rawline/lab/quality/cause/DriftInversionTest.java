package dev.rawline.lab.quality.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.inspection.SignedRoot;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.reference.ExampleReferences;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The inversion of a drift undoes exactly what the drift did to the quantities. */
class DriftInversionTest {
  private static final double BLACK = 64;
  private static final CameraMetadata STATED = new CameraMetadata(BLACK, false, 0.01);
  private static final BlurResponse BLUR =
      new BlurResponse(
          List.of(
              new BlurResponse.Point(1, Map.of(Quantity.EDGE_WIDTH, 0.3, Quantity.GREEN_05, 4.0)),
              new BlurResponse.Point(
                  2, Map.of(Quantity.EDGE_WIDTH, 1.5, Quantity.GREEN_05, 10.0))));

  private static CameraDrift drawn(Random random) {
    Map<DriftParameter, Double> kept = new EnumMap<>(DriftParameter.class);
    for (DriftParameter number : DriftParameter.values()) {
      kept.put(
          number,
          number == DriftParameter.BLACK_LEVEL || number == DriftParameter.READ_NOISE
              ? 8 * random.nextGaussian()
              : 0.3 * random.nextGaussian());
    }
    return new CameraDrift(kept);
  }

  /** Applies a drift to a quantity by the formulae of the camera. */
  private static double drifted(
      Quantity quantity, double q, double gain, CameraDrift drift, CameraMetadata stated) {
    double pattern = Math.pow(stated.photoResponseNonUniformity(), 2);
    double e = drift.value(DriftParameter.EXPOSURE);
    double g = drift.value(DriftParameter.GAIN);
    double offset = drift.get(DriftParameter.BLACK_LEVEL);
    double red = drift.value(DriftParameter.RED);
    double blue = drift.value(DriftParameter.BLUE);
    String name = quantity.name();
    if (quantity == Quantity.BLACK_LEVEL) {
      return stated.opticalBlack() ? q + offset : BLACK + g * e * (q - BLACK) + offset;
    } else if (quantity == Quantity.GAIN) {
      return g * q - 2 * pattern * offset;
    } else if (quantity == Quantity.READ_NOISE) {
      return SignedRoot.of(
          g * g * q * Math.abs(q)
              + drift.get(DriftParameter.READ_NOISE)
              - g * gain * offset
              + pattern * offset * offset);
    } else if (name.endsWith("BANDING")) {
      return g * q;
    } else if (name.matches("RED_(MEAN|\\d\\d)")) {
      return g * e * red * q + offset;
    } else if (name.matches("GREEN_(MEAN|\\d\\d)")) {
      return g * e * q + offset;
    } else if (name.matches("BLUE_(MEAN|\\d\\d)")) {
      return g * e * blue * q + offset;
    }
    return q;
  }

  private static QuantityTable drifted(
      QuantityTable reference, CameraDrift drift, CameraMetadata stated) {
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.of(Cfa.RGGB)) {
      double[] column = reference.column(quantity);
      double blurred = BLUR.at(quantity, drift.get(DriftParameter.BLUR));
      for (int i = 0; i < column.length; i++) {
        double gain = reference.value(Quantity.GAIN, i);
        column[i] = drifted(quantity, column[i] + blurred, gain, drift, stated);
      }
      columns.put(quantity, column);
    }
    for (int i = 0; i < reference.images(); i++) {
      double greens = columns.get(Quantity.GREEN_MEAN)[i] / reference.value(Quantity.GREEN_MEAN, i);
      columns.get(Quantity.RED_TO_GREEN)[i] *=
          columns.get(Quantity.RED_MEAN)[i] / reference.value(Quantity.RED_MEAN, i) / greens;
      columns.get(Quantity.BLUE_TO_GREEN)[i] *=
          columns.get(Quantity.BLUE_MEAN)[i] / reference.value(Quantity.BLUE_MEAN, i) / greens;
    }
    return QuantityTable.of(reference.names(), columns);
  }

  @Test
  void inversionUndoesADriftExactly() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      QuantityTable reference = ExampleReferences.table(9, seed);
      CameraDrift difference = drawn(random);
      CameraMetadata stated =
          new CameraMetadata(BLACK, random.nextBoolean(), 0.02 * random.nextDouble());
      QuantityTable undone =
          new DriftInversion(difference, BLUR, stated).of(drifted(reference, difference, stated));
      for (Quantity quantity : Quantity.of(Cfa.RGGB)) {
        for (int i = 0; i < reference.images(); i++) {
          double wanted = SignedRoot.toAverage(quantity, reference.value(quantity, i));
          assertThat(undone.value(quantity, i))
              .as("%s of image %d, seed %d, %s", quantity, i, seed, difference)
              .isCloseTo(wanted, within(1e-9 * Math.max(1, Math.abs(wanted))));
        }
      }
    }
  }

  /** A level of all pixels changes as one of green does, of which it has no ratio. */
  @Test
  void theLevelOfAMonochromeCameraIsUndoneAsThatOfGreen() {
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    double[] levels = {0, 7, 500};
    columns.put(Quantity.LEVEL_MEAN, levels);
    columns.put(Quantity.GREEN_MEAN, levels);
    columns.put(Quantity.LEVEL_95, levels);
    QuantityTable undone =
        new DriftInversion(drawn(new Random(3)), BLUR, STATED)
            .of(QuantityTable.of(List.of("a", "b", "c"), columns));
    assertThat(undone.column(Quantity.LEVEL_MEAN))
        .isEqualTo(undone.column(Quantity.GREEN_MEAN))
        .isEqualTo(undone.column(Quantity.LEVEL_95))
        .doesNotContain(500);
  }

  @Test
  void withoutADriftInversionIsTheIdentity() {
    QuantityTable reference = ExampleReferences.table(8, 5);
    QuantityTable undone = new DriftInversion(CameraDrift.NONE, BLUR, STATED).of(reference);
    for (Quantity quantity : Quantity.of(Cfa.RGGB)) {
      for (int i = 0; i < 8; i++) {
        double wanted = SignedRoot.toAverage(quantity, reference.value(quantity, i));
        assertThat(undone.value(quantity, i))
            .isCloseTo(wanted, within(1e-12 * Math.max(1, Math.abs(wanted))));
      }
    }
  }

  @Test
  void missingValuesStayMissing() {
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      columns.put(quantity, new double[] {1, Double.NaN});
    }
    QuantityTable undone =
        new DriftInversion(drawn(new Random(1)), BLUR, STATED)
            .of(QuantityTable.of(List.of("a", "b"), columns));
    for (Quantity quantity : Quantity.values()) {
      assertThat(undone.value(quantity, 1)).as("%s", quantity).isNaN();
    }
  }

  /** Piecewise linear in the variance, through 0, extrapolated with the last slope. */
  @Test
  void blursAreInterpolatedByTheirVariance() {
    assertThat(BLUR.at(Quantity.EDGE_WIDTH, 0)).isZero();
    assertThat(BLUR.at(Quantity.EDGE_WIDTH, 0.5)).isCloseTo(0.15, within(1e-12));
    assertThat(BLUR.at(Quantity.EDGE_WIDTH, 1)).isCloseTo(0.3, within(1e-12));
    assertThat(BLUR.at(Quantity.EDGE_WIDTH, 2.5)).isCloseTo(0.9, within(1e-12));
    assertThat(BLUR.at(Quantity.EDGE_WIDTH, 4)).isCloseTo(1.5, within(1e-12));
    assertThat(BLUR.at(Quantity.EDGE_WIDTH, 7)).isCloseTo(2.7, within(1e-12));
    assertThat(BLUR.at(Quantity.EDGE_WIDTH, -1)).isCloseTo(-0.3, within(1e-12));
    assertThat(BLUR.at(Quantity.GAIN, 3)).isZero();
    assertThat(BlurResponse.UNKNOWN.at(Quantity.EDGE_WIDTH, 3)).isZero();
    assertThat(BlurResponse.UNKNOWN.points()).isEmpty();
  }

  @Test
  void blurResponsesAreMonotonic() {
    BlurResponse.Point one = new BlurResponse.Point(1, Map.of(Quantity.EDGE_WIDTH, 1.0));
    assertThatThrownBy(() -> new BlurResponse(List.of(one, one)))
        .hasMessage("a blur of 1.0 px follows one of 1.0 px: expected rising ones above 0");
    assertThatThrownBy(
            () -> new BlurResponse(List.of(new BlurResponse.Point(Double.NaN, Map.of()))))
        .hasMessageContaining("NaN px");
  }

  @Test
  void driftValuesAndCoordinatesAreInverse() {
    for (DriftParameter number : DriftParameter.values()) {
      for (double kept : new double[] {-0.7, 0, 0.4, 2}) {
        assertThat(number.coordinate(number.value(kept)))
            .as("%s", number)
            .isCloseTo(kept, within(1e-12));
      }
    }
    assertThat(DriftParameter.EXPOSURE.value(0)).isOne();
    assertThat(DriftParameter.BLUR.value(-4)).isEqualTo(-2);
    assertThatThrownBy(() -> CameraDrift.NONE.with(DriftParameter.GAIN, Double.POSITIVE_INFINITY))
        .hasMessageContaining("gain is Infinity: expected a finite number (ratio)");
    assertThat(CameraDrift.NONE.isNone()).isTrue();
    assertThat(CameraDrift.NONE.with(DriftParameter.GAIN, 0.1).isNone()).isFalse();
  }
}
