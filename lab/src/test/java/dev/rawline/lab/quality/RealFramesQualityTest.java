package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.quality.batch.MeasureBatch;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.DriftComparison;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.JudgeBatch;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.check.TwoSampleComparison;
import dev.rawline.lab.quality.reference.FrameMetadata;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.QualityLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames of real cameras do not fail against references of the same content. */
class RealFramesQualityTest {
  private static final String RAW = "data/raw/";
  private static final String EMVA = "data/emva/";
  private static final String NIKON = "nikon_dsc1339_768x512_rggb_14bit_le16";
  private static final String CHART = "infinite_isp_colorchecker_1920x1080_bggr_12bit_le16.raw";

  @TempDir private Path folder;

  /**
   * A frame of a camera.
   *
   * @param file its name
   * @param described what its header lacks; the size, for a headerless file
   * @param bits of a sample
   * @param black where the file states none [DN]
   * @param white where the file states none [DN]
   */
  record Frame(String file, RawDescription described, int bits, double black, double white) {
    RawImage read() throws IOException {
      RawImage image = RawFiles.read(SharedData.require(RAW + file), described);
      return InMemory.stating(
          image,
          bits,
          image
              .calibration()
              .blackLevel()
              .map(SourcedValue::value)
              .orElse(SiteValues.uniform(black)),
          image.calibration().whiteLevel().map(SourcedValue::value).orElse(white));
    }

    @Override
    public String toString() {
      return file;
    }
  }

  private static RawDescription headerless(int width, int height, int bits, Cfa cfa) {
    return RawDescription.headerless(width, height, bits, new SourcedValue<>(cfa, "test"));
  }

  static Stream<Frame> frames() {
    return Stream.of(
        new Frame("canon_kissx4_colorchart_rggb.dng", RawDescription.NONE, 14, 2048, 15000),
        new Frame("blackmagic_pocket_gbrg_12bit.dng", RawDescription.NONE, 16, 256, 51080),
        new Frame(NIKON + ".raw", headerless(768, 512, 14, Cfa.RGGB), 14, 600, 15520),
        new Frame(CHART, headerless(1920, 1080, 12, Cfa.BGGR), 12, 0, 4092),
        new Frame("raw2logit_car_256x256_rggb_8bit.png", RawDescription.NONE, 8, 16, 255),
        new Frame("raw2logit_micro_256x256_rggb_8bit.png", RawDescription.NONE, 8, 0, 255));
  }

  /** Returns every second quad of an image, as on a checkerboard: half as wide, of one layout. */
  private static RawImage part(RawImage image, int colour) {
    int width = image.width() / 4 * 2;
    int height = image.height() / 2 * 2;
    float[] samples = new float[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int quad = 2 * (column / 2) + (row / 2 + colour) % 2;
        samples[row * width + column] = image.at(row, 2 * quad + column % 2);
      }
    }
    return new RawImage(width, height, image.cfa(), RawImage.Unit.DN, samples, image.calibration());
  }

  /** Cuts an image into tiles of 128 px, or of 64 px where these are too few. */
  private static List<RawImage> tiles(RawImage image) {
    int side = image.width() / 128 * (image.height() / 128) < 8 ? 64 : 128;
    List<RawImage> tiles = new ArrayList<>();
    for (int top = 0; top + side <= image.height(); top += side) {
      for (int left = 0; left + side <= image.width(); left += side) {
        tiles.add(image.crop(top, left, side, side));
      }
    }
    return tiles;
  }

  private QualityReference reference(String name, List<RawImage> images) throws IOException {
    try (LabBook book = LabBook.open(BookLocation.Folder.of(folder.resolve("book")))) {
      return new BuildReference(
              folder.resolve(name),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              2,
              1,
              book)
          .run(InMemory.set(name, images), false, Progress.SILENT);
    }
  }

  private static BatchCheck check(QualityReference reference, List<RawImage> images)
      throws IOException {
    return check(
        reference,
        new MeasureBatch("images", reference.frame().inspector(), 2, Path.of(""))
            .run("batch", InMemory.set("batch", images).samples(), Progress.SILENT));
  }

  private static BatchCheck check(QualityReference reference, MeasuredBatch batch) {
    return new JudgeBatch(
            reference, QualityLimits.usual(), TwoSampleComparison.KOLMOGOROV_SMIRNOV, 0.05, 1)
        .of(batch, Optional.empty());
  }

  private static String words(BatchCheck check) {
    StringBuilder words = new StringBuilder();
    words.append(check.verdict()).append(" of ").append(check.batch().images().size());
    check.attribution().ifPresent(found -> words.append(", ").append(found.sentence()));
    for (QuantityAssessment line : check.lines()) {
      if (line.verdict() != Verdict.PASS) {
        words.append(
            "%n  %s %s: %s, usual %.4g ± %.4g %s"
                .formatted(
                    line.verdict(),
                    line.quantity(),
                    line.measured(),
                    line.usual(),
                    line.deviation(),
                    line.limits()));
      }
    }
    for (FlaggedImage offender : check.offenders()) {
      words.append("%n  %s".formatted(offender));
    }
    check
        .newDefects()
        .filter(found -> !found.isEmpty())
        .ifPresent(found -> words.append("%n  new defects %s".formatted(found)));
    if (check.tests().drifted()) {
      words.append("%n  drifted".formatted());
    }
    return words.toString();
  }

  @ParameterizedTest
  @MethodSource("frames")
  void halvesOfOneFrameDoNotFailAgainstEachOther(Frame frame) throws IOException {
    RawImage image = frame.read();
    for (int colour = 0; colour < 2; colour++) {
      QualityReference reference = reference("half " + colour, tiles(part(image, colour)));
      BatchCheck check = check(reference, tiles(part(image, 1 - colour)));
      assertThat(check.verdict()).as(words(check)).isNotEqualTo(Verdict.FAIL);
    }
  }

  /** Returns frames of the monochrome camera whose names match, as mosaics. */
  private static List<RawImage> emva(String pattern) throws IOException {
    List<RawImage> images = new ArrayList<>();
    try (Stream<Path> files = Files.list(SharedData.require(EMVA))) {
      for (Path file :
          files.filter(file -> file.getFileName().toString().matches(pattern)).sorted().toList()) {
        RawImage image = RawFiles.read(file);
        images.add(InMemory.stating(image, 12, SiteValues.uniform(14.7), 4095));
      }
    }
    return images;
  }

  @Test
  void alternateFramesOfASeriesDoNotFailAgainstEachOther() throws IOException {
    String[][] pairs = {
      {"b_s_.*[02468]\\.png", "b_s_.*[13579]\\.png"},
      {"d_s_.*[02468]\\.png", "d_s_.*[13579]\\.png"},
      {"b_\\d.*_001\\.png", "b_\\d.*_002\\.png"},
      {"d_\\d.*_001\\.png", "d_\\d.*_002\\.png"}
    };
    for (String[] pair : pairs) {
      for (int first = 0; first < 2; first++) {
        QualityReference reference =
            reference(pair[first].replaceAll("\\W", "") + first, emva(pair[first]));
        BatchCheck check = check(reference, emva(pair[1 - first]));
        assertThat(check.verdict()).as(words(check)).isNotEqualTo(Verdict.FAIL);
      }
    }
  }

  /** Returns 64×64 tiles of two frames of one exposure of a monochrome camera. */
  private static List<RawImage> tiles(String series, String first, String second, int bits)
      throws IOException {
    SiteValues black = SiteValues.uniform(bits == 8 ? 1 : 14.7);
    List<RawImage> tiles = new ArrayList<>();
    for (String frame : List.of(first, second)) {
      RawImage image = RawFiles.read(SharedData.require("data/%s/%s.png".formatted(series, frame)));
      RawImage stated = InMemory.stating(image, bits, black, (1 << bits) - 1.0);
      tiles.addAll(tiles(InMemory.stating(stated, Cfa.MONOCHROME)));
    }
    return tiles;
  }

  /** Of three colours that are one channel, chance would be counted three times. */
  @Test
  void aMonochromeCameraIsComparedInOneChannel() throws IOException {
    for (String series : List.of("emva_ccd_50", "emva_cmos_8bit")) {
      int bits = series.endsWith("8bit") ? 8 : 12;
      List<RawImage> usual = tiles(series, "b_s_000_snap_000", "b_s_000_snap_003", bits);
      QualityReference reference = reference(series, usual);
      BatchCheck same =
          check(reference, tiles(series, "b_s_000_snap_004", "b_s_000_snap_005", bits));
      BatchCheck lighter =
          check(reference, tiles(series, "b_030_snap_001", "b_030_snap_002", bits));
      assertThat(same.verdict()).as(words(same)).isNotEqualTo(Verdict.FAIL);
      assertThat(lighter.verdict()).as(words(lighter)).isEqualTo(Verdict.FAIL);
      for (BatchCheck check : List.of(same, lighter)) {
        assertThat(Quantity.of(Cfa.MONOCHROME))
            .containsAll(check.lines().stream().map(QuantityAssessment::quantity).toList());
        assertThat(check.lines())
            .extracting(QuantityAssessment::label)
            .contains("mean above black")
            .noneMatch(label -> label.matches(".*(red|green|blue).*"));
        assertThat(check.tests().all())
            .extracting(DriftComparison::label)
            .contains("mean above black")
            .noneMatch(label -> label.matches(".*(red|green|blue|colours).*"));
      }
      assertThat(Files.readString(folder.resolve(series).resolve(QualityReferenceFiles.NAME)))
          .contains("level_mean")
          .doesNotContain("red_", "green_", "blue_");
      // As an earlier version measured the same frames: the level is compared, once.
      QualityReference mosaics =
          reference(
              series + " old",
              usual.stream().map(each -> InMemory.stating(each, Cfa.RGGB)).toList());
      Path old = folder.resolve(series + " old").resolve("monochrome.json");
      QualityReferenceFiles.write(monochrome(mosaics), old);
      BatchCheck byOld = check(QualityReferenceFiles.read(old), lighter.batch());
      assertThat(byOld.verdict()).as(words(byOld)).isEqualTo(Verdict.FAIL);
      assertThat(byOld.lines())
          .extracting(QuantityAssessment::label)
          .isEqualTo(lighter.lines().stream().map(QuantityAssessment::label).toList());
    }
  }

  private static QualityReference monochrome(QualityReference of) {
    FrameMetadata frame = of.frame();
    return new QualityReference(
        of.name(),
        new FrameMetadata(
            frame.width(), frame.height(), Cfa.MONOCHROME, frame.bits(), false, frame.inspector()),
        of.images(),
        of.fingerprints(),
        of.anomalies(),
        of.defects(),
        of.pattern(),
        of.chance(),
        of.blur(),
        of.sensor(),
        of.tolerance(),
        of.model(),
        of.origin());
  }

  /**
   * The 400 altered pixels are at different places in each of 12 tiles, so that a device of one
   * tile has no defects; every tile is flagged by itself.
   */
  @Test
  void aFrameWithAlteredPixelsFailsAgainstTheOriginal() throws IOException {
    RawImage clean =
        new Frame(NIKON + ".raw", headerless(768, 512, 14, Cfa.RGGB), 14, 600, 15520).read();
    RawImage altered =
        new Frame(NIKON + "_badpixels.raw", headerless(768, 512, 16, Cfa.RGGB), 14, 600, 15520)
            .read();
    QualityReference reference = reference("clean", tiles(part(clean, 0)));
    BatchCheck check = check(reference, tiles(part(altered, 1)));
    assertThat(check.verdict()).as(words(check)).isEqualTo(Verdict.FAIL);
    assertThat(check.offenders()).as(words(check)).hasSize(12);
    assertThat(check.offenders())
        .allSatisfy(
            offender ->
                assertThat(String.join("; ", offender.why()))
                    .contains(
                        "the largest sample is 65535 DN: expected at most 16383 DN of 14 bits"));
  }
}
