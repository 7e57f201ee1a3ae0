package dev.rawline.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawFilesTest {
  @TempDir private Path folder;

  @Test
  void theCanonKeepsItsActiveAreaAndItsOpticalBlack() throws IOException {
    RawFile file = open("canon_kissx4_colorchart_rggb.dng");
    RawImage image = file.image();
    assertThat(image.width()).isEqualTo(1886 - 152);
    assertThat(image.height()).isEqualTo(1182 - 26);
    assertThat(image.cfa()).isEqualTo(Cfa.RGGB);
    assertThat(file.storedWidth()).isEqualTo(1888);
    assertThat(file.storedHeight()).isEqualTo(1182);
    assertThat(file.format()).isEqualTo("DNG, uncompressed, 14 bits");
    assertThat(file.activeArea()).hasToString("rows 26 to 1181, columns 152 to 1885");
    SourcedValue<Double> opticalBlack = file.opticalBlack().orElseThrow();
    assertThat(opticalBlack.value()).isBetween(2048.0, 2049.5);
    assertThat(opticalBlack.source())
        .isEqualTo("rows 26 to 1181, columns 0 to 139 of the stored frame");
    Calibration calibration = image.calibration();
    assertThat(calibration.containerBits()).isEqualTo(14);
    assertThat(calibration.blackLevel())
        .contains(new SourcedValue<>(SiteValues.uniform(2056), "DNG tag BlackLevel"));
    assertThat(calibration.whiteLevel())
        .contains(new SourcedValue<>(15000.0, "DNG tag WhiteLevel"));
    assertThat(calibration.camera())
        .contains(new SourcedValue<>("Canon EOS Kiss X4", "DNG tag UniqueCameraModel"));
  }

  @Test
  void theBlackmagicIsLinearised() throws IOException {
    RawFile file = open("blackmagic_pocket_gbrg_12bit.dng");
    assertThat(file.image()).hasToString("RawImage 1952×1112 GBRG DN");
    assertThat(file.format()).isEqualTo("DNG, lossless JPEG, 12 bits");
    assertThat(file.image().calibration().containerBits()).isEqualTo(16);
    assertThat(file.image().calibration().colourMatrix().orElseThrow().source())
        .isEqualTo("DNG tag ColorMatrix2");
  }

  @Test
  void thePublishedPicturesAreMosaics() throws IOException {
    for (String name : new String[] {"car", "micro"}) {
      RawFile file = open("raw2logit_" + name + "_256x256_rggb_8bit.png");
      assertThat(file.image()).hasToString("RawImage 256×256 RGGB DN");
      assertThat(file.cfaSource()).isEqualTo("assumed");
      assertThat(file.image().calibration()).isEqualTo(Calibration.unknown(8));
    }
  }

  @Test
  void headerlessFilesAreReadAsDescribed() throws IOException {
    RawImage chart =
        RawFiles.read(
            SharedData.require("data/raw/infinite_isp_colorchecker_1920x1080_bggr_12bit_le16.raw"),
            RawDescription.headerless(1920, 1080, 12, new SourcedValue<>(Cfa.BGGR, "test")));
    assertThat(chart).hasToString("RawImage 1920×1080 BGGR DN");
    assertThat(share(chart, 4092)).isBetween(0.0145, 0.0155);
    RawDescription nikon =
        RawDescription.headerless(768, 512, 14, new SourcedValue<>(Cfa.RGGB, "test"));
    RawImage clean =
        RawFiles.read(
            SharedData.require("data/raw/nikon_dsc1339_768x512_rggb_14bit_le16.raw"), nikon);
    RawDescription whole =
        RawDescription.headerless(768, 512, 16, new SourcedValue<>(Cfa.RGGB, "test"));
    Path defective =
        SharedData.require("data/raw/nikon_dsc1339_768x512_rggb_14bit_le16_badpixels.raw");
    RawImage altered = RawFiles.read(defective, whole);
    int different = 0;
    for (int i = 0; i < clean.samples().length; i++) {
      different += clean.samples()[i] == altered.samples()[i] ? 0 : 1;
    }
    assertThat(different).isEqualTo(400);
    assertThatThrownBy(() -> RawFiles.read(defective, nikon))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining("beyond 14 bits (16383 DN)");
  }

  @Test
  void theGoProIsRejectedForItsCompression() {
    Path file = SharedData.require("data/raw/refuse_gopro_hero6_vc5.gpr");
    assertThatThrownBy(() -> RawFiles.read(file))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            file
                + ": is compressed by VC-5 (GoPro GPR) (TIFF compression 9), which Rawline does not"
                + " decode; convert it to a DNG that is uncompressed or compressed by lossless"
                + " JPEG");
  }

  @Test
  void aSidecarDescribesAndFlagsOverrideIt() throws IOException {
    Path file = Files.write(folder.resolve("photo.raw"), new byte[] {1, 0, 2, 0});
    Path sidecar = RawFiles.sidecar(file);
    assertThat(sidecar).isEqualTo(folder.resolve("photo.yaml"));
    RawDescription written =
        RawDescription.headerless(2, 1, 12, new SourcedValue<>(Cfa.GRBG, "test"));
    SidecarFiles.FILE.write(written, sidecar);
    RawFile described = RawFiles.open(file, RawDescription.NONE);
    assertThat(described.image()).hasToString("RawImage 2×1 GRBG DN");
    assertThat(described.cfaSource()).isEqualTo("sidecar photo.yaml");
    RawDescription flags =
        new RawDescription(
            Optional.of(1),
            Optional.of(2),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(RawFiles.read(file, flags)).hasToString("RawImage 1×2 GRBG DN");
    Files.writeString(sidecar, "width: -2\nbits: 40\n");
    assertThatThrownBy(() -> RawFiles.read(file))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(file + ": has a sidecar with problems: " + sidecar)
        .hasMessageContaining("width")
        .hasMessageContaining("bits")
        .hasMessageEndingWith("; correct or remove it");
  }

  @Test
  void aSidecarMakesACameraOfAPicture() throws IOException {
    BufferedImage grey = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setPixels(0, 0, 2, 2, new int[] {100, 300, 500, 900});
    Path file = folder.resolve("photo.png");
    ImageIO.write(grey, "png", file.toFile());
    assertThatThrownBy(() -> Camera.of(RawFiles.read(file)))
        .hasMessageContaining(
            "lacks black level [DN], white level [DN], white balance, colour matrix: give them in a"
                + " sidecar next to the file");
    Files.writeString(
        RawFiles.sidecar(file),
        """
        cfa: BGGR
        black_level: 100
        white_level: 900
        white_balance: {red: 2, green: 1, blue: 1.5}
        colour_matrix: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        """);
    RawImage image = RawFiles.read(file);
    assertThat(image).hasToString("RawImage 2×2 BGGR DN");
    Camera camera = Camera.of(image);
    assertThat(camera.whiteBalance()).isEqualTo(new Rgb(2, 1, 1.5));
    assertThat(camera.colourMatrix()).isEqualTo(Matrix3.IDENTITY);
    assertThat(camera.normalise(image).samples()).containsExactly(0, 0.25f, 0.5f, 1);
  }

  private static RawFile open(String name) throws IOException {
    return RawFiles.open(SharedData.require("data/raw/" + name), RawDescription.NONE);
  }

  private static double share(RawImage image, float level) {
    int count = 0;
    for (float sample : image.samples()) {
      count += sample >= level ? 1 : 0;
    }
    return (double) count / image.samples().length;
  }
}
