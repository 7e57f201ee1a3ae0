package dev.rawline.app.terminal;

import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.FileProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/**
 * Progress on stderr: a bar with files, MP/s and the time left on a terminal, one line a file
 * otherwise.
 *
 * <p>MP/s counts raw pixels, all wanted pictures of a pixel taken together.
 */
public final class FileProgressBar implements FileProgress, AutoCloseable {
  private static final int STEPS_A_FILE = 1000;
  private static final double MEGA = 1e6;

  private final PrintWriter err;
  private final Optional<Integer> columns;
  private Optional<ProgressBar> bar = Optional.empty();
  private final Instant start = Instant.now();
  private Instant fileStart = start;
  private int number;
  private int files;
  private double filePixels;
  private double doneMegapixels;

  private FileProgressBar(PrintWriter err, Optional<Integer> columns) {
    this.err = err;
    this.columns = columns;
  }

  /** Returns progress for wherever stderr leads. */
  public static FileProgressBar on(PrintWriter err) {
    return new FileProgressBar(err, ProgressBars.columns());
  }

  @Override
  public synchronized void begins(Path file, int place, int of) {
    number = place;
    files = of;
    filePixels = 0;
    fileStart = Instant.now();
    if (columns.isPresent() && bar.isEmpty()) {
      bar =
          Optional.of(
              ProgressBars.of(columns.get())
                  .setInitialMax((long) of * STEPS_A_FILE)
                  .setUnit(" files", STEPS_A_FILE)
                  .build());
    }
    show();
  }

  @Override
  public synchronized void advances(double rawPixels, long of) {
    filePixels += rawPixels;
    doneMegapixels += rawPixels / MEGA;
    bar.ifPresent(
        shown -> shown.stepTo((long) (STEPS_A_FILE * (number - 1 + Math.min(1, filePixels / of)))));
    show();
  }

  @Override
  public synchronized void notes(Path file, String note) {
    err.printf("%s: %s%n", file, note);
  }

  @Override
  public synchronized void ends(FileOutcome outcome) {
    bar.ifPresent(shown -> shown.stepTo((long) number * STEPS_A_FILE));
    show();
    if (columns.isPresent()) {
      return;
    }
    String what =
        switch (outcome) {
          case FileOutcome.Rendered done when done.outputs().isEmpty() ->
              String.format(Locale.ROOT, "done in %.1f s", seconds(fileStart));
          case FileOutcome.Rendered rendered ->
              String.format(
                  Locale.ROOT,
                  "%d %s, %s in %.1f s",
                  rendered.outputs().size(),
                  rendered.outputs().size() == 1 ? "file" : "files",
                  size(rendered.rawPixels()),
                  seconds(fileStart));
          case FileOutcome.Skipped _ -> "up to date";
          case FileOutcome.Refused _ -> "refused";
        };
    err.printf("[%d/%d] %s: %s%n", number, files, outcome.file(), what);
  }

  private void show() {
    bar.ifPresent(
        shown ->
            shown.setExtraMessage(
                String.format(
                    Locale.ROOT, " %.1f MP/s", doneMegapixels / Math.max(0.001, seconds(start)))));
  }

  /** Returns the size of an image; below a twentieth of a megapixel nobody counts in them. */
  private static String size(long pixels) {
    return pixels < MEGA / 20
        ? pixels + " px"
        : String.format(Locale.ROOT, "%.1f MP", pixels / MEGA);
  }

  private static double seconds(Instant since) {
    return Duration.between(since, Instant.now()).toNanos() / 1e9;
  }

  @Override
  public synchronized void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
