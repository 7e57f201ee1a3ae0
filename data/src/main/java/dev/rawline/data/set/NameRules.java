package dev.rawline.data.set;

import java.util.Arrays;

/**
 * The rules for names of classes, groups and samples: one line of text in tables and on screens; an
 * id is also a relative path of a file.
 */
final class NameRules {
  private NameRules() {}

  /**
   * Requires a name.
   *
   * @param what the named object, for the message
   * @throws IllegalArgumentException if it is blank or has a control character
   */
  static void require(String what, String name) {
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "%s is called '%s': expected a name without control characters"
              .formatted(what, name.replaceAll("\\p{Cntrl}", "�")));
    }
  }

  /**
   * Requires a name that is a path below any folder.
   *
   * @param what the named object, for the message
   * @throws IllegalArgumentException if it is no name, or begins or ends with '/', or has an empty,
   *     '.' or '..' part, or a backslash
   */
  static void requireBelow(String what, String name) {
    require(what, name);
    boolean isBelow =
        name.indexOf('\\') < 0
            && Arrays.stream(name.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (!isBelow) {
      throw new IllegalArgumentException(
          "%s is called '%s': expected a name below a folder, such as images/1, without backslashes and without empty, '.' or '..' parts"
              .formatted(what, name));
    }
  }
}
