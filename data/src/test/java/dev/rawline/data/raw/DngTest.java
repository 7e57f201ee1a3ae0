package dev.rawline.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Seeds;
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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DngTest {
  private static final int WIDTH = 22;
  private static final int HEIGHT = 14;

  /** XYZ to camera of a sensor, as ColorMatrix. */
  private static final double[] COLOUR = {0.9, -0.2, -0.1, -0.4, 1.2, 0.2, -0.05, 0.15, 0.7};

  @TempDir private Path folder;
  private final Random random = new Random(Seeds.next("DngTest"));

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 10, 11, 12, 13, 14, 15, 16})
  void everyBitDepthIsUnpackedInBothByteOrdersFromStripsAndTiles(int bits) throws IOException {
    char[] samples = Samples.random(random, WIDTH, HEIGHT, bits);
    float[] expected = Samples.floats(samples);
    assertThat(read(writer(bits, samples)).samples()).isEqualTo(expected);
    assertThat(read(writer(bits, samples).bigEndian()).samples()).isEqualTo(expected);
    assertThat(read(writer(bits, samples).strips(4)).samples()).isEqualTo(expected);
    assertThat(read(writer(bits, samples).tiles(16, 16)).samples()).isEqualTo(expected);
    assertThat(read(writer(bits, samples).bigEndian().tiles(16, 8)).samples()).isEqualTo(expected);
    assertThat(read(writer(bits, samples).inSubDirectory()).samples()).isEqualTo(expected);
    assertThat(read(writer(bits, samples)).calibration().containerBits()).isEqualTo(bits);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,2,1", "6,1,2", "7,2,2", "4,4,1", "5,2,1"})
  void losslessJpegOfAnyShapeFillsItsTile(int predictor, int components, int together)
      throws IOException {
    for (int bits : new int[] {8, 12, 14, 16}) {
      char[] samples = Samples.random(random, WIDTH, HEIGHT, bits);
      float[] expected = Samples.floats(samples);
      assertThat(
              read(writer(bits, samples).tiles(16, 8).jpeg(predictor, components, together))
                  .samples())
          .isEqualTo(expected);
    }
    char[] samples = Samples.random(random, WIDTH + 2, HEIGHT, 14);
    assertThat(
            read(new DngWriter(WIDTH + 2, HEIGHT, 14, samples)
                    .strips(4)
                    .jpeg(predictor, components, together))
                .samples())
        .isEqualTo(Samples.floats(samples));
  }

  @ParameterizedTest
  @CsvSource({"RGGB,0112", "GRBG,1021", "GBRG,1201", "BGGR,2110"})
  void theLayoutAndTheBlackLevelBeginAtTheActiveArea(Cfa cfa, String pattern) throws IOException {
    char[] samples = Samples.random(random, WIDTH, HEIGHT, 12);
    byte[] colours = new byte[4];
    double[] levels = new double[4];
    for (int i = 0; i < 4; i++) {
      colours[i] = (byte) (pattern.charAt(i) - '0');
      levels[i] = 60.5 + i;
    }
    RawFile file =
        open(
            writer(12, samples)
                .tag(33422, colours)
                .tag(50713, new short[] {2, 2})
                .tag(50714, levels)
                .tag(50717, new short[] {4000})
                .tag(50829, new int[] {3, 5, 13, 20}));
    RawImage image = file.image();
    assertThat(image.cfa()).isEqualTo(cfa);
    assertThat(image.width()).isEqualTo(15);
    assertThat(image.height()).isEqualTo(10);
    assertThat(image.at(0, 0)).isEqualTo(samples[3 * WIDTH + 5]);
    assertThat(image.at(9, 14)).isEqualTo(samples[12 * WIDTH + 19]);
    SiteValues black = image.calibration().blackLevel().orElseThrow().value();
    for (int i = 0; i < 4; i++) {
      assertThat(black.at(cfa.siteAt(i / 2, i % 2))).isEqualTo(levels[i]);
    }
    assertThat(image.calibration().whiteLevel())
        .contains(new SourcedValue<>(4000.0, "DNG tag WhiteLevel"));
    assertThat(file.storedWidth()).isEqualTo(WIDTH);
    assertThat(file.activeArea()).isEqualTo(new PixelRectangle(3, 5, 13, 20));
  }

  @Test
  void opticalBlackIsTheMeanOfTheMaskedPixels() throws IOException {
    char[] samples = new char[40 * 6];
    for (int i = 0; i < samples.length; i++) {
      int column = i % 40;
      samples[i] = (char) (column < 8 ? 100 + column % 2 : column < 20 ? 300 : 900);
    }
    DngWriter margin = new DngWriter(40, 6, 12, samples).tag(50829, new int[] {0, 20, 6, 40});
    assertThat(open(margin).opticalBlack())
        .contains(new SourcedValue<>(100.5, "rows 0 to 5, columns 0 to 7 of the stored frame"));
    assertThat(open(margin.tag(50830, new int[] {0, 0, 6, 1, 0, 2, 6, 4})).opticalBlack())
        .contains(new SourcedValue<>((6 * 100 + 12 * 100.5) / 18, "DNG tag MaskedAreas"));
    assertThat(open(writer(12, Samples.random(random, WIDTH, HEIGHT, 12))).opticalBlack())
        .isEmpty();
  }

  @Test
  void theLinearizationTableMapsSamplesAndClampsAtItsEnd() throws IOException {
    char[] samples = {0, 1, 2, 3, 4, 200};
    RawImage image =
        read(
            new DngWriter(3, 2, 8, samples)
                .tag(50712, new short[] {5, 70, 900, 4000, (short) 60000}));
    assertThat(image.samples()).containsExactly(5, 70, 900, 4000, 60000, 60000);
    assertThat(image.calibration().containerBits()).isEqualTo(16);
  }

  @Test
  void aLinearizationTableBeyond16BitsIsRejected() {
    rejected(new DngWriter(3, 2, 8, new char[6]).tag(50712, new int[] {0, 65_536}))
        .hasMessageContaining("its LinearizationTable contains 65536.0");
  }

  @Test
  void demosaicedColoursNextToTheMosaicAreIgnored() throws IOException {
    char[] samples = Samples.random(random, WIDTH, HEIGHT, 12);
    DngWriter enhanced = writer(12, samples).besideLinearRaw();
    assertThat(read(enhanced).samples()).isEqualTo(Samples.floats(samples));
  }

  @Test
  void aBlackLevelWithOnlyAPeriodIsZero() throws IOException {
    Calibration calibration =
        read(writer(10, new char[WIDTH * HEIGHT]).tag(50713, new short[] {2, 2})).calibration();
    assertThat(calibration.blackLevel())
        .contains(new SourcedValue<>(SiteValues.uniform(0), "DNG default, 0"));
  }

  @Test
  void offsetsOfRowsAndColumnsAreSubtracted() throws IOException {
    char[] samples = {100, 100, 100, 100, 100, 100};
    RawImage image =
        read(
            new DngWriter(3, 2, 12, samples)
                .tag(50715, new double[] {0, 1.5, -2})
                .tag(50716, new double[] {0, 10}));
    assertThat(image.samples()).containsExactly(100, 98.5f, 102, 90, 88.5f, 92);
  }

  @Test
  void defaultsOfTheStandardAreStatedAsDefaults() throws IOException {
    Calibration calibration = read(writer(10, new char[WIDTH * HEIGHT])).calibration();
    assertThat(calibration.blackLevel())
        .contains(new SourcedValue<>(SiteValues.uniform(0), "DNG default, 0"));
    assertThat(calibration.whiteLevel())
        .contains(new SourcedValue<>(1023.0, "DNG default, 2^bits − 1"));
    assertThat(calibration.whiteBalance()).isEmpty();
    assertThat(calibration.colourMatrix()).isEmpty();
    assertThat(calibration.iso()).isEmpty();
    assertThat(calibration.camera())
        .contains(new SourcedValue<>("Rawline Test", "DNG tag UniqueCameraModel"));
    assertThat(read(writer(10, new char[WIDTH * HEIGHT]).without(50708)).calibration().camera())
        .contains(new SourcedValue<>("Rawline Test", "TIFF tags Make and Model"));
  }

  @Test
  void exposureAndIsoAreReadUnlessZero() throws IOException {
    DngWriter writer =
        writer(10, new char[WIDTH * HEIGHT])
            .tag(33434, new double[] {0.008})
            .tag(34855, new short[] {400});
    assertThat(read(writer).calibration().exposureSeconds())
        .contains(new SourcedValue<>(0.008, "Exif tag ExposureTime"));
    assertThat(read(writer).calibration().iso())
        .contains(new SourcedValue<>(400.0, "Exif tag ISOSpeedRatings"));
    writer.tag(33434, new double[] {0}).tag(34855, new short[] {0});
    assertThat(read(writer).calibration().exposureSeconds()).isEmpty();
    assertThat(read(writer).calibration().iso()).isEmpty();
  }

  @Test
  void theMatrixClosestToDaylightMakesWhiteFromWhite() throws IOException {
    double[] tungsten = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    DngWriter writer =
        writer(10, new char[WIDTH * HEIGHT])
            .tag(50721, tungsten)
            .tag(50778, new short[] {17})
            .tag(50722, COLOUR)
            .tag(50779, new short[] {21});
    SourcedValue<Matrix3> known = read(writer).calibration().colourMatrix().orElseThrow();
    assertThat(known.source()).isEqualTo("DNG tag ColorMatrix2");
    Matrix3 srgbFromCamera = known.value();
    // The colours of sRGB are restored from the balanced camera colours.
    Matrix3 xyzFromSrgb =
        Matrix3.of(
            0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.0721750, 0.0193339, 0.1191920,
            0.9503041);
    Matrix3 cameraFromSrgb = Matrix3.of(COLOUR).times(xyzFromSrgb);
    double[] white = new double[3];
    for (int i = 0; i < 3; i++) {
      white[i] = cameraFromSrgb.at(i, 0) + cameraFromSrgb.at(i, 1) + cameraFromSrgb.at(i, 2);
    }
    Matrix3 balanced =
        Matrix3.of(1 / white[0], 0, 0, 0, 1 / white[1], 0, 0, 0, 1 / white[2])
            .times(cameraFromSrgb);
    Matrix3 back = srgbFromCamera.times(balanced);
    for (int i = 0; i < 9; i++) {
      assertThat(back.at(i / 3, i % 3)).isCloseTo(i % 4 == 0 ? 1 : 0, within(1e-12));
    }
    for (int row = 0; row < 3; row++) {
      double sum = 0;
      for (int column = 0; column < 3; column++) {
        sum += srgbFromCamera.at(row, column);
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
    writer.tag(50778, new short[] {21}).tag(50779, new short[] {17});
    assertThat(read(writer).calibration().colourMatrix().orElseThrow().source())
        .isEqualTo("DNG tag ColorMatrix1");
  }

  @Test
  void aCameraCalibrationAppliesOnlyWithAMatchingSignature() throws IOException {
    DngWriter plain = writer(10, new char[WIDTH * HEIGHT]).tag(50721, COLOUR);
    Matrix3 nominal = read(plain).calibration().colourMatrix().orElseThrow().value();
    plain.tag(50723, new double[] {1, 0.1, 0, 0, 1, 0, 0, 0.1, 1});
    Matrix3 calibrated = read(plain).calibration().colourMatrix().orElseThrow().value();
    assertThat(calibrated).isNotEqualTo(nominal);
    plain.tag(50931, "of another profile");
    assertThat(read(plain).calibration().colourMatrix().orElseThrow().value()).isEqualTo(nominal);
    // Scaling a camera colour is cancelled by the scaling of rows.
    plain.tag(50727, new double[] {2, 1, 0.5});
    Matrix3 scaled = read(plain).calibration().colourMatrix().orElseThrow().value();
    for (int i = 0; i < 9; i++) {
      assertThat(scaled.at(i / 3, i % 3)).isCloseTo(nominal.at(i / 3, i % 3), within(1e-12));
    }
  }

  @Test
  void whiteBalanceIsReadFromTheNeutralOrTheWhitePoint() throws IOException {
    DngWriter writer = writer(10, new char[WIDTH * HEIGHT]).tag(50721, COLOUR);
    writer.tag(50729, new double[] {0.3127, 0.3290});
    SourcedValue<Rgb> fromPoint = read(writer).calibration().whiteBalance().orElseThrow();
    assertThat(fromPoint.source()).isEqualTo("DNG tag AsShotWhiteXY");
    double red = 0.9 * 0.3127 / 0.3290 - 0.2 - 0.1 * 0.3583 / 0.3290;
    double green = -0.4 * 0.3127 / 0.3290 + 1.2 + 0.2 * 0.3583 / 0.3290;
    assertThat(fromPoint.value().red()).isCloseTo(green / red, within(1e-6));
    assertThat(fromPoint.value().green()).isEqualTo(1);
    writer.tag(50728, new double[] {0.5, 1, 0.8});
    assertThat(read(writer).calibration().whiteBalance())
        .contains(new SourcedValue<>(new Rgb(2, 1, 1.25), "DNG tag AsShotNeutral"));
    writer.tag(50728, new double[] {0, 1, 0.8});
    assertThat(read(writer).calibration().whiteBalance()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyOrientationIsRotatedUpright(int orientation) throws IOException {
    char[] samples = Samples.random(random, WIDTH, HEIGHT, 12);
    RawImage upright = read(writer(12, samples));
    RawImage turned = read(writer(12, samples).tag(274, new short[] {(short) orientation}));
    boolean transposed = orientation >= 5;
    assertThat(turned.width()).isEqualTo(transposed ? HEIGHT : WIDTH);
    // The red pixels of the stored frame are the red pixels of the upright one.
    assertThat(redSum(turned)).isEqualTo(redSum(upright));
    float corner =
        switch (orientation) {
          case 1, 5 -> upright.at(0, 0);
          case 2, 8 -> upright.at(0, WIDTH - 1);
          case 3, 7 -> upright.at(HEIGHT - 1, WIDTH - 1);
          default -> upright.at(HEIGHT - 1, 0);
        };
    assertThat(turned.at(0, 0)).isEqualTo(corner);
  }

  @Test
  void aDescriptionOverridesTheFile() throws IOException {
    RawDescription described =
        new RawDescription(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new SourcedValue<>(Cfa.BGGR, "flag --cfa")),
            Optional.of(new SourcedValue<>(SiteValues.uniform(7), "flag --black")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Path file = Files.write(folder.resolve("a.dng"), writer(12, new char[308]).bytes());
    RawFile read = RawReader.read(FileBytes.read(file), described);
    assertThat(read.image().cfa()).isEqualTo(Cfa.BGGR);
    assertThat(read.cfaSource()).isEqualTo("flag --cfa");
    assertThat(read.image().calibration().blackLevel())
        .contains(new SourcedValue<>(SiteValues.uniform(7), "flag --black"));
    assertThat(read.image().calibration().whiteLevel().orElseThrow().source())
        .isEqualTo("DNG default, 2^bits − 1");
  }

  @Test
  void otherMosaicsThanBayerAreRejected() {
    char[] samples = new char[WIDTH * HEIGHT];
    rejected(writer(12, samples).tag(33421, new short[] {6, 6}).tag(33422, new byte[36]))
        .hasMessageEndingWith(
            "has a colour filter array that repeats every 6×6 pixels (X-Trans), not a Bayer layout;"
                + " use a camera with one of the layouts RGGB, GRBG, GBRG, BGGR");
    rejected(writer(12, samples).tag(33422, new byte[] {1, 4, 3, 5}))
        .hasMessageEndingWith(
            "has the colour filter array GMCY, which is not a Bayer layout of red, green, blue; "
                + "use a camera with one of the layouts RGGB, GRBG, GBRG, BGGR");
    rejected(writer(12, samples).tag(50710, new byte[] {0, 1, 2, 3}))
        .hasMessageContaining("has a colour filter array of 4 colours");
    rejected(writer(12, samples).tag(50710, new byte[] {2, 1, 0}))
        .hasMessageContaining("lists its colours in another order than red, green, blue");
    rejected(writer(12, samples).tag(50711, new short[] {2}))
        .hasMessageContaining("has a staggered colour filter array (CFALayout 2)");
    rejected(writer(12, samples).tag(262, new short[] {(short) 34892}).tag(277, new short[] {3}))
        .hasMessageEndingWith(
            "contains demosaiced colours (DNG LinearRaw), not a mosaic; give the raw file as the"
                + " camera recorded it");
    rejected(writer(12, samples).tag(277, new short[] {3}))
        .hasMessageContaining("has 3 samples a pixel, not a mosaic of one");
    rejected(writer(12, samples).tag(50713, new short[] {1, 3}).tag(50714, new short[] {1, 2, 3}))
        .hasMessageContaining("has a black level that repeats every 3×1 pixels");
  }

  /** Monochrome cameras write LinearRaw of one sample a pixel, without a colour filter array. */
  @Test
  void monochromeImagesAreRead() throws IOException {
    char[] samples = Samples.random(random, WIDTH, HEIGHT, 12);
    DngWriter grey = writer(12, samples).tag(262, new short[] {(short) 34892});
    RawFile read = open(grey);
    assertThat(read.image().samples()).isEqualTo(Samples.floats(samples));
    assertThat(read.image().cfa()).isEqualTo(Cfa.MONOCHROME);
    assertThat(read.cfaSource()).isEqualTo("DNG LinearRaw of one sample a pixel");
    rejected(grey.tag(50713, new short[] {2, 2}).tag(50714, new short[] {1, 2, 3, 4}))
        .hasMessageContaining("is monochrome, but has several black levels");
  }

  @ParameterizedTest
  @CsvSource({
    "9, VC-5 (GoPro GPR)",
    "34892, lossy JPEG",
    "52546, JPEG XL",
    "8, Deflate",
    "34713, a code of its maker"
  })
  void unsupportedCompressionsAreReported(int compression, String name) {
    rejected(writer(12, new char[308]).tag(259, new short[] {(short) compression}))
        .hasMessageEndingWith(
            "is compressed by %s (TIFF compression %d), which Rawline does not decode; convert it"
                + " to a DNG that is uncompressed or compressed by lossless JPEG",
            name, compression);
  }

  @Test
  void impossibleSizesAreRejectedWithoutAllocating() {
    rejected(writer(12, new char[308]).tag(256, new int[] {0}))
        .hasMessageContaining("has a frame of 0×14 pixels");
    rejected(writer(12, new char[308]).tag(256, new int[] {2_000_000_000}))
        .hasMessageContaining("declares a frame of 2000000000×14 pixels, more than 2^31");
    rejected(writer(12, new char[308]).tag(256, new int[] {20_000}).tag(257, new int[] {10_000}))
        .hasMessageContaining("is truncated or corrupt: ");
    rejected(writer(12, new char[308]).tag(50829, new int[] {0, 0, 15, 22}))
        .hasMessageContaining("its ActiveArea leaves the frame of 22×14 pixels");
    rejected(writer(12, new char[308]).tag(50717, new short[] {10}).tag(50714, new short[] {10}))
        .hasMessageEndingWith(
            "has a white level of 10.0 DN (DNG tag WhiteLevel), which is not above its black level"
                + " of 10.0 DN (DNG tag BlackLevel); give the right levels by flags or in a"
                + " sidecar");
  }

  private static DngWriter writer(int bits, char[] samples) {
    return new DngWriter(WIDTH, HEIGHT, bits, samples);
  }

  private static double redSum(RawImage image) {
    double sum = 0;
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        if (image.cfa().siteAt(row, column) == Cfa.Site.RED) {
          sum += image.at(row, column);
        }
      }
    }
    return sum;
  }

  private RawImage read(DngWriter writer) throws IOException {
    return open(writer).image();
  }

  private RawFile open(DngWriter writer) throws IOException {
    Path file = Files.write(folder.resolve("a.dng"), writer.bytes());
    return RawReader.read(FileBytes.read(file), RawDescription.NONE);
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> rejected(DngWriter writer) {
    return assertThatThrownBy(() -> open(writer))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(folder.resolve("a.dng") + ": ");
  }
}
