package dev.rawline.data.config;

import dev.rawline.data.yaml.YamlType;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many samples each class has.
 *
 * @param byClass by the names of the classes, in alphabetical order
 */
@YamlType(ClassCountsType.class)
record ClassCounts(SortedMap<String, Integer> byClass) {
  ClassCounts {
    byClass = Collections.unmodifiableSortedMap(new TreeMap<>(byClass));
  }
}
