package dev.rawline.lab.quality.cause;

import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.inspection.SignedRoot;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.QuantityTable;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What would be measured on images once camera parameters undo a drift: levels move, noise and
 * sharpness stay what they are.
 *
 * @param undone the drift that they undo
 * @param stated what was stated where the images were measured
 */
public record CompensatedQuantities(CameraDrift undone, CameraMetadata stated) {

  /**
   * Returns an image with its numbers, intervals included, as they would be; those that would be
   * undefined, such as the ratio to a level of 0, are missing.
   */
  public InspectedImage of(InspectedImage image) {
    if (undone.isNone()) {
      return image;
    }
    Inspection inspection = image.inspection();
    SequencedMap<Quantity, Estimate> values = new LinkedHashMap<>();
    for (Quantity quantity : inspection.values().sequencedKeySet()) {
      Estimate recovered = recovered(inspection.values(), quantity);
      if (Double.isFinite(recovered.value())) {
        values.put(quantity, recovered);
      }
    }
    return new InspectedImage(
        image.name(),
        image.group(),
        new Inspection(
            inspection.width(),
            inspection.height(),
            inspection.cfa(),
            values,
            inspection.anomalies(),
            inspection.fingerprint()));
  }

  /**
   * Undoes a number and its two ends while all other numbers are what they are: what undoes one
   * takes some of the others, and those have no ends that belong to its ends.
   */
  private Estimate recovered(Map<Quantity, Estimate> measured, Quantity quantity) {
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    measured.forEach(
        (other, estimate) ->
            columns.put(
                other, new double[] {estimate.value(), estimate.value(), estimate.value()}));
    Estimate estimate = measured.get(quantity);
    columns.put(quantity, new double[] {estimate.value(), estimate.low(), estimate.high()});
    QuantityTable recovered =
        new DriftInversion(undone, BlurResponse.UNKNOWN, stated)
            .of(QuantityTable.of(List.of("value", "lower", "upper"), columns));
    double one = value(recovered, quantity, 1);
    double other = value(recovered, quantity, 2);
    // A level that falls below black turns its ratios over.
    return estimate.with(value(recovered, quantity, 0), Math.min(one, other), Math.max(one, other));
  }

  private static double value(QuantityTable table, Quantity quantity, int row) {
    return SignedRoot.ofAverage(quantity, table.value(quantity, row));
  }
}
