package dev.rawline.lab.adaptation;

import dev.rawline.data.config.ThetaFiles;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.adaptation.Adaptation.UnlabelledSide;
import dev.rawline.learning.datamodel.StaticModel;
import dev.rawline.learning.joint.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Adapts a trained model to another condition, on samples whose labels are not read.
 *
 * @param how how
 * @param seed what the choice and the order of samples are drawn from
 */
public record ModelAdaptation(Adaptation how, long seed) {
  /** The fitted parameters, in the folder of a test. */
  public static final String THETA = "theta.yaml";

  static final String FIT = "adaptation.json";

  /**
   * The form of {@code adaptation.json}.
   *
   * @param images how many unlabelled images were used
   * @param before what is minimized, at the start
   * @param after the same in the end
   * @param steps how many steps were taken
   */
  record FitRecord(int images, double before, double after, int steps) {}

  /**
   * Returns the evaluation of the adapted model. The statistics of batch norms change in place, in
   * memory alone; fitted parameters are written into a folder.
   *
   * <p>Where θ is fitted, the statistics of training are those of other samples than the unlabelled
   * ones, as far as there are enough: the same scenes are not compared.
   *
   * @param target evaluation of the model under the test condition
   * @param source evaluation of the model as it was trained
   * @param learned the samples of the training side, as the model learned from them
   * @param train the same as recorded under the test condition
   * @param test those of the test side
   * @param folder where fitted parameters are written
   * @param progress may stop it between two steps of a fit
   * @throws IllegalArgumentException if the model cannot be adapted so
   * @throws IOException if a sample cannot be read, or a file not written
   */
  public Evaluation adapted(
      Evaluation target,
      Evaluation source,
      List<Sample> learned,
      List<Sample> train,
      List<Sample> test,
      Path folder,
      Progress progress)
      throws IOException {
    return switch (how) {
      case Adaptation.None() -> target;
      case Adaptation.BatchNormStatistics(
              Double prior,
              Optional<Integer> images,
              UnlabelledSide side) -> {
        new BatchNormAdaptation(prior)
            .adapt(
                withoutLabels(target),
                first(images.orElse(Integer.MAX_VALUE), mixed(side, train, test)));
        yield target;
      }
      case Adaptation.ProcessingParameters theta -> {
        if (!(target.model().dataModel() instanceof StaticModel chain)) {
          throw new IllegalArgumentException(
              "adapt lists theta, but the test condition is no chain of stages: expected a view or"
                  + " an isp.yaml");
        }
        List<Sample> unlabelled = first(theta.images(), mixed(theta.side(), train, test));
        List<Sample> trained =
            first(theta.images(), mixed(UnlabelledSide.TRAIN, learned, test).reversed());
        ThetaAdaptation.Fit fit =
            new ThetaAdaptation(theta)
                .fit(
                    withoutLabels(target),
                    chain.isp(),
                    unlabelled,
                    withoutLabels(source),
                    trained,
                    progress);
        ThetaFiles.write(fit.theta(), folder.resolve(THETA));
        JsonRecords.write(
            new FitRecord(unlabelled.size(), fit.before(), fit.after(), fit.steps()),
            folder.resolve(FIT));
        yield new Evaluation(
            fit.evaluation().model(),
            target.preparation(),
            target.batch(),
            target.drawnFrom(),
            target.corrupting());
      }
    };
  }

  private static Evaluation withoutLabels(Evaluation evaluation) {
    return new Evaluation(
        evaluation.model(),
        evaluation.preparation().withoutTask(),
        evaluation.batch(),
        evaluation.drawnFrom(),
        evaluation.corrupting());
  }

  /** Returns the samples of a side in an order drawn from the seed, as data sets are sorted. */
  private List<Sample> mixed(UnlabelledSide side, List<Sample> train, List<Sample> test) {
    List<Sample> samples =
        switch (side) {
          case TRAIN -> train;
          case TEST -> test;
        };
    return samples.stream()
        .sorted(
            Comparator.comparingDouble(
                sample ->
                    new Seed(seed, sample.id()).stream("order of adaptation", 0).nextUniform()))
        .toList();
  }

  private static List<Sample> first(int most, List<Sample> samples) {
    return samples.subList(0, Math.min(most, samples.size()));
  }
}
