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
import org.junit.jupiter.params.provider.ValueSource;

/** A command refuses a folder that another process writes to, and changes nothing in it. */
class FolderInUseTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private static Path work;

  @BeforeAll
  static void makeInputs() throws IOException {
    SmallDataSets.smears(work.resolve("smears"), 24);
    Ran.works(
        "train",
        ROOT.resolve("plans/quick.yaml"),
        "--data",
        work.resolve("smears"),
        "--epochs",
        "1",
        "--lab",
        work.resolve("book"),
        "--out",
        work.resolve("model"));
    Ran.works("quality", "reference", work.resolve("smears"), "--out", work.resolve("reference"));
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
      })
  void aFolderInUseIsRefused(String command) throws IOException {
    Path out = Files.createTempDirectory(work, "out");
    List<String> words =
        Stream.concat(Stream.of(command.split(" ")), Stream.of("--out", out.toString()))
            .map(word -> word.replace("$", work + "/").replace("@", ROOT + "/"))
            .toList();
    try (FolderLock _ = FolderLock.take(out)) {
      Ran ran = Ran.rawline(words.toArray(String[]::new));
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
