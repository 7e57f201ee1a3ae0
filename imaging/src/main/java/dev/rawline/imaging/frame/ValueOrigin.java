package dev.rawline.imaging.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where a number comes from.
 *
 * @param basis what kind of number it is
 * @param note the source, the derivation, the reason, or the measurement with its uncertainty; for
 *     people to read
 */
public record ValueOrigin(Basis basis, String note) {

  /** What kind of number it is. */
  public enum Basis {
    /** Stated by the maker or the authors. */
    PUBLISHED,
    /** Stated by whoever described the device, without a source. */
    STATED,
    /** Follows from other numbers. */
    DERIVED,
    /** Measured, with an uncertainty. */
    MEASURED,
    /** No source states it; a plausible number was chosen. */
    ASSUMED
  }

  /**
   * Returns a sentence for each origin that tells of no number of a description.
   *
   * @param description a record of numbers between its name, the first component, and their
   *     origins, the last
   * @param owner whose numbers they are, for the sentences
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
                "origins tells of %s: expected one of %s numbers (%s)"
                    .formatted(key, owner, String.join(", ", numbers)))
        .toList();
  }
}
