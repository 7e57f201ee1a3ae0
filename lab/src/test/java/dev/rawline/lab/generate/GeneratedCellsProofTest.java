package dev.rawline.lab.generate;

import static dev.rawline.lab.generate.CellTrial.Arm.AUGMENTED;
import static dev.rawline.lab.generate.CellTrial.Arm.GENERATED;
import static dev.rawline.lab.generate.CellTrial.Arm.GENERATED_AUGMENTED;
import static dev.rawline.lab.generate.CellTrial.Arm.REAL;
import static dev.rawline.lab.generate.CellTrial.Arm.SMEARS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.dataset.ImportPictures;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.diffusion.RadianceCode;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much noise is left in what is learned of blood cells, and whether generated ones help a
 * classifier that has few real ones.
 *
 * <p>{@code -Drawline.work=DIR} is where the trials' data, models and accuracies are kept, so that
 * a run resumes; {@code -Drawline.trials=10:12,30:13} names trials (real cells of a class, seed),
 * so that several processes share them.
 */
@Tag("slow")
class GeneratedCellsProofTest {
  private static final Path WORK =
      Path.of(System.getProperty("rawline.work", "target/generated-cells"));

  private static final Map<String, String> OF_A_TRIAL =
      Map.of("steps", "3000", "guidance", "1.15", "precision", "bfloat16");

  private static GeneratePlan plan(Path data, Map<String, String> more) throws IOException {
    SequencedMap<String, String> keys = new LinkedHashMap<>(more);
    keys.put("data", data.toString());
    keys.put("camera", "microscope");
    keys.put("spacing", "1.625e-7");
    keys.put("white", "[5.02e19, 3.74e19, 2.10e19]");
    return GeneratePlan.FILE.read(Optional.empty(), keys);
  }

  /** The sensor's noise that is left in what is learned, as a share of its variance. */
  @Test
  void littleNoiseIsLeftInTheScenes(@TempDir Path folder) throws IOException {
    GeneratePlan plan = plan(folder, Map.of());
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

  private static DataSet cells(Path data, boolean noise, int count) throws IOException {
    SensorSpec sensor = SensorSpec.preset("microscope").orElseThrow();
    new ImportPictures(data, Camera.MICROSCOPE, sensor, 1, noise, 1, 2)
        .run(DataSets.open(SharedData.require("data/leukocytes/pbc")), count, Progress.SILENT);
    return DataSets.open(data);
  }

  @Test
  void generatedCellsBesideFewRealOnes() throws IOException {
    Path data = WORK.resolve("cells");
    DataSet cells = cells(data, /* noise= */ true, 900);
    TrainingScenes scenes =
        TrainingScenes.read(plan(data, Map.of()).ofEverything(), cells, Progress.SILENT);
    SortedMap<Integer, SortedMap<Integer, Map<CellTrial.Arm, Double>>> all = new TreeMap<>();
    for (String trial :
        System.getProperty(
                "rawline.trials",
                "10:12,10:13,10:14,10:15,10:16,10:17,10:18,10:19,10:20,10:21,"
                    + "30:12,30:13,30:14,70:12,70:13,70:14")
            .split(",", -1)) {
      String[] numbers = trial.split(":", -1);
      Map<String, String> keys = new HashMap<>(OF_A_TRIAL);
      keys.put("per_class", numbers[0]);
      keys.put("seed", numbers[1]);
      Path folder = WORK.resolve("n%s-seed%s".formatted(numbers[0], numbers[1]));
      Map<CellTrial.Arm, Double> accuracies =
          new CellTrial(cells, scenes, plan(data, keys), folder, Engine.start(Device.CPU, 1)).run();
      System.out.println(trial + " " + accuracies);
      all.computeIfAbsent(Integer.valueOf(numbers[0]), _ -> new TreeMap<>())
          .put(Integer.valueOf(numbers[1]), accuracies);
    }
    for (CellTrial.Arm arm : CellTrial.Arm.values()) {
      printRow(arm.name(), all, each -> each.get(arm));
    }
    for (CellTrial.Arm arm : List.of(REAL, SMEARS, AUGMENTED)) {
      printRow("GENERATED - " + arm, all, each -> each.get(GENERATED) - each.get(arm));
    }
    printRow(
        "GENERATED_AUGMENTED - AUGMENTED",
        all,
        each -> each.get(GENERATED_AUGMENTED) - each.get(AUGMENTED));
    ImageIO.write(
        new CellTrialsPlot(all).draw().picture(2), "png", WORK.resolve("trials.png").toFile());
  }

  /** Prints a row of docs/results/few-cells.md: means in percent, intervals over seeds. */
  private static void printRow(
      String what,
      SortedMap<Integer, SortedMap<Integer, Map<CellTrial.Arm, Double>>> all,
      ToDoubleFunction<Map<CellTrial.Arm, Double>> value) {
    StringBuilder row = new StringBuilder("| %s |".formatted(what));
    all.forEach(
        (perClass, accuracies) -> {
          SortedMap<Integer, Double> values = new TreeMap<>();
          accuracies.forEach((seed, each) -> values.put(seed, 100 * value.applyAsDouble(each)));
          Estimate mean = new SplitValues(values).estimate();
          row.append(
              values.size() < SplitValues.ENOUGH
                  ? " %.1f (%s) |"
                      .formatted(
                          mean.value(),
                          values.values().stream()
                              .map("%.1f"::formatted)
                              .collect(Collectors.joining(", ")))
                  : " %.1f (%.1f to %.1f) |".formatted(mean.value(), mean.low(), mean.high()));
        });
    System.out.println(row);
  }
}
