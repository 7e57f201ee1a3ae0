package dev.rawline.imaging.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * θ: the named parameters of a chain of stages, as one flat vector for optimizers.
 *
 * <p>The values are ordered stage after stage, parameter after parameter, each array in the order
 * of its indices. A value is named by its parameter and its indices, for example {@code
 * colour_matrix[0][2]}. A frozen value is not changed by optimizers: it is not part of {@link
 * #free}. Where two stages of a chain have parameters of the same name, the second is called {@code
 * blur_2}, and so on.
 */
public final class Theta {
  private static final Pattern NAME = Pattern.compile("([^\\[\\]]+)((?:\\[\\d{1,9}])*)");
  private static final Pattern INDEX = Pattern.compile("\\d+");

  private final List<Parameter> parameters;
  private final double[] values;
  private final BitSet frozen;

  private Theta(List<Parameter> parameters, double[] values, BitSet frozen) {
    this.parameters = parameters;
    this.values = values;
    this.frozen = frozen;
  }

  /** Returns θ of stages; values whose parameters are not {@code learned} are frozen. */
  public static Theta of(List<? extends Differentiable<?, ?>> stages) {
    List<Parameter> parameters = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Differentiable<?, ?> stage : stages) {
      for (Parameter parameter : stage.parameters()) {
        String name = parameter.name();
        for (int number = 2; !taken.add(name); number++) {
          name = parameter.name() + "_" + number;
        }
        parameters.add(parameter.named(name));
      }
    }
    double[] values =
        stages.stream().map(Differentiable::values).flatMapToDouble(Arrays::stream).toArray();
    BitSet frozen = new BitSet(values.length);
    int first = 0;
    for (Parameter parameter : parameters) {
      frozen.set(first, first + parameter.size(), !parameter.learned());
      first += parameter.size();
    }
    return new Theta(List.copyOf(parameters), values, frozen);
  }

  /** Returns the parameters, in their order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Returns the number of values, frozen ones included. */
  public int size() {
    return values.length;
  }

  /** Returns all values. */
  public double[] vector() {
    return values.clone();
  }

  /**
   * Returns θ with other values; frozen values stay frozen, but are replaced too.
   *
   * @throws IllegalArgumentException if there are not {@link #size} numbers
   */
  public Theta with(double[] vector) {
    requireLength("θ", vector, size());
    return new Theta(parameters, vector.clone(), frozen);
  }

  /**
   * Returns the values of a name: of a parameter ({@code colour_matrix}), of a part of it ({@code
   * colour_matrix[0]}) or a single one ({@code colour_matrix[0][2]}).
   *
   * @throws IllegalArgumentException if the name does not exist
   */
  public double[] get(String name) {
    Range range = range(name);
    return Arrays.copyOfRange(values, range.first, range.end);
  }

  /**
   * Returns θ with other values under one name.
   *
   * @param name a parameter, a part of one, or a single number, as in {@link #get}
   * @throws IllegalArgumentException if the name does not exist, or has another number of values
   */
  public Theta with(String name, double... numbers) {
    Range range = range(name);
    requireLength(name, numbers, range.end - range.first);
    double[] changed = values.clone();
    System.arraycopy(numbers, 0, changed, range.first, numbers.length);
    return new Theta(parameters, changed, frozen);
  }

  /**
   * Returns θ in which the values of these names are frozen too.
   *
   * @throws IllegalArgumentException if one of the names does not exist
   */
  public Theta frozen(String... names) {
    return marked(names, true);
  }

  /**
   * Returns θ in which the values of these names are not frozen.
   *
   * @throws IllegalArgumentException if one of the names does not exist
   */
  public Theta thawed(String... names) {
    return marked(names, false);
  }

  /** Returns θ in which exactly the values at these indices of the vector are frozen. */
  public Theta frozenAt(IntPredicate places) {
    BitSet marked = new BitSet(size());
    IntStream.range(0, size()).filter(places).forEach(marked::set);
    return new Theta(parameters, values, marked);
  }

  private Theta marked(String[] names, boolean freeze) {
    BitSet marked = (BitSet) frozen.clone();
    for (String name : names) {
      Range range = range(name);
      marked.set(range.first, range.end, freeze);
    }
    return new Theta(parameters, values, marked);
  }

  /** Returns whether the value at an index of the vector is frozen. */
  public boolean isFrozen(int place) {
    return frozen.get(place);
  }

  /** Returns the values that are not frozen: the vector that an optimizer works on. */
  public double[] free() {
    return freeOf(values);
  }

  /**
   * Returns the part of a vector that belongs to the values that are not frozen.
   *
   * @param vector for example the gradient with respect to all values
   * @throws IllegalArgumentException if there are not {@link #size} numbers
   */
  public double[] freeOf(double[] vector) {
    requireLength("θ", vector, size());
    double[] free = new double[size() - frozen.cardinality()];
    int to = 0;
    for (int at = frozen.nextClearBit(0); at < size(); at = frozen.nextClearBit(at + 1)) {
      free[to] = vector[at];
      to++;
    }
    return free;
  }

  /**
   * Returns θ with other values where they are not frozen.
   *
   * @throws IllegalArgumentException if there are not as many as {@link #free} returns
   */
  public Theta withFree(double[] free) {
    requireLength("the free part of θ", free, size() - frozen.cardinality());
    double[] changed = values.clone();
    int from = 0;
    for (int at = frozen.nextClearBit(0); at < size(); at = frozen.nextClearBit(at + 1)) {
      changed[at] = free[from];
      from++;
    }
    return new Theta(parameters, changed, frozen);
  }

  /** Returns θ in which every value that is not frozen is clipped to its parameter's bounds. */
  public Theta bounded() {
    double[] bounded = values.clone();
    int at = 0;
    for (Parameter parameter : parameters) {
      for (int end = at + parameter.size(); at < end; at++) {
        if (!frozen.get(at)) {
          bounded[at] = Math.clamp(bounded[at], parameter.lowest(), parameter.highest());
        }
      }
    }
    return new Theta(parameters, bounded, frozen);
  }

  /**
   * Returns the name of the value at an index of the vector.
   *
   * @throws IndexOutOfBoundsException if the vector has no such index
   */
  public String name(int place) {
    int first = 0;
    Parameter owner = parameter(place);
    for (Parameter parameter : parameters.subList(0, parameters.indexOf(owner))) {
      first += parameter.size();
    }
    return owner.nameOf(place - first);
  }

  /**
   * Returns the indices in the vector of the values of a name, as in {@link #get}.
   *
   * @throws IllegalArgumentException if the name does not exist
   */
  public IntStream places(String name) {
    Range range = range(name);
    return IntStream.range(range.first, range.end);
  }

  /** Returns the parameter to which the value at an index of the vector belongs. */
  public Parameter parameter(int place) {
    int end = 0;
    for (Parameter parameter : parameters) {
      end += parameter.size();
      if (place >= 0 && place < end) {
        return parameter;
      }
    }
    throw new IndexOutOfBoundsException(
        "place %d of a vector of %d numbers".formatted(place, size()));
  }

  /** The index range of the values of a name. */
  private record Range(int first, int end) {}

  private Range range(String name) {
    Matcher parts = NAME.matcher(name);
    int first = 0;
    for (Parameter parameter : parameters) {
      if (parts.matches() && parts.group(1).equals(parameter.name())) {
        int[] indices =
            INDEX
                .matcher(parts.group(2))
                .results()
                .mapToInt(index -> Integer.parseInt(index.group()))
                .toArray();
        if (within(indices, parameter.shape())) {
          int count = parameter.size();
          for (int axis = 0; axis < indices.length; axis++) {
            count /= parameter.shape().get(axis);
            first += indices[axis] * count;
          }
          return new Range(first, first + count);
        }
        throw new IllegalArgumentException(
            "θ has no number '%s': %s has the shape %s, counted from 0"
                .formatted(name, parameter.name(), parameter.shape()));
      }
      first += parameter.size();
    }
    throw new IllegalArgumentException(
        "θ has no parameter '%s': expected one of %s"
            .formatted(name, String.join(", ", parameters.stream().map(Parameter::name).toList())));
  }

  private static boolean within(int[] indices, List<Integer> shape) {
    if (indices.length > shape.size()) {
      return false;
    }
    for (int axis = 0; axis < indices.length; axis++) {
      if (indices[axis] >= shape.get(axis)) {
        return false;
      }
    }
    return true;
  }

  private static void requireLength(String name, double[] numbers, int expected) {
    if (numbers.length != expected) {
      throw new IllegalArgumentException(
          "%s has %d numbers, got %d".formatted(name, expected, numbers.length));
    }
  }
}
