package dev.rawline.data.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.Sample;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleListTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      ImageIO.write(
          new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY),
          "png",
          folder.resolve(name + ".png").toFile());
    }
  }

  @Test
  void listedSamplesAreReadInTheOrderOfTheDataSet() throws IOException {
    Path file = folder.resolve("some.txt");
    new SampleList(new LinkedHashSet<>(List.of("c", "a"))).write(file);
    assertThat(file).hasContent("c\na\n");
    assertThat(DataSets.open(folder, DataSetOptions.DEFAULT.with(SampleList.read(file))).samples())
        .extracting(Sample::id)
        .containsExactly("a", "c");
  }

  @Test
  void rejectsUnknownSamplesAndEmptyLists() throws IOException {
    Path unknown = Files.writeString(folder.resolve("some.txt"), "a\r\n\nx\ny\n");
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(
            () -> DataSets.open(folder, DataSetOptions.DEFAULT.with(SampleList.read(unknown))))
        .withMessageContaining("does not have 2 of the 3 listed samples, x for example");
    Path empty = Files.writeString(folder.resolve("empty.txt"), "\n\n");
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> SampleList.read(empty))
        .withMessageContaining("lists no sample; name at least one, one id a line");
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> SampleList.read(folder.resolve("none.txt")))
        .withMessageContaining("does not exist");
  }
}
