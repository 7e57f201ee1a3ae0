package dev.rawline.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SidecarFilesTest {
  private static final String SOURCE = "sidecar photo.yaml";

  @TempDir Path folder;

  @Test
  void everyKeySurvivesARoundTrip() throws IOException {
    Path file =
        file(
            """
            width: 768
            height: 512
            bits: 14
            packing: packed
            byte_order: big
            cfa: GBRG
            black_level: {red: 600, green_in_red_row: 601, green_in_blue_row: 602, blue: 603}
            white_level: 15520
            white_balance: {red: 1.949, green: 1, blue: 1.344}
            colour_matrix: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
            camera: Nikon D800
            iso: 100
            exposure_seconds: 0.01
            """);
    RawDescription description =
        new RawDescription(
            Optional.of(768),
            Optional.of(512),
            Optional.of(14),
            Optional.of(RawDescription.Packing.PACKED),
            Optional.of(RawDescription.Endianness.BIG),
            known(Cfa.GBRG),
            known(new SiteValues(600, 601, 602, 603)),
            known(15520.0),
            known(new Rgb(1.949, 1, 1.344)),
            known(Matrix3.IDENTITY),
            known("Nikon D800"),
            known(100.0),
            known(0.01));
    assertThat(SidecarFiles.read(file)).isEqualTo(description);

    SidecarFiles.FILE.write(description, file);
    assertThat(SidecarFiles.read(file)).isEqualTo(description);
  }

  @Test
  void omittedKeysStayEmpty() throws IOException {
    assertThat(SidecarFiles.read(file("white_level: 4095")))
        .isEqualTo(
            new RawDescription(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                known(4095.0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void allProblemsAreReportedIncludingThoseBetweenKeys() throws IOException {
    Path file =
        file(
            """
            width: 0
            height: 1.5
            bits: "12"
            cfa: rggb
            byte_order: litle
            black_level: 900
            white_level: 800
            iso: yes
            exposure_seconds: -1
            widht: 3
            """);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SidecarFiles.read(file))
        .withMessage(
            file
                + ": "
                + """
                9 errors
                  - width (line 1) is 0: expected a whole number of at least 1 [px] (columns of a headerless file)
                  - white level is 800.0 DN: expected more than the black level, 900.0 DN
                  - height (line 2) is 1.5: expected a whole number of at least 1 [px] (rows of a headerless file)
                  - bits (line 3) is '12': expected a whole number from 8 to 16 [bits] (size of a sample in a headerless file)
                  - cfa (line 4) is 'rggb': did you mean RGGB? expected RGGB, GRBG, GBRG, BGGR or monochrome (the colours of the first two rows in reading order)
                  - byte_order (line 5) is 'litle': did you mean little? expected little or big (which of a sample's two bytes comes first)
                  - iso (line 8) is 'yes': expected a number above 0 (the ISO speed)
                  - exposure_seconds (line 9) is -1: expected a number above 0 [s] (the exposure time)
                  - widht (line 10) is not a key here: did you mean width? expected one of width, height, bits, packing, byte_order, cfa, black_level, white_level, white_balance, colour_matrix, camera, iso, exposure_seconds\
                """)
        .withNoCause();
  }

  /** A monochrome camera's sidecar states so, and needs no colours. */
  @Test
  void monochromeImagesAreDescribed() throws IOException {
    RawImage raw =
        new RawImage(
            2,
            2,
            Cfa.MONOCHROME,
            RawImage.Unit.DN,
            new float[] {64, 65, 66, 67},
            Calibration.ofLevels(12, SiteValues.uniform(64), 4095, "test"));
    String text = SidecarFiles.FILE.text(RawDescription.of(raw));
    assertThat(text).contains("cfa: monochrome").doesNotContain("white_balance");
    Path image = folder.resolve("grey.tiff");
    RawFiles.write(raw, image);
    RawImage read = RawFiles.read(image);
    assertThat(read.cfa()).isEqualTo(Cfa.MONOCHROME);
    assertThat(read.samples()).containsExactly(raw.samples());
    Files.delete(RawFiles.sidecar(image));
    assertThat(RawFiles.completedSidecar(raw.with(RawImage.Unit.DN, raw.samples()), image))
        .contains("cfa: monochrome")
        .doesNotContain("white_balance");
    Files.writeString(
        folder.resolve("grey.yaml"),
        "cfa: monochrome\nblack_level: {red: 60, green_in_red_row: 61, green_in_blue_row: 62, blue: 63}\n");
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> RawFiles.read(image))
        .withMessageContaining("is monochrome, but has a black level for each of four colours");
  }

  private static <T> Optional<SourcedValue<T>> known(T value) {
    return Optional.of(new SourcedValue<>(value, SOURCE));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("photo.yaml"), text);
  }
}
