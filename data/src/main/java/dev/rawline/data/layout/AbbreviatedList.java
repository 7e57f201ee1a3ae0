package dev.rawline.data.layout;

import java.util.List;

/** Many names → a few of them and how many there are, for sentences. */
public final class AbbreviatedList {
  private static final int SHOWN = 3;

  private AbbreviatedList() {}

  /** Returns "a, b", or "a, b, c and 4 more". */
  public static String of(List<String> names) {
    return names.size() <= SHOWN
        ? String.join(", ", names)
        : "%s and %d more"
            .formatted(String.join(", ", names.subList(0, SHOWN)), names.size() - SHOWN);
  }

  /**
   * Adds a note that lists names, if any.
   *
   * @param sentence the format of the number and the list
   */
  public static void note(List<String> notes, String sentence, List<String> names) {
    if (!names.isEmpty()) {
      notes.add(sentence.formatted(names.size(), of(names)));
    }
  }
}
