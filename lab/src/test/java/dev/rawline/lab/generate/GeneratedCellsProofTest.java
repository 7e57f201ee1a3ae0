package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.dataset.ImportPictures;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.diffusion.RadianceCode;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much noise is left in what is learned, how good models of real cells are, and whether their
 * scenes help.
 *
 * <p>{@code -Drawline.work=DIR} is where data and models are, and a run resumes. {@code
 * -Drawline.trials=10:12,30:13} names trials, real cells of each class and the seed, so that
 * several processes can share the work.
 */
@Tag("slow")
class GeneratedCellsProofTest {
  /** Seeds of the models, which also draw the cells; none of these drew those of a pilot. */
  private static final List<Integer> SEEDS = List.of(12, 13, 14, 15, 16);

  private static final int STEPS_OF_A_TRIAL = 3000;

  private static GeneratePlan plan(Path data, int perClass, int steps, int seed)
      throws IOException {
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("data", data.toString());
    keys.put("camera", "microscope");
    keys.put("spacing", "1.625e-7");
    keys.put("per_class", String.valueOf(perClass));
    keys.put("white", "[5.02e19, 3.74e19, 2.10e19]");
    keys.put("steps", String.valueOf(steps));
    keys.put("guidance", "1.15");
    keys.put("precision", "bfloat16");
    keys.put("seed", String.valueOf(seed));
    return GeneratePlan.FILE.read(Optional.empty(), keys);
  }

  private static DataSet cells(Path data, boolean noise, int count) throws IOException {
    if (!Files.exists(data.resolve("card.yaml"))) {
      new ImportPictures(
              data,
              Camera.MICROSCOPE,
              SensorSpec.preset("microscope").orElseThrow(),
              1,
              noise,
              1,
              2)
          .run(DataSets.open(SharedData.require("data/leukocytes")), count, Progress.SILENT);
    }
    return DataSets.open(data);
  }

  /** The sensor's noise that is left in what is learned, as a share of its variance. */
  @Test
  void littleNoiseIsLeftInTheScenes(@TempDir Path folder) throws IOException {
    GeneratePlan plan = plan(folder, 10, 1, 1).ofEverything();
    List<float[]> noisy = radiance(folder.resolve("noisy"), plan, true);
    List<float[]> clean = radiance(folder.resolve("clean"), plan, false);
    RadianceCode code = RadianceCode.of(clean, SceneGenerator.BANDS);
    for (int band = 0; band < SceneGenerator.BANDS; band++) {
      double squares = 0;
      long count = 0;
      for (int i = 0; i < clean.size(); i++) {
        float[] one = code.encode(noisy.get(i));
        float[] other = code.encode(clean.get(i));
        int area = one.length / SceneGenerator.BANDS;
        for (int at = band * area; at < (band + 1) * area; at++) {
          squares += (one[at] - other[at]) * (double) (one[at] - other[at]);
          count++;
        }
      }
      System.out.printf("band %d: %.3g of the variance is noise%n", band, squares / count);
      assertThat(squares / count).isLessThan(0.01);
    }
  }

  private static List<float[]> radiance(Path data, GeneratePlan plan, boolean noise)
      throws IOException {
    return TrainingScenes.read(plan, cells(data, noise, 90), Progress.SILENT).radiance();
  }

  private static final Path WORK =
      Path.of(System.getProperty("rawline.work", "target/generated-cells"));

  private static final Path CELLS = WORK.resolve("cells");

  private static List<Trial> trials(String all) {
    return Arrays.stream(System.getProperty("rawline.trials", all).split(",", -1))
        .map(word -> word.split(":", -1))
        .map(words -> new Trial(Integer.parseInt(words[0]), Integer.parseInt(words[1])))
        .toList();
  }

  /** Real cells of each class, and the seed. */
  private record Trial(int perClass, int seed) {
    Path folder() {
      return WORK.resolve("n%d-seed%d".formatted(perClass, seed));
    }
  }

  /** oneDNN's weight gradients of bfloat16 are not safe on two threads. */
  private static Engine engine() {
    return Engine.start(Device.CPU, 1);
  }

  @Test
  void modelsOfRealCellsAreAsGoodAsStated() throws IOException {
    DataSet cells = cells(CELLS, /* noise= */ true, 900);
    SensorSpec sensor = SensorSpec.preset("microscope").orElseThrow();
    OpticsSpec optics = OpticsSpec.preset("microscope").orElseThrow();
    SortedMap<Integer, AuditResult> audits = new TreeMap<>();
    for (int seed : SEEDS) {
      Path model = WORK.resolve("full-seed" + seed).resolve("model");
      GeneratePlan plan = plan(CELLS, 70, 12_000, seed);
      new TrainGenerator(plan, cells, model, engine(), Progress.SILENT).run();
      AuditSettings settings = new AuditSettings(3, 30, Precision.BFLOAT16, seed);
      audits.put(
          seed,
          new AuditGenerator(model, sensor, optics, settings, engine())
              .run(cells, Progress.SILENT));
    }
    assertThat(mean("judge ratio", audits, audit -> audit.judgeRatio(audit.model())))
        .isGreaterThan(0.95);
    mean("judge ratio, null", audits, audit -> audit.judgeRatio(audit.gaussian()));
    assertThat(mean("train-on-synthetic ratio", audits, audit -> audit.trainedRatio(audit.model())))
        .isGreaterThan(0.85);
    mean("train-on-synthetic ratio, null", audits, audit -> audit.trainedRatio(audit.gaussian()));
    assertThat(mean("coverage", audits, audit -> audit.model().mean(AuditMeasures::coverage)))
        .isGreaterThan(0.75);
    mean("coverage, null", audits, audit -> audit.gaussian().mean(AuditMeasures::coverage));
    mean("coverage, real", audits, audit -> audit.real().mean(AuditMeasures::coverage));
    assertThat(ratio("kernel distance over the null's", audits, AuditMeasures::kernelDistance))
        .isLessThan(0.5);
    ratio("the same, raw statistics", audits, AuditMeasures::rawKernelDistance);
    assertThat(
            mean("share of copies", audits, audit -> audit.model().mean(AuditMeasures::copyShare)))
        .isLessThan(0.05);
  }

  private static double ratio(
      String what,
      SortedMap<Integer, AuditResult> audits,
      ToDoubleFunction<AuditMeasures> distance) {
    return mean(
        what, audits, audit -> audit.model().mean(distance) / audit.gaussian().mean(distance));
  }

  /** Prints every value by seed, and the mean with its 95 % interval by Student. */
  private static <T> double mean(
      String what, SortedMap<Integer, T> results, ToDoubleFunction<T> value) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    results.forEach((seed, result) -> values.put(seed, value.applyAsDouble(result)));
    Estimate estimate = new SplitValues(values).estimate();
    System.out.printf(
        Locale.ROOT,
        "%s: %.3f [%.3f, %.3f], n = %d: %s%n",
        what,
        estimate.value(),
        estimate.low(),
        estimate.high(),
        values.size(),
        values.values().stream().map("%.3f"::formatted).toList());
    return estimate.value();
  }

  @Test
  void generatedCellsBesideFewRealOnes() throws IOException {
    DataSet cells = cells(CELLS, /* noise= */ true, 900);
    TrainingScenes scenes =
        TrainingScenes.read(plan(CELLS, 10, 1, 1).ofEverything(), cells, Progress.SILENT);
    SortedMap<Integer, SortedMap<Integer, Map<CellTrial.Arm, Double>>> all = new TreeMap<>();
    for (Trial trial :
        trials(
            "10:12,10:13,10:14,10:15,10:16,10:17,10:18,10:19,10:20,10:21,"
                + "30:12,30:13,30:14,70:12,70:13,70:14")) {
      Map<CellTrial.Arm, Double> accuracies =
          new CellTrial(
                  cells,
                  scenes,
                  plan(CELLS, trial.perClass(), STEPS_OF_A_TRIAL, trial.seed()),
                  trial.folder(),
                  engine())
              .run();
      System.out.println(trial + " " + accuracies);
      all.computeIfAbsent(trial.perClass(), _ -> new TreeMap<>()).put(trial.seed(), accuracies);
    }
    all.forEach(
        (perClass, results) -> {
          for (CellTrial.Arm arm : CellTrial.Arm.values()) {
            mean(perClass + " a class, " + arm, results, result -> result.get(arm));
            mean(
                perClass + " a class, GENERATED - " + arm,
                results,
                result -> result.get(CellTrial.Arm.GENERATED) - result.get(arm));
          }
        });
  }
}
