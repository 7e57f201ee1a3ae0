package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocaleTest {
  @TempDir private Path work;

  /** Persian has other digits: 1 is ۱. */
  @Test
  void outputsDoNotDependOnTheLocale() throws Exception {
    Process program =
        Ran.program(
                List.of("-Duser.language=fa", "-Duser.country=IR"),
                List.of(
                    "simulate",
                    "chart",
                    "--camera=drone",
                    "--count=1",
                    "--size=24x16",
                    "-o",
                    work.toString()))
            .start();
    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).as(output).isZero();
    assertThat(output).contains("1 generated, 0 kept: ");
    assertThat(work.resolve("images/000001.tiff")).exists();
    assertThat(work.resolve("labels.csv")).content().contains("images/000001.tiff");
  }
}
