package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.weights.SafeTensors;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleScenesTest {
  private static final int SIDE = 16;
  private static GeneratedScenes scenes;

  @TempDir private Path folder;

  @BeforeAll
  static void make() {
    Engine.start(Device.CPU, 1);
    scenes = HandMadeScenes.of(SIDE, 1e-6);
  }

  @AfterAll
  static void free() {
    scenes.generator().close();
  }

  private List<FileOutcome> sample(Optional<boolean[]> mask) throws IOException {
    return new SampleScenes(folder, scenes, List.of("round"), SIDE, SIDE, mask, 1)
        .run(2, Progress.SILENT);
  }

  private static boolean[] half(boolean upper) {
    boolean[] mask = new boolean[SIDE * SIDE];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i < mask.length / 2 == upper;
    }
    return mask;
  }

  @Test
  void radianceIsWrittenInPhysicalUnitsWithTheShareThatWasBounded() throws IOException {
    sample(Optional.empty());
    float[] radiance =
        SafeTensors.read(folder.resolve("radiance/000001.safetensors"))
            .arrays()
            .get("radiance")
            .toFloats();
    double white = scenes.generator().description().white().getFirst();
    for (int i = 0; i < SIDE * SIDE; i++) {
      assertThat(radiance[i] / white)
          .isBetween(0.9999 * HandMadeScenes.LEAST, 1.0001 * HandMadeScenes.MOST);
    }
    assertThat(JsonFile.read(folder.resolve("records/000001.json")).get("bounded"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.DOUBLE)
        .isBetween(0.0, 0.1);
  }

  @Test
  void aRepeatedRunKeepsWhatIsWholeAndDrawsADamagedSceneAgain() throws IOException {
    sample(Optional.empty());
    Path first = folder.resolve("radiance/000001.safetensors");
    byte[] whole = Files.readAllBytes(first);
    assertThat(sample(Optional.empty())).hasOnlyElementsOfType(FileOutcome.Skipped.class);
    byte[] damaged = whole.clone();
    damaged[damaged.length - 1] ^= 1;
    Files.write(first, damaged);
    assertThat(sample(Optional.empty()))
        .extracting(Object::getClass)
        .isEqualTo(List.of(FileOutcome.Rendered.class, FileOutcome.Skipped.class));
    assertThat(Files.readAllBytes(first)).isEqualTo(whole);
  }

  @Test
  void scenesOfAnotherMaskAreNotTakenForThese() throws IOException {
    sample(Optional.of(half(/* upper= */ true)));
    assertThat(sample(Optional.of(half(/* upper= */ true))))
        .hasOnlyElementsOfType(FileOutcome.Skipped.class);
    assertThatThrownBy(() -> sample(Optional.of(half(/* upper= */ false))))
        .hasMessageContaining("mask")
        .hasMessageContaining("--out");
    assertThatThrownBy(() -> sample(Optional.empty())).hasMessageContaining("mask");
  }
}
