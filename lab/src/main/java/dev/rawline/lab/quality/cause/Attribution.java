package dev.rawline.lab.quality.cause;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The change of a camera to which a batch is attributed.
 *
 * @param conclusion what is concluded
 * @param causes the causes, where it is the camera; the largest first
 * @param chosen the drift parameters of these causes, fitted by themselves
 * @param correlations how the errors of these parameters depend on each other, row by row
 * @param others every other parameter, fitted together with them
 * @param unmoved the probability of so large a shift by chance, had nothing happened
 * @param left the probability of what the explanation leaves, by chance; empty where there is none
 * @param hypotheses all explanations that were tried, the best first
 * @param signs changes of noise and codes that no camera makes; where there is any, nothing else
 *     was tried
 * @param furthest the quantities that lie furthest from the reference, and from the explanation
 *     where there is one
 */
public record Attribution(
    Conclusion conclusion,
    List<DriftCause> causes,
    List<Fitted> chosen,
    List<List<Double>> correlations,
    List<Fitted> others,
    double unmoved,
    OptionalDouble left,
    List<Hypothesis> hypotheses,
    List<Shift> signs,
    List<Shift> furthest) {

  private static final double PERCENT = 100;
  private static final int NAMED = 3;

  /** Copies the lists. */
  public Attribution {
    causes = List.copyOf(causes);
    chosen = List.copyOf(chosen);
    correlations = correlations.stream().map(List::copyOf).toList();
    others = List.copyOf(others);
    hypotheses = List.copyOf(hypotheses);
    signs = List.copyOf(signs);
    furthest = List.copyOf(furthest);
  }

  /** What can be concluded. */
  public enum Conclusion {
    /** The images are as those of the reference. */
    NOTHING,
    /** The camera changed. */
    CAMERA,
    /** The camera is itself, what it sees has changed. */
    CONTENT,
    /**
     * Neither: a change that no camera of this model makes, such as processing after the sensor.
     */
    NONE_OF_THESE
  }

  /**
   * A drift parameter.
   *
   * @param number which
   * @param estimate its value, in its unit
   */
  public record Fitted(DriftParameter number, Estimate estimate) {
    /** Returns whether the interval holds the camera as it was. */
    public boolean isInside() {
      return estimate.covers(number.value(0));
    }

    /** Returns half the interval of its coordinate. */
    double reach() {
      return (number.coordinate(estimate.high()) - number.coordinate(estimate.low())) / 2;
    }

    /** Returns the parameter in words: "exposure −38 % (95 %: −40 to −36 %)". */
    public String words() {
      String name = number.toString().replace('_', ' ');
      if (number.isRatio()) {
        return String.format(
                Locale.ROOT,
                "%s %+.1f %% (95 %%: %+.1f to %+.1f %%)",
                name,
                PERCENT * (estimate.value() - 1),
                PERCENT * (estimate.low() - 1),
                PERCENT * (estimate.high() - 1))
            .replace('-', '−');
      }
      return String.format(
              Locale.ROOT,
              "%s %+.2f %s (95 %%: %+.2f to %+.2f %s)",
              name,
              estimate.value(),
              number.unit(),
              estimate.low(),
              estimate.high(),
              number.unit())
          .replace('-', '−');
    }
  }

  /**
   * An explanation that was tried.
   *
   * @param words its description
   * @param numbers how many parameters it has
   * @param chiSquare χ² that it leaves
   * @param probability of so much by chance
   * @param criterion what explanations of as many causes are ordered by, the smallest first: χ² and
   *     a price of each parameter; NaN where it is not known
   * @param named whether it is the one that is named
   */
  public record Hypothesis(
      String words,
      int numbers,
      double chiSquare,
      double probability,
      double criterion,
      boolean named) {
    private Hypothesis unnamed() {
      return new Hypothesis(words, numbers, chiSquare, probability, criterion, false);
    }

    /** An explanation of which no criterion is known. */
    public Hypothesis(String words, int numbers, double chiSquare, double probability) {
      this(words, numbers, chiSquare, probability, Double.NaN, false);
    }
  }

  /**
   * A quantity that deviates.
   *
   * @param quantity which
   * @param deviations how far the mean lies, in deviations between images of the reference
   * @param left how far it lies with the explanation undone
   */
  public record Shift(Quantity quantity, double deviations, @JsonIgnore double left) {}

  /**
   * Returns what is concluded where no explanation is accepted.
   *
   * @param instead the conclusion
   * @param processed signs of processing after the sensor
   * @param moved the quantities that lie furthest from the reference; empty for those known here
   */
  public Attribution without(Conclusion instead, List<Shift> processed, List<Shift> moved) {
    return new Attribution(
        instead,
        List.of(),
        List.of(),
        List.of(),
        Stream.concat(chosen.stream(), others.stream()).toList(),
        unmoved,
        OptionalDouble.empty(),
        hypotheses.stream().map(Hypothesis::unnamed).toList(),
        processed,
        moved.isEmpty() ? furthest : moved);
  }

  /** Returns a parameter of the explanation, where it is part of it. */
  public Optional<Fitted> fitted(DriftParameter number) {
    return chosen.stream().filter(each -> each.number() == number).findFirst();
  }

  /**
   * Returns half the 95 % interval of the sum of some coordinates of the explanation; those that
   * are no part of it are 0 and known.
   */
  public double reach(Collection<DriftParameter> summed) {
    double square = 0;
    for (int j = 0; j < chosen.size(); j++) {
      for (int k = 0; k < chosen.size(); k++) {
        if (summed.contains(chosen.get(j).number()) && summed.contains(chosen.get(k).number())) {
          square += correlations.get(j).get(k) * chosen.get(j).reach() * chosen.get(k).reach();
        }
      }
    }
    return Math.sqrt(Math.max(0, square));
  }

  /** Returns it in a sentence. */
  public String sentence() {
    return switch (conclusion) {
      case NOTHING -> "No quantity differs from the reference, as far as these images show.";
      case CAMERA ->
          chosen.stream().map(Fitted::words).collect(Collectors.joining("; "))
              + "; "
              + rest()
              + ".";
      case CONTENT ->
          "Other content: what the images show has changed, within the variation between images of the reference; no change of the camera explains it better.";
      case NONE_OF_THESE ->
          signs.isEmpty()
              ? "A difference that none of these explains: no change of exposure, gain, black level, white balance, blur, read noise or image content accounts for "
                  + names(furthest)
                  + ". Look for what else changed: the scene, the lens, software."
              : signs.stream().allMatch(sign -> sign.quantity() == Quantity.NEIGHBOUR_CORRELATION)
                  ? "Processing after the sensor, or a blur of fine texture: no other change of the camera moves neighbour correlation so far. Look for software between the sensor and the file, and at the focus."
                  : "Processing after the sensor: no camera moves "
                      + names(signs)
                      + " as they have moved. Look for software between the sensor and the file.";
    };
  }

  /** What is left is no more than chance, but of several numbers one may still seem to move. */
  private String rest() {
    List<String> moved =
        others.stream().filter(each -> !each.isInside()).map(Fitted::words).toList();
    return moved.isEmpty()
        ? "everything else inside"
        : "nothing else beyond chance, though "
            + String.join(" and ", moved)
            + " would fit as well";
  }

  private static String names(List<Shift> moved) {
    return moved.stream()
        .limit(NAMED)
        .map(shift -> shift.quantity().toString().replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
