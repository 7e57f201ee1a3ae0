package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.rawline.lab.statistic.SampledShare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rate at which sound batches of real pictures are stopped, and changed ones are not. */
@Tag("slow")
class SoundBatchesProofTest {
  private static final int SPLITS = Integer.getInteger("rawline.splits", 30);
  private static final int WHOLE = Integer.getInteger("rawline.whole", 3);
  private static final int BATCHES = Integer.getInteger("rawline.batches", 10);
  private static final int CHANGED = Integer.getInteger("rawline.changed", 2);

  @TempDir private Path folder;

  private List<Split> splits(SoundBatches from, int reference) throws IOException {
    List<List<Integer>> orders = new ArrayList<>();
    for (int s = 0; s < SPLITS; s++) {
      orders.add(from.order(s));
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
    String name = from.pictures().name() + (from.tiles() > 0 ? "-" + from.tiles() : "");
    List<String> lines = new ArrayList<>();
    lines.add(
        "data,reference,images,change,batches,alarms,fails,plain,%s"
            .formatted(String.join(",", LearnedBaseline.TESTS)));
    int alarms = 0;
    int all = 0;
    int[] stops = new int[splits.size()];
    List<String> missed = new ArrayList<>();
    for (Change change : changes) {
      for (int images : sizes) {
        boolean sound = change.equals(Change.NONE);
        Decided decided = from.decide(splits, images, sound ? BATCHES : CHANGED, change);
        int stopped = (int) decided.count(SoundBatchesProofTest::alarm);
        alarms += sound ? stopped : 0;
        all += sound ? decided.batches() : 0;
        for (int split = 0; sound && split < stops.length; split++) {
          stops[split] +=
              (int)
                  decided.checks().get(split).stream().filter(SoundBatchesProofTest::alarm).count();
        }
        if (from.tiles() == 0
            && images == sizes.getLast()
            && FOUND.contains(change)
            && stopped < LEAST_FOUND * decided.batches()) {
          missed.add("%s: %d of %d".formatted(change, stopped, decided.batches()));
        }
        lines.add(
            String.format(
                Locale.ROOT,
                "%s,%d,%d,%s,%d,%d,%d,%d,%s",
                name,
                reference,
                images,
                change,
                decided.batches(),
                stopped,
                decided.count(check -> check.verdict() == Verdict.FAIL),
                decided.plain(),
                from.learned().isEmpty()
                    ? ",,,"
                    : decided.learned().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(","))));
        System.out.println(lines.getLast());
        reasons(decided).forEach((why, count) -> System.out.println("      " + count + "  " + why));
      }
    }
    whole(from, splits, sizes);
    ProofResults.table("sound-" + name + ".csv", lines);
    SampledShare rate = new SampledShare(alarms, all);
    double twice = 2 * SoundBatches.LEVEL * BATCHES * sizes.size();
    System.out.printf(
        Locale.ROOT,
        "%s: %d of %d sound batches are stopped, %.1f %% (%.1f to %.1f, as if independent); of %d references %d stop more than 2α of their %d%n",
        name,
        alarms,
        all,
        100 * rate.value(),
        100 * rate.low(),
        100 * rate.high(),
        stops.length,
        Arrays.stream(stops).filter(each -> each > twice).count(),
        BATCHES * sizes.size());
    assertThat(rate.low()).isLessThanOrEqualTo(SoundBatches.LEVEL);
    assertThat(missed).as("a verdict that always passes is worth nothing").isEmpty();
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

  /** Changes that stop nearly every batch of 50 images of pieces that can change places. */
  private static final List<Change> FOUND = List.of(Change.BLUR, Change.BLACK, Change.SMOOTHED);

  private static final double LEAST_FOUND = 0.8;

  private static final List<Integer> SIZES = List.of(8, 12, 24, 50);

  private SoundBatches learned(RealPictures pictures) throws IOException {
    SoundBatches batches = new SoundBatches(pictures, sensor());
    return Boolean.getBoolean("rawline.unlearned")
        ? batches
        : batches.beside(LearnedBaseline.trained(pictures, folder.resolve("learned")));
  }

  @Test
  void bloodCells() throws IOException {
    study(learned(RealPictures.leukocytes()), 200, SIZES, CHANGES);
  }

  @Test
  void photographs() throws IOException {
    study(learned(RealPictures.kodak()), 144, SIZES, CHANGES);
  }

  @Test
  void aerialPhotographs() throws IOException {
    study(learned(RealPictures.cars()), 200, SIZES, CHANGES);
  }

  /** Reference and batch have no picture in common; 4 tiles of each picture, 8 of large batches. */
  @Test
  void photographsByPicture() throws IOException {
    byPicture(RealPictures.kodak(), 6);
  }

  @Test
  void aerialPhotographsByPicture() throws IOException {
    byPicture(RealPictures.cars(), 11);
  }

  private void byPicture(RealPictures pictures, int ofReference) throws IOException {
    SoundBatches from = new SoundBatches(pictures, sensor());
    study(from.byPicture(4), 4 * ofReference, List.of(8, 12, 24), CHANGES);
    study(from.byPicture(8), 8 * ofReference, List.of(48), CHANGES);
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
