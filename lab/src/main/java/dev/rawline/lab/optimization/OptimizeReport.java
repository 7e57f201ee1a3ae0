package dev.rawline.lab.optimization;

import dev.rawline.data.set.Sample;
import dev.rawline.lab.training.DifferenceSheet;
import dev.rawline.lab.training.PredictionLog.Answer;
import dev.rawline.lab.training.SideBySide;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.plan.TrainedModel;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.step.StepResults;
import dev.rawline.workbench.text.ShellQuoting;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Findings → drawings, a sheet of samples before and after, and the page that a person reads.
 *
 * @param optimization the optimization
 * @param steps its steps
 * @param results what they came to
 * @param joint what learning θ gains, where it was asked for
 * @param front what ways to acquire samples cost and reach, where some were compared
 * @param learned the camera that was learned, where one was
 */
record OptimizeReport(
    OptimizationExperiment optimization,
    OptimizationSteps steps,
    StepResults results,
    Optional<JointFindings> joint,
    Optional<ParetoFront> front,
    Optional<LearnedCameraFiles> learned) {
  /** The page. */
  static final String PAGE = "report.html";

  private static final String CURVES = "learning";
  private static final String THETA = "theta";
  private static final String COST = "cost";
  private static final String BEFORE_AFTER = "before-after.png";
  private static final int SAMPLES = 4;

  /** The names of all files. */
  static final List<String> NAMES = names();

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(PAGE, BEFORE_AFTER));
    names.addAll(ReportFiles.names(CURVES, THETA, COST));
    return List.copyOf(names);
  }

  /**
   * Writes all of it into a folder.
   *
   * @param provenance where the numbers come from
   * @return the files
   */
  List<Path> write(Map<String, Object> provenance, Path folder) throws IOException {
    ReportFiles writing = new ReportFiles(folder);
    List<Path> files = new ArrayList<>(writing.drawings(drawings()));
    List<PagePicture> pictures = new ArrayList<>();
    if (joint.isPresent()) {
      Optional<BufferedImage> sheet = beforeAfter(joint.get());
      if (sheet.isPresent()) {
        files.add(writing.picture(sheet.get(), BEFORE_AFTER));
        pictures.add(
            new PagePicture(
                "Samples before and after",
                "Left through the initial θ, with the prediction of the frozen model; right through"
                    + " the learned θ, with that of the learned model; next to them the absolute"
                    + " difference, colour by colour, and its logarithm. Nearly black images are"
                    + " shown brighter; models see them as they are, and standardize them.",
                sheet.get()));
      }
    }
    files.add(
        writing.text(
            new OptimizePage(
                    optimization.plan().name(),
                    joint,
                    start(),
                    front,
                    optimization.prices().currency(),
                    facts(),
                    pictures,
                    next(folder),
                    ReportFiles.facts(provenance))
                .html(),
            PAGE));
    return files;
  }

  private SequencedMap<String, Drawing> drawings() {
    SequencedMap<String, Drawing> drawings = new LinkedHashMap<>();
    joint.filter(ArmCurves::isDrawn).ifPresent(found -> drawings.put(CURVES, ArmCurves.of(found)));
    joint.ifPresent(found -> drawings.put(THETA, ThetaPaths.of(found, start())));
    front.ifPresent(
        found -> drawings.put(COST, ParetoPlot.of(found, optimization.prices().currency())));
    return drawings;
  }

  /** Returns the learned numbers as they begin. */
  private List<Double> start() {
    return OptimizeCamera.thetaNames(optimization).stream()
        .map(name -> optimization.start().get(name)[0])
        .toList();
  }

  /** Returns samples of the test side of the exported camera's split, through both chains. */
  private Optional<BufferedImage> beforeAfter(JointFindings found) throws IOException {
    OptimizationSteps.OfArm frozen = arm(Arm.FROZEN, found.best());
    OptimizationSteps.OfArm after = arm(Arm.LEARNED, found.best());
    List<Sample> samples = chosen(frozen, after);
    Engine engine = frozen.test().training().frame().engine();
    List<SideBySide.Sight> before = sights(frozen, "θ at its start", samples, engine);
    List<SideBySide.Sight> learnt = sights(after, "θ learned", samples, engine);
    List<SideBySide> seen = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      seen.add(new SideBySide(samples.get(i).id(), before.get(i), learnt.get(i)));
    }
    return seen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            DifferenceSheet.draw(
                "What the model sees: θ at its start, and learned",
                List.of(
                    "split %d · recorded in %s"
                        .formatted(
                            found.best(),
                            ConditionLabels.of(optimization.plan().start().condition()))),
                List.of("at the start", "learned"),
                seen));
  }

  private OptimizationSteps.OfArm arm(Arm arm, int split) {
    return steps.arms().stream()
        .filter(each -> each.arm() == arm && each.split() == split)
        .findFirst()
        .orElseThrow();
  }

  private List<SideBySide.Sight> sights(
      OptimizationSteps.OfArm arm, String words, List<Sample> samples, Engine engine)
      throws IOException {
    try (TrainedModel trained = TrainedModel.open(results.result(arm.test().training()), engine)) {
      return arm.test().previews(trained, words, samples);
    }
  }

  /**
   * Returns samples of which both models predict different classes, and others where there are too
   * few.
   */
  private List<Sample> chosen(OptimizationSteps.OfArm frozen, OptimizationSteps.OfArm after)
      throws IOException {
    Map<String, String> before = new HashMap<>();
    for (Answer said : results.result(frozen.test()).said()) {
      before.put(said.sample(), said.predicted());
    }
    Map<String, Boolean> differs = new HashMap<>();
    for (Answer said : results.result(after.test()).said()) {
      differs.put(said.sample(), !said.predicted().equals(before.get(said.sample())));
    }
    return frozen.test().samples().stream()
        .sorted(Comparator.comparing((Sample sample) -> !differs.get(sample.id())))
        .limit(SAMPLES)
        .toList();
  }

  private List<Fact> facts() {
    OptimizePlan plan = optimization.plan();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "data set",
            "%s, %d samples"
                .formatted(
                    optimization.divided().data().dataSet().name(),
                    optimization.divided().data().dataSet().samples().size())));
    facts.add(new Fact("splits", String.valueOf(optimization.divided().divisions().size())));
    facts.add(
        new Fact(
            "models",
            "%d, %d epochs each, the best by its validation side kept"
                .formatted(steps.trainings().size(), plan.training().epochs())));
    if (plan.joint()) {
      facts.add(new Fact("recorded in", ConditionLabels.of(plan.start().condition())));
      facts.add(
          new Fact(
              "θ begins",
              "%s%s%s"
                  .formatted(
                      plan.start().theta().orElse("with the camera's own numbers"),
                      plan.start().gamma().map(gamma -> ", γ " + gamma).orElse(""),
                      plan.start()
                          .exposure()
                          .map(factor -> ", white balance × " + factor)
                          .orElse(""))));
      facts.add(
          new Fact(
              "learning rates",
              "%s of the model, %s of θ"
                  .formatted(plan.training().learningRate(), plan.thetaLearningRate())));
    }
    front.ifPresent(
        found ->
            facts.add(
                new Fact(
                    "ways to acquire samples",
                    "%d, %s"
                        .formatted(
                            found.ways().size(),
                            plan.acquisition().orElseThrow().retrain()
                                ? "with models of their own"
                                : "tested by models trained as recorded"))));
    facts.add(new Fact("metric", optimization.metric()));
    return facts;
  }

  private List<SuggestedCommand> next(Path folder) {
    if (learned.isEmpty()) {
      return List.of();
    }
    Path shown = ReportFiles.shown(folder);
    return List.of(
        new SuggestedCommand(
            "The learned camera is a file like any other: process raw images with it.",
            ShellQuoting.of(
                "./rawline",
                List.of(
                    "process",
                    "RAW.tiff",
                    "--camera",
                    shown.resolve("camera.yaml").toString(),
                    "--isp",
                    shown.resolve("isp.yaml").toString(),
                    "--out",
                    "processed"))),
        new SuggestedCommand(
            "Train another model behind it.",
            ShellQuoting.of(
                "./rawline",
                List.of(
                    "train",
                    "PLAN.yaml",
                    "--data-model",
                    shown.resolve("isp.yaml").toString(),
                    "--out",
                    "trained"))));
  }
}
