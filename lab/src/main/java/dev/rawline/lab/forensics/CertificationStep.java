package dev.rawline.lab.forensics;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.forensics.certify.CameraDecisions;
import dev.rawline.lab.forensics.certify.CameraSpread;
import dev.rawline.lab.forensics.certify.CertifiedAccuracy;
import dev.rawline.lab.forensics.certify.CertifiedRegion;
import dev.rawline.lab.forensics.certify.RenderedDecisions;
import dev.rawline.lab.forensics.certify.SampleCertificate;
import dev.rawline.lab.forensics.certify.SmoothedModel;
import dev.rawline.lab.forensics.certify.SmoothedObjective;
import dev.rawline.lab.forensics.certify.SmoothedParameter;
import dev.rawline.lab.forensics.certify.SmoothingBudget;
import dev.rawline.lab.forensics.certify.WorstVote;
import dev.rawline.lab.training.MemoryEstimate;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Target;
import dev.rawline.workbench.output.Journal;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One model × one spread of drawn cameras → the region of cameras in which its vote stays, sample
 * by sample. A run that was interrupted resumes after the last sample that was certified.
 *
 * @param examination what it belongs to
 * @param model the model
 * @param spread which cameras are drawn
 * @param settings all settings of its result in addition to the model
 */
record CertificationStep(
    ForensicsExperiment examination,
    ExaminedModel model,
    CameraSpread spread,
    SequencedMap<String, String> settings)
    implements Step<CertifiedRegion> {
  private static final String NAME = "certified.json";
  private static final String JOURNAL = "certificates.csv";

  /** As many samples are read at once; of each only its mosaic is kept. */
  private static final int BLOCK = 200;

  /** About how many places a search of one sample tries. */
  private static final long SEARCHED = 20;

  /** Prepares the certificates of a model, a region each; none where none is planned. */
  static List<CertificationStep> of(ForensicsExperiment examination, ExaminedModel model)
      throws IOException {
    List<CertificationStep> steps = new ArrayList<>();
    if (examination.plan().certify().isPresent()) {
      CertificationPlan plan = examination.plan().certify().get();
      for (CameraSpread spread : plan.regions()) {
        SequencedMap<String, String> settings = examination.settings(model);
        settings.put("samples", String.valueOf(plan.samples()));
        settings.put("spread", spread.toString());
        settings.put("budget", plan.budget().toString());
        settings.put("evaluations", String.valueOf(plan.evaluations()));
        steps.add(new CertificationStep(examination, model, spread, settings));
      }
    }
    return steps;
  }

  @Override
  public String kind() {
    return "certify 1";
  }

  @Override
  public String name() {
    return "certified region of %s, split %d of %d"
        .formatted(
            String.join(", ", spread.deviations().keySet()), model.split(), examination.models());
  }

  @Override
  public List<Step<?>> needs() {
    return model.needs();
  }

  @Override
  public Cost cost() {
    return new Cost(
        examination.plan().threads(),
        MemoryEstimate.evaluating(model.plan(), examination.framePixels()));
  }

  @Override
  public void run(StepContext work) throws IOException {
    CertificationPlan plan = examination.plan().certify().orElseThrow();
    Engine engine = Engine.start(examination.device(), examination.plan().threads());
    List<Sample> drawn = examination.drawn(model, plan.samples());
    List<PreparedSample> samples = new ArrayList<>();
    try (ModelUnderTest subject = read(drawn, 0, work, engine, samples)) {
      for (int first = BLOCK; first < drawn.size(); first += BLOCK) {
        read(drawn, first, work, engine, samples).close();
      }
      List<SmoothedParameter> parameters =
          SmoothedParameter.of(spread, subject.theta(), examination.withoutEffect());
      RenderedDecisions rendered = new RenderedDecisions(subject, parameters, work::requireNoStop);
      List<CameraDecisions> decisions = samples.stream().map(rendered::of).toList();
      SmoothedModel smoothed = new SmoothedModel(spread.law(), plan.budget());
      List<SampleCertificate> certificates = certificates(samples, decisions, smoothed, work);
      JsonRecords.write(
          new CertifiedRegion(
              model.split(),
              parameters,
              spread.law(),
              plan.budget(),
              certificates,
              worst(samples, decisions, smoothed, certificates, work)),
          work.folder().resolve(NAME));
    }
  }

  /** Reads a block of samples as the chain takes them, by a model of its own. */
  private ModelUnderTest read(
      List<Sample> drawn, int first, StepContext work, Engine engine, List<PreparedSample> into)
      throws IOException {
    ModelUnderTest block =
        ModelUnderTest.of(
            model.open(work::result, engine),
            drawn.subList(first, Math.min(drawn.size(), first + BLOCK)),
            examination.metric(),
            examination.sensor(),
            examination.plan().seed());
    for (int batch = 0; batch < block.batches(); batch++) {
      into.addAll(block.batch(RecaptureSettings.AS_RECORDED, batch));
    }
    return block;
  }

  private List<SampleCertificate> certificates(
      List<PreparedSample> samples,
      List<CameraDecisions> decisions,
      SmoothedModel smoothed,
      StepContext work)
      throws IOException {
    List<SampleCertificate> certificates = new ArrayList<>();
    try (Journal journal = Journal.open(work.folder().resolve(JOURNAL))) {
      journal.cut();
      for (Optional<Journal.Line> line = journal.line(0);
          line.isPresent();
          line = journal.line(line.get().next())) {
        certificates.add(SampleCertificate.of(line.get().text()));
      }
      long right = certificates.stream().filter(SampleCertificate::isRight).count();
      for (int i = certificates.size(); i < samples.size(); i++) {
        SampleCertificate found =
            smoothed.certified(decisions.get(i), i, truth(samples.get(i)), seed(samples.get(i)));
        journal.note(found.line());
        certificates.add(found);
        right += found.isRight() ? 1 : 0;
        work.reports(
            certificates.size() * ofSample(),
            all(samples.size()),
            "%d of %d votes right and certified".formatted(right, certificates.size()));
      }
    }
    return certificates;
  }

  /** Returns about how many evaluations of the model a sample costs. */
  private long ofSample() {
    SmoothingBudget budget = examination.plan().certify().orElseThrow().budget();
    return budget.selection() + budget.draws() + SEARCHED * budget.searchDraws();
  }

  /** Returns about how many evaluations there are. */
  private long all(int samples) {
    CertificationPlan plan = examination.plan().certify().orElseThrow();
    long single = isNoise() ? 0 : 2L * plan.evaluations() * plan.searchDraws();
    return samples * (ofSample() + single);
  }

  private boolean isNoise() {
    return spread.deviations().containsKey(CameraSpread.NOISE);
  }

  /** Searches the worst single camera at the distance where half is certified, and at twice it. */
  private List<WorstVote> worst(
      List<PreparedSample> samples,
      List<CameraDecisions> decisions,
      SmoothedModel smoothed,
      List<SampleCertificate> certificates,
      StepContext work) {
    int evaluations = examination.plan().certify().orElseThrow().evaluations();
    Optional<Double> half = CertifiedAccuracy.certifiedHalf(certificates);
    // A variance only grows: with one such coordinate there is nothing to search for all at once.
    if (evaluations == 0 || half.isEmpty() || isNoise()) {
      return List.of();
    }
    long all = all(samples.size());
    long[] done = {samples.size() * ofSample()};
    List<SampleCertificate> right =
        certificates.stream().filter(SampleCertificate::isRight).toList();
    SmoothedObjective objective =
        new SmoothedObjective(
            right.stream().map(one -> decisions.get(one.sample())).toList(),
            samples.size(),
            right.stream().map(SampleCertificate::truth).toList(),
            right.stream().map(one -> seed(samples.get(one.sample()))).toList(),
            smoothed,
            () -> {
              done[0] += smoothed.budget().searchDraws();
              work.reports(Math.min(all, done[0]), all, "worst single camera");
            });
    Seed seed = new Seed(examination.plan().seed(), "worst vote " + spread);
    return List.of(
        objective.worst(model.split(), half.get(), evaluations, seed),
        objective.worst(model.split(), 2 * half.get(), evaluations, seed));
  }

  private Seed seed(PreparedSample sample) {
    return new Seed(examination.plan().seed(), sample.id());
  }

  private static int truth(PreparedSample sample) {
    if (sample.target().orElse(null) instanceof Target.OfClass(int number)) {
      return number;
    }
    throw new IllegalArgumentException(
        "sample %s has no class: expected labelled samples, whose regions are certified"
            .formatted(sample.id()));
  }

  @Override
  public CertifiedRegion read(Path folder) throws IOException {
    return JsonRecords.read(folder.resolve(NAME), CertifiedRegion.class);
  }
}
