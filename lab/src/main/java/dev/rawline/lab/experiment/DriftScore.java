package dev.rawline.lab.experiment;

import dev.rawline.imaging.corruption.Corruption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How one model did under one condition.
 *
 * @param trained the condition that it was trained under, such as "menon-unsharp-median", and how
 *     its pictures were augmented ({@link Condition#name(Optional)})
 * @param tested the condition that it was tested under ({@link Condition#name()}), and how it was
 *     adapted to it ({@link #adapted})
 * @param corruption what was done to the pictures afterwards; none for nothing
 * @param split which division of the data, from 1
 * @param metrics every metric of the cell, by name: accuracy, IoU, precision of a class, …; what is
 *     not defined, as the precision of a class that was never predicted, is left out
 */
public record DriftScore(
    String trained,
    String tested,
    Optional<Corrupted> corruption,
    int split,
    SequencedMap<String, Double> metrics) {
  private static final String ADAPT = ", adapt ";

  /**
   * Copies the metrics and checks them.
   *
   * @throws IllegalArgumentException if a name is blank or of several lines, the split is below 1,
   *     or a metric is not finite; the message names all
   */
  public DriftScore {
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
    List<String> mistakes = new ArrayList<>();
    checkName("trained", trained, mistakes);
    checkName("tested", tested, mistakes);
    if (split < 1) {
      mistakes.add("split is %d: expected 1 or more".formatted(split));
    }
    metrics.forEach(
        (name, value) -> {
          checkName("metric", name, mistakes);
          if (!Double.isFinite(value)) {
            mistakes.add(
                "%s is %s: expected a finite number; leave out what is not defined"
                    .formatted(name, value));
          }
        });
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: %s"
              .formatted(what(trained, tested, corruption, split), String.join("; ", mistakes)));
    }
  }

  private static void checkName(String what, String name, List<String> mistakes) {
    if (name.isBlank() || name.lines().count() > 1) {
      mistakes.add("%s is '%s': expected a name of one line".formatted(what, name));
    }
  }

  /** Returns the same score with other metrics. */
  public DriftScore with(SequencedMap<String, Double> others) {
    return new DriftScore(trained, tested, corruption, split, others);
  }

  /**
   * Returns what a condition of testing is called to which the model was adapted, such as
   * "menon-unsharp-median, adapt batch_norm".
   */
  public static String adapted(String tested, String adaptation) {
    return tested + ADAPT + adaptation;
  }

  /** Returns how the model was adapted to the condition of testing; none for not at all. */
  public Optional<String> adaptation() {
    int end = tested.lastIndexOf(ADAPT);
    return end < 0 ? Optional.empty() : Optional.of(tested.substring(end + ADAPT.length()));
  }

  /** Returns the same score under the name of the condition alone, without an adaptation. */
  public DriftScore ofCondition() {
    int end = tested.lastIndexOf(ADAPT);
    return end < 0
        ? this
        : new DriftScore(trained, tested.substring(0, end), corruption, split, metrics);
  }

  /** Returns what was scored, in words. */
  public String what() {
    return what(trained, tested, corruption, split);
  }

  private static String what(
      String trained, String tested, Optional<Corrupted> corruption, int split) {
    return "the score of the model of %s under %s%s, split %d"
        .formatted(
            trained,
            tested,
            corruption.map(done -> ", " + done.name() + " " + done.severity()).orElse(""),
            split);
  }

  /**
   * What was done to pictures.
   *
   * @param name the corruption, such as "gaussian_noise"
   * @param severity how severely, 1 to 5
   */
  public record Corrupted(String name, int severity) {
    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Corrupted {
      List<String> mistakes = new ArrayList<>();
      checkName("corruption", name, mistakes);
      if (severity < 1 || severity > Corruption.SEVERITIES) {
        mistakes.add(
            "the severity of %s is %d: expected 1 to %d"
                .formatted(name, severity, Corruption.SEVERITIES));
      }
      if (!mistakes.isEmpty()) {
        throw new IllegalArgumentException(String.join("; ", mistakes));
      }
    }
  }
}
