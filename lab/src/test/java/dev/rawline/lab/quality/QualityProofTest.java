package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.WilsonInterval;
import dev.rawline.lab.evaluation.ConfusionMatrix;
import dev.rawline.lab.quality.AttributionStudy.Attributed;
import dev.rawline.lab.quality.AttributionStudy.Coverage;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftCause;
import dev.rawline.lab.quality.cause.FindCause;
import dev.rawline.lab.quality.page.PowerCurve;
import dev.rawline.lab.quality.page.PowerCurve.Found;
import dev.rawline.lab.quality.page.PowerCurve.Way;
import dev.rawline.lab.quality.page.PowerPlot;
import dev.rawline.learning.metric.ConfusionCounts;
import dev.rawline.scenes.smear.BloodSmear;
import dev.rawline.workbench.plot.Drawing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tables and drawings of docs/results/quality-proof.md. */
@Tag("slow")
class QualityProofTest {
  private static final int SIDE = 256;
  private static final int REFERENCE = 200;
  private static final int POOL = 150;
  private static final int SMEARS = 120;
  private static final int BATCHES = 100;
  private static final int NAMED_BATCHES = 100;
  private static final int FIRST = 100_000;
  private static final List<Integer> SIZES = List.of(5, 8, 12, 16, 24, 32, 48, 64);
  private static final double WANTED = 0.8;
  private static final int ONE_CLASS = 100;
  private static final int ONE_CLASS_BATCHES = 3;

  /** Causes that the plain statistics must need at least twice the images for. */
  private static final Set<DriftCause> HALVED =
      Set.of(DriftCause.GAIN, DriftCause.BLACK_LEVEL, DriftCause.READ_NOISE);

  private static String interval(long count, long of) {
    Estimate share = WilsonInterval.of((double) count / of, of);
    return String.format(Locale.ROOT, "%.4f,%.4f,%.4f", share.value(), share.low(), share.high());
  }

  /** Of 500 in-control batches no more are reported as drifted than is stated, but for chance. */
  @Test
  void falseAlarmsAreNoMoreThanStated() throws IOException {
    Map<Integer, FalseAlarms> bySize = new LinkedHashMap<>();
    for (int device = 0; device < 5; device++) {
      SimulatedDrifts drifts =
          device < 3
              ? ProofCamera.streets(SIDE / 2, 100 + device)
              : ProofCamera.smears(SIDE / 2, 100 + device);
      ProofCamera camera = new ProofCamera(drifts, SIDE / 2, REFERENCE, false, 0, false);
      int first = FIRST;
      for (int[] each : new int[][] {{8, 50}, {16, 30}, {32, 20}}) {
        bySize.merge(each[0], FalseAlarms.of(camera, first, each[0], each[1]), FalseAlarms::plus);
        first += each[0] * each[1];
      }
    }
    FalseAlarms all = bySize.values().stream().reduce(FalseAlarms::plus).orElseThrow();
    assertThat(all.batches()).isEqualTo(500);
    List<String> lines = new ArrayList<>();
    lines.add("images,batches,what,stated,said,share,low,high");
    bySize.forEach((images, found) -> lines.addAll(lines(String.valueOf(images), found)));
    lines.addAll(lines("all", all));
    ProofResults.table("false-alarms.csv", lines);
    assertWithin(all.kolmogorovSmirnov(), all.batches(), ProofCamera.LEVEL);
    assertWithin(all.cramerVonMises(), all.batches(), ProofCamera.LEVEL);
    assertWithin(all.explained(), all.batches(), FindCause.ALPHA);
  }

  private static void assertWithin(int reported, int batches, double stated) {
    assertThat(WilsonInterval.of((double) reported / batches, batches).low())
        .isLessThanOrEqualTo(stated);
  }

  private static List<String> lines(String images, FalseAlarms found) {
    return List.of(
        line(images, found, "kolmogorov_smirnov", ProofCamera.LEVEL, found.kolmogorovSmirnov()),
        line(images, found, "cramer_von_mises", ProofCamera.LEVEL, found.cramerVonMises()),
        line(images, found, "mean_and_contrast", ProofCamera.LEVEL, found.plain()),
        line(images, found, "cause", FindCause.ALPHA, found.explained()));
  }

  private static String line(
      String images, FalseAlarms found, String what, double stated, int reported) {
    return "%s,%d,%s,%s,%d,%s"
        .formatted(
            images, found.batches(), what, stated, reported, interval(reported, found.batches()));
  }

  /** A hundred images of one class of cells: the camera is unchanged, the content is not. */
  @Test
  void otherContentIsNotAttributedToTheCamera() throws IOException {
    SimulatedDrifts drifts = ProofCamera.smears(SIDE / 2, 7);
    ProofCamera camera = new ProofCamera(drifts, SIDE / 2, REFERENCE, false, 0, true);
    FindCause cause = camera.cause();
    List<String> lines = new ArrayList<>();
    lines.add("class,batches,images,drifted,content_or_none,camera");
    int named = 0;
    int right = 0;
    int first = FIRST;
    for (String label : BloodSmear.PUBLISHED.labels()) {
      int drifted = 0;
      int other = 0;
      int ofCamera = 0;
      for (int batch = 0; batch < ONE_CLASS_BATCHES; batch++) {
        Recordings came =
            camera.record(
                drifts.lights(first, ONE_CLASS, List.of(label)), CameraDrift.NONE, "only " + first);
        first += ONE_CLASS;
        drifted += camera.isDrifted(came) ? 1 : 0;
        switch (cause.of(came.table()).conclusion()) {
          case NOTHING -> {}
          case CAMERA -> ofCamera++;
          case CONTENT, NONE_OF_THESE -> other++;
        }
      }
      lines.add(
          "%s,%d,%d,%d,%d,%d"
              .formatted(label, ONE_CLASS_BATCHES, ONE_CLASS, drifted, other, ofCamera));
      named += ofCamera;
      right += other;
    }
    ProofResults.table("content.csv", lines);
    int batches = ONE_CLASS_BATCHES * BloodSmear.PUBLISHED.labels().size();
    assertThat(right).isGreaterThanOrEqualTo((int) Math.ceil(0.9 * batches));
    assertThat(named).isLessThanOrEqualTo(batches / 20);
  }

  /** Streets, seen by the drone's camera. */
  @Test
  void driftsOfStreetsAreDetectedAndAttributed() throws IOException {
    Map<DriftCause, List<Double>> strengths = new EnumMap<>(DriftCause.class);
    strengths.put(DriftCause.EXPOSURE, ratios(0.9, 0.8, 0.7, 0.5));
    strengths.put(DriftCause.GAIN, ratios(0.99, 0.98, 0.96, 0.9));
    strengths.put(DriftCause.BLACK_LEVEL, List.of(50.0, 100.0, 200.0, 400.0));
    strengths.put(DriftCause.WHITE_BALANCE, ratios(0.98, 0.95, 0.9, 0.8));
    strengths.put(DriftCause.BLUR, List.of(0.7, 1.0, 1.4, 2.0));
    strengths.put(DriftCause.READ_NOISE, List.of(20.0, 30.0, 45.0, 70.0));
    SimulatedDrifts drifts = ProofCamera.streets(SIDE, 7);
    Irradiance[] pool = drifts.lights(FIRST, POOL);
    ProofCamera camera = new ProofCamera(drifts, SIDE, REFERENCE, false, 0, true);
    Map<DriftCause, List<PowerCurve>> power = power("streets", camera, pool, strengths);
    assertHalved(power);
    masked(drifts, pool);
    attribution(
        "streets",
        camera,
        pool,
        limits(strengths, power),
        Map.of("without a car", drifts.lights(2 * FIRST, POOL, List.of("background"))));
  }

  /** Smears, seen by the microscope's camera. */
  @Test
  void driftsOfSmearsAreDetectedAndAttributed() throws IOException {
    Map<DriftCause, List<Double>> strengths = new EnumMap<>(DriftCause.class);
    strengths.put(DriftCause.EXPOSURE, ratios(0.95, 0.9, 0.8));
    strengths.put(DriftCause.GAIN, ratios(0.97, 0.94, 0.88));
    strengths.put(DriftCause.BLACK_LEVEL, List.of(200.0, 400.0, 800.0));
    strengths.put(DriftCause.WHITE_BALANCE, ratios(0.95, 0.9, 0.8));
    strengths.put(DriftCause.BLUR, List.of(0.4, 0.7, 1.1));
    strengths.put(DriftCause.READ_NOISE, List.of(30.0, 50.0, 80.0));
    SimulatedDrifts drifts = ProofCamera.smears(SIDE, 7);
    Irradiance[] pool = drifts.lights(FIRST, SMEARS);
    ProofCamera camera = new ProofCamera(drifts, SIDE, REFERENCE, false, 0, true);
    Map<DriftCause, List<PowerCurve>> power = power("smears", camera, pool, strengths);
    assertHalved(power);
    attribution(
        "smears",
        camera,
        pool,
        limits(strengths, power),
        Map.of("one class of cells", drifts.lights(2 * FIRST, SMEARS, List.of("EOS"))));
  }

  private static List<Double> ratios(double... ratios) {
    return Arrays.stream(ratios).mapToObj(ratio -> -Math.log(ratio)).toList();
  }

  private static Map<DriftCause, List<PowerCurve>> power(
      String scenes, ProofCamera camera, Irradiance[] pool, Map<DriftCause, List<Double>> strengths)
      throws IOException {
    PowerStudy study = new PowerStudy(camera, pool, SIZES, BATCHES);
    Map<DriftCause, List<PowerCurve>> power = new EnumMap<>(DriftCause.class);
    strengths.forEach((cause, some) -> power.put(cause, study.curves(cause, some)));
    List<PowerPlot.Panel> panels = new ArrayList<>();
    power.forEach((cause, curves) -> panels.add(new PowerPlot.Panel(cause.words(), curves)));
    write("power-" + scenes, panels);
    return power;
  }

  /** With masked pixels the black level is measured, not estimated from dark places. */
  private static void masked(SimulatedDrifts drifts, Irradiance[] pool) throws IOException {
    ProofCamera camera = new ProofCamera(drifts, SIDE, REFERENCE, true, 0, false);
    List<PowerCurve> curves =
        new PowerStudy(camera, pool, SIZES, BATCHES)
            .curves(DriftCause.BLACK_LEVEL, List.of(1.0, 2.0, 4.0, 8.0));
    write("power-masked", List.of(new PowerPlot.Panel("black level, masked pixels", curves)));
    assertHalved(Map.of(DriftCause.BLACK_LEVEL, curves));
  }

  private static void write(String name, List<PowerPlot.Panel> panels) throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> needed = new ArrayList<>();
    lines.add("drift,strength,way,images,batches,found,share,low,high");
    needed.add("drift,strength,images_by_physics,images_plain");
    for (PowerPlot.Panel panel : panels) {
      for (PowerCurve curve : panel.curves()) {
        for (Found found : curve.found()) {
          lines.add(
              "%s,%s,%s,%d,%d,%d,%s"
                  .formatted(
                      panel.drift().replace(",", ""),
                      curve.strength(),
                      curve.way().name().toLowerCase(Locale.ROOT),
                      found.images(),
                      found.batches(),
                      found.detected(),
                      interval(found.detected(), found.batches())));
        }
      }
      for (int i = 0; i < panel.curves().size(); i += 2) {
        needed.add(
            "%s,%s,%s,%s"
                .formatted(
                    panel.drift().replace(",", ""),
                    panel.curves().get(i).strength(),
                    needed(panel.curves().get(i)),
                    needed(panel.curves().get(i + 1))));
      }
    }
    ProofResults.table(name + ".csv", lines);
    ProofResults.table(name + "-needed.csv", needed);
    Drawing drawing = PowerPlot.of(panels, ProofCamera.LEVEL);
    ProofResults.text(name + ".svg", drawing.svg());
    ProofResults.picture(name + ".png", drawing.picture(2));
  }

  private static String needed(PowerCurve curve) {
    OptionalDouble images = curve.images(WANTED);
    return images.isEmpty()
        ? ">" + SIZES.getLast()
        : String.format(Locale.ROOT, "%.1f", images.getAsDouble());
  }

  /**
   * Wherever physics detects a drift with half of the most images, it needs at most half of those
   * of the plain statistics.
   */
  private static void assertHalved(Map<DriftCause, List<PowerCurve>> power) {
    power.forEach(
        (cause, curves) -> {
          for (int i = 0; HALVED.contains(cause) && i < curves.size(); i += 2) {
            assertThat(curves.get(i).way()).isEqualTo(Way.PHYSICS);
            double physics = curves.get(i).images(WANTED).orElse(Double.POSITIVE_INFINITY);
            double plain = curves.get(i + 1).images(WANTED).orElse(SIZES.getLast());
            if (physics <= SIZES.getLast() / 2.0) {
              assertThat(physics)
                  .as("%s %s, plain %s", cause, curves.get(i).strength(), plain)
                  .isLessThanOrEqualTo(plain / 2);
            }
          }
          if (HALVED.contains(cause)) {
            assertThat(curves.get(curves.size() - 2).images(WANTED)).isPresent();
          }
        });
  }

  private static Map<DriftCause, Double> limits(
      Map<DriftCause, List<Double>> strengths, Map<DriftCause, List<PowerCurve>> power) {
    Map<DriftCause, Double> limits = new EnumMap<>(DriftCause.class);
    power.forEach(
        (cause, curves) ->
            PowerStudy.limit(strengths.get(cause), curves)
                .ifPresent(limit -> limits.put(cause, limit)));
    assertThat(limits)
        .as("undetected drifts cannot be identified")
        .containsOnlyKeys(power.keySet());
    return limits;
  }

  private static void attribution(
      String scenes,
      ProofCamera camera,
      Irradiance[] pool,
      Map<DriftCause, Double> limits,
      Map<String, Irradiance[]> contents)
      throws IOException {
    AttributionStudy study = new AttributionStudy(camera, pool, NAMED_BATCHES);
    List<Attributed> results = new ArrayList<>();
    limits.forEach((cause, limit) -> results.addAll(study.of(new CausedDrift(cause, 2 * limit))));
    contents.forEach((detail, lights) -> results.addAll(study.ofContent(lights, detail)));
    for (AfterSensor processing : AfterSensor.values()) {
      results.addAll(study.of(processing));
    }
    ProofResults.table("attribution-" + scenes + ".csv", countLines(results));
    ProofResults.table("coverage-" + scenes + ".csv", coverageLines(results));
    ProofResults.picture("attribution-" + scenes + ".png", confusion(scenes, results).picture());
    for (DriftCause cause : limits.keySet()) {
      assertNamed(
          cause, results.stream().filter(each -> each.truth().equals(cause.words())).toList());
    }
    // A stretched contrast is a gain and a black level, unless codes that are missing betray it,
    // which they do where samples are many more than codes: of 12 bits, not of 16.
    boolean betrayed = camera.sensor().adcBits() <= 12;
    Set<String> words = Set.of(AttributionStudy.NONE, AttributionStudy.CONTENT);
    List<Attributed> elsewhere =
        results.stream()
            .filter(each -> words.contains(each.truth()))
            .filter(each -> betrayed || !each.detail().equals(AfterSensor.STRETCHED.words()))
            .toList();
    assertThat(elsewhere.stream().filter(each -> isOfCamera(each.conclusion())))
        .as("neither content nor processing is attributed to the camera")
        .hasSizeLessThanOrEqualTo(elsewhere.size() / 10);
  }

  private static void assertNamed(DriftCause cause, List<Attributed> ofCause) {
    assertThat(ofCause.stream().filter(each -> each.conclusion().equals(cause.words())))
        .as("identified %s", cause)
        .hasSizeGreaterThanOrEqualTo((int) (0.9 * ofCause.size()));
    assertThat(ofCause.stream().filter(each -> each.fitted() == Coverage.INSIDE))
        .as("95 %% intervals hold the truth, %s", cause)
        .hasSizeGreaterThanOrEqualTo((int) (0.85 * fitted(cause, ofCause).size()));
  }

  private static List<Attributed> fitted(DriftCause cause, List<Attributed> results) {
    return results.stream()
        .filter(each -> each.truth().equals(cause.words()))
        .filter(each -> each.fitted() != Coverage.NOT_FITTED)
        .toList();
  }

  private static boolean isOfCamera(String conclusion) {
    return conclusion.equals(AttributionStudy.SEVERAL)
        || Arrays.stream(DriftCause.values()).anyMatch(cause -> cause.words().equals(conclusion));
  }

  private static List<String> countLines(List<Attributed> results) {
    Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    for (Attributed each : results) {
      counts
          .computeIfAbsent(each.truth() + "," + each.detail(), _ -> new LinkedHashMap<>())
          .merge(each.conclusion(), 1, Math::addExact);
    }
    List<String> lines = new ArrayList<>();
    lines.add("truth,drift,said,batches,of,share,low,high");
    counts.forEach(
        (truth, conclusions) -> {
          int all = conclusions.values().stream().mapToInt(count -> count).sum();
          conclusions.forEach(
              (word, count) ->
                  lines.add(
                      "%s,%s,%d,%d,%s".formatted(truth, word, count, all, interval(count, all))));
        });
    return lines;
  }

  private static List<String> coverageLines(List<Attributed> results) {
    List<String> lines = new ArrayList<>();
    lines.add("cause,drift,inside,of,share,low,high");
    for (DriftCause cause : DriftCause.values()) {
      List<Attributed> fitted = fitted(cause, results);
      if (!fitted.isEmpty()) {
        long inside = fitted.stream().filter(each -> each.fitted() == Coverage.INSIDE).count();
        lines.add(
            "%s,%s,%d,%d,%s"
                .formatted(
                    cause.words(),
                    fitted.getFirst().detail(),
                    inside,
                    fitted.size(),
                    interval(inside, fitted.size())));
      }
    }
    return lines;
  }

  private static Drawing confusion(String scenes, List<Attributed> results) {
    List<String> names =
        new ArrayList<>(Arrays.stream(DriftCause.values()).map(DriftCause::words).toList());
    names.addAll(
        List.of(
            AttributionStudy.CONTENT,
            AttributionStudy.NONE,
            AttributionStudy.SEVERAL,
            AttributionStudy.NOTHING));
    double[] confused = new double[names.size() * names.size()];
    for (Attributed each : results) {
      confused[names.indexOf(each.truth()) * names.size() + names.indexOf(each.conclusion())]++;
    }
    return ConfusionMatrix.of(
        new ConfusionCounts(names, confused),
        "Reported causes of drifts at twice the detection limit: " + scenes,
        List.of(
            "Batches of %d images; none of these: processing after the sensor"
                .formatted(PowerStudy.LIMIT_IMAGES)),
        "what happened",
        "reported cause");
  }
}
