package dev.rawline.lab.forensics;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.tolerance.BoxSide;
import dev.rawline.lab.tolerance.JointBox;
import dev.rawline.lab.tolerance.ParameterPairMap;
import dev.rawline.lab.tolerance.RandomBoxSearch;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.training.MemoryEstimate;
import dev.rawline.learning.engine.Engine;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One model and its tolerance curves → the metric over the two most sensitive numbers, and the box
 * in which the most sensitive ones may lie at once.
 *
 * @param tolerances the curves
 * @param settings all that decides about its result beside them
 */
record JointToleranceStep(ToleranceStep tolerances, SequencedMap<String, String> settings)
    implements Step<JointTolerance> {
  private static final String NAME = "together.json";

  static JointToleranceStep of(ToleranceStep tolerances) {
    IntervalsPlan plan = tolerances.examination().plan().tolerance();
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("map", String.valueOf(plan.map()));
    settings.put("box", String.valueOf(plan.box()));
    settings.put("box points", String.valueOf(plan.boxPoints()));
    return new JointToleranceStep(tolerances, settings);
  }

  @Override
  public String kind() {
    return "tolerances together 2";
  }

  @Override
  public String name() {
    return "joint box, split %d of %d"
        .formatted(tolerances.model().split(), tolerances.examination().models());
  }

  @Override
  public List<Step<?>> needs() {
    List<Step<?>> needs = new ArrayList<>(tolerances.model().needs());
    needs.add(tolerances);
    return needs;
  }

  @Override
  public Cost cost() {
    return new Cost(
        tolerances.examination().plan().threads(),
        MemoryEstimate.training(tolerances.model().plan(), tolerances.examination().framePixels()));
  }

  @Override
  public void run(StepContext work) throws IOException {
    ForensicsExperiment examination = tolerances.examination();
    IntervalsPlan plan = examination.plan().tolerance();
    Engine engine = Engine.start(examination.device(), examination.plan().threads());
    List<ToleranceCurve> curves = apart(work.result(tolerances));
    try (ModelUnderTest subject =
        WorstCaseStep.subject(examination, tolerances.model(), work::result, engine)) {
      Optional<ParameterPairMap> map = Optional.empty();
      if (plan.map() > 0 && curves.size() > 1) {
        work.reports(0, 2, "map");
        map = Optional.of(map(curves.get(0), curves.get(1), plan.map(), subject, work));
      }
      Optional<JointBox> box = Optional.empty();
      if (plan.box() > 0 && !curves.isEmpty()) {
        work.reports(1, 2, "joint box");
        List<ToleranceCurve> first = curves.subList(0, Math.min(plan.box(), curves.size()));
        box = Optional.of(box(first, examination.plan(), subject, work));
      }
      JsonRecords.write(
          ToleranceRecords.Joint.of(new JointTolerance(map, box)), work.folder().resolve(NAME));
    }
  }

  /**
   * Returns the curves of numbers that can be set beside each other, the most sensitive first: not
   * a group as a whole, where its numbers are there too.
   */
  private static List<ToleranceCurve> apart(List<ToleranceCurve> curves) {
    List<ToleranceInterval> ranked =
        ToleranceInterval.bySensitivity(curves.stream().map(ToleranceCurve::interval).toList());
    List<ToleranceCurve> apart = new ArrayList<>();
    for (ToleranceInterval interval : ranked) {
      String name = interval.parameter().name();
      boolean overlaps =
          apart.stream()
              .map(curve -> curve.parameter().name())
              .anyMatch(other -> other.startsWith(name + "[") || name.startsWith(other + "["));
      if (!overlaps) {
        curves.stream().filter(curve -> curve.parameter().name().equals(name)).forEach(apart::add);
      }
    }
    return apart;
  }

  private static ParameterPairMap map(
      ToleranceCurve first,
      ToleranceCurve second,
      int steps,
      ModelUnderTest subject,
      StepContext work) {
    return ParameterPairMap.of(
        first,
        second,
        steps,
        (row, column) -> {
          work.requireNoStop();
          OperatingPoint one = subject.with(OperatingPoint.USUAL, first.parameter(), row);
          return subject.judge(subject.with(one, second.parameter(), column)).value();
        });
  }

  private static JointBox box(
      List<ToleranceCurve> curves, ForensicsPlan plan, ModelUnderTest subject, StepContext work) {
    List<BoxSide> sides = curves.stream().map(ToleranceCurve::interval).map(BoxSide::of).toList();
    RandomBoxSearch random =
        new RandomBoxSearch(
            plan.tolerance().boxPoints(),
            plan.seed(),
            subject.metric(),
            point -> {
              work.requireNoStop();
              return subject.judge(AscentBoxSearch.setting(subject, sides, point)).value();
            });
    return JointBox.shrunk(
        sides,
        subject.metric(),
        curves.getFirst().limit(),
        new AscentBoxSearch(subject, random, work::requireNoStop));
  }

  @Override
  public JointTolerance read(Path folder) throws IOException {
    return JsonRecords.read(folder.resolve(NAME), ToleranceRecords.Joint.class).tolerance();
  }
}
