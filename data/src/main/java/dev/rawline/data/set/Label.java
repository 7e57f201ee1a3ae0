package dev.rawline.data.set;

import java.util.Optional;

/**
 * The label of a sample: its class, the mask of its objects, both, or neither.
 *
 * @param className the class
 * @param mask the pixels of objects
 */
public record Label(Optional<String> className, Optional<SampleMask> mask) {

  /** No label. */
  public static final Label NONE = new Label(Optional.empty(), Optional.empty());

  /**
   * Checks the class.
   *
   * @throws IllegalArgumentException if its name is blank or has a control character
   */
  public Label {
    className.ifPresent(name -> NameRules.require("a class", name));
  }

  /** Returns the label of a class. */
  public static Label of(String className) {
    return new Label(Optional.of(className), Optional.empty());
  }

  /** Returns the label of a mask. */
  public static Label of(SampleMask mask) {
    return new Label(Optional.empty(), Optional.of(mask));
  }

  /** Returns this label with a mask. */
  public Label with(SampleMask newMask) {
    return new Label(className, Optional.of(newMask));
  }
}
