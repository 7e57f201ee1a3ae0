package dev.rawline.lab.optimization;

import dev.rawline.data.set.Sample;
import dev.rawline.lab.ShellWords;
import dev.rawline.lab.acquisition.Arm;
import dev.rawline.lab.acquisition.JointFindings;
import dev.rawline.lab.acquisition.ParetoFront;
import dev.rawline.lab.acquisition.WayWords;
import dev.rawline.lab.report.ArmCurves;
import dev.rawline.lab.report.DifferenceSheet;
import dev.rawline.lab.report.Drawing;
import dev.rawline.lab.report.Fact;
import dev.rawline.lab.report.NextStep;
import dev.rawline.lab.report.OptimizePage;
import dev.rawline.lab.report.PagePicture;
import dev.rawline.lab.report.ParetoPlot;
import dev.rawline.lab.report.ReportFiles;
import dev.rawline.lab.report.SeenTwice;
import dev.rawline.lab.report.ThetaPaths;
import dev.rawline.lab.step.Results;
import dev.rawline.lab.training.SaidFile.Said;
import dev.rawline.lab.training.Sights;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.plan.TrainedModel;
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
    Optimization optimization,
    Steps steps,
    Results results,
    Optional<JointFindings> joint,
    Optional<ParetoFront> front,
    Optional<LearnedCamera> learned) {
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
                "Left through θ as it begins, with what the frozen model says; right through θ as it was learned, with what the learned model says; behind them the amount of the difference, colour by colour, and its logarithm. Pictures that are nearly black to people are shown brighter; models see them as they are, and standardize them.",
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
    Steps.OfArm frozen = arm(Arm.FROZEN, found.best());
    Steps.OfArm after = arm(Arm.LEARNED, found.best());
    List<Sample> samples = chosen(frozen, after);
    Engine engine = frozen.test().training().frame().engine();
    List<SeenTwice.Sight> before = sights(frozen, "θ at its start", samples, engine);
    List<SeenTwice.Sight> learnt = sights(after, "θ learned", samples, engine);
    List<SeenTwice> seen = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      seen.add(new SeenTwice(samples.get(i).id(), before.get(i), learnt.get(i)));
    }
    return seen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            DifferenceSheet.draw(
                "What the model sees: θ at its start, and learned",
                List.of(
                    "split %d · recorded in %s"
                        .formatted(
                            found.best(), WayWords.of(optimization.plan().start().condition()))),
                List.of("at the start", "learned"),
                seen));
  }

  private Steps.OfArm arm(Arm arm, int split) {
    return steps.arms().stream()
        .filter(each -> each.arm() == arm && each.split() == split)
        .findFirst()
        .orElseThrow();
  }

  private List<SeenTwice.Sight> sights(
      Steps.OfArm arm, String words, List<Sample> samples, Engine engine) throws IOException {
    try (TrainedModel trained = TrainedModel.open(results.result(arm.test().training()), engine)) {
      return Sights.of(trained, arm.test(), words, samples);
    }
  }

  /** Returns samples of which both models say otherwise, and others where there are too few. */
  private List<Sample> chosen(Steps.OfArm frozen, Steps.OfArm after) throws IOException {
    Map<String, String> before = new HashMap<>();
    for (Said said : results.result(frozen.test()).said()) {
      before.put(said.sample(), said.predicted());
    }
    Map<String, Boolean> differs = new HashMap<>();
    for (Said said : results.result(after.test()).said()) {
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
      facts.add(new Fact("recorded in", WayWords.of(plan.start().condition())));
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
                                : "tested by models that learned as recorded"))));
    facts.add(new Fact("metric", optimization.metric()));
    return facts;
  }

  private List<NextStep> next(Path folder) {
    if (learned.isEmpty()) {
      return List.of();
    }
    Path here = Path.of("").toAbsolutePath();
    Path shown = folder.startsWith(here) && !folder.equals(here) ? here.relativize(folder) : folder;
    return List.of(
        new NextStep(
            "The camera that was learned is a file like any other: see what it makes of raw images.",
            ShellWords.of(
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
        new NextStep(
            "Train another model behind it.",
            ShellWords.of(
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
