package dev.rawline.lab;

import dev.rawline.imaging.numeric.Progress;
import java.util.List;

/**
 * Progress that records the notes on each part of a task, with the part's name before them.
 *
 * @param name the name of the part; empty for the whole task
 * @param notes takes the notes
 */
public record RecordedNotes(String name, List<String> notes) implements Progress {

  /** Records the notes on a task in a list. */
  public RecordedNotes(List<String> notes) {
    this("", notes);
  }

  @Override
  public Progress begin(String task, int parts) {
    return parts > 0 ? this : new RecordedNotes(task, notes);
  }

  @Override
  public void note(String note) {
    notes.add(name.isEmpty() ? note : name + ": " + note);
  }
}
