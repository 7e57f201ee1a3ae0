package dev.rawline.learning.diffusion;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.optimize.Schedule;
import dev.rawline.learning.optimize.WarmUp;
import dev.rawline.learning.train.Checkpoints;
import dev.rawline.learning.train.TrainingDivergedException;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains a flow, and resumes an interrupted training.
 *
 * <p>At every check the averaged weights are evaluated on held-out pictures, at fixed times with
 * fixed noise, and a checkpoint is written. The model is the averaged weights of the check with the
 * lowest held-out loss: memorisation grows with training time, and the held-out loss shows it. A
 * run that was killed or stopped resumes when it is run again, and ends with the same weights, bit
 * for bit, on the same number of threads.
 */
public final class FlowTrainer {
  private static final String AVERAGED = "averaged.";
  private static final String OPTIMIZER = "optimizer.";
  private static final String HISTORY = "history";
  private static final String RUNNING = "running";
  private static final int COLUMNS = 5;

  /** Times of each held-out picture: quantiles of the logit-normal distribution. */
  private static final int TIMES = 8;

  private final FlowSettings settings;
  private final FlowNetwork network;
  private final FlowExamples training;
  private final FlowExamples heldOut;
  private final long seed;
  private final Checkpoints checkpoints;
  private final FlowProgress progress;
  private volatile boolean stopping;

  /**
   * Prepares training.
   *
   * @param network the network; training changes it
   * @param training what it learns from, at least one picture
   * @param heldOut what chooses the weights, at least one picture
   * @param folder the folder of the checkpoints
   * @throws IllegalArgumentException if there is nothing to learn from, or nothing to choose by
   */
  public FlowTrainer(
      FlowSettings settings,
      FlowNetwork network,
      FlowExamples training,
      FlowExamples heldOut,
      long seed,
      Path folder,
      FlowProgress progress) {
    if (training.size() == 0 || heldOut.size() == 0) {
      throw new IllegalArgumentException(
          "%d pictures are learned from and %d held out: expected at least one each"
              .formatted(training.size(), heldOut.size()));
    }
    this.settings = settings;
    this.network = network;
    this.training = training;
    this.heldOut = heldOut;
    this.seed = seed;
    this.checkpoints = new Checkpoints(folder);
    this.progress = progress;
  }

  /** Requests training to stop after the current step; any thread may call this. */
  public void requestStop() {
    stopping = true;
  }

  /**
   * Trains to the end, or until it is requested to stop. At the end, the network has the chosen
   * weights.
   *
   * @return all checks; whether the last one is of the last step shows whether it ended
   * @throws IOException if a checkpoint cannot be read or written
   * @throws TrainingDivergedException if the loss or a weight is no longer finite; the last good
   *     checkpoint stays
   */
  public List<FlowCheck> run() throws IOException {
    try (Run run = new Run()) {
      return run.toEnd();
    }
  }

  private final class Run implements AutoCloseable {
    private final FlowStep steps =
        new FlowStep(network, settings.precision(), settings.averaging());
    private final List<FlowCheck> history = new ArrayList<>();
    private int step;
    private double lossSum;
    private int lossCount;
    private double secondsBefore;
    private long start = System.nanoTime();

    List<FlowCheck> toEnd() throws IOException {
      if (checkpoints.restoreNewest(this::restore, progress::note)) {
        progress.resumes(step);
      }
      start = System.nanoTime();
      while (step < settings.steps()) {
        if (stopping) {
          save();
          return history;
        }
        long before = System.nanoTime();
        double loss = learn();
        step++;
        lossSum += loss;
        lossCount++;
        progress.step(step, loss, settings.batch() * 1e9 / (System.nanoTime() - before));
        if (step % settings.check() == 0 || step == settings.steps()) {
          check();
        }
      }
      network.parameters().load(checkpoints.best());
      return history;
    }

    private double learn() {
      try {
        return steps.learn(batch(), step, settings.learningRate() * factor());
      } catch (TrainingDivergedException e) {
        throw diverged(step + 1, e.getMessage());
      }
    }

    /** Rises along a line, then falls along half a wave to a tenth. */
    private double factor() {
      double rise = new WarmUp.Steps(Math.max(1, settings.warmUp())).factor(step + 1, 0);
      return rise * new Schedule.Cosine(0.1).factor(step, settings.steps(), 0);
    }

    private FlowBatch batch() {
      Seed drawn = new Seed(seed, "flow/" + step);
      RandomStream random = drawn.stream("batch", 0);
      int count = settings.batch();
      List<Integer> places = new ArrayList<>();
      float[] times = new float[count];
      int[] labels = new int[count];
      for (int i = 0; i < count; i++) {
        int place = place((long) step * count + i);
        places.add(place);
        times[i] = RectifiedFlow.time(random.nextGaussian());
        labels[i] =
            random.nextUniform() < settings.unlabelled()
                ? training.classes().size()
                : training.labels().get(place);
      }
      FlowExamples seen =
          settings.symmetries()
              ? Symmetries.drawn(training.some(places), random)
              : training.some(places);
      return FlowBatch.of(seen, IntStream.range(0, count).boxed().toList(), times, labels, drawn);
    }

    /** Returns which picture is learned from: every pass takes all in another order. */
    private int place(long number) {
      int size = training.size();
      long pass = number / size;
      if (pass != orderOf || order.length == 0) {
        order = IntStream.range(0, size).toArray();
        RandomStream random = new Seed(seed, "order/" + pass).stream("order", 0);
        for (int i = size - 1; i > 0; i--) {
          int other = (int) (random.nextUniform() * (i + 1));
          int swapped = order[i];
          order[i] = order[other];
          order[other] = swapped;
        }
        orderOf = pass;
      }
      return order[(int) (number % size)];
    }

    private int[] order = {};
    private long orderOf = -1;

    private void check() throws IOException {
      for (Tensor tensor : network.parameters().learned().values()) {
        if (!tensor.isFinite()) {
          throw diverged(step, "the weights are no longer finite");
        }
      }
      double loss = byAverage(this::heldOutLoss);
      if (!Double.isFinite(loss)) {
        throw diverged(step, "the loss of the held-out pictures is " + loss);
      }
      boolean best = history.stream().allMatch(check -> loss < check.heldOutLoss());
      history.add(new FlowCheck(step, lossSum / Math.max(1, lossCount), loss, seconds(), best));
      lossSum = 0;
      lossCount = 0;
      if (best) {
        checkpoints.saveBest(StateDict.of(steps.averaged()));
      }
      save();
      progress.checked(List.copyOf(history));
      byAverage(
          () -> {
            progress.averaged(step);
            return loss;
          });
    }

    /** Something that is computed by the averaged weights. */
    private interface Evaluation {
      double evaluate() throws IOException;
    }

    private double byAverage(Evaluation evaluation) throws IOException {
      StateDict current = network.parameters().toStateDict();
      network.parameters().load(StateDict.of(steps.averaged()));
      try {
        return evaluation.evaluate();
      } finally {
        network.parameters().load(current);
      }
    }

    private double seconds() {
      return secondsBefore + (System.nanoTime() - start) / 1e9;
    }

    /** Returns the mean loss of held-out pictures. */
    private double heldOutLoss() {
      double sum = 0;
      int count = 0;
      for (int first = 0; first < heldOut.size(); first += settings.batch()) {
        List<Integer> places =
            IntStream.range(first, Math.min(heldOut.size(), first + settings.batch()))
                .boxed()
                .toList();
        int[] labels = places.stream().mapToInt(heldOut.labels()::get).toArray();
        for (int quantile = 0; quantile < TIMES; quantile++) {
          float[] times = new float[places.size()];
          Arrays.fill(times, RectifiedFlow.time(NORMAL_QUANTILES[quantile]));
          Seed drawn = new Seed(seed, "held-out/" + first + "/" + quantile);
          sum += steps.loss(FlowBatch.of(heldOut, places, times, labels, drawn)) * places.size();
          count += places.size();
        }
      }
      return sum / count;
    }

    private void save() throws IOException {
      LinkedHashMap<String, StoredArray> arrays =
          new LinkedHashMap<>(
              network
                  .parameters()
                  .toStateDict()
                  .and(AVERAGED, StateDict.of(steps.averaged()))
                  .and(OPTIMIZER, steps.optimizer().state())
                  .arrays());
      double[] rows = new double[history.size() * COLUMNS];
      for (int i = 0; i < history.size(); i++) {
        FlowCheck check = history.get(i);
        rows[i * COLUMNS] = check.step();
        rows[i * COLUMNS + 1] = check.trainingLoss();
        rows[i * COLUMNS + 2] = check.heldOutLoss();
        rows[i * COLUMNS + 3] = check.seconds();
        rows[i * COLUMNS + 4] = check.best() ? 1 : 0;
      }
      if (!history.isEmpty()) {
        arrays.put(HISTORY, StoredArray.of(rows, history.size(), COLUMNS));
      }
      arrays.put(RUNNING, StoredArray.of(new double[] {lossSum, lossCount, seconds()}, 3));
      checkpoints.save(step / settings.check(), step % settings.check(), new StateDict(arrays));
    }

    private void restore(Checkpoints.Place place, StateDict state) {
      LinkedHashMap<String, StoredArray> weights = new LinkedHashMap<>(state.arrays());
      weights.keySet().retainAll(steps.averaged().keySet());
      StateDict ofAverage = state.below(AVERAGED);
      StoredArray running = state.arrays().get(RUNNING);
      if (running == null) {
        throw new IllegalArgumentException(RUNNING + " is missing");
      }
      network.parameters().load(new StateDict(weights));
      ofAverage.requireFinite();
      steps.averaged().forEach((name, tensor) -> ofAverage.arrays().get(name).copyTo(tensor));
      steps.optimizer().restore(state.below(OPTIMIZER));
      double[] sums = running.toDoubles();
      lossSum = sums[0];
      lossCount = (int) sums[1];
      secondsBefore = sums[2];
      step = place.epochs() * settings.check() + place.steps();
      StoredArray rows = state.arrays().get(HISTORY);
      if (rows != null) {
        double[] numbers = rows.toDoubles();
        for (int i = 0; i < numbers.length; i += COLUMNS) {
          history.add(
              new FlowCheck(
                  (int) numbers[i],
                  numbers[i + 1],
                  numbers[i + 2],
                  numbers[i + 3],
                  numbers[i + 4] == 1));
        }
      }
    }

    private TrainingDivergedException diverged(int at, String what) {
      return new TrainingDivergedException(
          "at step %d %s; the last good checkpoint is that of step %d. Lower learning_rate, and choose another folder with --out"
              .formatted(at, what, history.isEmpty() ? 0 : history.getLast().step()));
    }

    @Override
    public void close() {
      steps.close();
    }
  }

  /** Quantiles (i + ½) / 8 of the normal distribution. */
  private static final double[] NORMAL_QUANTILES = {
    -1.5341, -0.8871, -0.4888, -0.1573, 0.1573, 0.4888, 0.8871, 1.5341
  };
}
