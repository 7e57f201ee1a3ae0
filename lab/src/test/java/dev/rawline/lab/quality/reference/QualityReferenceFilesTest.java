package dev.rawline.lab.quality.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Mutation;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.DocumentedKind;
import dev.rawline.lab.ResultSchema;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.BlurResponse;
import dev.rawline.lab.quality.check.ChartDesign;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References are read back bit for bit, and changed ones are refused. */
class QualityReferenceFilesTest {
  private static final String SUM = "\"sha256\" : ";

  @TempDir private Path folder;

  /** Returns numbers with all their digits, a quarter of them missing. */
  private static QuantityTable table(long seed, Random random) {
    QuantityTable whole = ExampleReferences.table(11, seed);
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      double[] column = whole.column(quantity);
      for (int i = 0; i < column.length; i++) {
        column[i] = random.nextInt(4) == 0 ? Double.NaN : column[i] * Math.PI;
      }
      columns.put(quantity, column);
    }
    columns.remove(Quantity.EDGE_WIDTH);
    List<String> names = ExampleReferences.names(11);
    List<String> photos = names.stream().map(name -> "photo " + names.indexOf(name) / 3).toList();
    return QuantityTable.of(names, seed % 3 == 0 ? photos : names, columns);
  }

  private static QualityReference full(long seed) throws IOException {
    Random random = new Random(seed);
    QuantityTable table = table(seed, random);
    List<BlurResponse.Point> blur =
        List.of(
            new BlurResponse.Point(0.5, Map.of(Quantity.EDGE_WIDTH, random.nextDouble())),
            new BlurResponse.Point(
                1.25, Map.of(Quantity.EDGE_WIDTH, 0.1 + 0.2, Quantity.RED_05, -1e-17)));
    SequencedMap<String, Object> origin = new LinkedHashMap<>();
    for (String key : List.of("made", "commit", "data", "machine", "versions", "rawline")) {
      origin.put(key, key + random.nextInt());
    }
    origin.put("seeds", List.of(1, 2));
    return new QualityReference(
        "normal “ä”",
        ExampleReferences.FRAME,
        table,
        List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 5L, 6L, 7L, 8L, 9L, 10L, 11L),
        Map.of(Anomaly.Kind.MISSING_CODES, 3, Anomaly.Kind.METADATA, 11),
        List.of(
            new Defect(0, 1, Defect.Kind.HOT, 1 / 3.0), new Defect(95, 127, Defect.Kind.DEAD, -6)),
        Optional.empty(),
        Optional.empty(),
        new BlurResponse(blur),
        SensorSpec.preset("microscope"),
        Optional.of(
            ToleranceSpecification.FILE.read(
                DocumentedKind.PROJECT.resolve("examples/tolerance.yaml"))),
        Optional.of(
            new ModelOutputs(
                "model",
                "abc",
                List.of(List.of(0.1f + 0.0, 0.9), List.of(1e-30, 1.0)),
                List.of(List.of(-1.5, 2.5)))),
        origin);
  }

  /** A reference holds its checksum, so that nothing changes unseen. */
  @Test
  void aMutatedReferenceIsReadAlikeOrRefused() throws IOException {
    Random random = new Random(Seeds.next("aMutatedReferenceIsReadAlikeOrRefused"));
    QualityReference reference = full(1);
    Path file = folder.resolve("mutated.json");
    QualityReferenceFiles.write(reference, file);
    byte[] whole = Files.readAllBytes(file);
    String sum = QualityReferenceFiles.sum(QualityReferenceFiles.read(file));
    for (int i = 0; i < 1000; i++) {
      Mutation mutation = List.of(Mutation.values()).get(random.nextInt(Mutation.values().length));
      Files.write(file, mutation.of(whole, random));
      try {
        assertThat(QualityReferenceFiles.sum(QualityReferenceFiles.read(file)))
            .as("%s, %d", mutation, i)
            .isEqualTo(sum);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining(file.toString());
      }
    }
  }

  @Test
  void scalesHaveTheirFullRange() {
    assertThat(ExampleReferences.FRAME.dn(Camera.Scale.FULL_SCALE)).isEqualTo(4095);
    assertThat(ExampleReferences.FRAME.dn(Camera.Scale.BLACK_TO_WHITE)).isEqualTo(4000 - 64);
  }

  @Test
  void referencesAreReadBackBitForBit() throws IOException {
    for (long seed = 1; seed <= 10; seed++) {
      QualityReference written = full(seed);
      Path file = folder.resolve("reference.json");
      String sum = QualityReferenceFiles.write(written, file);
      ResultSchema.requireFits(file, "quality-reference");
      QualityReference read = QualityReferenceFiles.read(seed % 2 == 0 ? file : folder);
      for (Quantity quantity : Quantity.values()) {
        assertThat(read.images().column(quantity))
            .as("%s, seed %d", quantity, seed)
            .containsExactly(written.images().column(quantity));
      }
      assertThat(read.images().names()).isEqualTo(written.images().names());
      assertThat(read.images().groups()).isEqualTo(written.images().groups());
      assertThat(Files.readString(file).contains("\"groups\"")).isEqualTo(seed % 3 == 0);
      assertThat(read).usingRecursiveComparison().ignoringFields("images").isEqualTo(written);
      assertThat(read.sensor().map(DescriptionFiles.SENSOR::text))
          .isEqualTo(written.sensor().map(DescriptionFiles.SENSOR::text));
      assertThat(List.copyOf(read.origin().keySet()))
          .as("the order of the origin, which its sum depends on")
          .isEqualTo(List.copyOf(written.origin().keySet()));
      assertThat(QualityReferenceFiles.sum(read))
          .isEqualTo(sum)
          .isEqualTo(QualityReferenceFiles.sum(written));
      assertThat(Files.readString(file)).contains(sum);
    }
  }

  /**
   * Earlier versions measured a monochrome image as a mosaic. Such a reference has one level, that
   * of green, and keeps its sum: certificates and journals name it.
   */
  @Test
  void aMonochromeReferenceWithColoursHasOneLevelAndItsSum() throws IOException {
    FrameMetadata usual = ExampleReferences.FRAME;
    QuantityTable table = ExampleReferences.table(30, 1);
    QualityReference coloured = ExampleReferences.of(table, Map.of());
    QualityReference old =
        new QualityReference(
            coloured.name(),
            new FrameMetadata(128, 96, Cfa.MONOCHROME, 12, false, usual.inspector()),
            table,
            coloured.fingerprints(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new BlurResponse(
                List.of(
                    new BlurResponse.Point(
                        0.5, Map.of(Quantity.RED_05, 0.25, Quantity.GREEN_05, 0.5)))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            coloured.origin());
    Path file = folder.resolve("old.json");
    String sum = QualityReferenceFiles.write(old, file);
    assertThat(Files.readString(file)).contains("green_mean").doesNotContain("level_mean");
    QualityReference read = QualityReferenceFiles.read(file);
    Map.of(
            Quantity.GREEN_MEAN, Quantity.LEVEL_MEAN,
            Quantity.GREEN_05, Quantity.LEVEL_05,
            Quantity.GREEN_50, Quantity.LEVEL_50,
            Quantity.GREEN_95, Quantity.LEVEL_95)
        .forEach(
            (green, level) ->
                assertThat(read.images().column(level)).containsExactly(table.column(green)));
    assertThat(read.blur().at(Quantity.LEVEL_05, 0.25)).isEqualTo(0.5);
    Path again = folder.resolve("again.json");
    assertThat(QualityReferenceFiles.write(read, again)).isEqualTo(sum);
    assertThat(again).hasSameBinaryContentAs(file);
    assertThat(ChartDesign.of(read, ChartDesign.Kind.EWMA, 1000).charted())
        .contains(Quantity.LEVEL_MEAN, Quantity.GAIN)
        .doesNotContain(Quantity.GREEN_MEAN, Quantity.RED_50, Quantity.BLUE_TO_GREEN);
  }

  @Test
  void unreadableReferencesAreNotWritten() throws IOException {
    Path file = folder.resolve("reference.json");
    QualityReferenceFiles.write(full(1), file);
    byte[] before = Files.readAllBytes(file);
    QualityReference other = full(2);
    Path allowed = folder.resolve("allowed.json");
    QualityReferenceFiles.write(other, allowed);
    int size = (int) Files.size(allowed);
    assertThatThrownBy(() -> QualityReferenceFiles.write(other, file, size - 1))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            "%s: the reference of 11 images would need %d bytes: expected at most %d; build it of fewer images"
                .formatted(file, size, size - 1));
    assertThat(file).as("the earlier file").hasBinaryContent(before);
    QualityReferenceFiles.write(other, file, size);
    assertThat(file).hasSameBinaryContentAs(allowed);
  }

  @Test
  void missingValuesAreReadBackAsMissing() throws IOException {
    QualityReference written = ExampleReferences.of(ExampleReferences.table(8, 3), Map.of());
    QualityReferenceFiles.write(written, folder.resolve(QualityReferenceFiles.NAME));
    QualityReference read = QualityReferenceFiles.read(folder);
    assertThat(read.sensor()).isEmpty();
    assertThat(read.tolerance()).isEmpty();
    assertThat(read.model()).isEmpty();
    assertThat(read.blur().points()).isEmpty();
  }

  /** A file of version 0.1.0, byte by byte. */
  @Test
  void aFileOfAnEarlierVersionIsReadAndWrittenBack() throws IOException {
    Path old = Files.createDirectory(folder.resolve("old")).resolve("reference.json");
    try (InputStream file =
        QualityReferenceFilesTest.class.getResourceAsStream("reference-1.json")) {
      Files.copy(file, old);
    }
    QualityReference read = QualityReferenceFiles.read(old);
    assertThat(read.images().images()).isEqualTo(24);
    Path again = folder.resolve("again.json");
    QualityReferenceFiles.write(read, again);
    assertThat(again).hasSameBinaryContentAs(old);
  }

  private void refused(String text, String... words) throws IOException {
    Path file = Files.writeString(folder.resolve("given.json"), text);
    assertThatThrownBy(() -> QualityReferenceFiles.read(file))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContainingAll(words);
  }

  @Test
  void everyChangedDigitIsDetected() throws IOException {
    Path file = folder.resolve("reference.json");
    QualityReferenceFiles.write(full(4), file);
    String text = Files.readString(file);
    Random random = new Random(5);
    int tried = 0;
    while (tried < 60) {
      int at = random.nextInt(text.indexOf(SUM));
      if (Character.isDigit(text.charAt(at))) {
        char digit = text.charAt(at) == '7' ? '3' : '7';
        String changed = text.substring(0, at) + digit + text.substring(at + 1);
        // The seventeenth digit of a number may be redundant.
        if (!JsonFile.parse(changed).equals(JsonFile.parse(text))) {
          refused(changed, "; ", "rebuild it");
          tried++;
        }
      }
    }
    refused(text.replace("normal", "formal"), "was changed after it was written", "rebuild it");
    refused(text.replaceFirst("\"sha256\" : \"..", "\"sha256\" : \"zz"), "was changed");
  }

  @Test
  void truncatedAndOtherFilesAreRefused() throws IOException {
    Path file = folder.resolve("reference.json");
    QualityReferenceFiles.write(full(6), file);
    String text = Files.readString(file);
    for (int share = 1; share < 10; share++) {
      refused(text.substring(0, text.length() * share / 10), "is not JSON", "copy it again");
    }
    refused("", "copy it again, or rebuild it");
    refused("[1, 2]", "is not a JSON object");
    refused("{\"kind\": \"drift\"}", "is no reference of quality control");
    refused("{}", "is no reference of quality control; name what quality reference has written");
    refused(
        text.replace("quality reference 1", "quality reference 2"),
        "is a reference of another version of Rawline; rebuild it with quality reference");
    assertThatThrownBy(() -> QualityReferenceFiles.read(folder.resolve("none")))
        .hasMessageContainingAll("none: does not exist", "build it with quality reference");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> QualityReferenceFiles.read(empty))
        .hasMessageContaining("reference.json: does not exist");
  }

  @Test
  void tooFewImagesMakeNoReference() {
    assertThatThrownBy(() -> ExampleReferences.of(ExampleReferences.table(7, 1), Map.of()))
        .hasMessage(
            "the reference has 7 images: expected at least 8, better 100; give more of the same"
                + " camera");
    QuantityTable images = ExampleReferences.table(9, 1);
    assertThatThrownBy(
            () ->
                new QualityReference(
                    "normal",
                    ExampleReferences.FRAME,
                    images,
                    List.of(1L),
                    Map.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    BlurResponse.UNKNOWN,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new LinkedHashMap<>()))
        .hasMessageContaining("has 1 fingerprints: expected 9, one an image");
  }

  @Test
  void anAnomalyOfHalfOfTheImagesBelongsToTheCamera() {
    QualityReference reference =
        ExampleReferences.of(
            ExampleReferences.table(9, 1),
            Map.of(Anomaly.Kind.MISSING_CODES, 5, Anomaly.Kind.COMPRESSED, 4));
    assertThat(reference.isUsual(Anomaly.Kind.MISSING_CODES)).isTrue();
    assertThat(reference.isUsual(Anomaly.Kind.COMPRESSED)).isFalse();
    assertThat(reference.isUsual(Anomaly.Kind.METADATA)).isFalse();
  }
}
