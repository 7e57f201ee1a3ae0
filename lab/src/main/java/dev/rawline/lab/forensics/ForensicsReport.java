package dev.rawline.lab.forensics;

import dev.rawline.data.config.ThetaFiles;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.ShellWords;
import dev.rawline.lab.drift.MetricName;
import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.gradient.LossSensitivity;
import dev.rawline.lab.report.ClosenessPlot;
import dev.rawline.lab.report.DifferenceSheet;
import dev.rawline.lab.report.Drawing;
import dev.rawline.lab.report.Fact;
import dev.rawline.lab.report.ForensicsPage;
import dev.rawline.lab.report.ForensicsPage.Rows;
import dev.rawline.lab.report.GradientSheet;
import dev.rawline.lab.report.NextStep;
import dev.rawline.lab.report.Numbers;
import dev.rawline.lab.report.PagePicture;
import dev.rawline.lab.report.ReportFiles;
import dev.rawline.lab.report.SeenTwice;
import dev.rawline.lab.report.StageDifferenceSheet;
import dev.rawline.lab.step.Results;
import dev.rawline.lab.tolerance.BoxSide;
import dev.rawline.lab.tolerance.JointBox;
import dev.rawline.lab.tolerance.PublishedForensics;
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
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Findings → drawings, sheets of samples, and the page that a person reads.
 *
 * @param examination the examination
 * @param findings what was found
 * @param steps the steps of every model
 * @param results what they came to
 */
record ForensicsReport(
    Examination examination,
    ForensicsFindings findings,
    List<ExamineModel.Steps> steps,
    Results results) {
  /** The page. */
  static final String PAGE = "report.html";

  private static final String WORST = "worst-camera.png";
  private static final String STAGES = "worst-camera-stages.png";
  private static final String GRADIENTS = "worst-camera-gradients.png";
  private static final String CLOSENESS = "closeness";
  private static final int SAMPLES = 4;
  private static final double POINTS = 100;

  /** Returns the names of all files that may be written. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of(PAGE, WORST, STAGES, GRADIENTS));
    names.addAll(ReportFiles.names(CLOSENESS));
    TolerancePictures.names().forEach(name -> names.addAll(ReportFiles.names(name)));
    return names;
  }

  /**
   * Writes all of it into a folder.
   *
   * @param provenance where the numbers come from
   * @return the files
   */
  List<Path> write(Map<String, Object> provenance, Path folder) throws IOException {
    ReportFiles files = new ReportFiles(folder);
    SequencedMap<String, Drawing> tolerances = TolerancePictures.of(findings);
    SequencedMap<String, Drawing> drawings = new LinkedHashMap<>(tolerances);
    Optional<Drawing> closeness = closeness();
    closeness.ifPresent(drawing -> drawings.put(CLOSENESS, drawing));
    List<Path> written = new ArrayList<>(files.drawings(drawings));
    List<PagePicture> pictures = new ArrayList<>();
    for (Shown shown : shown()) {
      written.add(files.picture(shown.picture.image(), shown.file));
      pictures.add(shown.picture);
    }
    Optional<JointBox> box =
        findings.together().values().stream().findFirst().flatMap(Together::box);
    ForensicsPage page =
        new ForensicsPage(
            examination.plan().name(),
            new ForensicsStory(findings, examination.plan().tolerance()).sentences(),
            facts(),
            List.copyOf(tolerances.values()),
            box.map(ForensicsReport::rows),
            box.map(this::words).orElse(""),
            closeness,
            worst(),
            pictures,
            ranking(),
            agreement(),
            published(),
            DIFFERENCES,
            next(folder),
            ReportFiles.facts(provenance));
    written.add(files.text(page.html(), PAGE));
    return written;
  }

  private Optional<Drawing> closeness() {
    List<ClosenessPlot.Course> courses = new ArrayList<>();
    List<ForensicsFindings.Mean> means = findings.means();
    for (String group : findings.groups()) {
      List<ClosenessPlot.Worst> points =
          means.stream()
              .filter(mean -> mean.group().equals(group) && mean.closeness() > 0)
              .map(mean -> new ClosenessPlot.Worst(mean.closeness(), mean.metric(), mean.control()))
              .toList();
      if (!points.isEmpty()) {
        courses.add(new ClosenessPlot.Course(group, points));
      }
    }
    return courses.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ClosenessPlot.of(
                findings.metric(),
                examination.plan().worstCase().closeness().label(),
                findings.baseline(),
                courses));
  }

  private List<Fact> facts() {
    ForensicsPlan plan = examination.plan();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "data set",
            "%s, %d samples"
                .formatted(examination.dataSet().name(), examination.dataSet().samples().size())));
    facts.add(
        new Fact(
            "models",
            examination.given().isPresent()
                ? examination.given().get().path().toString()
                : "%d, trained behind %s, %d epochs"
                    .formatted(examination.models(), plan.isp(), plan.training().epochs())));
    facts.add(
        new Fact(
            "asked about",
            "%d samples a model".formatted(examination.asked(steps.getFirst().model()).size())));
    WorstCasePlan worst = plan.worstCase();
    if (!findings.worst().isEmpty()) {
      facts.add(
          new Fact(
              "searches",
              "%d evaluations from %d starts, for every group and restraint; as many random draws as a control"
                  .formatted(worst.evaluations(), worst.restarts())));
      facts.add(new Fact("closeness", worst.closeness().label()));
      if (!worst.lambdas().isEmpty()) {
        facts.add(
            new Fact(
                "λ",
                "as published, on the sum over a batch of %d pictures; on the mean that is measured here it counts λ · %d · 3 · height · width"
                    .formatted(worst.lambdaBatch(), worst.lambdaBatch())));
      }
    }
    facts.add(new Fact("metric", findings.metric()));
    return facts;
  }

  private static Rows rows(JointBox box) {
    return new Rows(
        List.of("number", "usual", "from", "to", "unit"),
        box.sides().stream()
            .map(
                (BoxSide side) ->
                    List.of(
                        side.parameter().name(),
                        number(side.parameter().usual()),
                        number(side.low()),
                        number(side.high()),
                        side.parameter().unit()))
            .toList());
  }

  private String words(JointBox box) {
    return String.format(
        Locale.ROOT,
        "Between these values the most sensitive numbers may lie at once (%s): at the worst of %d points that were tried in %d boxes the %s is %.3f%s. %s.",
        JointBox.LABEL,
        box.tried(),
        box.rounds(),
        MetricName.of(findings.metric()),
        box.worst(),
        box.holds() ? "" : ", which is too low: the search gave up",
        box.search());
  }

  private static String number(double value) {
    return Numbers.signed(value, 4);
  }

  private Optional<Rows> worst() {
    List<ForensicsFindings.Mean> means = findings.means();
    return means.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rows(
                List.of(
                    "group",
                    "restraint",
                    "closeness reached",
                    findings.metric(),
                    "points lost",
                    "random draws",
                    "least advantage, points",
                    "sure for"),
                means.stream()
                    .map(
                        mean ->
                            List.of(
                                mean.group(),
                                mean.restraint(),
                                number(mean.closeness()),
                                String.format(Locale.ROOT, "%.3f", mean.metric()),
                                String.format(Locale.ROOT, "%.1f", POINTS * mean.lost()),
                                String.format(Locale.ROOT, "%.3f", mean.control()),
                                String.format(Locale.ROOT, "%.1f", POINTS * mean.least()),
                                "%d of %d".formatted(mean.sure(), mean.models())))
                    .toList()));
  }

  private Optional<Rows> ranking() {
    List<ForensicsFindings.Rank> ranks = findings.ranking();
    return ranks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rows(
                List.of("group", "points lost", "least of a model", "most of a model"),
                ranks.stream()
                    .map(
                        rank ->
                            List.of(
                                rank.group(),
                                String.format(Locale.ROOT, "%.1f", POINTS * rank.lost()),
                                String.format(Locale.ROOT, "%.1f", POINTS * rank.lowest()),
                                String.format(Locale.ROOT, "%.1f", POINTS * rank.highest())))
                    .toList()));
  }

  private String agreement() {
    return findings
        .agreement()
        .map(
            agreement ->
                String.format(
                    Locale.ROOT,
                    "Models of different splits rank the groups alike by Kendall’s τ-b = %.2f and Spearman’s ρ = %.2f, mean over %d pairs: 1 is the same order, 0 none in common.",
                    agreement.kendall(),
                    agreement.spearman(),
                    agreement.pairs()))
        .orElse("Of one model nothing tells how stable the order is.");
  }

  private static final List<String> DIFFERENCES =
      List.of(
          "The published search was penalized, not limited: how far its pictures went was not told, and its λ spans four powers of ten. Ours tells the closeness of every worst case; a lower number at a wider limit is no contradiction.",
          "The published loss multiplied a sum over a batch and all pixels, and its SSIM term rewarded dissimilarity; ours is a mean, and dissimilarity is penalized.",
          "The published optimizer took steps of one rate in the units of θ, in which a step of gains or of γ changes pictures much less than one of black levels: that white balance, colour matrix, γ and sharpening lost nothing says in part that they were hardly moved. Here a step means the same change of pictures in every group.",
          "Other cells, another network and other training: a model's weaknesses are its own.");

  private Optional<Rows> published() {
    List<List<String>> rows = new ArrayList<>();
    for (String group : PublishedForensics.groups()) {
      List<ForensicsFindings.Mean> ours =
          findings.means().stream().filter(mean -> mean.group().equals(group)).toList();
      if (!ours.isEmpty()) {
        rows.add(
            List.of(
                group,
                String.format(Locale.ROOT, "%.3f", PublishedForensics.worst(group).orElseThrow()),
                ours.stream()
                    .map(
                        mean ->
                            String.format(
                                Locale.ROOT, "%.3f at %s", mean.metric(), number(mean.closeness())))
                    .collect(Collectors.joining("; "))));
      }
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    rows.addFirst(
        List.of(
            "default camera",
            String.format(Locale.ROOT, "%.3f", PublishedForensics.BASELINE),
            String.format(Locale.ROOT, "%.3f", findings.baseline())));
    return Optional.of(
        new Rows(
            List.of("numbers that move", "published accuracy", "ours, and at which closeness"),
            rows));
  }

  private List<NextStep> next(Path folder) {
    Path here = Path.of("").toAbsolutePath();
    Path shown = folder.startsWith(here) && !folder.equals(here) ? here.relativize(folder) : folder;
    List<NextStep> next = new ArrayList<>();
    if (!findings.curves().isEmpty()) {
      next.add(
          new NextStep(
              "Ask whether a camera lies inside the specification.",
              ShellWords.of(
                  "./rawline",
                  List.of(
                      "forensics",
                      "check",
                      "CAMERA.yaml",
                      shown.resolve(Specifications.name(1)).toString()))));
    }
    next.add(
        new NextStep(
            "Look longer: what is there is not computed again.",
            ShellWords.of(
                "./rawline",
                List.of(
                    "forensics",
                    shown.resolve(ExamineModel.PLAN).toString(),
                    "--evaluations",
                    String.valueOf(4 * examination.plan().worstCase().evaluations()),
                    "--out",
                    shown + "-longer"))));
    return next;
  }

  /** A picture, and the file that it goes into. */
  private record Shown(String file, PagePicture picture) {}

  /** Returns pictures of the gravest worst case of the first model that has it. */
  private List<Shown> shown() throws IOException {
    Optional<WorstCamera> gravest = findings.gravest().filter(worst -> worst.closeness() > 0);
    if (gravest.isEmpty()) {
      return List.of();
    }
    for (ExamineModel.Steps each : steps) {
      for (WorstCaseStep step : each.worst()) {
        int place = results.result(step).cases().indexOf(gravest.get());
        if (place >= 0) {
          Path theta = WorstCases.theta(results.folder(step), place + 1);
          return shown(each.model(), step, gravest.get(), theta);
        }
      }
    }
    return List.of();
  }

  private List<Shown> shown(Examined model, WorstCaseStep step, WorstCamera worst, Path file)
      throws IOException {
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
              number(worst.closeness()),
              model.split());
      List<Shown> shown = new ArrayList<>();
      shown.add(
          new Shown(
              WORST,
              new PagePicture(
                  "Samples by the default camera, and by the worst one found",
                  "Each with what the model says; behind them the amount of the difference, colour by colour, and its logarithm.",
                  DifferenceSheet.draw(
                      title,
                      List.of(told),
                      List.of("default camera", "worst camera"),
                      seen(subject, theta)))));
      shown.addAll(stages(subject, theta, title, told));
      return shown;
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

  private List<Shown> stages(Subject subject, Theta theta, String title, String told)
      throws IOException {
    Prepared sample = subject.batch(Physical.AS_RECORDED, 0).getFirst();
    if (!(sample.frame() instanceof RawImage raw)) {
      return List.of();
    }
    List<Shown> shown = new ArrayList<>();
    Isp usual = subject.isp();
    Isp worst = usual.with(theta);
    shown.add(
        new Shown(
            STAGES,
            new PagePicture(
                "Stage by stage",
                "Sample %s after every stage of the worst camera, and below by how much it is brighter (orange) or darker (blue) than by the default one."
                    .formatted(sample.id()),
                StageDifferenceSheet.draw(
                    "Sample " + sample.id(),
                    List.of(title, told),
                    usual.trace(raw),
                    worst.trace(raw)))));
    if (subject.hasGradient()) {
      shown.add(
          new Shown(
              GRADIENTS,
              new PagePicture(
                  "What the loss is sensitive to there",
                  "The gradient of the loss of sample %s after every stage of the worst camera, and by its parameters."
                      .formatted(sample.id()),
                  gradients(subject, worst, theta, sample, raw, title))));
    }
    return shown;
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
