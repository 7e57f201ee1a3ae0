package dev.rawline.lab.forensics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.tolerance.BoxSearch;
import dev.rawline.lab.tolerance.BoxSide;
import dev.rawline.lab.tolerance.JointBox;
import dev.rawline.lab.tolerance.MarginComparison;
import dev.rawline.lab.tolerance.ParameterPairMap;
import dev.rawline.lab.tolerance.RandomBoxSearch;
import dev.rawline.lab.tolerance.SampleHalves;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.training.MemoryEstimate;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.metric.MetricContributions;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.task.ViewBatch;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * One model and its tolerance curves → the metric over the two most sensitive numbers, and the box
 * in which the most sensitive ones may lie at once, found on one half of the samples and confirmed
 * on the other.
 *
 * @param tolerances the curves
 * @param settings all other settings of its result
 */
record JointToleranceStep(ToleranceStep tolerances, SequencedMap<String, String> settings)
    implements Step<JointTolerance> {
  private static final String NAME = "together.json";

  /** The result as it is kept, without what was not searched. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Joint(Optional<ParameterPairMap> map, Optional<JointBox> box) {}

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
    return "tolerances together 3";
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
        box = box(first, examination.plan(), subject, work);
      }
      JsonRecords.write(new Joint(map, box), work.folder().resolve(NAME));
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
    MetricContributions usual = subject.judge(OperatingPoint.USUAL).metric();
    return ParameterPairMap.of(
        first,
        second,
        steps,
        (row, column) -> {
          work.requireNoStop();
          OperatingPoint one = subject.with(OperatingPoint.USUAL, first.parameter(), row);
          MetricContributions found =
              subject.judge(subject.with(one, second.parameter(), column)).metric();
          boolean isUsual =
              row == first.parameter().usual() && column == second.parameter().usual();
          return new ParameterPairMap.Cell(
              found.value(),
              isUsual
                  ? Optional.empty()
                  : Optional.of(MarginComparison.of(usual, found, first.delta())));
        });
  }

  /** Returns the box; none of a single group of samples, which has no other half to confirm on. */
  private static Optional<JointBox> box(
      List<ToleranceCurve> curves, ForensicsPlan plan, ModelUnderTest subject, StepContext work) {
    List<BoxSide> sides = curves.stream().map(ToleranceCurve::side).toList();
    MetricContributions usual = subject.judge(OperatingPoint.USUAL).metric();
    SampleHalves halves = SampleHalves.of(usual.groups().size(), plan.seed());
    if (halves.confirm().isEmpty()) {
      return Optional.empty();
    }
    Function<List<Double>, MetricContributions> response =
        point -> {
          work.requireNoStop();
          return subject.judge(AscentBoxSearch.setting(subject, sides, point)).metric();
        };
    MetricContributions search = usual.of(halves.search());
    RandomBoxSearch random =
        new RandomBoxSearch(
            plan.tolerance().boxPoints(),
            plan.seed(),
            subject.metric(),
            point -> response.apply(point).of(halves.search()).value());
    double delta = curves.getFirst().delta();
    JointBox box =
        JointBox.shrunk(
            sides,
            subject.metric(),
            search.metric().higherIsBetter() ? search.value() - delta : search.value() + delta,
            new AscentBoxSearch(subject, random, Set.copyOf(search.groups()), work::requireNoStop));
    if (!box.holds()) {
      return Optional.of(box);
    }
    List<List<Double>> points = new ArrayList<>(random.drawn(box.sides(), "confirmation"));
    points.add(box.point());
    return Optional.of(
        box.confirmed(
            points,
            usual.of(halves.confirm()),
            point -> response.apply(point).of(halves.confirm()),
            delta));
  }

  @Override
  public JointTolerance read(Path folder) throws IOException {
    Joint joint = JsonRecords.read(folder.resolve(NAME), Joint.class);
    return new JointTolerance(joint.map, joint.box);
  }

  /**
   * The worst camera of a box: random points first, then uphill from the worst of them, along the
   * sign of the gradient of the loss by every number of the chain, in steps that halve.
   *
   * <p>What the physical layer is stays where the random point had it, since no gradient leads
   * there.
   *
   * @param subject the model
   * @param random the points to begin with
   * @param groups the groups of samples whose loss is climbed
   * @param work is run before every point, and may end the search
   */
  private record AscentBoxSearch(
      ModelUnderTest subject, RandomBoxSearch random, Set<String> groups, Runnable work)
      implements BoxSearch {
    private static final int STEPS = 8;

    @Override
    public Found worst(List<BoxSide> box, int round) {
      Found worst = random.worst(box, round);
      if (!subject.hasGradient()) {
        return worst;
      }
      List<Double> point = worst.point();
      int tried = worst.tried();
      for (int i = 0; i < STEPS; i++) {
        work.run();
        double[] ofTheta = slope(setting(subject, box, point));
        List<Double> moved = new ArrayList<>();
        for (int k = 0; k < box.size(); k++) {
          moved.add(moved(box.get(k), point.get(k), ofTheta, 1.0 / (1 << (i / 2))));
        }
        point = moved;
        double metric = random.score().applyAsDouble(point);
        tried++;
        if (random.metric().better(worst.metric(), metric)) {
          worst = new Found(point, metric, tried);
        }
      }
      return new Found(worst.point(), worst.metric(), tried);
    }

    private double moved(BoxSide side, double value, double[] ofTheta, double share) {
      String name = side.parameter().name();
      if (RecaptureSettings.NAMES.contains(name)) {
        return value;
      }
      double slope = 0;
      double[] part = subject.theta().with(ofTheta).get(name);
      for (double each : part) {
        slope += each;
      }
      double reach = share * (side.high() - side.low());
      return Math.clamp(value + Math.signum(slope) * reach, side.low(), side.high());
    }

    /** Returns ∂loss/∂θ over the samples of the groups. */
    private double[] slope(OperatingPoint setting) {
      double[] sum = new double[subject.theta().size()];
      for (int batch = 0; batch < subject.batches(); batch++) {
        ViewBatch pictures = subject.pictures(setting, batch);
        float[] ofPictures = subject.judge(pictures, batch).gradient().samples();
        List<PreparedSample> samples = subject.batch(RecaptureSettings.AS_RECORDED, batch);
        int each = ofPictures.length / samples.size();
        for (int i = 0; i < samples.size(); i++) {
          if (!groups.contains(samples.get(i).group())) {
            Arrays.fill(ofPictures, i * each, (i + 1) * each, 0);
          }
        }
        double[] ofTheta = subject.carry(setting, batch, ofPictures);
        for (int k = 0; k < sum.length; k++) {
          sum[k] += pictures.count() * ofTheta[k];
        }
      }
      return sum;
    }

    /** Returns the setting of a point of a box. */
    static OperatingPoint setting(ModelUnderTest subject, List<BoxSide> box, List<Double> point) {
      OperatingPoint setting = OperatingPoint.USUAL;
      for (int k = 0; k < box.size(); k++) {
        setting = subject.with(setting, box.get(k).parameter(), point.get(k));
      }
      return setting;
    }

    @Override
    public String words() {
      return subject.hasGradient()
          ? random.words() + ", then %d steps uphill from the worst".formatted(STEPS)
          : random.words();
    }
  }
}
