package dev.rawline.lab.forensics;

import dev.rawline.data.config.ThetaFiles;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.drift.MetricName;
import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.gradient.LossSensitivity;
import dev.rawline.lab.report.DifferenceSheet;
import dev.rawline.lab.report.GradientSheet;
import dev.rawline.lab.report.Numbers;
import dev.rawline.lab.report.PagePicture;
import dev.rawline.lab.report.SeenTwice;
import dev.rawline.lab.report.StageDifferenceSheet;
import dev.rawline.lab.step.Results;
import dev.rawline.lab.subject.Physical;
import dev.rawline.lab.subject.Setting;
import dev.rawline.lab.subject.Subject;
import dev.rawline.lab.training.Sights;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.Answer;
import dev.rawline.learning.sample.Prepared;
import dev.rawline.learning.task.Judgement;
import dev.rawline.learning.task.ViewBatch;
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
    Examination examination,
    ForensicsFindings findings,
    List<ExamineModel.Steps> steps,
    Results results) {
  private static final String WORST = "worst-camera.png";
  private static final String STAGES = "worst-camera-stages.png";
  private static final String GRADIENTS = "worst-camera-gradients.png";
  private static final int SAMPLES = 4;

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
    Optional<WorstCamera> gravest = findings.gravestCase();
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
      Examined model, WorstCaseStep step, WorstCamera worst, Path file) throws IOException {
    Engine engine = Engine.start(examination.device(), examination.plan().threads());
    try (Subject whole = WorstCaseStep.subject(examination, model, results::result, engine)) {
      Subject subject =
          step.group().equals(ThetaGroup.LAYER) ? WorstCaseStep.layered(whole) : whole;
      Theta theta = ThetaFiles.read(file, subject.theta());
      String title =
          String.format(
              Locale.ROOT, "The worst camera found: %s, %s", worst.group(), worst.restraint());
      String told =
          String.format(
              Locale.ROOT,
              "%s %.3f instead of %.3f · closeness %s · split %d",
              MetricName.of(findings.metric()),
              worst.metric(),
              worst.metric() + worst.lost().value(),
              Numbers.signed(worst.closeness(), 4),
              model.split());
      SequencedMap<String, PagePicture> drawn = new LinkedHashMap<>();
      drawn.put(
          WORST,
          new PagePicture(
              "Samples by the default camera, and by the worst one found",
              "Each with what the model says; behind them the amount of the difference, colour by colour, and its logarithm.",
              DifferenceSheet.draw(
                  title,
                  List.of(told),
                  List.of("default camera", "worst camera"),
                  seen(subject, theta))));
      drawn.putAll(stages(subject, theta, title, told));
      return drawn;
    }
  }

  /** Returns samples of the first batch of which the model says otherwise, if there are some. */
  private static List<SeenTwice> seen(Subject subject, Theta theta) {
    List<SeenTwice.Sight> before = sights(subject, Setting.USUAL, "default camera");
    List<SeenTwice.Sight> after = sights(subject, Setting.of(theta), "worst camera");
    List<Prepared> samples = subject.batch(Physical.AS_RECORDED, 0);
    List<SeenTwice> changed = new ArrayList<>();
    List<SeenTwice> others = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      SeenTwice one = new SeenTwice(samples.get(i).id(), before.get(i), after.get(i));
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

  private static List<SeenTwice.Sight> sights(Subject subject, Setting setting, String condition) {
    ViewBatch pictures = subject.pictures(setting, 0);
    List<Answer> answers = subject.answers(pictures, 0);
    List<SeenTwice.Sight> sights = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      sights.add(
          new SeenTwice.Sight(
              condition, pictures.view(i), Sights.verdict(subject.task(), answers.get(i))));
    }
    return sights;
  }

  private static SequencedMap<String, PagePicture> stages(
      Subject subject, Theta theta, String title, String told) throws IOException {
    Prepared sample = subject.batch(Physical.AS_RECORDED, 0).getFirst();
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
            StageDifferenceSheet.draw(
                "Sample " + sample.id(),
                List.of(title, told),
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
      Subject subject, Isp isp, Theta theta, Prepared sample, RawImage raw, String title) {
    ChainPullback<RawImage, View> pullback = isp.pull(raw);
    ViewBatch picture = ViewBatch.of(List.of(pullback.value()));
    Judgement judgement;
    try (Scope _ = new Scope()) {
      Optional<Integer> size = subject.trained().model().input().size();
      Tensor target =
          subject
              .task()
              .targets(
                  List.of(sample), size.orElse(picture.height()), size.orElse(picture.width()));
      judgement = subject.model().judge(picture, target, subject.loss());
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
}
