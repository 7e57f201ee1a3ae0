package dev.rawline.data.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetCameraTest {
  @TempDir private Path work;

  @Test
  void rawFilesWithTheirOwnMetadataAreTheirOwnCamera() throws IOException {
    Files.copy(
        SharedData.require("data/raw/canon_kissx4_colorchart_rggb.dng"), work.resolve("a.dng"));
    assertThat(DataSetCamera.of(DataSets.open(work))).contains("file");
  }

  @Test
  void aNamedPresetIsTheCamera() throws IOException {
    new Tree(work).raw("a.tiff").text("a.yaml", "camera: drone");
    assertThat(DataSetCamera.of(DataSets.open(work))).contains("drone");
  }

  @Test
  void processedPicturesNeedNone() throws IOException {
    new Tree(work).view("a.jpg");
    assertThat(DataSetCamera.of(DataSets.open(work))).isEmpty();
  }

  @Test
  void withoutAStatementTheFlagIsNamed() throws IOException {
    new Tree(work).raw("a.tiff");
    assertThatThrownBy(() -> DataSetCamera.of(DataSets.open(work)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "data set %s does not state its camera (%s: the raw file's own metadata lacks black level [DN], white level [DN], white balance, colour matrix): name it with --camera drone, microscope, file or a camera.yaml",
            work.getFileName(), work.resolve("a.tiff"));
  }
}
