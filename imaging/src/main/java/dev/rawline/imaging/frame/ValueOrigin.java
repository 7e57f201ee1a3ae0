package dev.rawline.imaging.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The origin of a value.
 *
 * @param basis the kind of origin
 * @param note the source, the derivation, the reason, or the measurement with its uncertainty; in
 *     words
 */
public record ValueOrigin(Basis basis, String note) {

  /** The kind of origin. */
  public enum Basis {
    /** Published by the manufacturer or the authors. */
    PUBLISHED,
    /** Stated in the device description, without a source. */
    STATED,
    /** Derived from other values. */
    DERIVED,
    /** Measured, with an uncertainty. */
    MEASURED,
    /** No source is known; a plausible value was assumed. */
    ASSUMED
  }

  /**
   * Returns a message for each origin whose name is not a component of a description.
   *
   * @param description a record whose first component is its name and whose last is the origins
   * @param owner the owner of the values, for the messages
   * @param origins origins by the names of components
   */
  public static List<String> mistakes(
      Class<? extends Record> description, String owner, Map<String, ValueOrigin> origins) {
    List<String> components =
        Arrays.stream(description.getRecordComponents()).map(part -> part.getName()).toList();
    List<String> numbers = components.subList(1, components.size() - 1);
    return origins.keySet().stream()
        .filter(key -> !components.contains(key))
        .sorted()
        .map(
            key ->
                "origins has the entry %s: expected one of %s components (%s)"
                    .formatted(key, owner, String.join(", ", numbers)))
        .toList();
  }
}
