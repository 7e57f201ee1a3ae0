package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Free numbers of θ that a search moves together, each by itself within its stage's range. They are
 * adversarial: kernels with negative weights, matrices of no illuminant and layers are among them,
 * which no instrument has. {@link PhysicalGroup} has the cameras that an instrument can be.
 *
 * @param name what they are called, such as "black_level" or "all"
 * @param places their places in θ
 * @param isLayer whether they are the samples of a layer that is added to the view
 */
public record ThetaGroup(String name, List<Integer> places, boolean isLayer) {
  /** The word for all numbers but those of a layer. */
  public static final String ALL = "all";

  /** The word for a layer that is added to the view, of which each sample is a number. */
  public static final String LAYER = "additive_layer";

  /** The word for each parameter alone. */
  public static final String EACH = "each";

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public ThetaGroup {
    places = List.copyOf(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException(
          "group %s has no free parameter: expected at least one".formatted(name));
    }
  }

  /**
   * Returns the groups of a word: a parameter or a part of one, {@value #ALL}, {@value #LAYER}, or
   * {@value #EACH}, which means every parameter alone. Numbers that are held stay as they are.
   *
   * @param withoutEffect the places in θ of numbers that change no view; they stay as they are too
   * @throws IllegalArgumentException if θ has no such parameter, or all of its numbers stay as they
   *     are; the message lists all
   */
  public static List<ThetaGroup> of(Theta theta, String word, Set<Integer> withoutEffect) {
    return switch (word) {
      case EACH ->
          theta.parameters().stream()
              .filter(parameter -> parameter.learned() && !isLayer(parameter.name()))
              .map(Parameter::name)
              .filter(name -> !withoutEffect.containsAll(places(theta, name)))
              .map(name -> named(theta, name, withoutEffect))
              .toList();
      case ALL -> {
        List<Integer> places = new ArrayList<>();
        int first = 0;
        for (Parameter parameter : theta.parameters()) {
          if (parameter.learned() && !isLayer(parameter.name())) {
            IntStream.range(first, first + parameter.size())
                .filter(place -> !withoutEffect.contains(place))
                .forEach(places::add);
          }
          first += parameter.size();
        }
        yield List.of(new ThetaGroup(ALL, places, false));
      }
      default -> List.of(named(theta, word, withoutEffect));
    };
  }

  /** Returns what is wrong with a word that names no groups; empty where it names some. */
  public static Optional<String> mistake(Theta theta, String word, Set<Integer> withoutEffect) {
    if (word.equals(LAYER)) {
      return Optional.empty();
    }
    try {
      return of(theta, word, withoutEffect).isEmpty()
          ? Optional.of("'%s' names no number that may move".formatted(word))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          "%s; or %s, %s, %s; or of physical cameras %s, %s"
              .formatted(
                  e.getMessage(),
                  EACH,
                  ALL,
                  LAYER,
                  String.join(", ", PhysicalGroup.words()),
                  PhysicalGroup.ALL));
    }
  }

  /**
   * Returns those of other groups that are a part of this one and of no larger part of it; layers
   * are no parts.
   */
  public List<ThetaGroup> largestParts(List<ThetaGroup> others) {
    List<ThetaGroup> parts = others.stream().filter(other -> other.isPartOf(this)).toList();
    return parts.stream().filter(part -> parts.stream().noneMatch(part::isPartOf)).toList();
  }

  private boolean isPartOf(ThetaGroup other) {
    return !isLayer
        && !other.isLayer
        && places.size() < other.places.size()
        && other.places.containsAll(places);
  }

  private static boolean isLayer(String name) {
    return name.equals(LAYER);
  }

  private static ThetaGroup named(Theta theta, String name, Set<Integer> withoutEffect) {
    List<Integer> places =
        places(theta, name).stream().filter(place -> !withoutEffect.contains(place)).toList();
    return new ThetaGroup(name, places, isLayer(name));
  }

  private static List<Integer> places(Theta theta, String name) {
    double[] numbers = new double[theta.get(name).length];
    double[] before = theta.vector();
    // What changes when other numbers have the name is what the name means.
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Double.NaN;
    }
    double[] after = theta.with(name, numbers).vector();
    return IntStream.range(0, before.length).filter(i -> Double.isNaN(after[i])).boxed().toList();
  }
}
