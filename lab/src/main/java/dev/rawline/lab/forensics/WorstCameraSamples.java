package dev.rawline.lab.forensics;

import dev.rawline.data.config.ThetaFiles;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.evaluation.LabelledPrediction;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.evaluation.SideBySide;
import dev.rawline.lab.gradient.LossSensitivity;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.task.LossGradient;
import dev.rawline.learning.task.ViewBatch;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The gravest worst case, of the model that loses most by it → samples by the default and by the
 * worst camera, and one of them stage by stage.
 *
 * @param worst the worst case
 * @param split the split of the model, from 1
 * @param samples samples by both cameras, those that the model classifies differently first
 * @param stages the first sample stage by stage, where it is a raw image
 */
record WorstCameraSamples(
    WorstCameraResult worst, int split, List<SideBySide> samples, Optional<Stages> stages) {
  private static final int SAMPLES = 4;

  /**
   * A sample after every stage.
   *
   * @param sample the sample
   * @param usual by the default camera
   * @param worst by the worst camera
   * @param gradient of the loss at the worst camera, where the model has one
   */
  record Stages(String sample, Trace usual, Trace worst, Optional<StageGradient> gradient) {}

  /** The gradient of the loss after every stage. */
  record StageGradient(double loss, GradientTrace<RawImage> trace, LossSensitivity sensitivity) {}

  /**
   * Evaluates the model by both cameras.
   *
   * @param steps the steps of every model
   * @param results their results
   * @return the samples; none if no camera causes a drop
   * @throws IOException if a sample or a model cannot be read
   */
  static Optional<WorstCameraSamples> of(
      ForensicsExperiment examination,
      ForensicsFindings findings,
      List<ExamineModel.Steps> steps,
      StepResults results)
      throws IOException {
    Optional<WorstCameraResult> gravest = findings.gravestCase();
    if (gravest.isEmpty()) {
      return Optional.empty();
    }
    for (ExamineModel.Steps each : steps) {
      for (WorstCaseStep step : each.worst()) {
        int place = results.result(step).cases().indexOf(gravest.get());
        if (place >= 0) {
          Engine engine = Engine.start(examination.device(), examination.plan().threads());
          try (ModelUnderTest whole =
              WorstCaseStep.subject(examination, each.model(), results::result, engine)) {
            SearchedGroup cameras = SearchedGroup.of(step.group(), examination, whole);
            ModelUnderTest subject = cameras.subject();
            SearchedGroup.Camera camera =
                SearchedGroup.isPhysical(step.group())
                    ? cameras.camera(cameras.numbers(gravest.get().numbers()))
                    : new SearchedGroup.Camera(
                        subject,
                        ThetaFiles.read(
                            WorstCases.theta(results.folder(step), place + 1), subject.theta()));
            return Optional.of(
                new WorstCameraSamples(
                    gravest.get(),
                    each.model().split(),
                    seen(subject, camera),
                    stages(subject, camera)));
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns samples of the first batch that the model classifies differently, if there are some.
   */
  private static List<SideBySide> seen(ModelUnderTest subject, SearchedGroup.Camera camera) {
    List<SideBySide.Side> before = sides(subject, OperatingPoint.USUAL, "default camera");
    List<SideBySide.Side> after =
        sides(camera.subject(), OperatingPoint.of(camera.theta()), "worst camera");
    List<PreparedSample> samples = subject.batch(RecaptureSettings.AS_RECORDED, 0);
    return IntStream.range(0, before.size())
        .mapToObj(i -> new SideBySide(samples.get(i).id(), before.get(i), after.get(i)))
        .sorted(Comparator.comparing(one -> !one.isReclassified()))
        .limit(SAMPLES)
        .toList();
  }

  private static List<SideBySide.Side> sides(
      ModelUnderTest subject, OperatingPoint setting, String condition) {
    ViewBatch pictures = subject.pictures(setting, 0);
    List<Prediction> answers = subject.answers(pictures, 0);
    return IntStream.range(0, answers.size())
        .mapToObj(
            i ->
                new SideBySide.Side(
                    condition,
                    pictures.view(i),
                    LabelledPrediction.of(subject.task(), answers.get(i))))
        .toList();
  }

  private static Optional<Stages> stages(ModelUnderTest subject, SearchedGroup.Camera camera) {
    PreparedSample sample = subject.batch(RecaptureSettings.AS_RECORDED, 0).getFirst();
    if (!(sample.frame() instanceof RawImage raw)) {
      return Optional.empty();
    }
    Isp usual = subject.isp();
    Isp worst = camera.subject().isp().with(camera.theta());
    if (usual.trace(raw).steps().size() != worst.trace(raw).steps().size()) {
      // Firmware of fewer filters than the default chain has no stage to compare each with.
      return Optional.empty();
    }
    return Optional.of(
        new Stages(
            sample.id(),
            usual.trace(raw),
            worst.trace(raw),
            subject.hasGradient()
                ? Optional.of(gradient(camera, worst, sample, raw))
                : Optional.empty()));
  }

  private static StageGradient gradient(
      SearchedGroup.Camera camera, Isp isp, PreparedSample sample, RawImage raw) {
    ModelUnderTest subject = camera.subject();
    ChainPullback<RawImage, View> pullback = isp.pull(raw);
    ViewBatch picture = ViewBatch.of(List.of(pullback.value()));
    LossGradient loss;
    try (Scope _ = new Scope()) {
      Optional<Integer> size = subject.trained().model().input().size();
      Tensor target =
          subject
              .task()
              .targets(
                  List.of(sample), size.orElse(picture.height()), size.orElse(picture.width()));
      loss = subject.model().lossGradient(picture, target, subject.loss());
    }
    GradientTrace<RawImage> trace = pullback.trace(loss.gradient().view(0));
    return new StageGradient(
        loss.loss(), trace, LossSensitivity.of(isp, camera.theta(), loss.loss(), trace));
  }
}
