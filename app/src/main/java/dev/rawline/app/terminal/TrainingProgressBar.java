package dev.rawline.app.terminal;

import dev.rawline.data.store.TransferProgress;
import dev.rawline.lab.training.TrainingProgress;
import dev.rawline.learning.joint.ModelInTraining;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.learning.train.StepReport;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/**
 * Progress of training on stderr: one line an epoch, and below them on a terminal a bar with epoch,
 * loss, images a second and the time left.
 */
public final class TrainingProgressBar implements TrainingProgress, AutoCloseable {
  private static final double PERCENT = 100;

  private final PrintWriter err;
  private final Optional<StatusLine> status;
  private final TransferProgressBar transfer;
  private final int epochs;
  private final String metric;
  private EvaluationProgressBar judging = new EvaluationProgressBar("measuring pictures");
  private Optional<StepReport> last = Optional.empty();

  /** What the time left is told by: the first step that was told, and when [ns]. */
  private Optional<StepReport> first = Optional.empty();

  private long begun;

  /**
   * Begins.
   *
   * @param columns how wide the terminal is, if it is one
   */
  TrainingProgressBar(PrintWriter err, Optional<Integer> columns, int epochs, String metric) {
    this.err = err;
    this.status = columns.map(width -> new StatusLine(err, width));
    this.transfer = TransferProgressBar.on(err);
    this.epochs = epochs;
    this.metric = metric.replace('_', ' ');
  }

  /**
   * Returns progress for wherever stderr leads.
   *
   * @param epochs how many epochs there will be at most
   * @param metric what the metric of the validation side is called
   */
  public static TrainingProgressBar on(PrintWriter err, int epochs, String metric) {
    return new TrainingProgressBar(err, ProgressBars.columns(), epochs, metric);
  }

  @Override
  public synchronized void begins(String what) {
    endEpochs();
    judging = new EvaluationProgressBar("evaluating");
    err.println(what + " …");
  }

  @Override
  public synchronized void notes(String note) {
    status.ifPresent(StatusLine::clear);
    err.println(note);
  }

  /**
   * Within an epoch the bar stands at its last step; what is judged before or after has its own.
   */
  @Override
  public synchronized void evaluates(int done, int all) {
    if (last.isEmpty()) {
      judging.judged(done, all);
    } else {
      show(last.get(), "validating %d of %d".formatted(done, all));
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
    if (first.isEmpty()) {
      first = Optional.of(report);
      begun = System.nanoTime();
    }
    last = Optional.of(report);
    show(
        report,
        String.format(
            Locale.ROOT,
            "loss %.3f  %.0f images/s%s",
            report.loss(),
            report.imagesPerSecond(),
            left(report).map(words -> "  " + words).orElse("")));
  }

  private void show(StepReport at, String words) {
    status.ifPresent(
        line ->
            line.show(
                line.bar(
                    (double) at.done() / at.all(),
                    "epoch %d/%d  %s".formatted(at.epoch(), epochs, words))));
  }

  @Override
  public synchronized void epoch(EpochReport report, ModelInTraining model) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "[%d/%d] %s %.4f",
            report.epoch(),
            epochs,
            status.isPresent() ? "loss" : "training loss", // a terminal may have 80 columns
            report.trainingLoss()));
    report
        .validationLoss()
        .ifPresent(loss -> line.append(String.format(Locale.ROOT, ", validation %.4f", loss)));
    report
        .metric()
        .ifPresent(
            value ->
                line.append(
                    String.format(
                        Locale.ROOT,
                        ", %s %.3f%s",
                        metric,
                        value,
                        report.best() ? " (best)" : "")));
    line.append(String.format(Locale.ROOT, ", %.1f s", report.seconds()));
    last.ifPresent(step -> line.append(speed(step)));
    status.ifPresent(StatusLine::clear);
    err.println(line);
  }

  /** Returns how fast was learned; a terminal has shown most of it, and its lines are short. */
  private String speed(StepReport step) {
    if (status.isPresent()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        " with validation; learning %.0f images/s, loader waited for %.0f %%%s",
        step.imagesPerSecond(),
        PERCENT * step.waiting(),
        left(step).map(words -> "; " + words).orElse(""));
  }

  /** Returns how long the rest will take at most, if it goes on so. */
  private Optional<String> left(StepReport step) {
    long done = step.done() - first.orElse(step).done();
    if (done == 0 || step.done() == step.all()) {
      return Optional.empty();
    }
    double seconds = (System.nanoTime() - begun) / 1e9 / done * (step.all() - step.done());
    return Optional.of(words(seconds) + " left");
  }

  /** Returns a time as people say it, such as "4 min". */
  public static String words(double seconds) {
    long minutes = Math.round(seconds / 60);
    return minutes < 2
        ? "%d s".formatted(Math.round(seconds))
        : minutes < 120
            ? "%d min".formatted(minutes)
            : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  private void endEpochs() {
    judging.close();
    status.ifPresent(StatusLine::clear);
    last = Optional.empty();
  }

  @Override
  public synchronized void close() {
    endEpochs();
    transfer.close();
  }
}
