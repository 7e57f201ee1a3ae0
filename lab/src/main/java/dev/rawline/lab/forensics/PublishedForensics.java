package dev.rawline.lab.forensics;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What was published of worst cases by groups of numbers: accuracies of a ResNet-18 on microscopy
 * (Oala, Aversa and others: Data Models for Dataset Drift Controls in Machine Learning With Optical
 * Images, Transactions on Machine Learning Research, 2023).
 */
public final class PublishedForensics {
  /** The accuracy at the default camera. */
  public static final double BASELINE = 0.868;

  private static final SequencedMap<String, Double> WORST = worst();

  private PublishedForensics() {}

  private static SequencedMap<String, Double> worst() {
    SequencedMap<String, Double> worst = new LinkedHashMap<>();
    worst.put("all", 0.17);
    worst.put("black_level", 0.55);
    worst.put("blur", 0.675);
    worst.put("white_balance", BASELINE);
    worst.put("colour_matrix", BASELINE);
    worst.put("gamma", BASELINE);
    worst.put("sharpening", BASELINE);
    return worst;
  }

  /** Returns the accuracy of the worst case of a group; none where nothing was published. */
  public static Optional<Double> worst(String group) {
    return Optional.ofNullable(WORST.get(group));
  }

  /** Returns the groups, in the order of the publication. */
  public static Iterable<String> groups() {
    return WORST.sequencedKeySet();
  }
}
