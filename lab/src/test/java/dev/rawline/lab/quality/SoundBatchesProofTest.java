package dev.rawline.lab.quality;

import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.IndependentCamera.Change;
import dev.rawline.lab.quality.SoundBatches.Decided;
import dev.rawline.lab.quality.SoundBatches.Split;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rate at which sound batches of real pictures are stopped, and changed ones are not. */
@Tag("slow")
class SoundBatchesProofTest {
  private static final int SPLITS = Integer.getInteger("rawline.splits", 30);
  private static final int WHOLE = Integer.getInteger("rawline.whole", 3);
  private static final int BATCHES = Integer.getInteger("rawline.batches", 20);

  @TempDir private Path folder;

  private List<Split> splits(SoundBatches from, int reference) throws IOException {
    List<List<Integer>> orders = new ArrayList<>();
    for (int s = 0; s < SPLITS; s++) {
      List<Integer> order =
          new ArrayList<>(IntStream.range(0, from.pictures().pieces().size()).boxed().toList());
      Collections.shuffle(order, new Random(s));
      orders.add(order);
    }
    return from.splits(orders, reference, folder);
  }

  private static boolean alarm(BatchCheck check) {
    return check.verdict() != Verdict.PASS;
  }

  private static Map<String, Integer> reasons(Decided decided) {
    Map<String, Integer> reasons = new TreeMap<>();
    for (List<BatchCheck> own : decided.checks()) {
      for (BatchCheck check : own) {
        reasons(check, reasons);
      }
    }
    return reasons;
  }

  private static void reasons(BatchCheck check, Map<String, Integer> reasons) {
    for (QuantityAssessment line : check.lines()) {
      for (AcceptanceLimits limits : line.limits()) {
        line.judge(limits)
            .filter(verdict -> verdict != Verdict.PASS)
            .ifPresent(
                verdict ->
                    reasons.merge(
                        "%s %s %s".formatted(limits.source(), line.quantity(), verdict),
                        1,
                        Math::addExact));
      }
    }
    if (check.tests().drifted()) {
      reasons.merge("tests", 1, Math::addExact);
    }
    if (check.imagesThatFail().verdict() != Verdict.PASS) {
      reasons.merge("images " + check.imagesThatFail().verdict(), 1, Math::addExact);
      for (FlaggedImage image : check.offenders()) {
        for (String why : image.why()) {
          reasons.merge(
              "  image %s %s".formatted(image.verdict(), why.replaceAll("[\\d.]+", "N")),
              1,
              Math::addExact);
        }
      }
    }
    check
        .pixelsThatBecameDefective()
        .filter(share -> share.verdict() != Verdict.PASS)
        .ifPresent(share -> reasons.merge("defects " + share.verdict(), 1, Math::addExact));
    check
        .pattern()
        .filter(pattern -> pattern.verdict() != Verdict.PASS)
        .ifPresent(pattern -> reasons.merge("pattern " + pattern.verdict(), 1, Math::addExact));
    check
        .attribution()
        .ifPresent(
            found ->
                reasons.merge("cause " + found.conclusion() + found.causes(), 1, Math::addExact));
  }

  private void study(SoundBatches from, int reference, List<Integer> sizes, List<Change> changes)
      throws IOException {
    List<Split> splits = splits(from, reference);
    List<String> lines = new ArrayList<>();
    lines.add("data,reference,images,change,batches,alarms,fails,tests,plain,references_above");
    for (Change change : changes) {
      for (int images : sizes) {
        Decided decided = from.decide(splits, images, BATCHES, change);
        lines.add(
            String.format(
                Locale.ROOT,
                "%s,%d,%d,%s,%d,%d,%d,%d,%d,%.2f",
                from.pictures().name(),
                reference,
                images,
                change,
                decided.batches(),
                decided.count(SoundBatchesProofTest::alarm),
                decided.count(check -> check.verdict() == Verdict.FAIL),
                decided.count(check -> check.tests().drifted()),
                decided.plain(),
                decided.references(SoundBatchesProofTest::alarm, 2 * SoundBatches.LEVEL)));
        System.out.println(lines.getLast());
        reasons(decided).forEach((why, count) -> System.out.println("      " + count + "  " + why));
      }
    }
    whole(from, splits, sizes);
    ProofResults.table("sound-" + from.pictures().name() + ".csv", lines);
  }

  /** The same from the images on, with defective pixels and patterns. */
  private void whole(SoundBatches from, List<Split> some, List<Integer> sizes) throws IOException {
    List<Split> splits = new ArrayList<>();
    for (Split split : some.subList(0, Math.min(WHOLE, some.size()))) {
      splits.add(
          new Split(
              from.built(split.own(), folder.resolve("whole" + splits.size())),
              split.own(),
              split.left()));
    }
    for (int images : sizes) {
      Map<String, Integer> reasons = new TreeMap<>();
      int alarms = 0;
      int batches = 0;
      for (Split split : splits) {
        MeasuredBatch batch = from.whole(split, split.left().subList(0, images), Change.NONE);
        BatchCheck check = SoundBatches.check(split.reference(), batch);
        alarms += alarm(check) ? 1 : 0;
        batches++;
        reasons(check, reasons);
      }
      System.out.println("whole " + images + ": " + alarms + " of " + batches);
      reasons.forEach((why, count) -> System.out.println("      " + count + "  " + why));
    }
  }

  private static final List<Change> CHANGES =
      List.of(
          Change.NONE,
          Change.GAIN,
          Change.EXPOSURE,
          Change.BLUR,
          Change.BLACK,
          Change.READ,
          Change.RED,
          Change.SMOOTHED);

  private static Optional<SensorSpec> sensor() {
    return Optional.of(SoundBatches.specified());
  }

  @Test
  void bloodCells() throws IOException {
    study(
        new SoundBatches(RealPictures.leukocytes(), sensor()),
        200,
        List.of(8, 12, 24, 50),
        CHANGES);
  }

  @Test
  void photographs() throws IOException {
    study(new SoundBatches(RealPictures.kodak(), sensor()), 144, List.of(8, 12, 24, 50), CHANGES);
  }

  @Test
  void aerialPhotographs() throws IOException {
    study(new SoundBatches(RealPictures.cars(), sensor()), 200, List.of(8, 12, 24, 50), CHANGES);
  }

  @Test
  void framesOfRealCameras() throws IOException {
    study(
        new SoundBatches(RealPictures.ccd(), Optional.empty()),
        25,
        List.of(8, 12, 24),
        List.of(Change.NONE));
    study(
        new SoundBatches(RealPictures.cmos(), Optional.empty()),
        25,
        List.of(8, 12, 24),
        List.of(Change.NONE));
  }
}
