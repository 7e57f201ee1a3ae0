package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.dataset.ImportPictures;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whether generated cells help: the table of docs/results/generated-cells.md.
 *
 * <p>{@code -Drawline.work=DIR} is where data and models are, and a run resumes; {@code
 * -Drawline.trials=10:1,30:2} names trials: real cells of each class, and the seed. On one thread,
 * two processes can divide the trials.
 */
@Tag("slow")
class GeneratedCellsProofTest {
  /** Steps of the generator, by the number of real cells of each class. */
  private static final Map<Integer, Integer> STEPS = Map.of(10, 400, 30, 800, 70, 1200);

  private static GeneratePlan plan(Path data, int perClass, int seed) throws IOException {
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("data", data.toString());
    keys.put("camera", "microscope");
    keys.put("spacing", "1.625e-7");
    keys.put("subset", "train");
    keys.put("per_class", String.valueOf(perClass));
    keys.put("white", "[5.02e19, 3.74e19, 2.10e19]");
    keys.put("steps", String.valueOf(STEPS.get(perClass)));
    keys.put("check", "100");
    keys.put("guidance", "1.5");
    keys.put("precision", "bfloat16");
    keys.put("seed", String.valueOf(seed));
    return GeneratePlan.FILE.read(Optional.empty(), keys);
  }

  @Test
  void generatedCellsBesideFewRealOnes() throws IOException {
    Path work = Path.of(System.getProperty("rawline.work", "target/generated-cells"));
    Path data = work.resolve("cells");
    if (!Files.exists(data.resolve("card.yaml"))) {
      new ImportPictures(
              data,
              Camera.MICROSCOPE,
              SensorSpec.preset("microscope").orElseThrow(),
              1,
              /* noise= */ true,
              1,
              2)
          .run(DataSets.open(SharedData.require("data/leukocytes")), Progress.SILENT);
    }
    DataSet cells = DataSets.open(data);
    TrainingScenes scenes =
        TrainingScenes.read(plan(data, 10, 1).ofEverything(), cells, Progress.SILENT);
    // oneDNN's weight gradients of bfloat16 are not safe on two threads.
    Engine engine = Engine.start(Device.CPU, 1);
    String trials =
        System.getProperty(
            "rawline.trials",
            "10:1,10:2,10:3,10:4,10:5,10:6,10:7,10:8,10:9,10:10,"
                + "30:1,30:2,30:3,30:4,30:5,70:1,70:2,70:3,70:4,70:5");
    for (String trial : trials.split(",", -1)) {
      int[] numbers = Arrays.stream(trial.split(":", -1)).mapToInt(Integer::parseInt).toArray();
      Path folder = work.resolve("n%d-seed%d".formatted(numbers[0], numbers[1]));
      Map<CellTrial.Arm, Double> accuracies =
          new CellTrial(cells, scenes, plan(data, numbers[0], numbers[1]), folder, engine).run();
      System.out.printf("%d,%d,%s%n", numbers[0], numbers[1], accuracies);
      assertThat(accuracies).hasSameSizeAs(CellTrial.Arm.values());
    }
  }
}
