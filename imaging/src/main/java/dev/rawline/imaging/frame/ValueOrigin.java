package dev.rawline.imaging.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

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
   * Returns the origins in a resource of properties, {@code component = basis: note}.
   *
   * @param owner a class in the package of the resource
   */
  public static Map<String, ValueOrigin> ofResource(Class<?> owner, String name) {
    Properties entries = new Properties();
    try (InputStream resource = owner.getResourceAsStream(name)) {
      entries.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, ValueOrigin> origins = new TreeMap<>();
    for (String component : entries.stringPropertyNames()) {
      String[] parts = entries.getProperty(component).split(": ", 2);
      Basis basis = Basis.valueOf(parts[0].toUpperCase(Locale.ROOT));
      origins.put(component, new ValueOrigin(basis, parts[1]));
    }
    return origins;
  }

  /**
   * Returns a message for each origin whose name is not a component of a description.
   *
   * @param description a record whose first component is its name and whose last is the origins
   * @param owner the owner of the values, for the messages
   * @param origins origins by the names of components
   */
  public static List<String> problems(
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
