package dev.rawline.app.terminal;

import dev.rawline.imaging.numeric.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/**
 * Progress of a command on stderr: on a terminal a bar with the amount, the speed and the time
 * left; otherwise a line for a part that ends or a task that takes long, at most one every 10 s.
 *
 * <p>The bar shows the outermost task whose parts or size are known. MP/s counts raw pixels, all
 * wanted pictures of a pixel taken together.
 */
public final class TerminalProgress implements Progress, AutoCloseable {
  private static final double LONG = 30;
  private static final double MEGA = 1e6;
  private static final String BYTES = "bytes";
  private static final String PIXELS = "px";

  private final StatusLine status;
  private final long start;
  private double megapixels;

  TerminalProgress(StatusLine status) {
    this.status = status;
    this.start = status.now();
  }

  /** Returns progress for a terminal or a log, whichever stderr leads to. */
  public static TerminalProgress on(PrintWriter err) {
    return new TerminalProgress(StatusLine.on(err));
  }

  @Override
  public Progress begin(String task, int parts) {
    return new Task(Optional.empty(), task, parts);
  }

  @Override
  public void note(String note) {
    status.print(note);
  }

  /** Removes the bar. */
  @Override
  public void close() {
    status.clear();
  }

  private double seconds(long since) {
    return Math.max(1e-3, (status.now() - since) / 1e9);
  }

  /** A task, or a part of one. All tasks of a command share its lock. */
  private final class Task implements Progress {
    private final Optional<Task> parent;
    private final String name;
    private final int parts;
    private final long begun = status.now();
    private int ended;

    /** The parts that have begun and not ended, each counted by the share of it that is done. */
    private double partial;

    private double total;
    private String unit = "";
    private double done;
    private long reported = begun;

    private Task(Optional<Task> parent, String name, int parts) {
      this.parent = parent;
      this.name = name;
      this.parts = parts;
    }

    @Override
    public Progress begin(String task, int count) {
      return new Task(Optional.of(this), task, count);
    }

    @Override
    public void size(long amount, String of) {
      synchronized (status) {
        total = amount;
        unit = of;
        show();
      }
    }

    @Override
    public void advance(double amount) {
      synchronized (status) {
        done += amount;
        if (unit.equals(PIXELS)) {
          megapixels += amount / MEGA;
        }
        if (total > 0) {
          parent.ifPresent(whole -> whole.partial += amount / total);
        }
        show();
        if (total > 0 && seconds(reported) >= LONG && status.log(name + ": " + words())) {
          reported = status.now();
        }
      }
    }

    @Override
    public void note(String note) {
      status.print(parent.isEmpty() ? note : name + ": " + note);
    }

    @Override
    public void end(String result) {
      String text = result.isEmpty() ? "done" : result;
      ends(
          result.isEmpty() || total > 0
              ? String.format(Locale.ROOT, "%s in %.1f s", text, seconds(begun))
              : text);
    }

    @Override
    public void skip(String reason) {
      ends(reason);
    }

    private void ends(String what) {
      synchronized (status) {
        if (parent.isEmpty()) {
          status.clear();
          return;
        }
        Task whole = parent.get();
        whole.partial -= total > 0 ? done / total : 0;
        whole.ended++;
        if (whole.parts > 0) {
          status.log("[%d/%d] %s: %s".formatted(whole.ended, whole.parts, name, what));
        }
        show();
      }
    }

    private boolean isMeasurable() {
      return total > 0 || parts > 0;
    }

    private double share() {
      double share = total > 0 ? done / total : parts > 0 ? (ended + partial) / parts : 0;
      return Math.clamp(share, 0, 1);
    }

    /** Shows the outermost task that can be measured. */
    private void show() {
      Optional<Task> outermost = Optional.empty();
      String label = "";
      for (Optional<Task> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
        if (at.get().isMeasurable()) {
          outermost = at;
        }
        label = at.get().parts > 0 ? label : at.get().name;
      }
      String words = outermost.map(Task::words).orElse("");
      boolean labelled = outermost.isPresent() && outermost.get().parts == 0;
      double share = outermost.map(Task::share).orElse(0.0);
      status.show(share, labelled ? label + "  " + words : words);
    }

    private String words() {
      StringBuilder words = new StringBuilder();
      if (unit.equals(BYTES) || unit.equals(PIXELS)) {
        words.append(
            String.format(
                Locale.ROOT,
                "%.1f/%.1f %s",
                done / MEGA,
                total / MEGA,
                unit.equals(BYTES) ? "MB" : "MP"));
      } else if (total > 0) {
        words.append("%d/%d %s".formatted(Math.round(done), Math.round(total), unit));
      }
      if (parts > 0) {
        words.append(words.isEmpty() ? "" : "  ");
        words.append("%d/%d %s".formatted(ended, parts, name));
      }
      if (unit.equals(BYTES)) {
        words.append(String.format(Locale.ROOT, "  %.1f MB/s", done / MEGA / seconds(begun)));
      } else if (megapixels > 0) {
        words.append(String.format(Locale.ROOT, "  %.1f MP/s", megapixels / seconds(start)));
      }
      double share = share();
      if (share > 0 && share < 1) {
        double left = seconds(begun) * (1 - share) / share;
        words.append("  ").append(StatusLine.left(left));
      }
      return words.toString();
    }
  }
}
