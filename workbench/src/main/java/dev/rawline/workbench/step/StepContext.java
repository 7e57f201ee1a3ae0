package dev.rawline.workbench.step;

import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** What a step works with while it runs; any of its threads may call. */
public interface StepContext {

  /** Returns the folder for its files, and for them alone; it exists. */
  Path folder();

  /**
   * Returns how many threads it may keep busy: what its cost says, or all there are where that is
   * less. Its result must not depend on them; where it would, their number belongs to the settings.
   */
  int threads();

  /**
   * Returns the result of a step that it needs.
   *
   * @throws IllegalArgumentException if the step did not say that it needs it
   * @throws IOException if it cannot be read
   */
  <T> T result(Step<T> needed) throws IOException;

  /**
   * Returns the folder of a step that it needs, to be read only.
   *
   * @throws IllegalArgumentException if the step did not say that it needs it
   */
  Path folder(Step<?> needed);

  /**
   * Tells how far the step has come.
   *
   * @param done what is done
   * @param all what there is to do, in the same unit
   * @param words what a person may want to see beside it, such as "loss 0.31"; may be empty
   */
  void tells(long done, long all, String words);

  /**
   * Returns the progress of work that is all that this step does; it throws a {@link
   * CancellationException} if the step is asked to stop.
   */
  default Progress progress() {
    return new WorkProgress(this).checking(this::requireNoStop);
  }

  /** Tells something that a person should know once. */
  void notes(String note);

  /**
   * Goes on unless the step is asked to stop.
   *
   * @throws CancellationException if it is
   */
  void requireNoStop();

  /**
   * Has something done, once, as soon as the step is asked to stop, or at once if it is already;
   * for work that ends in order by itself, and then throws a {@link CancellationException}.
   */
  void onStop(Runnable what);
}
