package dev.rawline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ExampleMosaicTest {

  @Test
  void theExampleFileIsUpToDate() throws IOException {
    var kept = ImageIO.read(Path.of("..", "examples", "chart.png").toFile()).getRaster();
    var made = ExampleMosaic.image().getRaster();

    assertThat(kept.getSamples(0, 0, kept.getWidth(), kept.getHeight(), 0, (int[]) null))
        .isEqualTo(made.getSamples(0, 0, made.getWidth(), made.getHeight(), 0, (int[]) null));
  }
}
