package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bash completes, by the script that Rawline prints. */
class CompletionTest {
  private static final Path ROOT = Path.of("..");

  @TempDir private static Path work;

  private static Path script;

  @BeforeAll
  static void printTheScript() throws IOException, InterruptedException {
    script = work.resolve("completion.bash");
    Process program =
        Ran.program(List.of("-Drawline.program=./rawline"), List.of("completion"))
            .directory(ROOT.toFile())
            .redirectErrorStream(false)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(script.toFile())
            .start();
    assertThat(program.waitFor()).isZero();
  }

  private static String run(String shell, Path folder, String lines)
      throws IOException, InterruptedException {
    Path test = Files.writeString(work.resolve("test.sh"), ". '" + script + "'\n" + lines);
    Process started =
        new ProcessBuilder(shell, test.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor()).as(output).isZero();
    return output;
  }

  private static String complete(String typed) throws IOException, InterruptedException {
    return run(
        "bash",
        ROOT,
        """
        COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="${COMP_WORDS[*]}"
        _complete_rawline || :
        printf '<%%s>' "${COMPREPLY[@]}"
        """
            .formatted(typed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          views a.dng --camera dr           | <drone>
          views a.dng --view menon-u        | <menon-unsharp-median><menon-unsharp-gaussian>
          train --camera f                  | <file>
          train --model res                 | <resnet18><resnet34><resnet50>
          train --optimizer ad              | <adam><adamw>
          train --data-model bilinear-s     | <bilinear-sharpen-median><bilinear-sharpen-gaussian>
          train --data-model par            | <parametrized>
          train plans/qui                   | <plans/quick-masks.yaml><plans/quick.yaml>
          drift plans/drift-                | <plans/drift-adapt-quick.yaml><plans/drift-cells-controls.yaml><plans/drift-cells-pair.yaml><plans/drift-cells.yaml><plans/drift-quick.yaml><plans/drift-streets.yaml><plans/drift-two-cameras.yaml>
          drift --views a                   | <all>
          drift --model u                   | <unet><unet++>
          drift --camera m                  | <microscope>
          forensics plans/f                 | <plans/forensics-cells.yaml><plans/forensics-certify.yaml><plans/forensics-quick.yaml><plans/forensics-streets.yaml>
          forensics --preset 2              | <2\\ Modular\\ hardware-drift\\ forensics>
          quality plans/                    | <plans/quality-quick.yaml>
          predict --device c                | <cpu><cuda>
          evaluate m d --side te            | <test>
          data info --layout ma             | <masks>
          simulate blood                    | <blood-smear><blood-smear-maturation>
          lab show l                        | <last>
          quality ch                        | <check>
          evaluate exam                     | <>
          views a.dng --camera exam         | <>
          """)
  void wordsAreKnown(String typed, String completed) throws IOException, InterruptedException {
    assertThat(complete("rawline " + typed)).isEqualTo(completed);
  }

  /** Where Rawline knows no word, bash completes the names of files. */
  @Test
  void filesAreCompletedEverywhere() throws IOException {
    assertThat(Files.readString(script))
        .contains("complete -F _complete_rawline -o default")
        .doesNotContain("compopt +o default");
  }

  @Test
  void zshReadsIt() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/zsh")), "skipped: no zsh here");
    assertThat(run("zsh", ROOT, "whence -w _complete_rawline")).contains("function");
  }
}
