package dev.rawline.app.terminal;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.joint.ModelInTraining;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.learning.train.StepReport;
import dev.rawline.learning.train.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/**
 * Progress of training on stderr: one line an epoch, and below them on a terminal a bar with epoch,
 * loss, images a second and the time left; without a terminal at most one line every 10 s.
 */
public final class TrainingProgressBar implements TrainingListener, AutoCloseable {
  private static final double PERCENT = 100;

  private final StatusLine status;
  private final TerminalProgress tasks;
  private final int epochs;
  private final String metric;
  private Optional<StepReport> last = Optional.empty();

  /** The first step that was reported, and when [ns]: the time left follows from them. */
  private Optional<StepReport> first = Optional.empty();

  private long begun;

  /** When the last step was reported, and the longest validation after an epoch [ns]. */
  private long stepped;

  private long validated;

  TrainingProgressBar(StatusLine status, int epochs, String metric) {
    this.status = status;
    this.tasks = new TerminalProgress(status);
    this.epochs = epochs;
    this.metric = metric.replace('_', ' ');
  }

  /**
   * Returns progress for a terminal or a log, whichever stderr leads to.
   *
   * @param epochs how many epochs there will be at most
   * @param metric name of the metric of the validation side
   */
  public static TrainingProgressBar on(PrintWriter err, int epochs, String metric) {
    return new TrainingProgressBar(StatusLine.on(err), epochs, metric);
  }

  @Override
  public Progress begin(String task, int parts) {
    return tasks.begin(task, parts);
  }

  @Override
  public void note(String note) {
    status.print(note);
  }

  @Override
  public synchronized void resumes(int done, int steps) {
    status.print(
        "resumes after %d %s%s"
            .formatted(
                done,
                done == 1 ? "epoch" : "epochs",
                steps == 0 ? "" : " and %d steps".formatted(steps)));
  }

  @Override
  public synchronized void step(StepReport report) {
    if (first.isEmpty()) {
      first = Optional.of(report);
      begun = status.now();
    }
    last = Optional.of(report);
    stepped = status.now();
    status.show(
        (double) report.done() / report.all(),
        String.format(
            Locale.ROOT,
            "epoch %d/%d  loss %.3f  %.0f images/s%s",
            report.epoch(),
            epochs,
            report.loss(),
            report.imagesPerSecond(),
            left(report).map(words -> "  " + words).orElse("")));
  }

  @Override
  public synchronized void epoch(EpochReport report, ModelInTraining model) {
    if (last.isPresent()) {
      validated = Math.max(validated, status.now() - stepped);
    }
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "[%d/%d] %s %.4f",
            report.epoch(),
            epochs,
            status.isTerminal() ? "loss" : "training loss", // a terminal may have 80 columns
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
    if (status.isTerminal()) {
      status.print(line.toString());
    } else {
      status.log(line.toString());
    }
  }

  /** Returns the training speed; a terminal has shown most of it, and its lines are short. */
  private String speed(StepReport step) {
    if (status.isTerminal()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        " with validation; learning %.0f images/s, loader waited for %.0f %%%s",
        step.imagesPerSecond(),
        PERCENT * step.waiting(),
        left(step).map(words -> "; " + words).orElse(""));
  }

  /**
   * Returns how long the rest will take at most, at the speed so far: the steps, and two
   * evaluations at the end.
   */
  private Optional<String> left(StepReport step) {
    long done = step.done() - first.orElse(step).done();
    if (done == 0 || step.done() == step.all()) {
      return Optional.empty();
    }
    double seconds = (status.now() - begun) / 1e9 / done * (step.all() - step.done());
    return Optional.of(StatusLine.left(seconds + 2 * validated / 1e9));
  }

  @Override
  public void close() {
    tasks.close();
  }
}
