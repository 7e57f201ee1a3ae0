package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher starts commands that compute nothing without the Vector API. */
class CommandsWithoutVectorsTest {
  @TempDir private Path folder;

  private String run(boolean vectors, String... words) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    ProcessBuilder program = Ran.program(List.of(), List.of(words));
    if (!vectors) {
      List<String> command = new ArrayList<>(program.command());
      assertThat(command.remove("--add-modules=jdk.incubator.vector")).isTrue();
      program.command(command);
    }
    Process started =
        program
            .redirectErrorStream(false)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(out.toFile())
            .start();
    assertThat(started.waitFor()).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  @Test
  void theyPrintTheSame() throws IOException, InterruptedException {
    for (String[] words : new String[][] {{"info", "../examples/chart.png"}, {"views", "--help"}}) {
      assertThat(run(false, words)).isNotBlank().isEqualTo(run(true, words));
    }
  }
}
