package dev.rawline.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RawFilesWriteTest {
  private static final int[][] SIZES = {{1, 1}, {2, 2}, {5, 3}, {17, 23}, {300, 211}};

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void samplesAndMetadataSurviveARoundTrip(Cfa cfa) throws IOException {
    Random random = new Random(Seeds.next("samplesAndMetadataSurviveARoundTrip"));
    for (int bits : new int[] {8, 12, 16}) {
      for (int[] size : SIZES) {
        RawImage raw = random(size[0], size[1], cfa, known(bits, cfa), random);
        Path file = folder.resolve(size[0] + "-" + bits + ".tiff");
        RawFiles.write(raw, file);

        RawImage read = RawFiles.read(file);

        assertThat(read.samples()).isEqualTo(raw.samples());
        assertThat(read.width()).isEqualTo(raw.width());
        assertThat(read.cfa()).isEqualTo(cfa);
        assertThat(read.unit()).isEqualTo(RawImage.Unit.DN);
        assertThat(values(read.calibration())).isEqualTo(values(raw.calibration()));
      }
    }
  }

  @Test
  void anIndependentReaderReadsEveryNumber() throws IOException {
    Random random = new Random(Seeds.next("anIndependentReaderReadsEveryNumber"));
    RawImage raw = random(301, 200, Cfa.RGGB, Calibration.unknown(16), random);
    Path file = folder.resolve("a.tif");
    RawFiles.write(raw, file);

    Raster raster = ImageIO.read(file.toFile()).getRaster();

    assertThat(raster.getNumBands()).isEqualTo(1);
    assertThat(raster.getSampleModel().getSampleSize(0)).isEqualTo(16);
    for (int row = 0; row < raw.height(); row++) {
      for (int column = 0; column < raw.width(); column++) {
        assertThat(raster.getSample(column, row, 0)).isEqualTo((int) raw.at(row, column));
      }
    }
  }

  @Test
  void unknownMetadataIsNotWritten() throws IOException {
    Path file = folder.resolve("a.tiff");
    RawFiles.write(
        random(4, 4, Cfa.BGGR, Calibration.unknown(16), new Random(1)), folder.resolve("a.tiff"));
    assertThat(SidecarFiles.read(folder.resolve("a.yaml")).whiteLevel()).isEmpty();
    assertThat(folder.resolve("a.yaml"))
        .hasContent("# the colours of the first two rows in reading order\ncfa: BGGR\n");
    assertThat(RawFiles.read(file).calibration()).isEqualTo(Calibration.unknown(16));
  }

  @Test
  void otherFramesThanDigitalMosaicsAreRejected() throws IOException {
    Path file = folder.resolve("a.tiff");
    reject(
        RawImage.normalised(2, 2, Cfa.RGGB, new float[4]),
        file,
        "RawImage 2×2 RGGB NORMALISED has normalised samples: expected digital numbers [DN]");
    for (float wrong : new float[] {0.5f, -1, 4096, Float.NaN}) {
      reject(
          raw(2, 2, new float[] {0, 1, 4095, wrong}, Calibration.unknown(12)),
          file,
          "RawImage 2×2 RGGB DN contains %s DN at row 1, column 1: expected whole numbers from 0 to 4095 (DN)"
              .formatted(wrong));
    }
    Calibration turned =
        new Calibration(
            16,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Orientation.TURN_CLOCKWISE);
    reject(
        raw(2, 2, new float[4], turned),
        file,
        "RawImage 2×2 RGGB DN does not have upright orientation (TURN_CLOCKWISE): turn it first"
            + " (RawImage.upright)");
    reject(
        raw(2, 2, new float[4], Calibration.unknown(16)),
        folder.resolve("a.png"),
        folder.resolve("a.png") + " has another ending: a mosaic is written as .tiff or .tif");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aFailedWriteLeavesNoFile() throws IOException {
    Path file = Files.createDirectory(folder.resolve("a.tiff"));
    assertThatThrownBy(() -> RawFiles.write(raw(2, 2, new float[4], Calibration.unknown(16)), file))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write %s: a folder has this name; choose another name", file);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static void reject(RawImage raw, Path file, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawFiles.write(raw, file))
        .withMessage(message);
  }

  private static RawImage random(
      int width, int height, Cfa cfa, Calibration calibration, Random random) {
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextInt(calibration.fullScale() + 1);
    }
    samples[0] = calibration.fullScale();
    return new RawImage(width, height, cfa, RawImage.Unit.DN, samples, calibration);
  }

  private static RawImage raw(int width, int height, float[] samples, Calibration calibration) {
    return new RawImage(width, height, Cfa.RGGB, RawImage.Unit.DN, samples, calibration);
  }

  private static Calibration known(int bits, Cfa cfa) {
    return new Calibration(
        bits,
        known(cfa.hasFilters() ? new SiteValues(1, 2.5, 3, 4) : SiteValues.uniform(2.5)),
        known(250.0),
        known(new Rgb(2.1, 1, 1.7)),
        known(Matrix3.of(1.5, -0.3, -0.2, -0.2, 1.7, -0.5, 0, -0.3, 1.3)),
        known("drone"),
        known(200.0),
        known(1 / 3000.0),
        Orientation.UPRIGHT);
  }

  private static <T> Optional<SourcedValue<T>> known(T value) {
    return Optional.of(new SourcedValue<>(value, "sidecar"));
  }

  /** Sources differ after a round trip, values do not. */
  private static String values(Calibration calibration) {
    return calibration.toString().replaceAll("source=[^\\]]*", "");
  }
}
