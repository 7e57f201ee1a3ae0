package dev.rawline.lab.quality.reference;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;

/**
 * The outputs of a task model for images: shares of classes, and the features of its last layer.
 *
 * @param model where the model is stored
 * @param sum what identifies it (SHA-256, in hex)
 * @param shares images × classes, or one share of covered pixels
 * @param features images × features; empty where the model has none
 */
public record ModelOutputs(
    @JsonProperty("path") String model,
    @JsonProperty("sha256") String sum,
    List<List<Double>> shares,
    List<List<Double>> features) {

  /** Copies the rows. */
  public ModelOutputs {
    shares = shares.stream().map(List::copyOf).toList();
    features = features.stream().map(List::copyOf).toList();
  }

  /** Returns rows as arrays. */
  public static double[][] rows(List<List<Double>> of) {
    double[][] rows = new double[of.size()][];
    Arrays.setAll(rows, i -> of.get(i).stream().mapToDouble(Double::doubleValue).toArray());
    return rows;
  }
}
