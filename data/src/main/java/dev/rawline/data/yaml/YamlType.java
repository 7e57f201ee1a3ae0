package dev.rawline.data.yaml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How values of a class, or of the classes that implement an interface, are written in YAML files.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface YamlType {

  /** The type of the values. */
  Class<? extends ValueType<?>> value();
}
