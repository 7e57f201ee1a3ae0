package dev.rawline.app.terminal;

import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepOutcome;
import dev.rawline.workbench.step.StepProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;

/**
 * Progress of a plan's steps on stderr: on a terminal one line with a bar of all steps, the time
 * left, and what one of those that run tells, each in its turn; otherwise a line for each step that
 * ends, and now and then one of those that run long.
 */
public final class PlanProgressBar implements StepProgress, AutoCloseable {
  private static final int PARTS = 1000;
  private static final double PERCENT = 100;
  private static final long SECOND = 1_000_000_000;

  /** How long the bar shows one of several steps that run. */
  private static final long TURN = 3 * SECOND;

  /** How long a step may run before a line tells of it, and until the next one does. */
  private static final long LONG = 30 * SECOND;

  private static final int WIDE = 100;
  private static final int WIDE_BAR = 20;
  private static final int NARROW_BAR = 10;
  private static final String FULL = "█";

  /** Parts of a block; none at first. */
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  /** Takes the bar away, so that a line can take its place. */
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final Optional<Integer> columns;
  private final LongSupplier clock;
  private final List<Step<?>> running = new ArrayList<>();
  private final IdentityHashMap<Step<?>, Told> told = new IdentityHashMap<>();
  private Optional<ProgressBar> bar = Optional.empty();
  private RemainingTime time;
  private int all;
  private int done;

  /** What stands on the terminal; read by the bar's own thread. */
  private volatile String shown = "";

  /**
   * What a step that runs has told.
   *
   * @param share the share of it that is done, 0 to 1
   * @param words all of it, in words; empty at first
   * @param line when a line told of it, or it began
   */
  private record Told(double share, String words, long line) {}

  PlanProgressBar(PrintWriter err, Optional<Integer> columns, LongSupplier clock) {
    this.err = err;
    this.columns = columns;
    this.clock = clock;
    this.time = new RemainingTime(clock, List.of());
  }

  /** Returns progress for wherever stderr leads. */
  public static PlanProgressBar on(PrintWriter err) {
    return new PlanProgressBar(err, ProgressBars.columns(), System::nanoTime);
  }

  @Override
  public synchronized void begins(List<Step<?>> toRun, int reused) {
    close();
    time = new RemainingTime(clock, toRun);
    all = toRun.size() + reused;
    done = reused;
    line("%d %s, %s".formatted(all, all == 1 ? "step" : "steps", there(reused)));
    if (columns.isPresent() && !toRun.isEmpty()) {
      bar =
          Optional.of(
              ProgressBars.of(columns.get())
                  .setInitialMax((long) all * PARTS)
                  .startsFrom((long) reused * PARTS, Duration.ZERO)
                  .setRenderer((_, _) -> shown)
                  .build());
      show();
    }
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
    told.put(step, new Told(0, "", clock.getAsLong()));
    show();
  }

  @Override
  public synchronized void tells(Step<?> step, long ready, long of, String words) {
    Told before = told.get(step);
    if (before == null) {
      return; // it tells after its end
    }
    double share = of <= 0 ? 0 : Math.clamp((double) ready / of, 0, 1);
    time.comes(step, share);
    String all = String.format(Locale.ROOT, "%.0f %%", Math.floor(PERCENT * share));
    if (!words.isBlank()) {
      all += ", " + words;
    }
    long now = clock.getAsLong();
    boolean due = columns.isEmpty() && now - before.line() >= LONG;
    if (due) {
      line("%s: %s%s".formatted(step.name(), all, timeLeft()));
    }
    told.put(step, new Told(share, all, due ? now : before.line()));
    show();
  }

  @Override
  public synchronized void notes(Step<?> step, String note) {
    line(step.name() + ": " + note);
  }

  @Override
  public synchronized void ends(Step<?> step, StepOutcome end) {
    boolean ran = told.remove(step) != null;
    running.removeIf(one -> !told.containsKey(one));
    switch (end) {
      case StepOutcome.Finished(Duration took) -> {
        time.finishes(step, took);
        done++;
        ended(step, words(took), columns.isEmpty());
      }
      case StepOutcome.Reused() -> {
        time.drops(step);
        done++;
        ended(step, "done by another process", columns.isEmpty());
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
        line("%s: left out, because it needs what failed: %s".formatted(step.name(), failed));
      }
    }
    show();
  }

  private void ended(Step<?> step, String how, boolean wanted) {
    if (wanted) {
      line("[%d/%d] %s: %s%s".formatted(done, all, step.name(), how, timeLeft()));
    }
  }

  private String timeLeft() {
    return time.seconds()
        .map(seconds -> ", " + TrainingProgressBar.words(seconds) + " left")
        .orElse("");
  }

  private static String words(Duration took) {
    double seconds = took.toNanos() / 1e9;
    return seconds < 10
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : TrainingProgressBar.words(seconds);
  }

  private void line(String line) {
    err.println((bar.isPresent() ? CLEAR : "") + line);
  }

  /** Moves the bar, and lets it show the step whose turn it is. */
  private void show() {
    if (bar.isEmpty()) {
      return;
    }
    double parts = done + told.values().stream().mapToDouble(Told::share).sum();
    String steps = "%d/%d steps%s".formatted(done, all, timeLeft());
    String name = "";
    String words = "";
    if (!running.isEmpty()) {
      Step<?> turn = running.get((int) (clock.getAsLong() / TURN % running.size()));
      name = turn.name();
      words = told.get(turn).words();
    }
    String line = terminalLine(columns.orElseThrow(), parts / all, steps, name, words);
    shown = line + " ".repeat(columns.orElseThrow() - line.length()); // over what stood there
    bar.get().stepTo(Math.round(PARTS * parts));
  }

  /**
   * Returns what stands on a terminal; where there is not enough room, the end of the step's name
   * is left out first.
   *
   * @param columns how wide the terminal is
   * @param share the share that is done, 0 to 1
   * @param steps how many steps are done
   * @param name what the step is called that is shown; empty if none is
   * @param words what it tells; may be empty
   */
  static String terminalLine(int columns, double share, String steps, String name, String words) {
    int width = columns < WIDE ? NARROW_BAR : WIDE_BAR;
    int eighths = (int) (share * width * EIGHTHS.length());
    String full = FULL.repeat(eighths / EIGHTHS.length());
    int rest = eighths % EIGHTHS.length();
    String begun = rest == 0 ? "" : EIGHTHS.substring(rest, rest + 1);
    String line =
        "│%s%s│ %s".formatted(full + begun, " ".repeat(width - (full + begun).length()), steps);
    String end = words.isEmpty() ? "" : ": " + words;
    if (!name.isEmpty()) {
      line += ", " + shortened(name, columns - line.length() - 2 - end.length()) + end;
    }
    return shortened(line, columns);
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, Math.max(0, length - 1)) + "…";
  }

  @Override
  public synchronized void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
