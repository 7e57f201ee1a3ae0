package dev.rawline.app.terminal;

import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepOutcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Progress of a plan's steps on stderr: on a terminal one line with a bar of all steps, the time
 * left, and the latest report of one running step, each in its turn; elsewhere at most every 10 s a
 * line for a step that ends, or now and then one of those that run long.
 */
public final class PlanProgressBar implements StepListener, AutoCloseable {
  private static final double PERCENT = 100;
  private static final long SECOND = 1_000_000_000;

  /** How long the bar shows one of several steps that run. */
  private static final long TURN = 3 * SECOND;

  /** How long a step may run before a line reports it, and until the next one does. */
  private static final long LONG = 30 * SECOND;

  private final StatusLine status;
  private final List<Step<?>> running = new ArrayList<>();
  private final IdentityHashMap<Step<?>, Report> reports = new IdentityHashMap<>();
  private RemainingTime time;
  private int all;
  private int done;

  /**
   * The latest report of a running step.
   *
   * @param share the share of it that is done, 0 to 1
   * @param words all of it, in words; empty at first
   * @param line when a line reported it, or it began
   */
  private record Report(double share, String words, long line) {}

  PlanProgressBar(StatusLine status) {
    this.status = status;
    this.time = new RemainingTime(status::now, List.of());
  }

  /** Returns progress for wherever stderr leads. */
  public static PlanProgressBar on(PrintWriter err) {
    return new PlanProgressBar(StatusLine.on(err));
  }

  @Override
  public synchronized void begins(List<Step<?>> toRun, int reused) {
    close();
    time = new RemainingTime(status::now, toRun);
    all = toRun.size() + reused;
    done = reused;
    String begins = "%d %s, %s".formatted(all, all == 1 ? "step" : "steps", there(reused));
    if (status.isTerminal()) {
      line(begins);
    } else {
      status.log(begins);
    }
    show();
  }

  private String there(int reused) {
    return reused == 0
        ? "none done before"
        : reused == all ? "all done before" : reused + " done before";
  }

  @Override
  public synchronized void begins(Step<?> step) {
    time.begins(step);
    running.add(step);
    reports.put(step, new Report(0, "", status.now()));
    show();
  }

  @Override
  public synchronized void reports(Step<?> step, long ready, long of, String words) {
    Report before = reports.get(step);
    if (before == null) {
      return; // it reports after its end
    }
    double share = of <= 0 ? 0 : Math.clamp((double) ready / of, 0, 1);
    time.comes(step, share);
    String all = String.format(Locale.ROOT, "%.0f %%", Math.floor(PERCENT * share));
    if (!words.isBlank()) {
      all += ", " + words;
    }
    long now = status.now();
    boolean reported =
        now - before.line() >= LONG
            && status.log("%s: %s%s".formatted(step.name(), all, timeLeft()));
    reports.put(step, new Report(share, all, reported ? now : before.line()));
    show();
  }

  @Override
  public synchronized void notes(Step<?> step, String note) {
    line(step.name() + ": " + note);
  }

  @Override
  public synchronized void ends(Step<?> step, StepOutcome end) {
    boolean ran = reports.remove(step) != null;
    running.removeIf(one -> !reports.containsKey(one));
    switch (end) {
      case StepOutcome.Finished(Duration took) -> {
        time.finishes(step, took);
        done++;
        ended(step, words(took));
      }
      case StepOutcome.Reused() -> {
        time.drops(step);
        done++;
        ended(step, "done by another process");
      }
      case StepOutcome.Stopped() -> {
        time.ends(step);
        line(step.name() + ": stopped");
      }
      case StepOutcome.Failed(String why) -> {
        if (ran) {
          time.ends(step);
        } else {
          time.drops(step);
        }
        line(step.name() + ": failed: " + why);
      }
      case StepOutcome.LeftOut(String failed) -> {
        time.drops(step);
        line("%s: skipped, because it depends on a failed step: %s".formatted(step.name(), failed));
      }
    }
    show();
  }

  private void ended(Step<?> step, String how) {
    status.log("[%d/%d] %s: %s%s".formatted(done, all, step.name(), how, timeLeft()));
  }

  /** Of steps of a kind that none has been run of, only the others' time is known. */
  private String timeLeft() {
    return time.seconds()
        .filter(seconds -> time.isWhole() || seconds >= 1)
        .map(seconds -> (time.isWhole() ? ", " : ", at least ") + StatusLine.left(seconds))
        .orElse("");
  }

  private static String words(Duration took) {
    double seconds = took.toNanos() / 1e9;
    return seconds < 10
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : StatusLine.duration(seconds);
  }

  private void line(String line) {
    status.print(line);
  }

  /** Shows the share of the plan that is done, and one of the running steps in its turn. */
  private void show() {
    if (all == 0 || done == all) {
      status.clear();
      return;
    }
    double parts = done + reports.values().stream().mapToDouble(Report::share).sum();
    String words = "%d/%d steps%s".formatted(done, all, timeLeft());
    if (!running.isEmpty()) {
      Step<?> turn = running.get((int) (status.now() / TURN % running.size()));
      String own = reports.get(turn).words();
      words += ", " + turn.name() + (own.isEmpty() ? "" : ": " + own);
    }
    status.show(parts / all, words);
  }

  @Override
  public synchronized void close() {
    status.clear();
  }
}
