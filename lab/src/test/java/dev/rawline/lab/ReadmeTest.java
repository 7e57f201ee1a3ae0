package dev.rawline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.RawFiles;
import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of Java that the README shows, run and compared with the README. */
class ReadmeTest {
  private static final Path PROJECT = Path.of("..");
  private static final Path SOURCE = Path.of("src/test/java/dev/rawline/lab/ReadmeTest.java");

  @TempDir Path folder;

  private void shown(Path chart, Path picture) throws IOException {
    // README begins
    RawImage raw = RawFiles.read(chart);
    Camera camera = Camera.of(raw);
    View view = Isp.of(camera, ViewName.parse("menon-unsharp-median")).apply(camera.normalise(raw));
    PngFile.write(view, picture);
    // README ends
  }

  @Test
  void theLinesWorkAndTheReadmeShowsThem() throws IOException {
    Path picture = folder.resolve("chart.png");

    shown(PROJECT.resolve("examples/chart.png"), picture);

    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(ExampleMosaic.WIDTH);
    assertThat(words(between(Files.readString(PROJECT.resolve("README.md")), "```java", "```")))
        .isEqualTo(
            words(
                between(Files.readString(SOURCE), "// README begins\n", "// README ends\n")
                    .replace("(chart)", "(Path.of(\"examples/chart.png\"))")
                    .replace("view, picture)", "view, Path.of(\"chart.png\"))")));
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static List<String> words(String code) {
    return Stream.of(code.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
