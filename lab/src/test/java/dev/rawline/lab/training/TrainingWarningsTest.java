package dev.rawline.lab.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.JsonFile;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.train.TrainingListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingWarningsTest {
  @TempDir private Path work;

  private static void write(Path file, int level, int step) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        image.getRaster().setSample(x, y, 0, level + step * (x % 4));
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }

  /** Writes ten images of two classes each. */
  private String data(int change, int step) throws IOException {
    Path data = work.resolve("data");
    for (int i = 0; i < 10; i++) {
      write(data.resolve("a/" + i + ".png"), 80 + change * i, step);
      write(data.resolve("b/" + i + ".png"), 80 + change * (10 + i), step);
    }
    return data.toString();
  }

  @Test
  void soundDataHasNoWarning() throws IOException {
    assertThat(TrainingWarnings.of(SpotDataSets.planned("data", data(1, 5)))).isEmpty();
  }

  @Test
  void subsetsThatLackAClassAreReported() throws IOException {
    String data = data(1, 5);
    write(Path.of(data, "rare", "0.png"), 120, 5);
    assertThat(TrainingWarnings.of(SpotDataSets.planned("data", data)))
        .hasSize(2)
        .allSatisfy(
            warning ->
                assertThat(warning)
                    .matches(
                        "the (train|validation|test) subset \\(\\d+ samples\\) has no sample of class rare: .*"));
  }

  @Test
  void constantImagesAreReported() throws IOException {
    assertThat(TrainingWarnings.of(SpotDataSets.planned("data", data(1, 0))))
        .containsExactly("in every training image all pixels are equal: nothing can be learned");
  }

  /** The model answers the same to all, which is chance; the run reports both. */
  @Test
  void equalImagesAreReportedAndAreAtChance() throws IOException {
    ResolvedPlan planned =
        SpotDataSets.planned("data", data(0, 5), "epochs", "1", "standardize", "none");
    List<String> notes = new ArrayList<>();
    Path folder = work.resolve("model");
    TrainModel.Result result =
        new TrainModel(
                planned,
                Path.of(""),
                folder,
                SpotDataSets.ENGINE,
                new TrainingListener() {
                  @Override
                  public void note(String note) {
                    notes.add(note);
                  }
                })
            .run();
    assertThat(result).isInstanceOf(TrainModel.Result.Trained.class);
    List<String> expected =
        List.of(
            "all training images are equal: nothing can be learned",
            "the balanced accuracy of the validation subset is 0.50, chance level 0.50 (2 classes): the model has learned nothing",
            "the balanced accuracy of the test subset is 0.50, chance level 0.50 (2 classes): the model has learned nothing");
    assertThat(notes).containsAll(expected.stream().map(each -> "warning: " + each).toList());
    assertThat(JsonFile.read(folder.resolve("metrics.json"))).containsEntry("warnings", expected);
  }
}
