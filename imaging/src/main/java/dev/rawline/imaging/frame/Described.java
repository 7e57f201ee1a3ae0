package dev.rawline.imaging.frame;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Meaning, unit and range of a component of a record of parameters.
 *
 * <p>It is the only description of the component: the key of its YAML file with its error messages,
 * the JSON schema, the options of the command line, the reference pages and the checks of ranges
 * are derived from it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Described {

  /** What the value means. */
  String meaning();

  /** The key in files; empty where it is the component's name in snake case. */
  String key() default "";

  /** The value's unit; empty for text, and for numbers without one. */
  String unit() default "";

  /** The smallest number that is allowed. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The number that a value must exceed. */
  double above() default Double.NEGATIVE_INFINITY;

  /** The largest number that is allowed. */
  double max() default Double.POSITIVE_INFINITY;

  /** The side of a kernel; 0 where every odd one is allowed. */
  int side() default 0;

  /** The pattern that a text must match; empty where every text is allowed. */
  String pattern() default "";

  /**
   * The placeholder of an option whose text may be a path, such as DATASET; empty if the text is no
   * path.
   */
  String path() default "";

  /** The record whose components are the keys of a mapping. */
  Class<?> keysOf() default void.class;

  /** The keys of a nested record that have no effect here, and are never proposed. */
  String[] without() default {};

  /**
   * Whether a file must contain the key. It must contain those of primitive components in any case,
   * unless the record has a constant {@code DEFAULT}.
   */
  boolean required() default false;

  /** The word of an empty optional in files; where it is empty, the key is left out instead. */
  String none() default "";

  /** Whether the value follows the word of its record directly, without a key of its own. */
  boolean bare() default false;

  /** Whether the word {@code camera} may stand for the camera's value. */
  boolean camera() default false;
}
