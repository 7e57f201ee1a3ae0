package dev.rawline.workbench.step;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether an end was asked for, and which steps are to hear of it. */
final class StopRequest {
  private final Set<RunningStep> running = new HashSet<>();
  private boolean made;

  /** Asks for an end. */
  void make() {
    synchronized (this) {
      made = true;
    }
    tell();
  }

  /** Asks the steps that run to stop. */
  void tell() {
    List<RunningStep> all;
    synchronized (this) {
      all = List.copyOf(running);
    }
    all.forEach(RunningStep::stop);
  }

  synchronized boolean isMade() {
    return made;
  }

  /** A step begins; it hears at once of a request that was made meanwhile. */
  void begins(RunningStep work) {
    synchronized (this) {
      running.add(work);
      if (!made) {
        return;
      }
    }
    work.stop();
  }

  /** A step has ended. */
  synchronized void ends(RunningStep work) {
    running.remove(work);
  }
}
