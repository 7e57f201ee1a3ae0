package dev.rawline.imaging.chain;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A number of a stage with a gradient: a component of its record that is a {@link Parameter}.
 *
 * <p>{@link Differentiable} derives parameters, values and changed stages from it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Learnable {
  /** The name of the parameter. */
  String name();

  /** The unit of the number. */
  String unit();

  /** The lower bound for an optimizer. */
  double lowest();

  /** The upper bound for an optimizer. */
  double highest();

  /** Whether an optimizer keeps it unchanged by default. */
  boolean fixed() default false;
}
