package dev.rawline.data.config;

import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.Names;
import dev.rawline.data.yaml.WrittenAs;
import dev.rawline.imaging.frame.Origin;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the numbers of a file come from.
 *
 * @param byKey by the keys of the file
 */
@WrittenAs(Provenances.class)
record Origins(Map<String, Origin> byKey) {
  /** Returns origins that are known by the names of a record's components, in their order. */
  static Origins of(Map<String, Origin> byComponent) {
    Map<String, Origin> byKey = new LinkedHashMap<>();
    new TreeMap<>(byComponent)
        .forEach((component, origin) -> byKey.put(Names.snakeCase(component), origin));
    return new Origins(byKey);
  }

  /** Returns origins by the names of the components of a record of keys. */
  Map<String, Origin> ofComponents(Class<?> keys) {
    Map<String, Origin> byComponent = new LinkedHashMap<>();
    for (RecordComponent component : KeyRecord.of(keys).components()) {
      Origin origin = byKey.get(KeyRecord.name(component));
      if (origin != null) {
        byComponent.put(component.getName(), origin);
      }
    }
    return byComponent;
  }
}
