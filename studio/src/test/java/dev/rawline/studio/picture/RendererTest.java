package dev.rawline.studio.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.picture.Quantization;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.sensor.SensorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
  private static final SensorSpec SENSOR = SensorSpec.preset("microscope").orElseThrow();
  private static final RawImage RAW = raw(600, 410);

  private static RawImage raw(int width, int height) {
    Random random = new Random(7);
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      int smooth = 8000 + (i % width) * 40 + (i / width) * 30;
      samples[i] = smooth + random.nextInt(4000);
    }
    return new RawImage(
        width, height, Cfa.GBRG, RawImage.Unit.DN, samples, Calibration.unknown(Short.SIZE));
  }

  private static LightPath path(Isp isp, Map<String, Double> recording) {
    return new LightPath(
        new OpenImage(
            "1",
            Path.of("a.tiff"),
            "a.tiff",
            RAW,
            RawHistogram.of(RAW),
            Optional.empty(),
            Optional.of(SENSOR)),
        Camera.DRONE,
        isp,
        Optional.of(SENSOR),
        Recording.of(recording, Optional.of(SENSOR)));
  }

  private static Isp isp(String stages) throws IOException {
    return IspFiles.of("stages: [" + stages + "]", Path.of("isp.yaml"), Camera.DRONE);
  }

  /** A part is exactly that part of the whole, at every frame, and its position does not matter. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "black_level, demosaicing: {method: bilinear}, white_balance, gamma",
        "black_level, demosaicing: {method: malvar2004}, white_balance, colour_correction,"
            + " sharpening_filter, gaussian, gamma",
        "black_level, demosaicing: {method: menon2007}, white_balance, highlight_clip,"
            + " colour_correction, unsharp_masking, median, gamma",
        "black_level, demosaicing: {method: menon2007}, white_balance, unsharp_masking: {radius:"
            + " 6}, gaussian: {sigma: 5}, gamma",
        "black_level, demosaicing: {method: bilinear}, white_balance, bilateral: {sigma_value:"
            + " 0.1, sigma_space: 2}, gamma",
        "black_level, demosaicing: {method: bilinear}, white_balance, bilateral, gamma",
        "black_level, demosaicing: {method: bilinear}, white_balance, fft, gamma",
        "black_level, defect_correction: [[120, 130], [121, 131]], demosaicing: {method:"
            + " malvar2004}, white_balance, tv_chambolle, gamma",
      })
  void aPartIsThatOfTheWhole(String stages) throws IOException {
    LightPath path = path(isp(stages), Map.of());
    Renderer renderer = new Renderer(path);
    Region part = new Region(101, 113, 150, 90);
    Region whole = new Region(0, 0, RAW.width(), RAW.height());
    for (int frame = 0; frame < path.frames().size(); frame++) {
      View expected = Renderer.crop(renderer.show(frame, whole), part);
      assertThat(renderer.show(frame, part).samples())
          .as(path.frames().get(frame))
          .isEqualTo(expected.samples());
    }
    assertThat(renderer.show(path.frames().size() - 1, whole).samples())
        .as("the view is that of the engine")
        .isEqualTo(path.isp().apply(path.camera().normalise(RAW)).samples());
  }

  /** The same electrons are counted whichever part is looked at. */
  @Test
  void aPartOfARecordingIsThatOfTheWhole() {
    Map<String, Double> worse =
        Map.of("light", 0.3, "blur", 1.4, "defocus", 2.0, "read_noise", 9.0, "bits", 12.0);
    Recording recording = Recording.of(worse, Optional.of(SENSOR));
    RawImage whole =
        new RecordedTiles(RAW).of(recording, new Region(0, 0, RAW.width(), RAW.height()));
    Region part = new Region(200, 220, 120, 100); // across the borders of four tiles
    assertThat(new RecordedTiles(RAW).of(recording, part).samples())
        .isEqualTo(whole.crop(part.top(), part.left(), part.height(), part.width()).samples());
    assertThat(whole.samples()).isNotEqualTo(RAW.samples());
  }

  /** More recordings than are kept, looked at by turns, are each as if it were looked at alone. */
  @Test
  void recordingsDoNotMix() {
    RecordedTiles kept = new RecordedTiles(RAW);
    for (double light : new double[] {0.2, 0.4, 0.6, 0.2, 0.4, 0.4}) {
      Recording recording = Recording.of(Map.of("light", light), Optional.of(SENSOR));
      for (Region part : List.of(new Region(0, 0, 90, 80), new Region(30, 40, 300, 280))) {
        assertThat(kept.of(recording, part).samples())
            .as("%s of the light", light)
            .isEqualTo(new RecordedTiles(RAW).of(recording, part).samples());
      }
    }
  }

  /** The share of the light scales the signal, which is above the black level. */
  @Test
  void lessLightIsLessSignal() {
    Region whole = new Region(0, 0, RAW.width(), RAW.height());
    double before = mean(RAW);
    Recording darker = Recording.of(Map.of("light", 0.25), Optional.of(SENSOR));
    double after = mean(new RecordedTiles(RAW).of(darker, whole));
    assertThat((after - SENSOR.storedOffset()) / (before - SENSOR.storedOffset()))
        .isBetween(0.2495, 0.2505);
  }

  private static double mean(RawImage raw) {
    double sum = 0;
    for (float sample : raw.samples()) {
      sum += sample;
    }
    return sum / raw.samples().length;
  }

  @Test
  void aShrunkPictureHasTheMeansOfTheWhole() {
    LightPath path = path(Isp.of(Camera.DRONE, ViewName.USUAL), Map.of());
    Region whole = new Region(0, 0, 600, 400);
    int view = path.frames().size() - 1;
    View full = new Renderer(path).show(view, whole);
    View small = new Renderer(path).show(view, whole, 150);
    assertThat(List.of(small.width(), small.height())).containsExactly(150, 100);
    for (int channel = 0; channel < View.CHANNELS; channel++) {
      double sum = 0;
      for (int i = 0; i < 16; i++) {
        sum += full.samples()[(channel * 400 + 40 + i / 4) * 600 + 80 + i % 4];
      }
      assertThat(small.samples()[(channel * 100 + 10) * 150 + 20])
          .isCloseTo((float) (sum / 16), offset(1e-6f));
    }
  }

  @Test
  void bytesAreThoseOfAWrittenPicture() {
    View view = new View(2, 1, new float[] {0, 0.5f, 1, 2, -1, 0.25f});
    byte[] bytes = Renderer.bytes(view, 0, 1, 5_000_000);
    assertThat(bytes).hasSize(16 + 6);
    assertThat(bytes[0]).isEqualTo((byte) 2);
    assertThat(bytes[4]).isEqualTo((byte) 1);
    assertThat(List.of(bytes[16] & 255, bytes[17] & 255, bytes[18] & 255))
        .containsExactly(0, 255, 0);
    assertThat(List.of(bytes[19] & 255, bytes[20] & 255, bytes[21] & 255))
        .containsExactly(Quantization.level(0.5f, 255), 255, Quantization.level(0.25f, 255));
  }

  @Test
  void contrastIsStretchedBeforeRounding() {
    View view = new View(1, 1, new float[] {0.1f, 0.15f, 0.2f});
    byte[] bytes = Renderer.bytes(view, 0.1, 0.2, 0);
    assertThat(List.of(bytes[16] & 255, bytes[17] & 255, bytes[18] & 255))
        .containsExactly(0, 128, 255);
  }

  @Test
  void rejectsABetterCamera() {
    assertThatThrownBy(() -> Recording.of(Map.of("read_noise", 0.1), Optional.of(SENSOR)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noise cannot be removed");
    assertThatThrownBy(() -> Recording.of(Map.of("light", 2.0), Optional.of(SENSOR)))
        .hasMessageContaining("light");
    assertThatThrownBy(() -> Recording.of(Map.of("light", 0.5), Optional.empty()))
        .hasMessageContaining("choose it");
    assertThatThrownBy(() -> Recording.of(Map.of("shade", 0.5), Optional.of(SENSOR)))
        .hasMessageContaining("there is no 'shade'");
  }

  @Test
  void stagesMustNotNameFiles() {
    assertThatThrownBy(
            () ->
                isp(
                    "black_level, flat_field: ../../etc/passwd, demosaicing: {method: bilinear},"
                        + " gamma"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be named here")
        .hasMessageNotContaining("root:");
  }
}
