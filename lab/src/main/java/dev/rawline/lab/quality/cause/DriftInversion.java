package dev.rawline.lab.quality.cause;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.inspection.SignedRoot;
import dev.rawline.lab.quality.batch.QuantityTable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * What would have been measured on an image, had the camera been itself.
 *
 * <p>With exposure e, gain g, offset Δ, colour ratio w and added variance a² of the read-out, a
 * level q above black becomes g·e·w·q + Δ, the gain K becomes g·K − 2p²Δ, and the variance without
 * light v becomes g²·v + a² − g·K·Δ + p²Δ²: the noise line is read off at the black level that is
 * stated, and so is the share of the PRNU p that is taken off, p² times the square of the level.
 * What a blur does is measured beforehand ({@link BlurResponse}).
 *
 * @param difference what is undone
 * @param blur what a blur does
 * @param stated what was stated where the images were measured
 */
record DriftInversion(CameraDrift difference, BlurResponse blur, CameraMetadata stated) {

  /** Returns a table as it would have been measured; roots of variances as variances [DN²]. */
  QuantityTable of(QuantityTable measured) {
    Map<Quantity, double[]> undone = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      DoubleUnaryOperator camera = camera(quantity);
      double blurred = blur.at(quantity, difference.get(DriftParameter.BLUR));
      undone.put(
          quantity,
          Arrays.stream(measured.column(quantity))
              .map(value -> camera.applyAsDouble(value) - blurred)
              .toArray());
    }
    undone.put(Quantity.READ_NOISE, darkVariances(measured));
    scaleRatios(undone, measured, Quantity.RED_TO_GREEN, Quantity.RED_MEAN, DriftParameter.RED);
    scaleRatios(undone, measured, Quantity.BLUE_TO_GREEN, Quantity.BLUE_MEAN, DriftParameter.BLUE);
    return QuantityTable.of(measured.names(), measured.groups(), undone);
  }

  /** Returns what undoes all but the blur, where that follows from the value alone. */
  private DoubleUnaryOperator camera(Quantity quantity) {
    double gain = difference.value(DriftParameter.GAIN);
    double light = gain * difference.value(DriftParameter.EXPOSURE);
    double offset = difference.get(DriftParameter.BLACK_LEVEL);
    return switch (quantity) {
      case BLACK_LEVEL ->
          stated.opticalBlack()
              ? value -> value - offset
              : value -> stated.black() + (value - stated.black() - offset) / light;
      case RED_MEAN, RED_05, RED_50, RED_95 ->
          value -> (value - offset) / (light * difference.value(DriftParameter.RED));
      case GREEN_MEAN, GREEN_05, GREEN_50, GREEN_95, LEVEL_MEAN, LEVEL_05, LEVEL_50, LEVEL_95 ->
          value -> (value - offset) / light;
      case BLUE_MEAN, BLUE_05, BLUE_50, BLUE_95 ->
          value -> (value - offset) / (light * difference.value(DriftParameter.BLUE));
      case GAIN -> value -> (value + 2 * pattern() * offset) / gain;
      case ROW_BANDING, COLUMN_BANDING -> value -> SignedRoot.square(value) / (gain * gain);
      case READ_NOISE,
          RED_TO_GREEN,
          BLUE_TO_GREEN,
          SATURATED,
          UNDEREXPOSED,
          GREEN_IMBALANCE,
          EDGE_WIDTH,
          SPECTRUM_SLOPE,
          FALL_OFF,
          NEIGHBOUR_CORRELATION,
          MISSING_CODES ->
          value -> value;
    };
  }

  /** Returns which share of the square of a level counts as the variance of the PRNU. */
  private double pattern() {
    return stated.photoResponseNonUniformity() * stated.photoResponseNonUniformity();
  }

  private double[] darkVariances(QuantityTable measured) {
    double gain = difference.value(DriftParameter.GAIN);
    double offset = difference.get(DriftParameter.BLACK_LEVEL);
    double added = difference.get(DriftParameter.READ_NOISE);
    double blurred = blur.at(Quantity.READ_NOISE, difference.get(DriftParameter.BLUR));
    double[] variances = measured.column(Quantity.READ_NOISE);
    for (int i = 0; i < variances.length; i++) {
      double moved =
          offset == 0 ? 0 : offset * (measured.value(Quantity.GAIN, i) + pattern() * offset);
      variances[i] = (SignedRoot.square(variances[i]) - added + moved) / (gain * gain) - blurred;
    }
    return variances;
  }

  /**
   * A ratio changes as that of the means does; it may have been made of other pixels. Where the
   * means make no ratio, or one of 0, it changes as that of light does, which no offset moves.
   */
  private void scaleRatios(
      Map<Quantity, double[]> undone,
      QuantityTable measured,
      Quantity ratio,
      Quantity colour,
      DriftParameter light) {
    double[] of = undone.get(colour);
    double[] to = undone.get(Quantity.GREEN_MEAN);
    double[] ratios = undone.get(ratio);
    for (int i = 0; i < ratios.length; i++) {
      double before = measured.value(colour, i) / measured.value(Quantity.GREEN_MEAN, i);
      ratios[i] *=
          before == 0 || !Double.isFinite(before)
              ? 1 / difference.value(light)
              : of[i] / to[i] / before;
    }
  }
}
