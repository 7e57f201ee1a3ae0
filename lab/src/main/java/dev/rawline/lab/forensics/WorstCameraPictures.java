package dev.rawline.lab.forensics;

import dev.rawline.data.config.ThetaFiles;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.evaluation.DifferenceSheet;
import dev.rawline.lab.evaluation.LabelledPrediction;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.evaluation.SideBySide;
import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.gradient.GradientSheet;
import dev.rawline.lab.gradient.LossSensitivity;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.task.LossGradient;
import dev.rawline.learning.task.ViewBatch;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.StagePanel;
import dev.rawline.workbench.step.StepResults;
import dev.rawline.workbench.text.NumberText;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The gravest worst case, of the model that loses most by it → samples by the default and by the
 * worst camera, stage by stage, and what the loss is sensitive to there.
 *
 * @param examination the examination
 * @param findings what was found
 * @param steps the steps of every model
 * @param results what they came to
 */
record WorstCameraPictures(
    ForensicsExperiment examination,
    ForensicsFindings findings,
    List<ExamineModel.Steps> steps,
    StepResults results) {
  private static final String WORST = "worst-camera.png";
  private static final String STAGES = "worst-camera-stages.png";
  private static final String GRADIENTS = "worst-camera-gradients.png";
  private static final int SAMPLES = 4;
  private static final int CELL = 280;
  private static final int COLUMNS = 5;
  private static final int GAP = 26;

  /** Returns the names of all files that pictures may go into. */
  static List<String> names() {
    return List.of(WORST, STAGES, GRADIENTS);
  }

  /**
   * Draws the pictures.
   *
   * @return each by the name of its file; none where no camera costs anything
   */
  SequencedMap<String, PagePicture> drawn() throws IOException {
    Optional<WorstCameraResult> gravest = findings.gravestCase();
    if (gravest.isEmpty()) {
      return new LinkedHashMap<>();
    }
    for (ExamineModel.Steps each : steps) {
      for (WorstCaseStep step : each.worst()) {
        int place = results.result(step).cases().indexOf(gravest.get());
        if (place >= 0) {
          Path theta = WorstCases.theta(results.folder(step), place + 1);
          return drawn(each.model(), step, gravest.get(), theta);
        }
      }
    }
    return new LinkedHashMap<>();
  }

  private SequencedMap<String, PagePicture> drawn(
      ExaminedModel model, WorstCaseStep step, WorstCameraResult worst, Path file)
      throws IOException {
    Engine engine = Engine.start(examination.device(), examination.plan().threads());
    try (ModelUnderTest whole =
        WorstCaseStep.subject(examination, model, results::result, engine)) {
      ModelUnderTest subject =
          step.group().equals(ThetaGroup.LAYER) ? WorstCaseStep.layered(whole) : whole;
      Theta theta = ThetaFiles.read(file, subject.theta());
      String title =
          String.format(
              Locale.ROOT, "The worst camera found: %s, %s", worst.group(), worst.restraint());
      String subtitle =
          String.format(
              Locale.ROOT,
              "%s %.3f instead of %.3f · closeness %s · split %d",
              MetricLabel.of(findings.metric()),
              worst.metric(),
              worst.metric() + worst.lost().value(),
              NumberText.signed(worst.closeness(), 4),
              model.split());
      SequencedMap<String, PagePicture> drawn = new LinkedHashMap<>();
      drawn.put(
          WORST,
          new PagePicture(
              "Samples by the default camera, and by the worst one found",
              "Each with the prediction of the model; behind them the amount of the difference, colour by"
                  + " colour, and its logarithm.",
              DifferenceSheet.draw(
                  title,
                  List.of(subtitle),
                  List.of("default camera", "worst camera"),
                  seen(subject, theta))));
      drawn.putAll(stages(subject, theta, title, subtitle));
      return drawn;
    }
  }

  /**
   * Returns samples of the first batch that the model classifies differently, if there are some.
   */
  private static List<SideBySide> seen(ModelUnderTest subject, Theta theta) {
    List<SideBySide.Side> before = sides(subject, OperatingPoint.USUAL, "default camera");
    List<SideBySide.Side> after = sides(subject, OperatingPoint.of(theta), "worst camera");
    List<PreparedSample> samples = subject.batch(RecaptureSettings.AS_RECORDED, 0);
    List<SideBySide> changed = new ArrayList<>();
    List<SideBySide> others = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      SideBySide one = new SideBySide(samples.get(i).id(), before.get(i), after.get(i));
      boolean differs =
          !before
              .get(i)
              .verdict()
              .brief()
              .replaceAll("[0-9.%]", "")
              .equals(after.get(i).verdict().brief().replaceAll("[0-9.%]", ""));
      (differs ? changed : others).add(one);
    }
    changed.addAll(others);
    return changed.subList(0, Math.min(SAMPLES, changed.size()));
  }

  private static List<SideBySide.Side> sides(
      ModelUnderTest subject, OperatingPoint setting, String condition) {
    ViewBatch pictures = subject.pictures(setting, 0);
    List<Prediction> answers = subject.answers(pictures, 0);
    List<SideBySide.Side> sides = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      sides.add(
          new SideBySide.Side(
              condition, pictures.view(i), LabelledPrediction.of(subject.task(), answers.get(i))));
    }
    return sides;
  }

  private static SequencedMap<String, PagePicture> stages(
      ModelUnderTest subject, Theta theta, String title, String subtitle) throws IOException {
    PreparedSample sample = subject.batch(RecaptureSettings.AS_RECORDED, 0).getFirst();
    if (!(sample.frame() instanceof RawImage raw)) {
      return new LinkedHashMap<>();
    }
    SequencedMap<String, PagePicture> drawn = new LinkedHashMap<>();
    Isp usual = subject.isp();
    Isp worst = usual.with(theta);
    drawn.put(
        STAGES,
        new PagePicture(
            "Stage by stage",
            "Sample %s after every stage of the worst camera, and below by how much it is brighter (orange) or darker (blue) than by the default one."
                .formatted(sample.id()),
            differences(
                "Sample " + sample.id(),
                List.of(title, subtitle),
                usual.trace(raw),
                worst.trace(raw))));
    if (subject.hasGradient()) {
      drawn.put(
          GRADIENTS,
          new PagePicture(
              "What the loss is sensitive to there",
              "The gradient of the loss of sample %s after every stage of the worst camera, and by its parameters."
                  .formatted(sample.id()),
              gradients(subject, worst, theta, sample, raw, title)));
    }
    return drawn;
  }

  private static BufferedImage gradients(
      ModelUnderTest subject,
      Isp isp,
      Theta theta,
      PreparedSample sample,
      RawImage raw,
      String title) {
    ChainPullback<RawImage, View> pullback = isp.pull(raw);
    ViewBatch picture = ViewBatch.of(List.of(pullback.value()));
    LossGradient judgement;
    try (Scope _ = new Scope()) {
      Optional<Integer> size = subject.trained().model().input().size();
      Tensor target =
          subject
              .task()
              .targets(
                  List.of(sample), size.orElse(picture.height()), size.orElse(picture.width()));
      judgement = subject.model().lossGradient(picture, target, subject.loss());
    }
    GradientTrace<RawImage> trace = pullback.trace(judgement.gradient().view(0));
    LossSensitivity found = LossSensitivity.of(isp, theta, judgement.loss(), trace);
    return new GradientSheet(
            "Sample " + sample.id(),
            List.of(
                title, String.format(Locale.ROOT, "loss of this sample: %.3f", judgement.loss())),
            trace,
            found)
        .draw();
  }

  /**
   * Draws every stage's frame by the second camera, and below it by how much it is brighter or
   * darker than by the first, summed over a pixel's colours.
   */
  private static BufferedImage differences(
      String title, List<String> lines, Trace first, Trace second) {
    if (first.steps().size() != second.steps().size()) {
      throw new IllegalArgumentException(
          "%d stages by one camera and %d by the other: expected the same chain"
              .formatted(first.steps().size(), second.steps().size()));
    }
    List<Block> cells = new ArrayList<>();
    for (int i = 0; i < second.steps().size(); i++) {
      Trace.Step after = second.steps().get(i);
      Frame difference = difference(after.frame(), first.steps().get(i).frame());
      cells.add(
          StagePanel.of(
              CELL,
              i + "  " + after.name(),
              after.frame(),
              Optional.of(difference),
              String.format(
                  Locale.ROOT,
                  "difference %s root mean square",
                  NumberText.brief(rounded(rootMeanSquare(difference))))));
    }
    return Block.grid(COLUMNS, GAP, cells).sheet(title, lines, 0);
  }

  private static Frame difference(Frame one, Frame other) {
    float[] samples = new float[one.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = one.samples()[i] - other.samples()[i];
    }
    return switch (one) {
      case RawImage raw -> raw.with(raw.unit(), samples);
      case LinearRgb rgb -> new LinearRgb(rgb.width(), rgb.height(), samples);
      case View view -> new View(view.width(), view.height(), samples);
      case Electrons _, Radiance _, Irradiance _ ->
          throw new IllegalArgumentException(
              "a stage made %s: expected a raw image, linear colours or a view".formatted(one));
    };
  }

  private static double rootMeanSquare(Frame difference) {
    double sum = 0;
    for (double sample : difference.samples()) {
      sum += sample * sample;
    }
    return Math.sqrt(sum / difference.samples().length);
  }

  private static double rounded(double number) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3g", number));
  }
}
