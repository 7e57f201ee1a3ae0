package dev.rawline.lab.forensics;

import dev.rawline.data.config.ThetaFiles;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.evaluation.MetricAndLoss;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.forensics.search.Objective;
import dev.rawline.lab.forensics.search.ProximityConstraint;
import dev.rawline.lab.forensics.search.SearchCoordinates;
import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.forensics.search.WorstCaseSearch;
import dev.rawline.lab.forensics.search.WorstPoint;
import dev.rawline.lab.training.MemoryEstimate;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.task.ViewBatch;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * One model × one group of numbers → the worst cameras near the default one, a restraint each, and
 * what as many random draws find.
 *
 * <p>A group that holds others, as "all" holds every parameter, begins also at the worst of what
 * was found in these, and its control takes the worst of their draws; a wider limit begins at the
 * worst within the tighter one, and so does its control. So neither ends better for the model than
 * what it holds. Their own budgets paid for their evaluations, on both sides alike.
 *
 * @param examination what it belongs to
 * @param model the model
 * @param group the group's name
 * @param parts the largest of those that are searched of which each is a part of it
 * @param settings all settings of its result in addition to the model
 */
record WorstCaseStep(
    ForensicsExperiment examination,
    ExaminedModel model,
    String group,
    List<WorstCaseStep> parts,
    SequencedMap<String, String> settings)
    implements Step<WorstCases> {

  /**
   * Prepares the searches of a model, a group each.
   *
   * @throws IOException if a file that the plan names cannot be read
   */
  static List<WorstCaseStep> of(
      ForensicsExperiment examination, ExaminedModel model, List<String> groups)
      throws IOException {
    Isp isp = examination.chain();
    Theta theta =
        groups.contains(ThetaGroup.LAYER)
            ? isp.with(AdditiveLayer.zero(1, 1)).theta()
            : isp.theta();
    Set<Integer> withoutEffect = examination.withoutEffect();
    List<ThetaGroup> smallestFirst =
        groups.stream()
            .filter(name -> !SearchedGroup.isPhysical(name))
            .map(name -> ThetaGroup.of(theta, name, withoutEffect).getFirst())
            .sorted(Comparator.comparingInt(group -> group.places().size()))
            .toList();
    Map<String, WorstCaseStep> steps = new HashMap<>();
    for (String name : groups) {
      if (SearchedGroup.isPhysical(name)) {
        steps.put(name, of(examination, model, name, List.of()));
      }
    }
    for (ThetaGroup group : smallestFirst) {
      List<WorstCaseStep> parts =
          group.largestParts(smallestFirst).stream().map(part -> steps.get(part.name())).toList();
      steps.put(group.name(), of(examination, model, group.name(), parts));
    }
    return groups.stream().map(steps::get).toList();
  }

  private static WorstCaseStep of(
      ForensicsExperiment examination, ExaminedModel model, String group, List<WorstCaseStep> parts)
      throws IOException {
    SequencedMap<String, String> settings = examination.settings(model);
    WorstCaseSearchPlan plan = examination.plan().worstCase();
    settings.put("group", group);
    settings.put("closeness", plan.closeness().toString());
    settings.put("limits", plan.limits().toString());
    settings.put("lambdas", plan.lambdas().toString());
    settings.put("lambda batch", String.valueOf(plan.lambdaBatch()));
    settings.put("evaluations", String.valueOf(plan.evaluations()));
    settings.put("restarts", String.valueOf(plan.restarts()));
    settings.put("search", plan.search().toString());
    return new WorstCaseStep(examination, model, group, parts, settings);
  }

  @Override
  public String kind() {
    return "worst case 3";
  }

  @Override
  public String name() {
    return "worst case of %s, split %d of %d".formatted(group, model.split(), examination.models());
  }

  @Override
  public List<Step<?>> needs() {
    List<Step<?>> needs = new ArrayList<>(model.needs());
    needs.addAll(parts);
    return needs;
  }

  @Override
  public Cost cost() {
    return new Cost(
        examination.plan().threads(),
        MemoryEstimate.training(model.plan(), examination.framePixels()));
  }

  /**
   * A search of the plan.
   *
   * @param restraint what keeps it near
   * @param allowed the limit, or λ
   */
  private record Wanted(ProximityConstraint restraint, double allowed) {}

  @Override
  public void run(StepContext work) throws IOException {
    Engine engine = Engine.start(examination.device(), examination.plan().threads());
    try (ModelUnderTest whole = subject(examination, model, work::result, engine)) {
      run(work, SearchedGroup.of(group, examination, whole));
    }
  }

  /** Opens a model with the samples that it is evaluated on. */
  static ModelUnderTest subject(
      ForensicsExperiment examination,
      ExaminedModel model,
      ExaminedModel.Folders folders,
      Engine engine)
      throws IOException {
    return ModelUnderTest.of(
        model.open(folders, engine),
        examination.drawn(model),
        examination.metric(),
        examination.sensor(),
        examination.plan().seed());
  }

  private void run(StepContext work, SearchedGroup cameras) throws IOException {
    WorstCaseSearchPlan plan = examination.plan().worstCase();
    ModelUnderTest subject = cameras.subject();
    Theta theta = subject.theta();
    List<Wanted> wanted = wanted(subject);
    long all = 2L * wanted.size() * plan.evaluations() * subject.batches();
    long[] evaluated = new long[1];
    ModelObjective ofTheta =
        new ModelObjective(
            subject,
            plan.closeness(),
            work::requireNoStop,
            () -> work.reports(Math.min(all, ++evaluated[0]), all, ""));
    Objective objective = cameras.objective(ofTheta);
    SearchCoordinates coordinates = cameras.coordinates(ofTheta);
    WorstCaseSearch search = cameras.search(plan.search(), objective.hasSlope());
    Bootstrap bootstrap = Bootstrap.usual(examination.plan().seed());
    MetricAndLoss usual = ofTheta.evaluated(theta.vector());
    Finding find =
        (method, each, known) ->
            method.find(
                objective,
                coordinates,
                each.restraint,
                worst(objective, each.restraint, known),
                plan.budget(),
                new Seed(
                    examination.plan().seed(), "%s %s".formatted(group, each.restraint.words())));
    List<WorstCameraResult> cases = new ArrayList<>();
    Optional<double[]> worstWithin = Optional.empty();
    Optional<double[]> drawnWithin = Optional.empty();
    for (Wanted each : wanted) {
      evaluated[0] = 2L * cases.size() * plan.evaluations() * subject.batches();
      int number = cases.size() + 1;
      WorstPoint worst =
          find.by(search, each, known(work, theta, WorstCases::theta, number, each, worstWithin));
      WorstPoint drawn =
          find.by(
              cameras.control(),
              each,
              known(work, theta, WorstCases::drawn, number, each, drawnWithin));
      // What a tighter limit allows a wider one allows too; of penalties nothing like it holds.
      if (each.restraint instanceof ProximityConstraint.Limit) {
        worstWithin = Optional.of(worst.numbers());
        drawnWithin = Optional.of(drawn.numbers());
      }
      MetricAndLoss there = cameras.evaluated(worst.numbers());
      MetricAndLoss control = cameras.evaluated(drawn.numbers());
      cases.add(
          new WorstCameraResult(
              group,
              each.restraint.words(),
              each.allowed,
              each.restraint instanceof ProximityConstraint.Limit,
              search.word(),
              worst.evaluations(),
              there.value(),
              there.loss(),
              worst.value().closeness(),
              bootstrap.drop(usual.metric(), there.metric()),
              control.value(),
              bootstrap.drop(control.metric(), there.metric()),
              cameras.named(worst.numbers()),
              cameras.words(worst.numbers())));
      ThetaFiles.write(
          cameras.chain(worst.numbers()).theta(), WorstCases.theta(work.folder(), number));
      ThetaFiles.write(
          cameras.chain(drawn.numbers()).theta(), WorstCases.drawn(work.folder(), number));
    }
    new WorstCases(
            model.split(),
            group,
            subject.metric().toString(),
            usual.value(),
            subject.samples(),
            cases)
        .write(work.folder());
  }

  /** Looks for the worst camera by a method, from the worst of those that are known. */
  private interface Finding {
    WorstPoint by(WorstCaseSearch method, Wanted wanted, List<double[]> known);
  }

  /** Where the file of θ of a case is, in the folder of its step. */
  private interface File {
    Path of(Path folder, int number);
  }

  /** Returns what is known before a search: the worst of each part, and of the tighter limit. */
  private List<double[]> known(
      StepContext work,
      Theta theta,
      File file,
      int number,
      Wanted wanted,
      Optional<double[]> tighter)
      throws IOException {
    List<double[]> known = new ArrayList<>();
    for (WorstCaseStep part : parts) {
      known.add(ThetaFiles.read(file.of(work.folder(part), number), theta).vector());
    }
    if (wanted.restraint instanceof ProximityConstraint.Limit) {
      tighter.ifPresent(known::add);
    }
    return known;
  }

  /**
   * Returns the worst of some cameras. Its predictions are known already: to look them up is no
   * evaluation of this search.
   */
  private static Optional<double[]> worst(
      Objective objective, ProximityConstraint restraint, List<double[]> known) {
    Optional<double[]> worst = Optional.empty();
    Optional<Objective.Value> value = Optional.empty();
    for (double[] numbers : known) {
      Objective.Value found = objective.at(numbers);
      if (restraint.allows(found)
          && value.map(before -> restraint.isWorse(found, before)).orElse(true)) {
        worst = Optional.of(numbers);
        value = Optional.of(found);
      }
    }
    return worst;
  }

  private List<Wanted> wanted(ModelUnderTest subject) {
    WorstCaseSearchPlan plan = examination.plan().worstCase();
    List<Wanted> wanted = new ArrayList<>();
    plan.limits().stream()
        .sorted()
        .forEach(limit -> wanted.add(new Wanted(new ProximityConstraint.Limit(limit), limit)));
    ViewBatch pictures = subject.pictures(OperatingPoint.USUAL, 0);
    plan.lambdas().stream()
        .sorted()
        .forEach(
            lambda ->
                wanted.add(
                    new Wanted(
                        ProximityConstraint.Penalty.ofSum(
                            lambda, plan.lambdaBatch(), pictures.height(), pictures.width()),
                        lambda)));
    return wanted;
  }

  @Override
  public WorstCases read(Path folder) throws IOException {
    return WorstCases.read(folder);
  }
}
