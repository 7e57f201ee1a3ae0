package dev.rawline.learning.train;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.load.Epoch;
import dev.rawline.data.load.Loader;
import dev.rawline.data.load.LoaderSettings;
import dev.rawline.data.set.Sample;
import dev.rawline.learning.datamodel.ParametrizedModel;
import dev.rawline.learning.distributed.BatchSlice;
import dev.rawline.learning.distributed.ProcessGroup;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.joint.NonFiniteOutputException;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

/**
 * Trains a joint model, and resumes an interrupted training.
 *
 * <p>After every epoch a checkpoint is written. A run that was killed or stopped resumes when it is
 * run again with the same settings, model, samples and folder, and ends with the same weights, bit
 * for bit, as an uninterrupted one: random draws depend only on the seed, the sample and the epoch.
 * This holds for the same number of threads; another number rounds sums differently.
 *
 * <p>Weights are those of the epoch whose main metric on the validation side was best, of several
 * that are as good the one of the lowest validation loss; without a validation side, those of the
 * last epoch.
 */
public final class Trainer {
  private static final String HISTORY = "history";
  private static final String RUNNING_LOSS = "running_loss";

  /** How a validation ended, as the processes of a training tell each other. */
  private static final int VALID = 0;

  private static final int STOPPED = 1;
  private static final int DIVERGED = 2;

  private final TrainingSettings settings;
  private final JointModel model;
  private final Preparation preparation;
  private final List<Sample> training;
  private final List<Sample> validation;
  private final Evaluation evaluation;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final Path folder;
  private ProcessGroup processes = ProcessGroup.ALONE;
  private volatile boolean stopping;

  /**
   * Prepares training.
   *
   * @param model the model; training changes its parameters that are not frozen
   * @param preparation the preparation of samples for the data model
   * @param training the training samples
   * @param validation the samples that select the best epoch; may be empty
   * @param folder the folder of the checkpoints
   * @throws IllegalArgumentException if there are no training samples
   */
  public Trainer(
      TrainingSettings settings,
      JointModel model,
      Preparation preparation,
      List<Sample> training,
      List<Sample> validation,
      Path folder,
      TrainingListener listener) {
    if (training.isEmpty()) {
      throw new IllegalArgumentException("there are no training samples");
    }
    this.settings = settings;
    this.model = model;
    this.preparation = preparation;
    this.training = List.copyOf(training);
    this.validation = List.copyOf(validation);
    this.evaluation =
        Evaluation.ofTraining(model, preparation, settings.evaluationBatch(), settings.seed());
    this.folder = folder;
    this.checkpoints = new Checkpoints(folder);
    this.listener = listener;
  }

  /**
   * Trains together with other processes, whose trainers have the same settings, model and samples.
   * Each computes its slice of every batch. The first writes the checkpoints and validates; the
   * others begin with its state.
   *
   * @return this
   */
  public Trainer together(ProcessGroup group) {
    processes = group;
    return this;
  }

  /** Requests training to stop after the current step; any thread may call this. */
  public void requestStop() {
    stopping = true;
  }

  /**
   * Trains to the end, or until it is requested to stop.
   *
   * @throws IllegalArgumentException if nothing is learned
   * @throws IOException if a sample cannot be read or a checkpoint not be written
   * @throws TrainingDivergedException if the loss is no longer finite; the message states the
   *     origin and the last good checkpoint
   */
  public TrainingOutcome run() throws IOException {
    try (Run run = new Run()) {
      return run.toEnd();
    }
  }

  private int steps(int epoch) {
    return Math.ceilDiv(training.size(), settings.batches().at(epoch));
  }

  private int stepsBefore(int end) {
    int steps = 0;
    for (int epoch = 0; epoch < end; epoch++) {
      steps = Math.addExact(steps, steps(epoch));
    }
    return steps;
  }

  /** What changes from step to step. */
  private final class Run implements AutoCloseable {
    private final TrainingStep steps = new TrainingStep(settings, model, processes);
    private Stopwatch watch = new Stopwatch();
    private final int allSteps = stepsBefore(settings.epochs());
    private TrainingHistory history = new TrainingHistory();

    /** By what epochs are compared. */
    private final Metric main = model.task().main();

    /** Whole epochs that are done. */
    private int epoch;

    /** Steps of the next epoch that are done. */
    private int step;

    private double lossSum;
    private long lossCount;
    private Optional<Path> lastGood = Optional.empty();

    TrainingOutcome toEnd() throws IOException {
      if (processes.rank() == 0) {
        restoreNewest();
      }
      if (processes.world() > 1) {
        share();
      }
      while (epoch < settings.epochs() && !history.isExhausted(settings.earlyStopping(), main)) {
        long start = System.nanoTime();
        if (!learn()) {
          requireFinite();
          return new TrainingOutcome.Stopped(epoch, step, save());
        }
        try {
          report((System.nanoTime() - start) / 1e9);
        } catch (CancellationException e) {
          return new TrainingOutcome.Stopped(epoch, step, save());
        }
      }
      if (!validation.isEmpty() && processes.rank() == 0) {
        model.load(checkpoints.best());
      }
      return new TrainingOutcome.Finished(
          history.epochs(), history.best(), epoch < settings.epochs());
    }

    /** Completes an epoch; returns false if it was stopped before its end. */
    private boolean learn() throws IOException {
      watch = new Stopwatch();
      int batch = settings.batches().at(epoch);
      Loader loader =
          new Loader(
              training,
              LoaderSettings.shuffled(settings.seed(), batch)
                  .withThreads(model.engine().threads()));
      try (Epoch<PreparedSample> samples =
          BatchSlice.loader(loader, epoch, processes.rank(), processes.world())
              .epoch(
                  epoch,
                  step,
                  loaded ->
                      preparation.of(
                          loaded,
                          Preparation.seed(settings.seed(), loaded.sample().id(), epoch)))) {
        while (samples.hasNext()) {
          processes.requireAll();
          if (processes.any(stopping)) {
            return false;
          }
          learnFrom(watch.waitFor(samples::next));
        }
      }
      return true;
    }

    private BatchSlice slice(int batch) {
      return BatchSlice.of(batch, processes.rank(), processes.world());
    }

    private void learnFrom(List<PreparedSample> slice) {
      int all = settings.batches().at(epoch);
      int samples = Math.min(all, training.size() - step * all);
      double share = (double) slice(samples).count() / samples;
      try {
        lossSum += steps.learn(slice, share, epoch, factor()) * samples;
      } catch (TrainingDivergedException e) {
        throw diverged(e.getMessage());
      }
      lossCount += samples;
      step++;
      watch.counts(samples);
      listener.step(
          new StepReport(
              epoch + 1,
              step,
              steps(epoch),
              stepsBefore(epoch) + step,
              allSteps,
              lossSum / lossCount,
              watch.imagesPerSecond(),
              watch.waitingShare()));
    }

    private double factor() {
      int before = stepsBefore(epoch) + step;
      return settings.factor(before, allSteps, epoch + (double) step / steps(epoch));
    }

    /** Ends an epoch: validates, writes the checkpoint, notifies the listener. */
    private void report(double learning) throws IOException {
      requireFinite();
      long start = System.nanoTime();
      step--; // the rate of the step that was done last
      double factor = factor();
      step++;
      boolean validates =
          (epoch + 1) % settings.validateEvery() == 0 || epoch + 1 == settings.epochs();
      double[] result = validation.isEmpty() || !validates ? new double[0] : validatedByFirst();
      OptionalDouble loss =
          result.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(result[0]);
      OptionalDouble metric =
          result.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(result[1]);
      EpochReport report =
          new EpochReport(
              epoch + 1,
              lossSum / lossCount,
              loss,
              metric,
              settings.rate() * factor,
              settings.dataModelRate() * factor,
              learning + (System.nanoTime() - start) / 1e9,
              result.length > 0 && history.isBest(metric, loss, main),
              theta());
      history = history.and(report);
      epoch++;
      step = 0;
      lossSum = 0;
      lossCount = 0;
      if (report.best() && processes.rank() == 0) {
        checkpoints.saveBest(model.weights());
      }
      lastGood = Optional.of(save());
      listener.epoch(report, model.live(settings.loss()));
    }

    /**
     * Returns loss and metric of the validation, which the first process computes for all.
     *
     * @throws CancellationException if it was stopped, in all processes
     * @throws TrainingDivergedException if it is not finite, in all processes
     */
    private double[] validatedByFirst() throws IOException {
      double[] numbers = new double[3];
      Optional<TrainingDivergedException> diverged = Optional.empty();
      if (processes.rank() == 0) {
        try {
          Evaluation.Result result = validated();
          numbers = new double[] {VALID, result.loss(), result.main()};
        } catch (CancellationException _) {
          numbers[0] = STOPPED;
        } catch (TrainingDivergedException e) {
          numbers[0] = DIVERGED;
          diverged = Optional.of(e);
        }
      }
      numbers = processes.ofFirst(numbers);
      if (numbers[0] == STOPPED) {
        throw new CancellationException("interrupted");
      }
      if (numbers[0] == DIVERGED) {
        throw diverged.orElseGet(() -> diverged("the validation of rank 0 is not finite"));
      }
      return new double[] {numbers[1], numbers[2]};
    }

    private Evaluation.Result validated() throws IOException {
      try {
        return evaluation.evaluate(
            validation,
            settings.loss(),
            Bootstrap.usual(settings.seed()),
            listener.checking(this::requireNoStop),
            _ -> {});
      } catch (NonFiniteOutputException e) {
        throw diverged(e.getMessage());
      }
    }

    /** A validation that is requested to stop is repeated when the run resumes. */
    private void requireNoStop() {
      processes.requireAll();
      if (stopping) {
        throw new CancellationException("interrupted");
      }
    }

    /** Weights that the last step spoilt must not replace the last good checkpoint. */
    private void requireFinite() {
      Optional<String> spoilt = new DivergenceLocator(model).parameter();
      if (spoilt.isPresent()) {
        throw diverged("the weights are no longer finite: first not finite " + spoilt.get());
      }
    }

    private List<Double> theta() {
      return model.dataModel() instanceof ParametrizedModel parametrized
          ? parametrized.parameters().all().values().stream()
              .flatMap(numbers -> Arrays.stream(numbers.toDoubles()).boxed())
              .toList()
          : List.of();
    }

    /** Takes up the progress and all numbers of the first process. */
    private void share() {
      boolean first = processes.rank() == 0;
      double[] rows = history.epochs().isEmpty() ? new double[0] : history.toArray().toDoubles();
      double[] place =
          processes.ofFirst(
              epoch, step, lossSum, (double) lossCount, rows.length, history.epochs().size());
      double[] shared =
          place[4] == 0
              ? new double[0]
              : processes.ofFirst(first ? rows : new double[(int) place[4]]);
      LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>();
      steps
          .state()
          .arrays()
          .forEach(
              (name, array) ->
                  arrays.put(
                      name,
                      StoredArray.of(
                          processes.ofFirst(array.toDoubles()),
                          array.shape().stream().mapToLong(Long::longValue).toArray())));
      if (first) {
        return;
      }
      steps.restore(new StateDict(arrays));
      epoch = (int) place[0];
      step = (int) place[1];
      lossSum = place[2];
      lossCount = (long) place[3];
      if (shared.length > 0) {
        long epochs = (long) place[5];
        history = TrainingHistory.of(StoredArray.of(shared, epochs, shared.length / epochs));
      }
    }

    private Path save() throws IOException {
      if (processes.rank() > 0) {
        return folder;
      }
      LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>(steps.state().arrays());
      if (!history.epochs().isEmpty()) {
        arrays.put(HISTORY, history.toArray());
      }
      arrays.put(RUNNING_LOSS, StoredArray.of(new double[] {lossSum, lossCount}, 2));
      return checkpoints.save(epoch, step, new StateDict(arrays));
    }

    /** Takes up the newest checkpoint that is intact, if there is any checkpoint. */
    private void restoreNewest() throws IOException {
      if (checkpoints.restoreNewest(this::restore, listener::note)) {
        listener.resumes(epoch, step);
      }
    }

    /**
     * Requires the weights of the best epoch; if they are damaged, they are taken from the
     * checkpoint of that epoch.
     */
    private void requireBest(Checkpoints.Place restored) throws IOException {
      if (history.epochs().stream().noneMatch(EpochReport::best)) {
        return;
      }
      try {
        checkpoints.best();
      } catch (RejectedFileException damage) {
        for (Checkpoints.Place place : checkpoints.newestFirst()) {
          if (place.epochs() == history.best() && place.steps() == 0) {
            steps.restore(checkpoints.read(place));
            checkpoints.saveBest(model.weights());
            steps.restore(checkpoints.read(restored));
            listener.note(
                "warning: the weights of the best epoch are damaged: they are taken from %s (%s)"
                    .formatted(place.file(), damage.getCause().getMessage()));
            return;
          }
        }
        throw damage;
      }
    }

    private void restore(Checkpoints.Place place, StateDict state) throws IOException {
      StoredArray sums = state.arrays().get(RUNNING_LOSS);
      if (sums == null) {
        throw new IllegalArgumentException(RUNNING_LOSS + " is missing");
      }
      steps.restore(state);
      StoredArray rows = state.arrays().get(HISTORY);
      history = rows == null ? new TrainingHistory() : TrainingHistory.of(rows);
      double[] running = sums.toDoubles();
      lossSum = running[0];
      lossCount = (long) running[1];
      epoch = place.epochs();
      step = place.steps();
      requireBest(place);
      lastGood = Optional.of(place.file());
    }

    private TrainingDivergedException diverged(String what) {
      return new TrainingDivergedException(
          "at step %d (epoch %d, step %d of %d) %s; %s. Lower learning_rate or theta_learning_rate, or bound the gradient (clip)"
              .formatted(
                  stepsBefore(epoch) + Math.min(step, steps(epoch) - 1) + 1,
                  epoch + 1,
                  Math.min(step, steps(epoch) - 1) + 1,
                  steps(epoch),
                  what,
                  lastGood
                      .map(
                          file ->
                              processes.rank() == 0
                                  ? "the last good checkpoint is " + file
                                  : "the last good checkpoint is that of rank 0")
                      .orElse("no checkpoint was written yet")));
    }

    @Override
    public void close() {
      steps.close();
    }
  }
}
