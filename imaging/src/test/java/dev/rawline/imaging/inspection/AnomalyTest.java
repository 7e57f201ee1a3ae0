package dev.rawline.imaging.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Anomalies are reported where they were introduced, and nowhere else. */
class AnomalyTest {
  private static final int SIDE = 256;

  private static RawImage scene(Cfa cfa) {
    return Recordings.Plain.USUAL.record(SIDE, SIDE, cfa, Recordings.discs(3, 1.5), 9);
  }

  private static List<Anomaly.Kind> kinds(RawImage image) {
    return kinds(Recordings.inspector(image), image);
  }

  private static List<Anomaly.Kind> kinds(Inspector inspector, RawImage image) {
    return inspector.inspect(image).anomalies().stream().map(Anomaly::kind).toList();
  }

  @Test
  void unprocessedImageHasNoAnomaly() {
    for (Cfa cfa : Cfa.BAYER) {
      assertThat(kinds(scene(cfa))).isEmpty();
    }
  }

  @Test
  void leftShiftedSamplesAreReportedWithTheirBits() {
    RawImage shifted = scaled(16, sample -> 16 * sample);
    Inspector blind = new Inspector(SiteValues.uniform(16 * Recordings.BLACK), 65520, 1, 0);
    List<Anomaly> anomalies = blind.inspect(shifted).anomalies();
    assertThat(anomalies).extracting(Anomaly::kind).containsExactly(Anomaly.Kind.LEFT_JUSTIFIED);
    assertThat(anomalies.getFirst().words())
        .isEqualTo(
            "the lowest 4 bits of every sample are 0: expected steps of 1 DN as stated; the samples"
                + " were shifted to the left by 4 bits");
    Inspector configured = new Inspector(blind.black(), blind.white(), 16, 0);
    assertThat(kinds(configured, shifted)).isEmpty();
    assertThat(kinds(configured, Recordings.map(shifted, sample -> sample + 3)))
        .contains(Anomaly.Kind.METADATA);
  }

  /** Returns a scene whose samples and stated levels are scaled. */
  private static RawImage scaled(double factor, DoubleUnaryOperator scaling) {
    RawImage scene = scene(Cfa.RGGB);
    return Recordings.raw(
        scene.width(),
        scene.height(),
        scene.cfa(),
        Recordings.map(scene, scaling).samples(),
        factor * Recordings.BLACK,
        factor * Recordings.WHITE);
  }

  /** The levels that files of one camera state may differ by a thousandth of the range: 3.8 DN. */
  @Test
  void filesWithAnotherBlackLevelAreReported() {
    RawImage scene = scene(Cfa.RGGB);
    for (double off : new double[] {-5, -3, 3, 5}) {
      Inspector other =
          new Inspector(SiteValues.uniform(Recordings.BLACK + off), Recordings.WHITE, 1, 0);
      List<String> words = other.inspect(scene).anomalies().stream().map(Anomaly::words).toList();
      assertThat(words.stream().anyMatch(each -> each.contains("the file states a black level")))
          .as("%s DN", off)
          .isEqualTo(Math.abs(off) > 3.8);
    }
  }

  @Test
  void missingCodesAreDetected() {
    RawImage stretched = scaled(1.3, sample -> Math.rint(1.3 * sample));
    Inspector inspector = new Inspector(SiteValues.uniform(1.3 * Recordings.BLACK), 5300, 1, 0);
    assertThat(kinds(inspector, stretched)).containsExactly(Anomaly.Kind.MISSING_CODES);
    double share = inspector.inspect(stretched).values().get(Quantity.MISSING_CODES).value();
    // Of 13 codes 10 occur.
    assertThat(share).isBetween(0.2, 0.26);
  }

  /** A wall's edge along the pixels affects one block, compression all of them. */
  @Test
  void straightEdgesAreNotReportedAsBlocks() {
    for (int at = 61; at < 66; at++) {
      int edge = at;
      RawImage image =
          Recordings.Plain.USUAL.record(
              160,
              160,
              Cfa.RGGB,
              (row, column, site) -> 1500 + (column > edge ? 1200 : 0) + (row > edge ? 1200 : 0),
              7);
      assertThat(kinds(image)).as("edges at %d", edge).doesNotContain(Anomaly.Kind.COMPRESSED);
    }
  }

  /** Quantized in blocks as by JPEG, in the mosaic itself and in each colour's plane. */
  @Test
  void compressionBlocksAreDetected() {
    for (int spacing : new int[] {1, 2}) {
      for (int offset : new int[] {0, 3}) {
        RawImage compressed = compressed(scene(Cfa.RGGB), spacing, 40);
        RawImage cropped =
            Recordings.raw(
                SIDE - offset,
                SIDE - offset,
                compressed.cfa().shifted(offset, offset),
                compressed.crop(offset, offset, SIDE - offset, SIDE - offset).samples(),
                Recordings.BLACK,
                Recordings.WHITE);
        assertThat(kinds(cropped))
            .as("spacing %d, offset %d", spacing, offset)
            .contains(Anomaly.Kind.COMPRESSED);
      }
    }
  }

  private static RawImage compressed(RawImage image, int spacing, double step) {
    float[] samples = image.samples().clone();
    for (int top = 0; top < SIDE; top++) {
      for (int left = 0; left < SIDE; left++) {
        boolean begins = top / spacing % 8 == 0 && left / spacing % 8 == 0;
        if (begins) {
          quantize(samples, top, left, spacing, step);
        }
      }
    }
    return image.with(RawImage.Unit.DN, samples);
  }

  private static void quantize(float[] samples, int top, int left, int spacing, double step) {
    double[][] block = new double[8][8];
    double[][] cosines = new double[8][8];
    for (int u = 0; u < 8; u++) {
      for (int x = 0; x < 8; x++) {
        cosines[u][x] =
            Math.sqrt((u == 0 ? 1 : 2) / 8.0) * Math.cos(Math.PI * u * (2 * x + 1) / 16);
      }
    }
    for (int u = 0; u < 8; u++) {
      for (int v = 0; v < 8; v++) {
        double sum = 0;
        for (int i = 0; i < 64; i++) {
          int at = (top + i / 8 * spacing) * SIDE + left + i % 8 * spacing;
          sum += cosines[u][i / 8] * cosines[v][i % 8] * samples[at];
        }
        // High frequencies are quantized coarsely, as by JPEG's tables.
        double own = step * (1 + (u + v) / 2.0);
        block[u][v] = own * Math.rint(sum / own);
      }
    }
    for (int i = 0; i < 64; i++) {
      double sum = 0;
      for (int k = 0; k < 64; k++) {
        sum += cosines[k / 8][i / 8] * cosines[k % 8][i % 8] * block[k / 8][k % 8];
      }
      samples[(top + i / 8 * spacing) * SIDE + left + i % 8 * spacing] =
          (float) Math.clamp(Math.rint(sum), 0, Recordings.WHITE);
    }
  }

  @Test
  void smoothedNoiseIsDetected() {
    RawImage image = scene(Cfa.RGGB);
    float[] smoothed = smoothed(smoothed(image.samples(), 2), 2 * SIDE);
    assertThat(kinds(image.with(RawImage.Unit.DN, smoothed))).contains(Anomaly.Kind.COMPRESSED);
  }

  /** Returns samples that share a third with their neighbours at a distance. */
  private static float[] smoothed(float[] samples, int distance) {
    float[] smoothed = samples.clone();
    for (int i = distance; i < samples.length - distance; i++) {
      smoothed[i] =
          Math.round((4 * samples[i] + samples[i - distance] + samples[i + distance]) / 6);
    }
    return smoothed;
  }

  @Test
  void shiftedLayoutIsDetectedByItsGreens() throws IOException {
    for (Cfa truth : Cfa.BAYER) {
      check(scene(truth), truth);
    }
    check(Recordings.nikon(""), Cfa.RGGB);
    check(
        Recordings.headerless(
            "infinite_isp_colorchecker_1920x1080_bggr_12bit_le16", 1920, 1080, Cfa.BGGR, 200, 4092),
        Cfa.BGGR);
  }

  private static void check(RawImage image, Cfa truth) {
    for (Cfa stated : Cfa.BAYER) {
      boolean sameGreens =
          truth.redRow() == truth.redColumn() == (stated.redRow() == stated.redColumn());
      assertThat(kinds(Recordings.stating(stated, image)).contains(Anomaly.Kind.WRONG_CFA))
          .as("%s stated as %s", truth, stated)
          .isEqualTo(!sameGreens);
    }
  }

  @Test
  void framesOfAMonochromeSensorHaveNoAnomaly() throws IOException {
    List<Path> frames;
    try (Stream<Path> files = Files.list(SharedData.require("data/emva"))) {
      frames = files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
    assertThat(frames).isNotEmpty();
    for (Path frame : frames) {
      RawImage image = Recordings.grey(frame, Cfa.RGGB, 14.7, 4095);
      assertThat(Recordings.inspector(image).inspect(image).anomalies())
          .as(frame.toString())
          .isEmpty();
    }
  }

  @Test
  void clippedBlackIsDetected() {
    RawImage dark =
        Recordings.Plain.USUAL.record(SIDE, SIDE, Cfa.RGGB, (_, column, _) -> column / 16.0, 1);
    RawImage cut = Recordings.map(dark, sample -> Math.max(0, sample - Recordings.BLACK));
    Inspector inspector = new Inspector(SiteValues.uniform(0), 4095, 1, 0);
    assertThat(kinds(inspector, cut)).contains(Anomaly.Kind.CLIPPED_BLACK);
  }

  @Test
  void metadataThatContradictThePixelsAreReported() {
    RawImage image = scene(Cfa.RGGB);
    Inspector inspector = Recordings.inspector(image);
    assertThat(inspector.inspect(image, OptionalDouble.of(300)).anomalies().getFirst().words())
        .isEqualTo(
            "optical black is 300.0 DN and the stated black level 256.0 DN: expected them to agree"
                + " within 19.2 DN");
    assertThat(inspector.inspect(image, OptionalDouble.of(257)).anomalies()).isEmpty();
    assertThat(kinds(new Inspector(SiteValues.uniform(256), 1000, 1, 0), image))
        .contains(Anomaly.Kind.METADATA);
    assertThat(kinds(new Inspector(SiteValues.uniform(900), 4095, 1, 0), image))
        .contains(Anomaly.Kind.METADATA);
    RawImage saturated = Recordings.map(image, sample -> Math.min(sample, 1500));
    assertThat(kinds(inspector, saturated)).containsExactly(Anomaly.Kind.METADATA);
    float[] samples = image.samples().clone();
    samples[samples.length / 2] = 5000;
    RawImage twelveBits =
        new RawImage(
            image.width(),
            image.height(),
            image.cfa(),
            RawImage.Unit.DN,
            samples,
            Calibration.unknown(12));
    assertThat(kinds(inspector, twelveBits)).containsExactly(Anomaly.Kind.BEYOND_BITS);
  }

  @Test
  void theDocumentListsEveryKind() throws IOException {
    List<String> documented =
        Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|")
            .matcher(Files.readString(Path.of("..", "docs", "reference", "quality-measures.md")))
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(documented)
        .containsExactlyElementsOf(Stream.of(Anomaly.Kind.values()).map(Enum::name).toList());
  }

  @Test
  void exchangedColoursAreDetectedWithAReference() {
    ColourReference reference = new ColourReference(0.7, 0.05, 0.5, 0.05);
    Cfa[] statements = {Cfa.RGGB, Cfa.BGGR, Cfa.GRBG, Cfa.GBRG};
    ColourReference.Order[] orders = {
      ColourReference.Order.AS_STATED,
      ColourReference.Order.SWAPPED,
      ColourReference.Order.SHIFTED_COLUMN,
      ColourReference.Order.SHIFTED_ROW
    };
    for (int i = 0; i < statements.length; i++) {
      RawImage image = Recordings.stating(statements[i], scene(Cfa.RGGB));
      Inspection inspection = Recordings.inspector(image).inspect(image);
      assertThat(reference.judge(inspection.values())).as(statements[i].name()).contains(orders[i]);
    }
    assertThat(reference.judge(2000, 1000, 1000, 1800)).isEmpty();
    assertThat(reference.judge(760, 1000, 1000, 540)).contains(ColourReference.Order.AS_STATED);
  }
}
