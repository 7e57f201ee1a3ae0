package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.IndependentCamera.Change;
import dev.rawline.lab.quality.SoundBatches.Measured;
import dev.rawline.lab.quality.SoundBatches.Split;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.effect.Compensation;
import dev.rawline.lab.quality.effect.CompensationBounds;
import dev.rawline.lab.quality.effect.PredictCompensation;
import dev.rawline.lab.quality.effect.ProposeCompensation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compensations that are proposed of blood cells by another camera model, and what they do to a
 * classifier: a linear discriminant on the levels of each colour, which a black level and a white
 * balance move exactly as they move the pixels.
 */
@Tag("slow")
class CompensationTrialsProofTest {
  private static final int REFERENCE = 200;
  private static final int IMAGES = 24;
  private static final int TRIALS = 20;

  private static final List<List<Quantity>> COLOURS =
      List.of(
          List.of(Quantity.RED_MEAN, Quantity.RED_05, Quantity.RED_50, Quantity.RED_95),
          List.of(Quantity.GREEN_MEAN, Quantity.GREEN_05, Quantity.GREEN_50, Quantity.GREEN_95),
          List.of(Quantity.BLUE_MEAN, Quantity.BLUE_05, Quantity.BLUE_50, Quantity.BLUE_95));

  @TempDir private Path folder;

  /** Levels as the model's chain shows them with some drift undone, by logarithm. */
  private static double[] features(Measured measured, CameraDrift undone) {
    double light = undone.value(DriftParameter.EXPOSURE) * undone.value(DriftParameter.GAIN);
    double[] gains = {
      light * undone.value(DriftParameter.RED), light, light * undone.value(DriftParameter.BLUE)
    };
    double black = undone.get(DriftParameter.BLACK_LEVEL);
    double[] features = new double[12];
    for (int c = 0; c < 3; c++) {
      for (int k = 0; k < 4; k++) {
        double level =
            measured.image().inspection().values().get(COLOURS.get(c).get(k)).value() - black;
        features[4 * c + k] = Math.log(Math.max(20, level / gains[c]));
      }
    }
    return features;
  }

  /** A linear discriminant with a pooled covariance. */
  private record Classifier(List<String> labels, List<RealVector> weights, List<Double> offsets) {
    static Classifier of(List<double[]> features, List<String> classes) {
      int size = features.getFirst().length;
      Map<String, RealVector> means = new LinkedHashMap<>();
      Map<String, Integer> counts = new LinkedHashMap<>();
      for (int i = 0; i < classes.size(); i++) {
        means.merge(classes.get(i), new ArrayRealVector(features.get(i)), RealVector::add);
        counts.merge(classes.get(i), 1, Integer::sum);
      }
      means.replaceAll((label, sum) -> sum.mapDivide(counts.get(label)));
      RealMatrix pooled = new Array2DRowRealMatrix(size, size);
      for (int i = 0; i < classes.size(); i++) {
        RealVector away = new ArrayRealVector(features.get(i)).subtract(means.get(classes.get(i)));
        pooled = pooled.add(away.outerProduct(away));
      }
      pooled = pooled.scalarMultiply(1.0 / classes.size());
      for (int k = 0; k < size; k++) {
        pooled.addToEntry(k, k, 1e-4);
      }
      DecompositionSolver solver = new CholeskyDecomposition(pooled).getSolver();
      List<RealVector> weights = new ArrayList<>();
      List<Double> offsets = new ArrayList<>();
      means.forEach(
          (_, mean) -> {
            RealVector weight = solver.solve(mean);
            weights.add(weight);
            offsets.add(-weight.dotProduct(mean) / 2);
          });
      return new Classifier(List.copyOf(means.keySet()), weights, offsets);
    }

    String label(double[] features) {
      int best = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < weights.size(); i++) {
        double score =
            weights.get(i).dotProduct(new ArrayRealVector(features, false)) + offsets.get(i);
        if (score > most) {
          most = score;
          best = i;
        }
      }
      return labels.get(best);
    }
  }

  private static String label(SoundBatches from, int piece) {
    return from.pictures().label(piece);
  }

  /**
   * What a proposal does.
   *
   * @param proposed whether there is one, without labels
   * @param kept whether it is kept where labelled pieces of the changed camera are given
   * @param harmful whether the accuracy on pieces of all classes is significantly lower with what
   *     is proposed without labels
   * @param lower whether that on the classes of the batch alone is with what is kept, on pieces
   *     that are not labelled
   * @param lowerUnlabelled whether it is with what is proposed without labels
   * @param lowerByTruth whether it is with the true change undone: the control
   * @param lost the accuracy that the change costs, on all pieces outside the batch
   * @param won what the kept proposal wins back, on the same
   */
  private record Outcome(
      boolean proposed,
      boolean kept,
      boolean harmful,
      boolean lower,
      boolean lowerUnlabelled,
      boolean lowerByTruth,
      double lost,
      double won) {}

  /** Which of some pieces are classified right. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Right(int right, boolean[] each) {
    static Right of(
        Classifier classifier,
        SoundBatches from,
        List<Measured> all,
        List<Integer> judged,
        CameraDrift undone) {
      boolean[] each = new boolean[judged.size()];
      int right = 0;
      for (int i = 0; i < each.length; i++) {
        int piece = judged.get(i);
        each[i] = classifier.label(features(all.get(piece), undone)).equals(label(from, piece));
        right += each[i] ? 1 : 0;
      }
      return new Right(right, each);
    }

    /** Returns whether significantly fewer are right than before (sign test, one-sided, 5 %). */
    boolean isLowerThan(Right before) {
      return isLowerThan(before, 0.05);
    }

    boolean isLowerThan(Right before, double level) {
      int better = 0;
      int worse = 0;
      for (int i = 0; i < each.length; i++) {
        better += each[i] && !before.each[i] ? 1 : 0;
        worse += before.each[i] && !each[i] ? 1 : 0;
      }
      return worse > better
          && new BinomialDistribution(better + worse, 0.5).cumulativeProbability(better) < level;
    }
  }

  @Test
  void compensationsNeverMakeItWorse() throws IOException {
    SoundBatches from =
        new SoundBatches(RealPictures.leukocytes(), Optional.of(SoundBatches.specified()));
    List<List<Integer>> orders = new ArrayList<>();
    for (int s = 0; s < TRIALS; s++) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, 900).boxed().toList());
      Collections.shuffle(order, new Random(s));
      orders.add(order);
    }
    List<Split> splits = from.splits(orders, REFERENCE, folder);
    List<String> lines = new ArrayList<>();
    lines.add(
        "change,content,trials,proposed,kept_with_labels,harmful,lower_on_own_classes,lower_without_labels,lower_by_the_truth,lost,recovered,covered,intervals");
    int harmful = 0;
    int lower = 0;
    int proposedInControl = 0;
    Map<Change, Double> recovered = new LinkedHashMap<>();
    int covering = 0;
    int intervals = 0;
    for (Change change :
        List.of(Change.NONE, Change.BLACK, Change.RED, Change.EXPOSURE, Change.GAIN)) {
      for (boolean other : new boolean[] {false, true}) {
        List<Outcome> outcomes = new ArrayList<>();
        int[] covered = new int[2];
        for (Split split : splits) {
          outcomes.add(outcome(from, split, change, other, covered));
        }
        long proposed = outcomes.stream().filter(Outcome::proposed).count();
        long kept = outcomes.stream().filter(Outcome::kept).count();
        long harms = outcomes.stream().filter(Outcome::harmful).count();
        double lost = outcomes.stream().mapToDouble(Outcome::lost).sum();
        double won = outcomes.stream().mapToDouble(Outcome::won).sum();
        harmful += (int) harms;
        long own = outcomes.stream().filter(Outcome::lower).count();
        long unlabelled = outcomes.stream().filter(Outcome::lowerUnlabelled).count();
        long ownByTruth = outcomes.stream().filter(Outcome::lowerByTruth).count();
        lower += (int) own;
        covering += covered[0];
        intervals += covered[1];
        if (!other) {
          recovered.put(change, won / lost);
        }
        proposedInControl += change.equals(Change.NONE) && !other ? (int) proposed : 0;
        lines.add(
            String.format(
                Locale.ROOT,
                "%s,%s,%d,%d,%d,%d,%d,%d,%d,%.3f,%.3f,%d,%d",
                change,
                other ? "three classes" : "as in the reference",
                outcomes.size(),
                proposed,
                kept,
                harms,
                own,
                unlabelled,
                ownByTruth,
                lost / outcomes.size(),
                won / outcomes.size(),
                covered[0],
                covered[1]));
        System.out.println(lines.getLast());
      }
    }
    ProofResults.table("compensation.csv", lines);
    System.out.printf(
        Locale.ROOT, "recovered %s; %d of %d intervals cover%n", recovered, covering, intervals);
    assertThat(harmful).isZero();
    assertThat(lower).as("lower on the classes of the batch").isZero();
    assertThat(recovered.get(Change.BLACK)).isGreaterThanOrEqualTo(0.9);
    assertThat(recovered.get(Change.RED)).isGreaterThanOrEqualTo(0.9);
    assertThat(proposedInControl).isLessThanOrEqualTo(TRIALS / 20 + 1);
  }

  /**
   * The classifier learns from the reference. Half of the pieces of the batch's classes that are
   * not in the batch are the labelled data of the changed camera; the others judge.
   */
  private static Outcome outcome(
      SoundBatches from, Split split, Change change, boolean other, int[] covered) {
    List<Measured> usual = from.all(Change.NONE, split.reference());
    List<Measured> came = from.all(change, split.reference());
    List<Integer> left = split.left();
    if (other) {
      int first = Math.floorMod(split.own().getFirst(), 7);
      List<String> labels =
          left.stream().map(piece -> label(from, piece)).distinct().sorted().toList();
      List<String> some = labels.subList(first, first + 3);
      left = left.stream().filter(piece -> some.contains(label(from, piece))).toList();
    }
    List<Integer> batch = left.subList(0, IMAGES);
    List<Integer> labelled = left.subList(IMAGES, (IMAGES + left.size()) / 2);
    List<Integer> own = left.subList((IMAGES + left.size()) / 2, left.size());
    List<Integer> all = split.left().stream().filter(piece -> !batch.contains(piece)).toList();
    MeasuredBatch measured =
        new MeasuredBatch(
            "batch",
            batch.stream().map(piece -> came.get(piece).image()).toList(),
            Optional.empty());
    BatchCheck check = SoundBatches.check(split.reference(), measured);
    Attribution attribution = check.attribution().orElseThrow();
    Compensation compensation =
        new ProposeCompensation(split.reference(), CompensationBounds.USUAL)
            .of(attribution, measured.table())
            .compensation();
    cover(compensation, change, covered);
    Classifier classifier =
        Classifier.of(
            split.own().stream()
                .map(piece -> features(usual.get(piece), CameraDrift.NONE))
                .toList(),
            split.own().stream().map(piece -> label(from, piece)).toList());
    CameraDrift proposed = compensation.undone();
    boolean kept =
        !compensation.isNone()
            && isKept(
                Right.of(classifier, from, came, labelled, CameraDrift.NONE),
                Right.of(classifier, from, came, labelled, proposed),
                PredictCompensation.areSharesEqual(
                    split.own().stream().map(piece -> label(from, piece)).toList(),
                    labelled.stream().map(piece -> label(from, piece)).toList()));
    CameraDrift undone = kept ? proposed : CameraDrift.NONE;
    Right sound = Right.of(classifier, from, usual, all, CameraDrift.NONE);
    Right changed = Right.of(classifier, from, came, all, CameraDrift.NONE);
    Right won = Right.of(classifier, from, came, all, undone);
    Right unlabelled = Right.of(classifier, from, came, all, proposed);
    Right ownBefore = Right.of(classifier, from, came, own, CameraDrift.NONE);
    Right ownAfter = Right.of(classifier, from, came, own, undone);
    Right ownUnlabelled = Right.of(classifier, from, came, own, proposed);
    Right ownByTruth = Right.of(classifier, from, came, own, truth(change));
    return new Outcome(
        !compensation.isNone(),
        kept,
        unlabelled.isLowerThan(changed),
        ownAfter.isLowerThan(ownBefore),
        ownUnlabelled.isLowerThan(ownBefore),
        ownByTruth.isLowerThan(ownBefore),
        (sound.right() - changed.right()) / (double) all.size(),
        (won.right() - changed.right()) / (double) all.size());
  }

  /** The program's rule, with exact tests instead of resampled intervals. */
  private static boolean isKept(Right before, Right after, boolean sameShares) {
    return sameShares
        ? after.right() >= before.right()
        : before.isLowerThan(after, (1 - PredictCompensation.SURE) / 2);
  }

  private static CameraDrift truth(Change change) {
    return CameraDrift.NONE
        .with(DriftParameter.BLACK_LEVEL, change.black())
        .with(DriftParameter.EXPOSURE, Math.log(change.gain() * change.light()))
        .with(DriftParameter.RED, Math.log(change.red()));
  }

  /** Counts the intervals of what is proposed that cover what would undo the change. */
  private static void cover(Compensation compensation, Change change, int[] covered) {
    double light = change.gain() * change.light();
    for (Compensation.Change each : compensation.changes()) {
      double truth =
          switch (each.name()) {
            case "black_level" -> change.black();
            case "white_balance[0]" -> 1 / (light * change.red());
            default -> 1 / light;
          };
      covered[0] += each.low() <= truth && truth <= each.high() ? 1 : 0;
      covered[1]++;
    }
  }
}
