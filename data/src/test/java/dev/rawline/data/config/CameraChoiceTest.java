package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraChoiceTest {
  @TempDir private Path work;

  @Test
  void theMessageShowsTheSidecarThatCompletesAFile() throws IOException {
    Path file = work.resolve("photo.tiff");
    float[] samples = new float[8 * 6];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = new float[] {140, 240, 240, 180}[i / 8 % 2 * 2 + i % 2];
    }
    RawFiles.write(
        new RawImage(8, 6, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(16)), file);
    Files.writeString(work.resolve("photo.yaml"), "bits: 12\ncfa: RGGB\nblack_level: 40\n");

    RejectedFileException refused =
        catchThrowableOfType(
            RejectedFileException.class,
            () -> new CameraChoice.FromFile().of(RawFiles.read(file), file));
    assertThat(refused)
        .hasMessageStartingWith(
            file
                + ": the raw file's own metadata lacks white level [DN], white balance, colour"
                + " matrix; give them in a sidecar next to the file, or name a camera with"
                + " --camera.")
        .hasMessageContaining(work.resolve("photo.yaml").toString())
        .hasMessageContaining("of a monochrome camera, cfa: monochrome and the levels are enough");

    String message = refused.getMessage();
    Files.writeString(
        work.resolve("photo.yaml"),
        message.substring(message.indexOf(System.lineSeparator().repeat(2))));
    RawImage completed = RawFiles.read(file);
    Camera camera = new CameraChoice.FromFile().of(completed, file);
    assertThat(camera.whiteBalance()).isEqualTo(new Rgb(2, 1, 1.429));
    assertThat(camera.colourMatrix()).isEqualTo(Matrix3.IDENTITY);
    assertThat(completed.calibration().whiteLevel().orElseThrow().value()).isEqualTo(4095);
    assertThat(completed.calibration().blackLevel().orElseThrow().value().red()).isEqualTo(40);
  }
}
