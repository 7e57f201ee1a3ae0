package dev.rawline.imaging.numeric;

/**
 * Receives how far a long task has come.
 *
 * <p>Tasks are nested: {@link #begin(String, int)} begins a part of a task and returns the progress
 * of that part. Calls may come from several threads. An implementation may throw a {@link
 * java.util.concurrent.CancellationException} from any of its methods; the task then ends there.
 *
 * <p>Every method does nothing by default, and {@code begin} returns this object, so that an
 * implementation overrides only what it needs.
 */
public interface Progress {

  /** Shows nothing. */
  Progress SILENT = new Progress() {};

  /**
   * Begins a task, as a part of this one.
   *
   * @param task its name, such as a file or "evaluating"; the plural noun of its parts where it has
   *     any, such as "files"
   * @param parts how many parts it has that begin and end one by one; 0 if it has none
   * @return the progress of that task
   */
  default Progress begin(String task, int parts) {
    return this;
  }

  /**
   * Begins a task without parts, as a part of this one.
   *
   * @param task its name
   * @param total the amount of work
   * @param unit the unit of that amount, such as "samples"
   * @return the progress of that task
   */
  default Progress begin(String task, long total, String unit) {
    Progress begun = begin(task, 0);
    begun.size(total, unit);
    return begun;
  }

  /**
   * The amount of work of this task is known.
   *
   * @param total the amount
   * @param unit its unit: "px", "bytes" or a plural noun such as "samples"
   */
  default void size(long total, String unit) {}

  /**
   * More of the work is done.
   *
   * @param amount how much more than before, in the unit of {@link #size}; negative where some work
   *     must be repeated
   */
  default void advance(double amount) {}

  /** More of the work is done, as whole units. */
  default void advance(long amount) {
    advance((double) amount);
  }

  /**
   * Reports a note for the user about this task.
   *
   * @param note one sentence without a full stop
   */
  default void note(String note) {}

  /**
   * Reports a note for the user about a part of this task.
   *
   * @param subject what it is about, such as a file; may be empty
   * @param note one sentence without a full stop
   */
  default void note(Object subject, String note) {
    String name = subject.toString();
    note(name.isEmpty() ? note : name + ": " + note);
  }

  /**
   * The task is done.
   *
   * @param result the result in a few words, such as "12 files"; may be empty
   */
  default void end(String result) {}

  /**
   * The task needs no work, or is not done.
   *
   * @param reason why, in a few words, such as "up to date"
   */
  default void skip(String reason) {}

  /**
   * Returns this progress with a check before each part that begins and each advance.
   *
   * @param check throws a {@link java.util.concurrent.CancellationException} where the task is to
   *     end
   */
  default Progress checking(Runnable check) {
    return new CheckedProgress(this, check);
  }
}
