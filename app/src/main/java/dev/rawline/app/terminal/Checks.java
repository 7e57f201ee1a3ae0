package dev.rawline.app.terminal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a command whose exit code gives the verdict of a check. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Checks {
  /** Returns whether the check can warn, too. */
  boolean warns() default true;
}
