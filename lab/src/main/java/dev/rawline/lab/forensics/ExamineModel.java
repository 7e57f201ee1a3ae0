package dev.rawline.lab.forensics;

import dev.rawline.lab.experiment.ExperimentRun;
import dev.rawline.lab.experiment.ExperimentStudy;
import dev.rawline.lab.experiment.PlanCopy;
import dev.rawline.lab.experiment.StudySetup;
import dev.rawline.lab.forensics.certify.CertifiedAccuracy;
import dev.rawline.lab.forensics.certify.CertifiedRegion;
import dev.rawline.lab.forensics.search.PhysicalGroup;
import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.training.TrainStep;
import dev.rawline.learning.metric.Metric;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.Tolerance;
import dev.rawline.workbench.book.StudyResult;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Forensics: which cameras a trained model tolerates, and which near ones it does not → tolerance
 * intervals, worst cases, a specification, drawings and a page in a folder, and all of it in the
 * lab book.
 *
 * <p>Trainings and searches are steps whose results are kept: an examination that was interrupted
 * resumes, and one that is extended runs only what is new.
 */
public final class ExamineModel
    extends ExperimentStudy<ForensicsPlan, ForensicsExperiment, ExamineModel.ForensicsResult> {
  /** The page that a person reads. */
  public static final String REPORT = ForensicsReport.PAGE;

  /** What runs of it are called in the lab book. */
  public static final String COMMAND = "forensics";

  private final ForensicsExperiment planned;

  /** Prepares; nothing is written yet. */
  public ExamineModel(ForensicsExperiment examination, StudySetup setup) {
    super(ForensicsPlan.FILES, examination, setup);
    this.planned = examination;
  }

  @Override
  public StudyResult<ForensicsResult> run() throws IOException {
    planned.requireKnownNumbers();
    return super.run();
  }

  @Override
  protected List<String> outputs(ForensicsExperiment examination) {
    List<String> outputs = new ArrayList<>(List.of(PlanCopy.NAME, ForensicsExperiment.CHAIN));
    outputs.addAll(ForensicsFiles.names(examination.models()));
    outputs.addAll(
        ForensicsReport.names(
            examination.plan().certify().map(plan -> plan.regions().size()).orElse(0)));
    return outputs;
  }

  /**
   * The steps of one model.
   *
   * @param model the model
   * @param tolerances its tolerance curves, where they are searched
   * @param together what holds of several numbers at once
   * @param worst its worst cases, a group each
   * @param certified its certified regions
   */
  record Steps(
      ExaminedModel model,
      Optional<ToleranceStep> tolerances,
      Optional<JointToleranceStep> together,
      List<WorstCaseStep> worst,
      List<CertificationStep> certified) {

    List<Step<?>> all() {
      List<Step<?>> all = new ArrayList<>(model.needs());
      tolerances.ifPresent(all::add);
      together.ifPresent(all::add);
      all.addAll(worst);
      all.addAll(certified);
      return all;
    }
  }

  private static List<Steps> steps(ForensicsExperiment examination, RunLog run) throws IOException {
    IntervalsPlan intervals = examination.plan().tolerance();
    List<String> groups = groups(examination);
    List<Steps> steps = new ArrayList<>();
    for (ExaminedModel model : examination.examined(run)) {
      Optional<ToleranceStep> tolerances =
          intervals.isWanted()
              ? Optional.of(ToleranceStep.of(examination, model))
              : Optional.empty();
      steps.add(
          new Steps(
              model,
              tolerances,
              tolerances
                  .filter(_ -> intervals.map() > 0 || intervals.box() > 0)
                  .map(JointToleranceStep::of),
              WorstCaseStep.of(examination, model, groups),
              CertificationStep.of(examination, model)));
    }
    return steps;
  }

  /**
   * Returns the names of the groups: "each" means every parameter of the chain, "physical" every
   * group of cameras that the chain has.
   */
  private static List<String> groups(ForensicsExperiment examination) throws IOException {
    List<String> groups = new ArrayList<>();
    for (String word : examination.plan().worstCase().groupWords()) {
      if (word.equals(ThetaGroup.EACH)) {
        ThetaGroup.of(examination.chain().theta(), word, examination.withoutEffect()).stream()
            .map(ThetaGroup::name)
            .filter(name -> !groups.contains(name))
            .forEach(groups::add);
      } else if (word.equals(PhysicalGroup.ALL)) {
        PhysicalGroup.words(examination.chain(), examination.withoutEffect()).stream()
            .filter(name -> !groups.contains(name))
            .forEach(groups::add);
      } else if (!groups.contains(word)) {
        groups.add(word);
      }
    }
    return groups;
  }

  @Override
  protected ForensicsResult results(
      ForensicsExperiment examination, List<Path> chains, ExperimentRun run) throws IOException {
    List<Steps> steps = steps(examination, run.log());
    List<Step<?>> wanted = steps.stream().flatMap(each -> each.all().stream()).toList();
    StepResults results = runner().run(wanted);
    SequencedMap<Integer, Double> baselines = new LinkedHashMap<>();
    SequencedMap<Integer, List<ToleranceCurve>> curves = new LinkedHashMap<>();
    SequencedMap<Integer, JointTolerance> together = new LinkedHashMap<>();
    List<WorstCases> worst = new ArrayList<>();
    List<CertifiedRegion> certified = new ArrayList<>();
    String metric = "";
    for (Steps each : steps) {
      int split = each.model().split();
      if (each.model() instanceof ExaminedModel.Trained(_, TrainStep training)
          && results.ranElsewhere(training)) {
        training.found(results.result(training), results.took(training));
      }
      if (each.tolerances().isPresent()) {
        List<ToleranceCurve> found = results.result(each.tolerances().get());
        curves.put(split, found);
        if (!found.isEmpty()) {
          metric = found.getFirst().metric().toString();
          baselines.put(split, found.getFirst().baseline());
        }
      }
      if (each.together().isPresent()) {
        together.put(split, results.result(each.together().get()));
      }
      for (WorstCaseStep step : each.worst()) {
        WorstCases cases = results.result(step);
        worst.add(cases);
        metric = cases.metric();
        baselines.put(split, cases.baseline());
      }
      for (CertificationStep step : each.certified()) {
        CertifiedRegion region = results.result(step);
        certified.add(region);
        if (!baselines.containsKey(split)) {
          metric = Metric.ACCURACY.toString();
          baselines.put(split, CertifiedAccuracy.of(List.of(region)).single());
        }
      }
    }
    ForensicsFindings findings =
        new ForensicsFindings(metric, baselines, curves, together, worst, certified);
    Map<String, Object> provenance = run.provenanceOfCommand();
    List<Path> files = new ArrayList<>();
    files.addAll(ForensicsFiles.write(findings, provenance, folder()));
    List<Path> specifications =
        new SpecificationWriter(examination, findings, steps, results).write(folder(), files);
    files.addAll(specifications);
    int samples = examination.drawn(steps.getFirst().model()).size();
    files.addAll(
        ForensicsReport.write(
            examination,
            findings,
            samples,
            WorstCameraSamples.of(examination, findings, steps, results),
            provenance,
            folder()));
    new ForensicsLog(run, examination.plan().isp()).findings(findings);
    run.finish(provenance, files, chains);
    int reused = (int) wanted.stream().filter(results::reused).count();
    return new ForensicsResult(
        examination,
        findings,
        new ForensicsSummary(findings, examination.plan().tolerance(), samples).sentences(),
        steps.size(),
        reused,
        wanted.size(),
        folder(),
        specifications,
        run.log().id());
  }

  /**
   * Findings of forensics → what is written down of them: a cell for every worst case, and figures.
   *
   * @param run the run
   * @param chain the chain that models were trained behind
   */
  private record ForensicsLog(ExperimentRun run, String chain) {
    private static final double POINTS = 100;
    private static final double LEVEL = 0.95;

    /** Writes the findings down. */
    void findings(ForensicsFindings findings) throws IOException {
      List<Cell> cells = new ArrayList<>();
      findings
          .baselines()
          .forEach((split, value) -> cells.add(cell(chain, split, findings.metric(), value)));
      for (WorstCases each : findings.worst()) {
        for (WorstCameraResult found : each.cases()) {
          String tested = "%s within %s".formatted(each.group(), found.restraint());
          cells.add(cell(tested, each.split(), findings.metric(), found.metric()));
          cells.add(cell(tested, each.split(), "closeness", found.closeness()));
          cells.add(cell(tested, each.split(), findings.metric() + "_of_random", found.control()));
        }
      }
      run.log().cells(cells);
      List<Tolerance> tolerances = new ArrayList<>();
      // Those of the first model, whose specification is tolerance.yaml.
      findings.curves().values().stream()
          .findFirst()
          .ifPresent(curves -> curves.forEach(curve -> tolerances.add(tolerance(curve))));
      run.log().tolerances(tolerances);
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("baseline", findings.baseline());
      findings
          .ranking()
          .forEach(rank -> figures.put("points_lost_" + rank.group(), POINTS * rank.lost()));
      findings
          .agreement()
          .ifPresent(agreement -> figures.put("ranking_kendall", agreement.kendall()));
      for (CertifiedAccuracy each : findings.certifiedAccuracies()) {
        figures.put("certified_clean_" + each.names(), each.clean());
        each.certifiedHalf().ifPresent(half -> figures.put("certified_half_" + each.names(), half));
      }
      run.figures(figures);
    }

    private Cell cell(String tested, int split, String metric, double value) {
      return new Cell(chain, tested, "", 0, split, metric, value);
    }

    private static Tolerance tolerance(ToleranceCurve curve) {
      ToleranceBound low = curve.interval().low();
      ToleranceBound high = curve.interval().high();
      return new Tolerance(
          curve.parameter().name(),
          curve.metric().toString(),
          curve.parameter().unit(),
          curve.parameter().usual(),
          low.value(),
          high.value(),
          low.low(),
          low.high(),
          high.low(),
          high.high(),
          low.open(),
          high.open(),
          curve.baseline(),
          curve.delta(),
          LEVEL);
    }
  }

  /**
   * What forensics came to.
   *
   * @param examination the examination
   * @param findings what was found
   * @param story the findings in a few sentences
   * @param models how many models there are
   * @param reused how many of the trainings and searches were there already
   * @param steps how many there are
   * @param folder where the files are
   * @param specifications the tolerance specifications, one a model
   * @param run what the lab book calls the run
   */
  public record ForensicsResult(
      ForensicsExperiment examination,
      ForensicsFindings findings,
      List<String> story,
      int models,
      int reused,
      int steps,
      Path folder,
      List<Path> specifications,
      String run) {}
}
