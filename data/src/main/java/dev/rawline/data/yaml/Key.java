package dev.rawline.data.yaml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One key of a YAML file: what its schema, its error messages and the comments in written files say
 * of it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

  /** What the value means. */
  String means();

  /** The value's unit; empty for text, and for numbers without one. */
  String unit() default "";

  /** The least number that is allowed. */
  double least() default Double.NEGATIVE_INFINITY;

  /** The number that a value must lie above. */
  double above() default Double.NEGATIVE_INFINITY;

  /** The greatest number that is allowed. */
  double most() default Double.POSITIVE_INFINITY;

  /** The side of a kernel; 0 where every odd one is allowed. */
  int side() default 0;

  /** The pattern that a text must match; empty where every text is allowed. */
  String pattern() default "";

  /** The record whose keys a mapping is by. */
  Class<?> keysOf() default void.class;

  /** Of a mapping by a record's keys: those that stand there in vain, and are never proposed. */
  String[] without() default {};

  /** Whether the file must say it. */
  boolean required() default false;

  /** Whether the value follows the stage's name itself, without a key of its own. */
  boolean bare() default false;

  /** Whether the word {@code camera} may stand for the camera's value. */
  boolean camera() default false;
}
