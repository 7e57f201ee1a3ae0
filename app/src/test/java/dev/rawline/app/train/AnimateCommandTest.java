package dev.rawline.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.picture.PngFile;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimateCommandTest {
  @TempDir private Path run;

  private void epoch(int number) throws Exception {
    Path folder = Files.createDirectories(run.resolve("track/epoch-00" + number));
    BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(number, number, 0xd55e00);
    PngFile.write(picture, folder.resolve("1-a-picture.png"));
    PngFile.write(picture, folder.resolve("1-a-gradient.png"));
    Map<String, Object> sample =
        Map.of("id", "a", "file", "1-a", "loss", 0.5, "verdict", "IoU 0.7", "gradient_end", 1e-3);
    JsonFile.write(
        Map.of("epoch", number, "data_model", "static", "samples", List.of(sample)),
        folder.resolve("track.json"));
  }

  @Test
  void epochsBecomeAnAnimationAndAStrip() throws Exception {
    epoch(1);
    epoch(2);
    Ran ran = Ran.rawline("animate", run.toString(), "--delay", "0.1");
    assertThat(ran.code()).as(ran.err()).isZero();
    Path track = run.resolve("track");
    assertThat(ran.out())
        .startsWith(
            "2 epochs: %s, %s"
                .formatted(track.resolve("animation.gif"), track.resolve("strip.png")));
    assertThat(track.resolve("animation.gif")).isNotEmptyFile();
    assertThat(track.resolve("strip.png")).isNotEmptyFile();
  }

  @Test
  void mistakesAreReportedInOneSentence() {
    Ran.rawline("animate").assertRefused("'MODEL'");
    Ran.rawline("animate", run.toString())
        .assertRefused("no samples were tracked in this run", "train with the key 'track'");
    Ran.rawline("animate", run.toString(), "--delay", "0")
        .assertRefused("the delay is 0: expected 0.02 to 60 (seconds an epoch)");
  }
}
