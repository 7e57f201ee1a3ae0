package dev.rawline.data.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.sensor.SensorSpec;
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
  void aCameraFileStandsBesideTheSensor() throws IOException {
    new Tree(work).raw("a.tiff").text("a.yaml", "camera: drone");
    DataSet without = DataSets.open(work);
    assertThatThrownBy(() -> DataSetCamera.required(without))
        .hasMessage(
            "camera is data, but data set %s has no camera.yaml: name drone, microscope, file or the path of a camera.yaml (simulate writes one with the data set)",
            work.getFileName());

    DescriptionFiles.SENSOR.write(SensorSpec.DRONE, work.resolve("sensor.yaml"));
    DescriptionFiles.CAMERA.write(Camera.MICROSCOPE, work.resolve("camera.yaml"));
    DataSet set = DataSets.open(work);
    assertThat(set.samples()).hasSize(1);
    assertThat(DataSetCamera.required(set)).isEqualTo(work.resolve("camera.yaml"));
    assertThat(DataSetCamera.preset(set)).contains("drone");
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
