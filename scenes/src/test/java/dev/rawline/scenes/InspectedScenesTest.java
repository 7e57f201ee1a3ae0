package dev.rawline.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.ColourReference;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inspection of procedural scenes, recorded by known cameras. */
class InspectedScenesTest {

  private static List<Anomaly.Kind> kinds(RawImage image) {
    return SimulatedRecordings.inspector(image).inspect(image).anomalies().stream()
        .map(Anomaly::kind)
        .toList();
  }

  /**
   * Gain and read noise of 64 simulated smears and 32 streets, each from a single image of any
   * content. The scatter of single images is large; batches are evaluated by the mean.
   */
  @Test
  void gainIsUnbiasedForEveryKindOfScene() {
    SensorSpec microscope = SensorSpec.MICROSCOPE;
    assertUnbiased(
        "smears of 128²", SimulatedRecordings.smears(microscope, 64, 128), microscope, 0.06);
    assertUnbiased("streets of 256²", SimulatedRecordings.streets(32, 256), SensorSpec.DRONE, 0.04);
  }

  private static void assertUnbiased(
      String name, List<RawImage> images, SensorSpec spec, double tolerance) {
    Inspector inspector =
        SimulatedRecordings.inspector(
            images.getFirst(), 1 << spec.shift(), spec.photoResponseNonUniformity());
    Map<Quantity, double[]> sums = new EnumMap<>(Quantity.class);
    int alarms = 0;
    for (RawImage image : images) {
      Inspection inspection = inspector.inspect(image);
      alarms += inspection.anomalies().isEmpty() ? 0 : 1;
      inspection
          .values()
          .forEach(
              (quantity, estimate) -> {
                double[] sum = sums.computeIfAbsent(quantity, _ -> new double[3]);
                sum[0]++;
                sum[1] += estimate.value();
                sum[2] += estimate.value() * estimate.value();
              });
    }
    System.out.printf("%s: %d of %d with anomalies%n", name, alarms, images.size());
    sums.forEach(
        (quantity, sum) -> {
          double mean = sum[1] / sum[0];
          System.out.printf(
              "  %s: mean %.5g, spread %.3g (%.0f images)%n",
              quantity, mean, Math.sqrt(Math.max(0, sum[2] / sum[0] - mean * mean)), sum[0]);
        });
    double gain = sums.get(Quantity.GAIN)[1] / sums.get(Quantity.GAIN)[0];
    assertThat(gain).isCloseTo(spec.storedGain(), within(tolerance * spec.storedGain()));
    assertThat(sums.get(Quantity.GAIN)[0]).isGreaterThan(0.6 * images.size());
    assertThat(alarms).isZero();
  }

  /**
   * Simulated scenes under each of the four layouts: how many are found from their pixels alone,
   * and how many are identified correctly from the mean colours of all, as
   * docs/reference/quality-measures.md states.
   */
  @Test
  void wrongLayoutsOfSimulatedScenesAreDetected() {
    List<RawImage> smears = SimulatedRecordings.smears(SensorSpec.MICROSCOPE, 32, 128);
    List<RawImage> streets = SimulatedRecordings.streets(32, 256);
    assertThat(shiftedFound("smears", smears)).isEqualTo(32);
    assertThat(shiftedFound("streets", streets)).isGreaterThanOrEqualTo(16);
    assertThat(identified("smears", smears).values()).allMatch(right -> right == 32);
    assertThat(identified("streets", streets))
        .containsEntry(ColourReference.Order.AS_STATED, 32)
        .containsEntry(ColourReference.Order.SWAPPED, 0);
  }

  /**
   * Returns for how many images a layout shifted by a column is found; correct ones are never
   * reported.
   */
  private static int shiftedFound(String name, List<RawImage> images) {
    int named = 0;
    for (RawImage image : images) {
      assertThat(kinds(image)).doesNotContain(Anomaly.Kind.WRONG_CFA);
      RawImage shifted = SimulatedRecordings.stating(image.cfa().shifted(0, 1), image);
      named += kinds(shifted).contains(Anomaly.Kind.WRONG_CFA) ? 1 : 0;
    }
    System.out.printf("%s: %d of %d shifted layouts found%n", name, named, images.size());
    return named;
  }

  /** Returns how many are identified correctly for each order of the colours. */
  private static Map<ColourReference.Order, Integer> identified(
      String name, List<RawImage> images) {
    double[][] ratios = new double[2][images.size()];
    for (int i = 0; i < images.size(); i++) {
      Map<Quantity, Estimate> levels =
          SimulatedRecordings.inspector(images.get(i)).levels(images.get(i));
      ratios[0][i] = levels.get(Quantity.RED_TO_GREEN).value();
      ratios[1][i] = levels.get(Quantity.BLUE_TO_GREEN).value();
    }
    ColourReference reference =
        new ColourReference(
            mean(ratios[0]), deviation(ratios[0]), mean(ratios[1]), deviation(ratios[1]));
    Map<ColourReference.Order, Integer> right = new EnumMap<>(ColourReference.Order.class);
    for (ColourReference.Order order : ColourReference.Order.values()) {
      int count = 0;
      for (RawImage image : images) {
        RawImage stated = SimulatedRecordings.stating(stated(image.cfa(), order), image);
        Map<Quantity, Estimate> levels = SimulatedRecordings.inspector(stated).levels(stated);
        count += reference.judge(levels).filter(found -> found == order).isPresent() ? 1 : 0;
      }
      right.put(order, count);
    }
    System.out.printf("%s: identified correctly %s of %d each%n", name, right, images.size());
    return right;
  }

  /** Returns the layout under which the colours of the true layout appear in an order. */
  private static Cfa stated(Cfa truth, ColourReference.Order order) {
    return switch (order) {
      case AS_STATED -> truth;
      case SWAPPED -> truth.shifted(1, 1);
      case SHIFTED_COLUMN -> truth.shifted(0, 1);
      case SHIFTED_ROW -> truth.shifted(1, 0);
    };
  }

  private static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }

  private static double deviation(double[] numbers) {
    double mean = mean(numbers);
    double squares = Arrays.stream(numbers).map(number -> (number - mean) * (number - mean)).sum();
    return Math.sqrt(squares / (numbers.length - 1));
  }
}
