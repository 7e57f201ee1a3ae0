package dev.rawline.lab.generate;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.diffusion.Symmetry;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A generative model × real scenes that it never saw → how good its scenes are, beside a null.
 *
 * <p>Judges learn from real scenes that the model did not learn from, and judge those that they did
 * not learn from themselves (folds). Real, generated and null scenes go through the same camera
 * ({@link ImagedScenes}).
 *
 * @param scenes the model
 * @param plan the plan of its training, by which real scenes are read
 * @param learned the samples that it learned from, or was chosen by
 * @param imager the camera of the audit
 * @param settings how much is done
 * @param folder where judges are kept
 * @param engine where everything is computed
 */
record AuditGenerator(
    GeneratedScenes scenes,
    GeneratePlan plan,
    List<String> learned,
    Imager imager,
    AuditSettings settings,
    Path folder,
    Engine engine) {
  private static final int NEIGHBOURS = 5;
  private static final double THOUSAND = 1000;

  /**
   * Audits.
   *
   * @throws IllegalArgumentException if the data set has too few samples that the model never saw
   * @throws IOException if a sample cannot be read, or a file not be written
   */
  AuditResult run(DataSet dataSet, TrainingListener progress) throws IOException {
    TrainingScenes all = TrainingScenes.read(plan.ofEverything(), dataSet, progress);
    List<Integer> known = places(all, true);
    List<Integer> unknown = places(all, false);
    List<List<Integer>> folds = folds(all, unknown);

    ImagedScenes training = imaged("learned", all, known, progress);
    ImagedScenes others = imaged("others", all, unknown, progress);
    List<Integer> labels = labels(known.size(), all.classes().size());
    ImagedScenes generated = generated(all, labels, progress);
    ImagedScenes gaussian = gaussian(all, known, labels, progress);
    return judged(all, training, others, generated, gaussian, unknown, folds, progress);
  }

  private List<Integer> places(TrainingScenes all, boolean wanted) {
    return IntStream.range(0, all.size())
        .filter(i -> learned.contains(all.ids().get(i)) == wanted)
        .boxed()
        .toList();
  }

  /** Returns the places of real scenes among the others, fold by fold, every class in each. */
  private List<List<Integer>> folds(TrainingScenes all, List<Integer> unknown) {
    List<List<Integer>> folds = new ArrayList<>();
    for (int fold = 0; fold < settings.folds(); fold++) {
      folds.add(new ArrayList<>());
    }
    int[] counts = new int[all.classes().size()];
    for (int i = 0; i < unknown.size(); i++) {
      int label = all.labels().get(unknown.get(i));
      folds.get(counts[label]++ % settings.folds()).add(i);
    }
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] < settings.folds()) {
        throw new IllegalArgumentException(
            "class %s has %d samples that the model never saw: expected at least %d, one a fold; judge and model must see different ones"
                .formatted(all.classes().get(label), counts[label], settings.folds()));
      }
    }
    return folds;
  }

  private ImagedScenes imaged(
      String name, TrainingScenes all, List<Integer> places, Progress progress) {
    return ImagedScenes.of(
        name,
        places.stream().map(all.radiance()::get).map(this::scene).toList(),
        places.stream().map(all.labels()::get).toList(),
        all.side(),
        imager,
        settings.seed(),
        progress);
  }

  private SampledScene scene(float[] radiance) {
    int side = scenes.generator().description().side();
    return scenes.scene(new SceneGenerator.Drawn(side, side, radiance, Optional.empty()));
  }

  /** Returns so many classes, equally often. */
  private static List<Integer> labels(int count, int classes) {
    return IntStream.range(0, count).map(i -> i % classes).boxed().toList();
  }

  private ImagedScenes generated(TrainingScenes all, List<Integer> labels, Progress progress) {
    Progress drawing = progress.begin("drawing scenes", labels.size(), "scenes");
    List<SampledScene> drawn = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      drawn.add(
          scenes.scene(
              scenes
                  .generator()
                  .draw(
                      all.side(),
                      all.side(),
                      Optional.of(all.classes().get(labels.get(i))),
                      Optional.empty(),
                      new Seed(settings.seed(), "audit/" + i),
                      Progress.SILENT)));
      drawing.advance(1);
    }
    drawing.end("");
    return ImagedScenes.of(
        "generated", drawn, labels, all.side(), imager, settings.seed(), progress);
  }

  private ImagedScenes gaussian(
      TrainingScenes all, List<Integer> known, List<Integer> labels, Progress progress) {
    SceneGenerator.Description description = scenes.generator().description();
    GaussianScenes gaussian =
        new GaussianScenes(
            known.stream().map(all.radiance()::get).map(description.code()::encode).toList(),
            known.stream().map(all.labels()::get).toList());
    List<SampledScene> drawn = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      float[] code = gaussian.draw(labels.get(i), new Seed(settings.seed(), "gaussian/" + i));
      drawn.add(scene(description.code().decode(code)));
    }
    return ImagedScenes.of(
        "gaussian", drawn, labels, all.side(), imager, settings.seed(), progress);
  }

  private AuditResult judged(
      TrainingScenes all,
      ImagedScenes training,
      ImagedScenes others,
      ImagedScenes generated,
      ImagedScenes gaussian,
      List<Integer> unknown,
      List<List<Integer>> folds,
      TrainingListener progress)
      throws IOException {
    Sums ofReal = new Sums();
    Sums ofModel = new Sums();
    Sums ofNull = new Sums();
    for (int fold = 0; fold < folds.size(); fold++) {
      List<Integer> tested = folds.get(fold);
      List<Integer> rest =
          IntStream.range(0, unknown.size()).boxed().filter(i -> !tested.contains(i)).toList();
      Judge judge = judge("judge-" + fold, others.some(rest).samples(all.classes()), progress);
      ImagedScenes real = others.some(tested);
      Judge.Opinion opinion = judge.of(real.views());
      List<double[][]> versions = versions(judge, training);
      CopyRatios uncopied = CopyRatios.of(opinion.features(), versions);
      ofReal.accuracy += opinion.accuracy(real.labels());
      ofReal.copyRatio += median(uncopied.ratios());
      add(ofModel, judge, generated, fold, real, opinion, versions, uncopied);
      add(ofNull, judge, gaussian, fold, real, opinion, versions, uncopied);
    }
    ofReal.trained = trained("real", training, others, all.classes(), progress) * folds.size();
    ofModel.trained =
        trained("generated", generated, others, all.classes(), progress) * folds.size();
    ofNull.trained = trained("gaussian", gaussian, others, all.classes(), progress) * folds.size();
    int count = folds.size();
    return new AuditResult(
        training.size(),
        others.size(),
        generated.size(),
        ofReal.means(count),
        ofModel.means(count),
        ofNull.means(count));
  }

  private Judge judge(String name, List<Sample> samples, TrainingListener progress)
      throws IOException {
    return Judge.train(
        name, samples, settings.epochs(), settings.seed(), folder.resolve(name), engine, progress);
  }

  /** Returns the accuracy on real scenes of a classifier that learned from images. */
  private double trained(
      String name,
      ImagedScenes images,
      ImagedScenes others,
      List<String> classes,
      TrainingListener progress)
      throws IOException {
    return judge("learned-from-" + name, images.samples(classes), progress)
        .of(others.views())
        .accuracy(others.labels());
  }

  /** Returns the features of the eight symmetric versions of every image of the training. */
  private static List<double[][]> versions(Judge judge, ImagedScenes training) throws IOException {
    List<View> all = new ArrayList<>();
    for (View view : training.views()) {
      for (Symmetry symmetry : Symmetry.values()) {
        all.add(new View(view.width(), view.height(), symmetry.of(view.samples(), view.width())));
      }
    }
    double[][] features = judge.of(all).features();
    int each = Symmetry.values().length;
    return IntStream.range(0, training.size())
        .mapToObj(i -> Arrays.copyOfRange(features, i * each, (i + 1) * each))
        .toList();
  }

  private static void add(
      Sums sums,
      Judge judge,
      ImagedScenes images,
      int fold,
      ImagedScenes real,
      Judge.Opinion ofReal,
      List<double[][]> versions,
      CopyRatios uncopied)
      throws IOException {
    Judge.Opinion opinion = judge.of(images.views());
    sums.accuracy += opinion.accuracy(images.labels());
    // As many as the real ones, others in every fold: coverage grows with their number.
    List<Integer> chosen =
        IntStream.range(0, real.size())
            .map(i -> (fold * real.size() + i) % images.size())
            .boxed()
            .toList();
    double[][] features = chosen.stream().map(i -> opinion.features()[i]).toArray(double[][]::new);
    FeatureSets sets = new FeatureSets(ofReal.features(), features);
    FeatureSets raw = new FeatureSets(real.rows(), images.some(chosen).rows());
    sums.kernelDistance += THOUSAND * sets.kernelDistance();
    sums.rawKernelDistance += THOUSAND * raw.kernelDistance();
    sums.density += sets.density(NEIGHBOURS);
    sums.coverage += sets.coverage(NEIGHBOURS);
    CopyRatios ratios = CopyRatios.of(opinion.features(), versions);
    sums.copyRatio += median(ratios.ratios());
    sums.copyProbability += ratios.smallerThan(uncopied);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Sums over folds. */
  private static final class Sums {
    private double accuracy;
    private double trained;
    private double kernelDistance;
    private double rawKernelDistance;
    private double density;
    private double coverage;
    private double copyRatio;
    private double copyProbability;

    AuditMeasures means(int folds) {
      return new AuditMeasures(
          accuracy / folds,
          trained / folds,
          kernelDistance / folds,
          rawKernelDistance / folds,
          density / folds,
          coverage / folds,
          copyRatio / folds,
          copyProbability / folds);
    }
  }
}
