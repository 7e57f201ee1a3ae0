package dev.rawline.workbench.step;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A request to stop, and the steps to notify of it. */
final class StopRequest {
  private final Set<StepContext> running = new HashSet<>();
  private boolean made;

  /** Requests a stop. */
  void make() {
    synchronized (this) {
      made = true;
    }
    send();
  }

  /** Asks the steps that run to stop. */
  void send() {
    List<StepContext> all;
    synchronized (this) {
      all = List.copyOf(running);
    }
    all.forEach(StepContext::stop);
  }

  synchronized boolean isMade() {
    return made;
  }

  /** A step begins; it is stopped at once if a stop was requested. */
  void begins(StepContext work) {
    synchronized (this) {
      running.add(work);
      if (!made) {
        return;
      }
    }
    work.stop();
  }

  /** A step has ended. */
  synchronized void ends(StepContext work) {
    running.remove(work);
  }
}
