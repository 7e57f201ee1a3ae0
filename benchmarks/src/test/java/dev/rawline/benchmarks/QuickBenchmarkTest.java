package dev.rawline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickBenchmarkTest {
  private static final String TABLE = "results/quick.csv";

  @TempDir private Path folder;

  @Test
  void everyCaseOfTheTableIsMeasuredAndDrawn() throws IOException {
    Path words = folder.resolve("words");
    Path launcher = launcher("echo \"$RAWLINE_ENGINE $*\" >> '" + words + "'");

    QuickBenchmark.main(new String[] {launcher.toString(), TABLE, folder.toString(), "--tiny"});

    assertThat(Files.readAllLines(folder.resolve("benchmark.csv")).stream().skip(2))
        .extracting(line -> line.split(";", -1)[0])
        .containsExactlyElementsOf(
            QuickBenchmark.Reference.read(Path.of(TABLE)).stream()
                .map(QuickBenchmark.Reference::name)
                .toList());
    assertThat(Files.readAllLines(folder.resolve("benchmark.csv")).stream().skip(2))
        .allSatisfy(line -> assertThat(Double.parseDouble(line.split(";", -1)[1])).isPositive());
    assertThat(ImageIO.read(folder.resolve("benchmark.png").toFile()).getWidth()).isPositive();
    assertThat(Files.readAllLines(words))
        .anyMatch(line -> line.startsWith("off info "))
        .anyMatch(line -> line.startsWith("off views "))
        .anyMatch(line -> line.startsWith("on views "));
  }

  @Test
  void aCommandThatFailsEndsIt() throws IOException {
    Path launcher = launcher("echo 'no disk space'; exit 4");
    assertThatThrownBy(
            () ->
                QuickBenchmark.main(
                    new String[] {launcher.toString(), TABLE, folder.toString(), "--tiny"}))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("simulate", "ended with 4", "no disk space");
    assertThat(folder.resolve("benchmark.csv")).doesNotExist();
  }

  private Path launcher(String command) throws IOException {
    Path launcher = Files.writeString(folder.resolve("rawline"), "#!/bin/sh\n" + command + "\n");
    return Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
  }
}
