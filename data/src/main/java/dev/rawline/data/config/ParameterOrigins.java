package dev.rawline.data.config;

import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.data.yaml.YamlType;
import dev.rawline.imaging.frame.ValueOrigin;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the numbers of a file come from.
 *
 * @param byKey by the keys of the file
 */
@YamlType(ParameterOriginsType.class)
record ParameterOrigins(Map<String, ValueOrigin> byKey) {
  /** Returns origins that are known by the names of a record's components, in their order. */
  static ParameterOrigins of(Map<String, ValueOrigin> byComponent) {
    Map<String, ValueOrigin> byKey = new LinkedHashMap<>();
    new TreeMap<>(byComponent)
        .forEach((component, origin) -> byKey.put(YamlNames.snakeCase(component), origin));
    return new ParameterOrigins(byKey);
  }

  /** Returns origins by the names of the components of a record of keys. */
  Map<String, ValueOrigin> ofComponents(Class<?> keys) {
    Map<String, ValueOrigin> byComponent = new LinkedHashMap<>();
    for (RecordComponent component : KeyRecord.of(keys).components()) {
      ValueOrigin origin = byKey.get(KeyRecord.name(component));
      if (origin != null) {
        byComponent.put(component.getName(), origin);
      }
    }
    return byComponent;
  }
}
