package dev.rawline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.workbench.output.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A command refuses a folder that another process writes to, and changes nothing in it; it replaces
 * what a run of it that failed has left.
 */
class FolderInUseTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private static Path work;

  @BeforeAll
  static void makeInputs() throws IOException {
    SmallDataSets.smears(work.resolve("smears"), 24);
    works("train @plans/quick.yaml --data $smears --epochs 1 --lab $book", work.resolve("model"));
    works("quality reference $smears", work.resolve("reference"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simulate aerial-street --camera drone --count 1",
        "scale-intensity $smears",
        "import @examples/pictures --as-raw microscope",
        "calibrate @examples/flats",
        "calibrate --from-images @examples/chart.png",
        "data pack $smears",
        "data tile $smears --size 64",
        "train @plans/quick.yaml --data $smears --epochs 1",
        "predict $model $smears",
        "evaluate $model $smears",
        "drift @plans/drift-quick.yaml --data $smears --epochs 1 --splits 1",
        "forensics @plans/forensics-quick.yaml --data $smears --epochs 1 --splits 1",
        "forensics photons $model $smears --draws 50",
        "optimize @plans/optimize-quick.yaml --data $smears --epochs 1 --splits 1",
        "quality reference $smears",
        "quality check $reference $smears",
        "quality compensate $reference $smears",
      })
  void aFolderInUseIsRefused(String command) throws IOException {
    Path out = Files.createTempDirectory(work, "out");
    try (FolderLock _ = FolderLock.take(out)) {
      Ran ran = Ran.rawline(words(command, out));
      assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(2);
      assertThat(ran.err())
          .contains(out + ": is being written to by this process")
          .contains("wait for its end, or choose another folder")
          .doesNotContain("\tat ");
      try (Stream<Path> inside = Files.list(out)) {
        assertThat(inside).containsExactly(out.resolve(".lock"));
      }
    }
  }

  private static String[] words(String command, Path out) {
    return Stream.concat(Stream.of(command.split(" ")), Stream.of("--out", out.toString()))
        .map(word -> word.replace("$", work + "/").replace("@", ROOT + "/"))
        .toArray(String[]::new);
  }

  private static void works(String command, Path out) {
    Object[] words = words(command, out);
    Ran.works(words);
  }

  @ParameterizedTest
  @CsvSource({
    "predict $model $smears, report.html",
    "evaluate $model $smears, reliability.png",
    "forensics photons $model $smears --checked 2 --draws 50 --lab $book, report.html",
  })
  void whatAFailedRunLeftIsReplaced(String command, String last) throws IOException {
    Path out = Files.createTempDirectory(work, "failed");
    Path inTheWay = Files.createDirectory(out.resolve(last));
    String[] words = words(command, out);
    Ran failed = Ran.rawline(words);
    assertThat(failed.code()).as(failed.err()).isEqualTo(1);
    try (Stream<Path> inside = Files.list(out)) {
      assertThat(inside.count()).as("files that it left").isGreaterThan(2);
    }
    Files.delete(inTheWay);
    works(command, out);
    assertThat(out.resolve(last)).isNotEmptyFile();
    Ran.rawline(words).assertRefused("contains earlier results of ");
  }

  /** The process is another one here. */
  @Test
  void theOtherProcessIsNamed() throws Exception {
    Path out = Files.createTempDirectory(work, "other");
    try (FolderLock _ = FolderLock.take(out)) {
      Process second =
          Ran.program(
                  List.of("--enable-native-access=ALL-UNNAMED"),
                  List.of(
                      "data", "pack", work.resolve("smears").toString(), "--out", out.toString()))
              .start();
      String said = new String(second.getInputStream().readAllBytes(), UTF_8);
      assertThat(second.waitFor()).as(said).isEqualTo(2);
      assertThat(said)
          .contains(out + ": is being written to by process " + ProcessHandle.current().pid());
    }
  }
}
