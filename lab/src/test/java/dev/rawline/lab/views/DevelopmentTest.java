package dev.rawline.lab.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ExposureCompensation;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.Mosaics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentTest {
  private static final CameraChoice FILE = new CameraChoice.FromFile();
  private static final Development DEFAULT =
      new Development(Optional.empty(), ExposureCompensation.Fixed.NONE);

  @TempDir private Path work;
  private Path blown;

  @BeforeEach
  void makeMosaic() throws IOException {
    blown = Mosaics.flat(work.resolve("blown.png"), 16, 16, 255);
    Files.writeString(
        RawFiles.sidecar(blown),
        """
        black_level: 0
        white_level: 255
        white_balance: {red: 0.8, green: 1, blue: 1.6}
        colour_matrix: [[1.6, -0.4, -0.2], [-0.3, 1.5, -0.2], [0, -0.5, 1.5]]
        """);
  }

  @Test
  void blownHighlightsOfAFilesOwnCameraAreWhiteByDefault() throws IOException {
    assertThat(rendered(FILE, DEFAULT) & 0xffffff).isEqualTo(0xffffff);
    assertThat(record().get("highlightClip")).isEqualTo(true);
    int unclipped = rendered(FILE, Development.NONE);
    assertThat((unclipped & 0xff) - (unclipped >> 16 & 0xff)).isGreaterThan(50);
    assertThat(record().get("highlightClip")).isEqualTo(false);
  }

  @Test
  void presetsKeepTheirPicturesAndTheirRecords() throws IOException {
    CameraChoice drone = new CameraChoice.Fixed(Camera.DRONE);
    assertThat(rendered(drone, DEFAULT)).isEqualTo(rendered(drone, Development.NONE));
    assertThat(record()).containsEntry("highlightClip", false).doesNotContainKey("exposure");
  }

  @Test
  void theExposureIsRecordedAndSoIsWhatAutomaticExposureFound() throws IOException {
    Path dim = Mosaics.flat(blown, 16, 16, 51);
    assertThat(dim).isEqualTo(blown);
    int grey = rendered(FILE, DEFAULT);
    int brighter = rendered(FILE, new Development(Optional.empty(), ExposureCompensation.of("1")));
    assertThat(brighter >> 8 & 0xff)
        .isCloseTo(
            (int) Math.round((grey >> 8 & 0xff) * Math.pow(2, 1 / 2.2)),
            org.assertj.core.api.Assertions.within(1));
    assertThat(record()).containsEntry("exposure", 1.0);
    rendered(FILE, new Development(Optional.empty(), ExposureCompensation.of("auto")));
    assertThat(record()).containsEntry("exposure", "auto");
    double found = (Double) file().get("exposureEv");
    // The largest colour of the sensor's grey is blue: (0.5 · −1 + 1.5 · 1.6) / 0.8 · 51 / 255.
    assertThat(found)
        .isCloseTo(
            -Math.log(1.9 / 0.8 * 0.2) / Math.log(2), org.assertj.core.api.Assertions.within(0.01));
  }

  private int rendered(CameraChoice camera, Development development) throws IOException {
    new RenderViews(
            work, camera, List.of(ViewName.USUAL), false, development, true, RawDescription.NONE)
        .run(List.of(blown), Progress.SILENT);
    return ImageIO.read(work.resolve("blown-menon-unsharp-median.png").toFile()).getRGB(8, 8);
  }

  private Map<String, Object> file() throws IOException {
    return JsonFile.read(work.resolve("blown-views.json"));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> record() throws IOException {
    return (Map<String, Object>) file().get("settings");
  }
}
