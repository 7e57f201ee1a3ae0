package dev.rawline.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.Layout;
import dev.rawline.data.set.Subset;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetSummaryTest {
  private static final int OUTLINE = 0xff00e5ff;

  @TempDir private Path work;

  @Test
  void aSimulatedDataSetIsSummarized() throws IOException {
    Path root = work.resolve("smears");
    new Simulate(
            root,
            SceneChoice.BLOOD_SMEAR,
            List.of(),
            false,
            new SimulatedCamera(SensorSpec.MICROSCOPE, OpticsSpec.MICROSCOPE, 150, 140, 1),
            3,
            Parallel.CORES)
        .run(3, Progress.SILENT);
    Path sheet = work.resolve("sheet.png");
    DataSetSummary summary =
        DataSetSummary.of(root, DataSetOptions.DEFAULT, Optional.of(sheet), Progress.SILENT);

    assertThat(summary.layout()).isEqualTo(Layout.LABELS);
    assertThat(summary.notes()).isEmpty();
    assertThat(summary.unreadable()).isEmpty();
    assertThat(summary.kinds()).isEqualTo(Map.of("mosaic RGGB, 16 bits", 3));
    assertThat(summary.sizes()).isEqualTo(Map.of("150×140", 3));
    assertThat(summary.groups()).isEqualTo(3);
    assertThat(summary.masks()).isEqualTo(3);
    assertThat(summary.coverage().orElseThrow()).isBetween(0.02, 0.6);
    assertThat(summary.cameras()).isEqualTo(Map.of("microscope", 3));
    assertThat(summary.sum()).contains(DataSets.open(root).hash());

    BufferedImage drawn = ImageIO.read(sheet.toFile());
    int outlined = 0;
    for (int y = 0; y < drawn.getHeight(); y++) {
      for (int x = 0; x < drawn.getWidth(); x++) {
        outlined += drawn.getRGB(x, y) == OUTLINE ? 1 : 0;
      }
    }
    assertThat(outlined).isGreaterThan(3 * 40);
  }

  @Test
  void unreadableFilesAreReportedWithoutAChecksum() throws IOException {
    Path root = Files.createDirectories(work.resolve("broken"));
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(picture, "png", root.resolve("a.png").toFile());
    Files.writeString(root.resolve("b.png"), "no picture");
    Path sheet = work.resolve("sheet.png");
    DataSetSummary summary =
        DataSetSummary.of(root, DataSetOptions.DEFAULT, Optional.of(sheet), Progress.SILENT);
    assertThat(summary.unreadable())
        .singleElement()
        .asString()
        .startsWith(root.resolve("b.png") + ": ");
    assertThat(summary.sum()).isEmpty();
    assertThat(sheet).exists();
  }

  @Test
  void realImagesAreSummarized() throws IOException {
    Path cars = SharedData.require("data/cars");
    DataSetSummary summary =
        DataSetSummary.of(cars, DataSetOptions.DEFAULT, Optional.empty(), Progress.SILENT);
    assertThat(summary.groups()).isEqualTo(7);
    assertThat(summary.largestGroup()).isEqualTo(5);
    assertThat(summary.sides()).isEqualTo(Map.of(Subset.TRAIN, 14, Subset.TEST, 5));
    assertThat(summary.sizes()).containsEntry("684×547", 5);
    assertThat(summary.kinds()).isEqualTo(Map.of("processed", 19));
  }

  @Test
  void foldersAreListedByKind() throws IOException {
    Path one = Files.createDirectories(work.resolve("sets/one"));
    Path two = Files.createDirectories(work.resolve("sets/two"));
    Files.createDirectories(work.resolve("sets/nothing"));
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(picture, "png", one.resolve("a.png").toFile());
    Files.writeString(one.resolve("labels.csv"), "file,class\na.png,cat\n");
    ImageIO.write(picture, "png", two.resolve("a.png").toFile());
    Files.writeString(two.resolve("labels.csv"), "file,class\nb.png,cat\nc.png,cat\n");

    assertThat(new ListData(work.resolve("sets")).run())
        .satisfiesExactly(
            listed -> {
              assertThat(listed.folder()).isEqualTo(one);
              assertThat(listed.opened().orElseThrow().layout()).isEqualTo(Layout.LABELS);
            },
            listed -> {
              assertThat(listed.folder()).isEqualTo(two);
              assertThat(listed.opened()).isEmpty();
              assertThat(listed.refusal())
                  .isEqualTo(
                      two.resolve("labels.csv")
                          + ": 2 errors, the first: line 2: there is no file b.png in this folder");
            });
    assertThat(new ListData(one).run()).hasSize(1);
    assertThat(new ListData(work.resolve("sets/nothing")).run()).isEmpty();
  }
}
