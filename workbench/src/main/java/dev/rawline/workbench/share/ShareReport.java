package dev.rawline.workbench.share;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import java.util.Map;
import java.util.Optional;

/**
 * A line on stdout by which a share reports to the process that spread the work.
 *
 * <p>It is {@value #MARK}, the kind, and a JSON object; other lines are no reports.
 */
public sealed interface ShareReport {
  /** What such lines begin with. */
  String MARK = "rawline-share ";

  /**
   * An item is done.
   *
   * @param index which, from 0
   * @param result its result, as text
   */
  record Item(int index, String result) implements ShareReport {}

  /**
   * A step has advanced.
   *
   * @param done the completed work
   * @param all all work, in the same unit
   * @param words what is shown next to it
   */
  record Advance(long done, long all, String words) implements ShareReport {}

  /** Something that the user should know. */
  record Note(String text) implements ShareReport {}

  /** The share is done: its results are written. */
  record Done() implements ShareReport {}

  /** Returns the report as a line. */
  default String line() {
    String kind =
        switch (this) {
          case Item _ -> "item";
          case Advance _ -> "advance";
          case Note _ -> "note";
          case Done _ -> "done";
        };
    return MARK + kind + " " + JsonFile.text(this);
  }

  /** Returns the report in a line; none if it is another line. */
  static Optional<ShareReport> of(String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    String[] parts = line.substring(MARK.length()).split(" ", 2);
    Map<String, Object> values = JsonFile.parse(parts[1]);
    return switch (parts[0]) {
      case "item" -> Optional.of(JsonRecords.ofValues(values, Item.class));
      case "advance" -> Optional.of(JsonRecords.ofValues(values, Advance.class));
      case "note" -> Optional.of(JsonRecords.ofValues(values, Note.class));
      case "done" -> Optional.of(new Done());
      default -> Optional.empty();
    };
  }
}
