package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.layout.DataSets;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.dataset.ImportPictures;
import dev.rawline.learning.diffusion.RadianceCode;
import dev.rawline.learning.diffusion.SceneGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much noise is left in what is learned of blood cells. */
@Tag("slow")
class GeneratedCellsProofTest {
  private static GeneratePlan plan(Path data) throws IOException {
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("data", data.toString());
    keys.put("camera", "microscope");
    keys.put("spacing", "1.625e-7");
    keys.put("white", "[5.02e19, 3.74e19, 2.10e19]");
    return GeneratePlan.FILE.read(Optional.empty(), keys);
  }

  /** The sensor's noise that is left in what is learned, as a share of its variance. */
  @Test
  void littleNoiseIsLeftInTheScenes(@TempDir Path folder) throws IOException {
    GeneratePlan plan = plan(folder);
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
    SensorSpec sensor = SensorSpec.preset("microscope").orElseThrow();
    new ImportPictures(data, Camera.MICROSCOPE, sensor, 1, noise, 1, 2)
        .run(DataSets.open(SharedData.require("data/leukocytes")), 90, Progress.SILENT);
    return TrainingScenes.read(plan, DataSets.open(data), Progress.SILENT).radiance();
  }
}
