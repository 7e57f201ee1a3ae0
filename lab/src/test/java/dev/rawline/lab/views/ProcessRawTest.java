package dev.rawline.lab.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.Mosaics;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRawTest {
  private static final CameraChoice DRONE = new CameraChoice.Fixed(Camera.DRONE);
  private static final String CHAIN =
      """
      stages:
        - black_level: camera
        - demosaicing: {method: menon2007}
        - white_balance: camera
        - colour_correction: camera
        - unsharp_masking: {radius: 1.0, amount: 1.0}
        - median: {size: 3}
        - gamma: {gamma: 2.2}
      """;

  @TempDir private Path work;
  private Path out;
  private Path photo;
  private Path isp;

  @BeforeEach
  void makeInputs() throws IOException {
    out = work.resolve("out");
    photo = Mosaics.png(work.resolve("photo.png"), 37, 29, 1);
    isp = Files.writeString(work.resolve("mine.yaml"), CHAIN);
  }

  /** Renders with the chain of the file, without options. */
  private ProcessRaw process() {
    return new ProcessRaw(
        out, DRONE, Optional.of(isp), false, false, Development.NONE, false, RawDescription.NONE);
  }

  @Test
  void theChainOfAViewMakesThatView() throws IOException {
    process().run(photo, Progress.SILENT);
    new RenderViews(out, DRONE, ViewName.ALL, false, Development.NONE, false, RawDescription.NONE)
        .run(List.of(photo), Progress.SILENT);

    assertThat(out.resolve("photo-mine.png"))
        .hasSameBinaryContentAs(out.resolve("photo-menon-unsharp-median.png"));
  }

  @Test
  void aTraceShowsEveryStage() throws IOException {
    traced().run(photo, Progress.SILENT);

    assertThat(names())
        .contains(
            "photo-mine.png",
            "photo-mine.json",
            "photo-mine-trace.png",
            "photo-mine-0-input.png",
            "photo-mine-0-input-histogram.png",
            "photo-mine-1-black_level.png",
            "photo-mine-2-menon2007-histogram.png",
            "photo-mine-7-gamma.png")
        .hasSize(1 + 1 + 1 + 2 * 8);
    assertThat(out.resolve("photo-mine-7-gamma.png"))
        .hasSameBinaryContentAs(out.resolve("photo-mine.png"));
    assertThat(ImageIO.read(out.resolve("photo-mine-0-input.png").toFile()).getWidth())
        .isEqualTo(37);
  }

  @Test
  void aSecondRunSkipsUnlessTheChainChanged() throws IOException {
    ProcessRaw process = process();
    process.run(photo, Progress.SILENT);

    assertThat(process.run(photo, Progress.SILENT)).isEqualTo(new FileOutcome.Skipped(photo));
    Files.writeString(isp, CHAIN.replace("amount: 1.0", "amount: 2.0"));
    assertThat(process.run(photo, Progress.SILENT)).isInstanceOf(FileOutcome.Rendered.class);
  }

  @Test
  void aRefusedRunKeepsTheEarlierResult() throws IOException {
    ProcessRaw process = process();
    process.run(photo, Progress.SILENT);
    List<String> before = names();
    Files.writeString(
        isp, CHAIN.replace("- demosaicing", "- defect_correction: [[29, 5]]\n  - demosaicing"));

    assertThatThrownBy(() -> process.run(photo, Progress.SILENT))
        .isInstanceOf(RejectedFileException.class);

    assertThat(names()).containsExactlyInAnyOrderElementsOf(before);
    Files.writeString(isp, CHAIN);
    assertThat(process.run(photo, Progress.SILENT)).isEqualTo(new FileOutcome.Skipped(photo));
  }

  @Test
  void aChangedMapIsNoticed() throws IOException {
    Path defects = Files.writeString(work.resolve("defects.csv"), "3,4\n");
    Files.writeString(
        isp, CHAIN.replace("- demosaicing", "- defect_correction: defects.csv\n  - demosaicing"));
    ProcessRaw process = process();
    process.run(photo, Progress.SILENT);

    assertThat(process.run(photo, Progress.SILENT)).isEqualTo(new FileOutcome.Skipped(photo));
    Files.writeString(defects, "3,4\n5,6\n");
    assertThat(process.run(photo, Progress.SILENT)).isInstanceOf(FileOutcome.Rendered.class);
  }

  @Test
  void anAdditiveLayerIsTheLastStageOfTheTrace() throws IOException {
    process().run(photo, Progress.SILENT);
    byte[] without = Files.readAllBytes(out.resolve("photo-mine.png"));
    Files.writeString(isp, CHAIN + "  - additive_layer: layer.npy\n");
    writeLayer(0, 29, 37);
    process().run(photo, Progress.SILENT);
    assertThat(out.resolve("photo-mine.png")).hasBinaryContent(without);

    writeLayer(1, 29, 37);
    assertThat(process().run(photo, Progress.SILENT)).isInstanceOf(FileOutcome.Rendered.class);
    int white = 0xffffff;
    assertThat(ImageIO.read(out.resolve("photo-mine.png").toFile()).getRGB(5, 5) & white)
        .isEqualTo(white);
    traced().run(photo, Progress.SILENT);
    assertThat(out.resolve("photo-mine-8-additive_layer.png"))
        .hasSameBinaryContentAs(out.resolve("photo-mine.png"));
  }

  @Test
  void anAdditiveLayerOfAnotherSizeIsRefused() throws IOException {
    Files.writeString(isp, CHAIN + "  - additive_layer: layer.npy\n");
    writeLayer(0, 37, 29);
    assertThatThrownBy(() -> process().run(photo, Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            photo
                + ": additive_layer has 29×37 pixels, but the image has 37×29; give a layer of its"
                + " size");
    assertThat(names()).isEmpty();
  }

  private void writeLayer(float value, int height, int width) throws IOException {
    float[] samples = new float[3 * height * width];
    Arrays.fill(samples, value);
    Files.write(work.resolve("layer.npy"), NumpyArray.write(List.of(3, height, width), samples));
  }

  @Test
  void aMisfittingChainIsRefusedAndNothingIsWritten() throws IOException {
    Files.writeString(
        isp, CHAIN.replace("- demosaicing", "- defect_correction: [[29, 5]]\n  - demosaicing"));

    assertThatThrownBy(() -> process().run(photo, Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            photo
                + ": defect_correction pixel at row 29, column 5 is outside the mosaic of 37×29"
                + " pixels; give the map of this sensor");
    assertThat(names()).isEmpty();
  }

  @Test
  void allMistakesOfAChainAreReportedAndNothingIsWritten() throws IOException {
    Files.writeString(
        isp, CHAIN.replace("radius: 1.0", "radius: -1").replace("gamma: 2.2", "gamma: 0"));

    assertThatThrownBy(() -> traced().run(photo, Progress.SILENT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mine.yaml")
        .hasMessageContaining("radius")
        .hasMessageContaining("gamma");
    assertThat(names()).isEmpty();
  }

  private ProcessRaw traced() {
    return new ProcessRaw(
        out, DRONE, Optional.of(isp), false, true, Development.NONE, false, RawDescription.NONE);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
