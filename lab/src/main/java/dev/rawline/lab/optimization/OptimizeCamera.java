package dev.rawline.lab.optimization;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.lab.evaluation.EvaluationResult;
import dev.rawline.lab.evaluation.PredictionLog.PredictionRow;
import dev.rawline.lab.experiment.DriftLog;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.experiment.ExperimentRun;
import dev.rawline.lab.experiment.ExperimentStudy;
import dev.rawline.lab.experiment.StudySetup;
import dev.rawline.lab.statistic.PairedBootstrap;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.lab.training.HistoryFile;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.lab.training.TrainStep;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An optimization → a camera whose numbers were learned with the model, what that gains over the
 * same start held, and the cheapest way to acquire samples that still works: tables, drawings, a
 * page and a camera in a folder, and all of it in the lab book.
 *
 * <p>Trainings and evaluations are steps whose results are kept: an optimization that was
 * interrupted resumes, and one that is extended runs only what is new.
 */
public final class OptimizeCamera
    extends ExperimentStudy<OptimizePlan, OptimizationExperiment, OptimizeCamera.OptimizeResult> {
  /** The page that a person reads. */
  public static final String REPORT = OptimizeReport.PAGE;

  /** What runs of it are called in the lab book. */
  public static final String COMMAND = "optimize";

  /** Prepares; nothing is written yet. */
  public OptimizeCamera(OptimizationExperiment optimization, StudySetup setup) {
    super(OptimizePlan.FILES, optimization, setup);
  }

  @Override
  protected List<String> outputs(OptimizationExperiment optimization) {
    List<String> outputs = new ArrayList<>(OptimizeFiles.NAMES);
    outputs.addAll(OptimizeReport.NAMES);
    outputs.addAll(LearnedCameraFiles.NAMES);
    return outputs;
  }

  @Override
  protected OptimizeResult results(
      OptimizationExperiment optimization, List<Path> named, ExperimentRun run) throws IOException {
    Path folder = folder();
    List<Path> files = new ArrayList<>();
    Path started =
        OptimizationExperiment.written(
            optimization.start(), folder.resolve(LearnedCameraFiles.START));
    Path usual =
        OptimizationExperiment.written(
            Isp.parametrized(optimization.camera()).theta(),
            folder.resolve(LearnedCameraFiles.OWN));
    files.add(started);
    files.add(usual);
    OptimizationSteps steps = OptimizationSteps.of(optimization, started, usual, run.log());
    StepResults results = runner().run(steps.all());
    DriftLog book = new DriftLog(run.log(), results);
    for (TrainStep training : steps.trainings()) {
      book.training(training);
    }
    OptimizationSteps tuned = steps.at(JointFindings.bestRates(runs(steps, results)));
    List<DriftScore> scores = new ArrayList<>();
    Optional<JointFindings> joint = joint(optimization, tuned, results, scores, book);
    Optional<ParetoFront> front = front(optimization, tuned, results, scores, book);
    Optional<ParetoConfirmation> confirmed =
        front.isPresent() ? confirmed(optimization, tuned, results, front.get()) : Optional.empty();
    run.figures(figures(joint, front));
    Optional<BeforeAfterPicture> samples = Optional.empty();
    if (joint.isPresent()) {
      files.addAll(learned(optimization, tuned, results, joint.get()).write(folder));
      samples =
          Optional.of(
              BeforeAfterPicture.of(
                  joint.get().best(), optimization.plan().start().condition(), tuned, results));
    }
    Map<String, Object> provenance = run.provenance();
    files.addAll(new OptimizeFiles(joint, front, confirmed, scores, provenance).write(folder));
    files.addAll(
        OptimizeReport.write(
            optimization,
            steps.trainings().size(),
            joint,
            front,
            confirmed,
            samples,
            provenance,
            folder));
    run.finish(provenance, files, named);
    int reused = (int) steps.all().stream().filter(results::reused).count();
    return new OptimizeResult(
        optimization,
        joint,
        front,
        confirmed,
        steps.trainings().size(),
        reused,
        steps.all().size(),
        folder,
        run.log().id());
  }

  private static List<ArmRun> runs(OptimizationSteps steps, StepResults results)
      throws IOException {
    List<ArmRun> runs = new ArrayList<>();
    for (OptimizationSteps.ArmTest arm : steps.arms()) {
      runs.add(
          new ArmRun(
              arm.arm(),
              arm.rate(),
              arm.split(),
              HistoryFile.read(results.result(arm.test().training())),
              results.result(arm.test()).metrics()));
    }
    return runs;
  }

  private static Optional<JointFindings> joint(
      OptimizationExperiment optimization,
      OptimizationSteps steps,
      StepResults results,
      List<DriftScore> scores,
      DriftLog book)
      throws IOException {
    if (steps.arms().isEmpty()) {
      return Optional.empty();
    }
    OptimizePlan plan = optimization.plan();
    String tested = plan.start().condition().words();
    for (OptimizationSteps.ArmTest arm : steps.arms()) {
      EvaluationResult evaluated = results.result(arm.test());
      scores.add(book.evaluation(arm.arm().word(), tested, arm.split(), evaluated));
    }
    return Optional.of(
        JointFindings.of(
            runs(steps, results),
            optimization.metric(),
            new JointFindings.Setting(
                TrainModel.metric(optimization.divided().data().plan()).toString(),
                thetaNames(optimization),
                plan.rates(),
                plan.reach(),
                optimization.stepsOfEpoch(),
                optimization.testToTrain()),
            new PairedScores(optimization, steps, results).pairs().gain(plan.seed())));
  }

  /** Returns the names of the numbers that the learned arm learns, in their order. */
  static List<String> thetaNames(OptimizationExperiment optimization) {
    LearnPlan learn = optimization.plan().learn();
    Theta theta =
        optimization
            .start()
            .thawed(learn.thawed().toArray(String[]::new))
            .frozen(learn.frozen().toArray(String[]::new));
    List<String> names = new ArrayList<>();
    for (int place = 0; place < theta.size(); place++) {
      if (!theta.isFrozen(place)) {
        names.add(theta.name(place));
      }
    }
    return names;
  }

  private static Optional<ParetoFront> front(
      OptimizationExperiment optimization,
      OptimizationSteps steps,
      StepResults results,
      List<DriftScore> scores,
      DriftLog book)
      throws IOException {
    if (steps.ways().isEmpty()) {
      return Optional.empty();
    }
    SequencedMap<Acquisition, SortedMap<Integer, Double>> metrics = new LinkedHashMap<>();
    for (OptimizationSteps.AcquisitionTest way : steps.ways()) {
      EvaluationResult evaluated = results.result(way.test());
      scores.add(book.evaluation(way.trained(), way.way().words(), way.split(), evaluated));
      metrics
          .computeIfAbsent(way.way(), _ -> new TreeMap<>())
          .put(way.split(), evaluated.metrics().get(optimization.metric()));
    }
    List<PricedAcquisition> priced = new ArrayList<>();
    metrics.forEach(
        (way, values) ->
            priced.add(
                new PricedAcquisition(
                    way,
                    optimization.prices().of(way, optimization.recorded()),
                    new SplitValues(values))));
    return Optional.of(
        new ParetoFront(
            optimization.metric(),
            priced,
            priced.getFirst(),
            optimization.plan().acquisition().orElseThrow().keep(),
            optimization.testToTrain()));
  }

  /** Chooses by one half of the test samples, and confirms by the other; not where errors count. */
  private static Optional<ParetoConfirmation> confirmed(
      OptimizationExperiment optimization,
      OptimizationSteps steps,
      StepResults results,
      ParetoFront front)
      throws IOException {
    TaskPlan task = optimization.divided().data().plan().task().orElseThrow();
    if (task instanceof TaskPlan.Regression) {
      return Optional.empty();
    }
    Map<Acquisition, List<ParetoConfirmation.Score>> byWay = new HashMap<>();
    for (OptimizationSteps.AcquisitionTest way : steps.ways()) {
      Map<String, String> groups = new HashMap<>();
      way.test().samples().forEach(sample -> groups.put(sample.id(), sample.group()));
      for (PredictionRow answer : results.result(way.test()).predictions()) {
        byWay
            .computeIfAbsent(way.way(), _ -> new ArrayList<>())
            .add(
                new ParetoConfirmation.Score(
                    "%s on split %d".formatted(answer.sample(), way.split()),
                    groups.get(answer.sample()),
                    PairedScores.score(task, answer)));
      }
    }
    Map<PricedAcquisition, List<ParetoConfirmation.Score>> scores = new HashMap<>();
    front.ways().forEach(way -> scores.put(way, byWay.get(way.way())));
    return ParetoConfirmation.of(
        front, scores, PairedScores.measure(task), optimization.plan().seed());
  }

  private static LearnedCameraFiles learned(
      OptimizationExperiment optimization,
      OptimizationSteps steps,
      StepResults results,
      JointFindings joint)
      throws IOException {
    OptimizationSteps.ArmTest best = steps.arm(Arm.LEARNED, joint.best());
    Theta theta =
        ThetaFiles.read(
            results.result(best.test().training()).resolve(ModelFolder.THETA),
            optimization.start());
    return new LearnedCameraFiles(
        optimization.plan().name() + ", learned", optimization.camera(), theta);
  }

  private static Map<String, Double> figures(
      Optional<JointFindings> joint, Optional<ParetoFront> front) {
    Map<String, Double> figures = new LinkedHashMap<>();
    joint.ifPresent(
        found -> {
          figures.put("learned", found.learned().value());
          figures.put("frozen", found.frozen().value());
          figures.put("gain", found.gain().value());
          found.probability().ifPresent(chance -> figures.put("gain_probability", chance));
        });
    front
        .flatMap(ParetoFront::knee)
        .ifPresent(
            knee -> {
              figures.put("knee_cost", knee.cost().total());
              figures.put("knee_metric", knee.metric().mean());
              figures.put("reference_cost", front.orElseThrow().reference().cost().total());
            });
    return figures;
  }

  /**
   * The predictions of both arms for the same test samples → how well each does on every one of
   * them.
   *
   * @param optimization the optimization
   * @param steps its steps
   * @param results what they came to
   */
  private record PairedScores(
      OptimizationExperiment optimization, OptimizationSteps steps, StepResults results) {

    /** Returns the samples of all test sides as both arms see them, learned first. */
    PairedBootstrap pairs() throws IOException {
      TaskPlan task = optimization.divided().data().plan().task().orElseThrow();
      List<PairedBootstrap.Pair> pairs = new ArrayList<>();
      for (OptimizationSteps.ArmTest arm : steps.arms()) {
        if (arm.arm() == Arm.LEARNED) {
          Map<String, PredictionRow> frozen = new HashMap<>();
          results
              .result(steps.arm(Arm.FROZEN, arm.split()).test())
              .predictions()
              .forEach(answer -> frozen.put(answer.sample(), answer));
          Map<String, String> groups = new HashMap<>();
          arm.test().samples().forEach(sample -> groups.put(sample.id(), sample.group()));
          for (PredictionRow answer : results.result(arm.test()).predictions()) {
            pairs.add(
                new PairedBootstrap.Pair(
                    groups.get(answer.sample()),
                    score(task, answer),
                    score(task, frozen.get(answer.sample()))));
          }
        }
      }
      return new PairedBootstrap(measure(task), pairs);
    }

    private static String measure(TaskPlan task) {
      return switch (task) {
        case TaskPlan.Classification() -> "share of right answers";
        case TaskPlan.Segmentation() -> "mean IoU per image";
        case TaskPlan.Regression _ ->
            "mean square of the error, less is better, with its sign turned";
      };
    }

    private static double score(TaskPlan task, PredictionRow answer) {
      return switch (task) {
        case TaskPlan.Classification() -> answer.predicted().equals(answer.truth()) ? 1 : 0;
        case TaskPlan.Segmentation() -> Double.parseDouble(answer.predicted());
        case TaskPlan.Regression _ -> {
          double error =
              Double.parseDouble(answer.predicted()) - Double.parseDouble(answer.truth());
          yield -error * error;
        }
      };
    }
  }

  /**
   * Numbers that were learned → files that every other command takes: the camera ({@code
   * camera.yaml}: black level, white balance and colour matrix), the whole chain ({@code isp.yaml})
   * and θ ({@code theta.yaml}).
   *
   * @param name what the camera is called
   * @param base the camera that θ began with, whose scale stays
   * @param theta the numbers of the parametrized chain
   */
  private record LearnedCameraFiles(String name, Camera base, Theta theta) {
    /** The numbers that both arms began with. */
    static final String START = "theta-start.yaml";

    /** The camera's own numbers. */
    static final String OWN = "theta-camera.yaml";

    private static final String CAMERA = "camera.yaml";
    private static final String ISP = "isp.yaml";
    private static final String THETA = "theta.yaml";

    /** The names of all files. */
    static final List<String> NAMES = List.of(START, OWN, CAMERA, ISP, THETA);

    /** Returns the camera: what of θ a camera is. */
    Camera camera() {
      double[] black = theta.get("black_level");
      double[] gains = theta.get("white_balance");
      return new Camera(
          name,
          base.scale(),
          new SiteValues(black[0], black[1], black[2], black[3]),
          new Rgb(gains[0], gains[1], gains[2]),
          Matrix3.of(theta.get("colour_matrix")));
    }

    /** Returns the chain with these numbers. */
    Isp isp() {
      return Isp.parametrized(base).with(theta);
    }

    /**
     * Writes all files.
     *
     * @return the files
     */
    List<Path> write(Path folder) throws IOException {
      Path camera = folder.resolve(CAMERA);
      Path isp = folder.resolve(ISP);
      Path numbers = folder.resolve(THETA);
      DescriptionFiles.CAMERA.write(camera(), camera);
      IspFiles.write(isp(), isp);
      ThetaFiles.write(theta, numbers);
      return List.of(camera, isp, numbers);
    }
  }

  /**
   * What an optimization came to.
   *
   * @param optimization the optimization
   * @param joint what learning θ gains; none if it was not measured
   * @param front cost and performance of acquisitions; none where none were compared
   * @param confirmed what one half of the samples chose of them, by the other half
   * @param models how many models there are
   * @param reused how many of the trainings and evaluations were there already
   * @param steps how many there are
   * @param folder where the files are
   * @param run what the lab book calls the run
   */
  public record OptimizeResult(
      OptimizationExperiment optimization,
      Optional<JointFindings> joint,
      Optional<ParetoFront> front,
      Optional<ParetoConfirmation> confirmed,
      int models,
      int reused,
      int steps,
      Path folder,
      String run) {}
}
