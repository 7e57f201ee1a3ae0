package dev.rawline.data.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.layout.CsvTable;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.pack.PackedDataSet;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.picture.MaskPalette;
import dev.rawline.data.picture.PictureHeader;
import dev.rawline.data.picture.PictureReader;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.raw.SidecarFiles;
import dev.rawline.data.store.Cache;
import dev.rawline.data.store.Checksum;
import dev.rawline.data.store.DataSetSource;
import dev.rawline.data.store.StoreAccess;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipe that nobody writes to and a device without an end are refused, and nobody waits. */
class OrdinaryFilesTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @BeforeEach
  void makePipes() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/dev/zero")), "skipped: no devices here");
    for (String name : List.of("a.tiff", "a.npy", "a.raw", "a.zip", "a.tar", "index.json")) {
      new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start().waitFor();
    }
    Files.writeString(folder.resolve("pack.json"), "{}");
  }

  private record NoKeys() {}

  private Map<String, ThrowingCallable> readings(Path file) {
    DataSetSource source = new DataSetSource(new Cache(folder.resolve("c")), StoreAccess.STANDARD);
    Map<String, ThrowingCallable> readings = new LinkedHashMap<>();
    readings.put("raw", () -> RawFiles.read(file));
    readings.put("picture", () -> PictureReader.read(file));
    readings.put("mask", () -> MaskFile.read(file, MaskPalette.FOREGROUND));
    readings.put("bytes", () -> BoundedFile.read(file, 100));
    readings.put("text", () -> BoundedFile.text(file, 100));
    readings.put("lines", () -> BoundedFile.lines(file));
    readings.put("table", () -> CsvTable.read(file, List.of("a")));
    readings.put("rows", () -> CsvLine.read(file, fields -> fields));
    readings.put("sidecar", () -> SidecarFiles.read(file));
    readings.put("object", () -> JsonFile.read(file));
    readings.put("record", () -> JsonRecords.read(file, NoKeys.class));
    readings.put("checksum", () -> Checksum.of(file, Checksum.Algorithm.SHA256));
    readings.put("data set", () -> source.resolve(file.toString(), Progress.SILENT));
    return readings;
  }

  @Test
  void whatIsNoOrdinaryFileIsRefusedAtOnce() {
    for (Path file :
        List.of(
            folder.resolve("a.tiff"),
            folder.resolve("a.npy"),
            folder.resolve("a.raw"),
            folder.resolve("a.zip"),
            folder.resolve("a.tar"),
            Path.of("/dev/zero"))) {
      readings(file)
          .forEach(
              (name, reading) ->
                  assertTimeoutPreemptively(
                      SOON,
                      () ->
                          assertThatThrownBy(reading)
                              .isInstanceOf(IOException.class)
                              .hasMessageContaining(file.toString()),
                      () -> name + " waits for " + file));
      assertTimeoutPreemptively(SOON, () -> PictureHeader.of(file));
    }
  }

  @Test
  void pipesInAFolderAreNoFilesOfADataSet() {
    assertTimeoutPreemptively(
        SOON,
        () -> assertThatThrownBy(() -> DataSets.open(folder)).isInstanceOf(IOException.class));
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertThatThrownBy(() -> PackedDataSet.open(folder))
                .isInstanceOf(RejectedFileException.class)
                .hasMessage(
                    folder.resolve("index.json")
                        + ": is a pipe, a device or a socket; write its content into a file first"));
  }
}
