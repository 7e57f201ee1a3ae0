package dev.rawline.workbench.share;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends a share when the process that began it has ended, or closes the share's standard input: the
 * share finishes what must not stay half done, and no more.
 */
public final class ShareEnd {
  /** How long a share may finish what it has begun [ms]. */
  public static final long GRACE = 60_000;

  private static final List<Runnable> ACTIONS = new ArrayList<>();
  private static boolean requested;

  private ShareEnd() {}

  /** Requests the end. */
  public static void request() {
    List<Runnable> all;
    synchronized (ACTIONS) {
      requested = true;
      all = List.copyOf(ACTIONS);
      ACTIONS.clear();
    }
    all.forEach(Runnable::run);
  }

  /** Returns whether the share is to end. */
  static boolean isRequested() {
    synchronized (ACTIONS) {
      return requested;
    }
  }

  /** Registers an action that runs once the share is to end, or at once if it already is. */
  public static void onRequest(Runnable action) {
    synchronized (ACTIONS) {
      if (!requested) {
        ACTIONS.add(action);
        return;
      }
    }
    action.run();
  }
}
