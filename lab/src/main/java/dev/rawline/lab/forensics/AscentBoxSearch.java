package dev.rawline.lab.forensics;

import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.tolerance.BoxSearch;
import dev.rawline.lab.tolerance.BoxSide;
import dev.rawline.lab.tolerance.RandomBoxSearch;
import dev.rawline.learning.task.LossGradient;
import dev.rawline.learning.task.ViewBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The worst camera of a box: random points first, then uphill from the worst of them, along the
 * sign of the gradient of the loss by every number of the chain, in steps that halve.
 *
 * <p>What the physical layer is stays where the random point had it, since no gradient leads there.
 *
 * @param subject the model
 * @param random the points to begin with
 * @param work is run before every point, and may end the search
 */
record AscentBoxSearch(ModelUnderTest subject, RandomBoxSearch random, Runnable work)
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

  /** Returns ∂loss/∂θ over all samples. */
  private double[] slope(OperatingPoint setting) {
    double[] sum = new double[subject.theta().size()];
    for (int batch = 0; batch < subject.batches(); batch++) {
      ViewBatch pictures = subject.pictures(setting, batch);
      LossGradient judgement = subject.judge(pictures, batch);
      double[] ofTheta = subject.carry(setting, batch, judgement.gradient().samples()).theta();
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
