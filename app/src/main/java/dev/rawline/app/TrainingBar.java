package dev.rawline.app;

import dev.rawline.data.store.TransferProgress;
import dev.rawline.lab.training.TrainingProgress;
import dev.rawline.learning.joint.LiveModel;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.learning.train.StepReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/**
 * Progress of training on stderr: on a terminal a bar with epoch, loss, the metric of the
 * validation side, images a second, how much the loader is waited for, and the time left; one line
 * an epoch otherwise.
 */
final class TrainingBar implements TrainingProgress, AutoCloseable {
  private static final double PERCENT = 100;

  private final PrintWriter err;
  private final Optional<Integer> columns;
  private final TransferBar transfer;
  private final int epochs;
  private final String metric;
  private final long start = System.nanoTime();
  private final JudgingBar judging = new JudgingBar();
  private Optional<ProgressBar> bar = Optional.empty();
  private Optional<StepReport> last = Optional.empty();
  private long firstDone = -1;
  private String validated = "";

  private TrainingBar(PrintWriter err, Optional<Integer> columns, int epochs, String metric) {
    this.err = err;
    this.columns = columns;
    this.transfer = TransferBar.on(err);
    this.epochs = epochs;
    this.metric = metric.replace('_', ' ');
  }

  /**
   * Returns progress for wherever stderr leads.
   *
   * @param epochs how many epochs there will be at most
   * @param metric what the metric of the validation side is called
   */
  static TrainingBar on(PrintWriter err, int epochs, String metric) {
    return new TrainingBar(err, TerminalBar.columns(), epochs, metric);
  }

  @Override
  public synchronized void begins(String what) {
    closeBar();
    err.println(what + " …");
  }

  @Override
  public synchronized void notes(String note) {
    err.println(note);
  }

  /**
   * Within an epoch the bar stands at its last step; what is judged before or after has its own.
   */
  @Override
  public synchronized void evaluates(int done, int all) {
    if (bar.isPresent()) {
      bar.get().setExtraMessage(" validating %d of %d".formatted(done, all));
    } else {
      judging.judged(done, all);
    }
  }

  @Override
  public TransferProgress transfer() {
    return transfer;
  }

  @Override
  public synchronized void resumes(int done, int steps) {
    err.printf(
        "goes on after %d %s%s%n",
        done, done == 1 ? "epoch" : "epochs", steps == 0 ? "" : " and %d steps".formatted(steps));
  }

  @Override
  public synchronized void step(StepReport report) {
    judging.close();
    if (firstDone < 0) {
      firstDone = report.done() - 1;
    }
    if (columns.isPresent()) {
      if (bar.isEmpty()) {
        bar =
            Optional.of(
                TerminalBar.of(columns.get())
                    .setInitialMax(report.all())
                    .startsFrom(firstDone, Duration.ZERO)
                    .build());
      }
      bar.get().stepTo(report.done());
      bar.get()
          .setExtraMessage(
              String.format(
                  Locale.ROOT,
                  " %d/%d loss %.3f%s %.0f images/s wait %.0f %%",
                  report.epoch(),
                  epochs,
                  report.loss(),
                  validated,
                  report.imagesPerSecond(),
                  PERCENT * report.waiting()));
    }
    last = Optional.of(report);
  }

  @Override
  public synchronized void epoch(EpochReport report, LiveModel model) {
    if (report.metric().isPresent()) {
      validated = String.format(Locale.ROOT, " %s %.3f", metric, report.metric().getAsDouble());
    }
    if (columns.isPresent()) {
      return;
    }
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "[%d/%d] training loss %.4f",
            report.epoch(),
            epochs,
            report.trainingLoss()));
    report
        .validationLoss()
        .ifPresent(loss -> line.append(String.format(Locale.ROOT, ", validation %.4f", loss)));
    if (report.metric().isPresent()) {
      line.append(',').append(validated).append(report.best() ? " (best)" : "");
    }
    line.append(String.format(Locale.ROOT, ", %.1f s", report.seconds()));
    last.ifPresent(
        step ->
            line.append(
                String.format(
                    Locale.ROOT,
                    ", %.0f images/s, loader waited for %.0f %%%s",
                    step.imagesPerSecond(),
                    PERCENT * step.waiting(),
                    left(step))));
    err.println(line);
  }

  /** Returns how long the rest will take at most, if it goes on so. */
  private String left(StepReport step) {
    long done = step.done() - firstDone;
    if (step.done() == step.all()) {
      return "";
    }
    double seconds = (System.nanoTime() - start) / 1e9 / done * (step.all() - step.done());
    return ", " + words(seconds) + " left";
  }

  private static String words(double seconds) {
    long minutes = Math.round(seconds / 60);
    return minutes < 2
        ? "%d s".formatted(Math.round(seconds))
        : minutes < 120
            ? "%d min".formatted(minutes)
            : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  private void closeBar() {
    judging.close();
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }

  @Override
  public synchronized void close() {
    closeBar();
    transfer.close();
  }
}
