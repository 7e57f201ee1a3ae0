package dev.rawline.learning.joint;

import dev.rawline.data.load.Epoch;
import dev.rawline.data.load.Loader;
import dev.rawline.data.load.LoaderSettings;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.metric.IntervalMethod;
import dev.rawline.learning.metric.Scores;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The predictions of a model for samples, and their metrics.
 *
 * @param model the model
 * @param preparation samples as its data model takes them
 * @param batch samples at once, at least 1
 * @param drawnFrom the seed of the cameras drawn for each sample; empty: the camera of each sample
 * @param corrupting the corruption of finished pictures, if any
 */
public record Evaluation(
    JointModel model,
    Preparation preparation,
    int batch,
    OptionalLong drawnFrom,
    Optional<PictureCorruption> corrupting) {

  /**
   * Checks that there are cameras to draw, if requested.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Evaluation {
    if (drawnFrom.isPresent() && preparation.variation().isEmpty()) {
      throw new IllegalArgumentException(
          "cameras are to be drawn, but no ranges are given: set them (vary)");
    }
  }

  /** Evaluates samples with their own camera, independent of the cameras of training. */
  public Evaluation(JointModel model, Preparation preparation, int batch) {
    this(model, preparation, batch, OptionalLong.empty(), Optional.empty());
  }

  /**
   * Returns the default evaluation of training: samples with their own camera, or with the one
   * other camera that training uses for all.
   *
   * @param seed what electrons and noise of the other camera are drawn from
   */
  public static Evaluation ofTraining(
      JointModel model, Preparation preparation, int batch, long seed) {
    Preparation still = preparation.asInTraining();
    Evaluation evaluation = new Evaluation(model, still, batch);
    return still.variation().isPresent() ? evaluation.drawing(seed) : evaluation;
  }

  /**
   * Returns this evaluation with a camera drawn for every sample, from those of the preparation
   * ({@link Preparation#varying}); what was drawn is in {@link PreparedSample#drawn} of each
   * prediction's sample.
   *
   * @param seed what cameras, electrons and noise are drawn from; the same seed draws the same
   * @throws IllegalArgumentException if the preparation has no cameras to draw
   */
  public Evaluation drawing(long seed) {
    return new Evaluation(model, preparation, batch, OptionalLong.of(seed), corrupting);
  }

  /**
   * Returns this evaluation with a corruption of every picture before it is standardized.
   *
   * @param what the corruption
   */
  public Evaluation corrupting(PictureCorruption what) {
    return new Evaluation(model, preparation, batch, drawnFrom, Optional.of(what));
  }

  /**
   * The results of an evaluation.
   *
   * @param loss the mean of the batches' losses, each by its number of samples; a loss that does
   *     not simply average, soft Dice or a weighted one, depends a little on how large batches are
   * @param scores the metrics
   */
  public record Result(double loss, Scores scores) {

    /** Returns the value of the main metric. */
    public double main() {
      return scores.estimates().get(scores.main().toString()).value();
    }
  }

  /**
   * Predicts samples, with or without targets.
   *
   * @param predicted receives the prediction for each sample, in the order of the samples
   * @throws IOException if a sample cannot be read
   */
  public void predict(List<Sample> samples, Consumer<Prediction> predicted) throws IOException {
    each(
        samples,
        (prepared, seen, logits) ->
            ScoreAccumulator.predictions(model.task(), prepared, logits).forEach(predicted));
  }

  /**
   * Evaluates samples.
   *
   * @param loss the loss
   * @param intervals the method of confidence intervals, if any
   * @param progress receives the progress, and may stop it between two batches
   * @param predicted receives the prediction for each sample, in the order of the samples
   * @throws IOException if a sample cannot be read, or its target is not known
   */
  public Result evaluate(
      List<Sample> samples,
      Loss loss,
      IntervalMethod intervals,
      Progress progress,
      Consumer<Prediction> predicted)
      throws IOException {
    ScoreAccumulator scoring = new ScoreAccumulator(model.task(), loss);
    Progress evaluating = progress.begin("evaluating", samples.size(), "samples");
    each(
        samples,
        (prepared, seen, logits) -> {
          // Pixels are predicted at the size of the outputs, others for whole pictures.
          Tensor sized = logits.shape().length == seen.shape().length ? logits : seen;
          scoring.add(prepared, logits, model.targets(prepared, sized)).forEach(predicted);
          evaluating.advance(prepared.size());
        });
    evaluating.end("");
    return new Result(scoring.loss(), scoring.scores(intervals));
  }

  /** Processes a batch. */
  private interface Batch {
    void done(List<PreparedSample> samples, Tensor seen, Tensor logits);
  }

  private void each(List<Sample> samples, Batch action) throws IOException {
    prepared(
        samples,
        prepared -> {
          try (Scope _ = new Scope();
              NoGradient _ = new NoGradient()) {
            Tensor seen = seen(prepared);
            Tensor standardized = model.standardizing().apply(seen, false);
            action.done(prepared, seen, model.logits(standardized, false));
          }
        });
  }

  /**
   * Prepares samples as they are evaluated, with the camera that is drawn for each.
   *
   * @param action receives the batches, in the order of the samples
   * @throws IOException if a sample cannot be read
   */
  public void prepared(List<Sample> samples, Consumer<List<PreparedSample>> action)
      throws IOException {
    Preparation still = drawnFrom.isPresent() ? preparation.centred() : preparation.atRest();
    long run = drawnFrom.orElse(0);
    LoaderSettings inOrder =
        new LoaderSettings(0, false, batch, true, model.engine().threads(), 2 * batch);
    try (Epoch<PreparedSample> epoch =
        new Loader(samples, inOrder)
            .epoch(
                0, 0, loaded -> still.of(loaded, Preparation.seed(run, loaded.sample().id(), 0)))) {
      while (epoch.hasNext()) {
        action.accept(epoch.next());
      }
    }
  }

  private Tensor seen(List<PreparedSample> samples) {
    Tensor made = model.seen(model.dataModel().forward(samples, false));
    return corrupting.map(what -> what.of(made, samples, model.engine().threads())).orElse(made);
  }

  /**
   * Returns the task model's input picture of a sample, before it is standardized; of four channels
   * the greens are averaged.
   *
   * @throws IllegalArgumentException if the data model cannot take the sample
   */
  public View picture(PreparedSample sample) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      return TensorPreview.picture(model.dataModel().shown(seen(List.of(sample))));
    }
  }
}
