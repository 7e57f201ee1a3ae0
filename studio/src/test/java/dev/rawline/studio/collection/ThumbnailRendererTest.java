package dev.rawline.studio.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.workbench.sheet.Thumbnail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailRendererTest {
  @TempDir private Path folder;

  private DataSet simulated() throws IOException {
    SimulatedCamera camera =
        new SimulatedCamera(
            SensorSpec.preset("microscope").orElseThrow(),
            OpticsSpec.preset("microscope").orElseThrow(),
            160,
            128,
            1);
    new Simulate(folder, SceneChoice.BLOOD_SMEAR, List.of(), /* balanced= */ false, camera, 1, 1)
        .run(1, Progress.SILENT);
    return DataSets.open(folder);
  }

  @Test
  void showsWhatTheEngineRendersByTheCameraOfTheDataSet() throws IOException {
    DataSet set = simulated();
    Sample sample = set.samples().getFirst();
    Camera camera = DescriptionFiles.CAMERA.read(set.camera().orElseThrow());
    RawImage raw = (RawImage) sample.picture().read();
    Thumbnail expected = new Thumbnail(raw.width(), raw.height(), ThumbnailRenderer.SIDE);
    expected.add(0, Isp.of(camera, ViewName.USUAL).apply(camera.normalise(raw)));
    View shown = new ThumbnailRenderer(set).of(sample);
    assertThat(shown.width()).isEqualTo(96);
    assertThat(shown.height()).isEqualTo(77);
    assertThat(shown.samples()).containsExactly(expected.means().samples(), within(1e-5f));
  }

  @Test
  void showsRawImagesOfUnknownCamerasGrey() throws IOException {
    CollectionExample.dataSet(folder, 1);
    DataSet set = DataSets.open(folder);
    View shown = new ThumbnailRenderer(set).of(set.samples().getFirst());
    int area = CollectionExample.SIDE * CollectionExample.SIDE;
    for (int i = 0; i < area; i++) {
      assertThat(shown.samples()[i]).isEqualTo(shown.samples()[area + i]);
    }
    assertThat(Files.exists(folder.resolve(DataSet.CAMERA))).isFalse();
  }
}
