package dev.rawline.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends a program in the middle of its work and checks the files that it left. */
class InterruptHandlerTest {
  private static final int PHOTOS = 3;

  @TempDir private Path work;
  private Path out;
  private List<String> command;

  @BeforeEach
  void makeInputs() throws IOException {
    out = work.resolve("out");
    command = new ArrayList<>(List.of("views", "--camera", "drone", "--out", out.toString()));
    BufferedImage image = new BufferedImage(900, 700, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < PHOTOS; i++) {
      Path file = work.resolve("photo" + i + ".png");
      ImageIO.write(image, "png", file.toFile());
      command.add(file.toString());
    }
  }

  @Test
  void terminationLeavesNoPartialFileAndTheNextRunResumes() throws Exception {
    Process program = start();
    waitForUnfinished(program);
    program.destroy();

    assertThat(program.waitFor()).isNotZero();
    assertThat(unfinished()).isEmpty();
    assertResumes();
  }

  @Test
  void aKillLeavesNoPartialOutputAndTheNextRunCleansUp() throws Exception {
    Process program = start();
    waitForUnfinished(program);
    program.destroyForcibly().waitFor();
    for (Path left : unfinished()) {
      Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(60)));
    }

    assertResumes();
    assertThat(unfinished()).isEmpty();
  }

  private void assertResumes() throws IOException {
    assertThat(pictures()).allSatisfy(path -> assertThat(ImageIO.read(path.toFile())).isNotNull());

    assertThat(Ran.rawline(command.toArray(String[]::new)).code()).isZero();
    assertThat(pictures()).hasSize(PHOTOS * 13);
    assertThat(Ran.rawline(command.toArray(String[]::new)).out())
        .startsWith("0 rendered, %d skipped".formatted(PHOTOS));
  }

  private Process start() throws IOException {
    return Ran.program(List.of(), command).redirectOutput(work.resolve("log").toFile()).start();
  }

  private void waitForUnfinished(Process program) throws Exception {
    while (unfinished().isEmpty()) {
      assertThat(program.isAlive()).as("the program works").isTrue();
      Thread.sleep(1);
    }
  }

  private List<Path> unfinished() throws IOException {
    return files(".part");
  }

  private List<Path> pictures() throws IOException {
    return files(".png");
  }

  private List<Path> files(String ending) throws IOException {
    if (!Files.isDirectory(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(out)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
