package dev.rawline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.config.ThetaFiles;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.metric.MeanSquaredError;
import dev.rawline.imaging.metric.MetricResult;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.scenes.Daylight;
import dev.rawline.scenes.street.AerialStreet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of Java that the tutorial and the README show, run and compared with both. */
class ReadmeTest {
  private static final Path PROJECT = Path.of("..");
  private static final Path SOURCE = Path.of("src/test/java/dev/rawline/lab/ReadmeTest.java");

  @TempDir Path folder;

  /** Returns the loss before the step of training, and after it. */
  private static double[] shown(Path chart, Path picture, Path numbersFile, Path mosaic)
      throws IOException {
    // README begins
    RawImage raw = RawFiles.read(chart);
    Camera camera = Camera.of(raw);
    View view = Isp.of(camera, ViewName.parse("menon-unsharp-median")).apply(camera.normalise(raw));
    PngFile.write(view, picture);

    Isp isp = Isp.parametrized(camera);
    Theta theta = isp.theta();
    ChainPullback<RawImage, View> forward = isp.pull(camera.normalise(raw));
    MetricResult loss = MeanSquaredError.DEFAULT.pull(forward.value(), view);
    double[] gradient = theta.freeOf(forward.back(loss.gradient()).parameters());
    double[] numbers = theta.free(); // all that are not frozen
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] -= 0.02 * gradient[i];
    }
    theta = theta.withFree(numbers).bounded();
    isp = isp.with(theta);
    ThetaFiles.write(theta, numbersFile);

    SensorDevice device =
        new SensorDevice(SensorSpec.DRONE, 256, 192, 1); // the seed keeps its fixed pattern
    Imager imager = new Imager(OpticsSpec.DRONE, device, Daylight.WHITE);
    Seed seed = new Seed(1, "street");
    Scene street = new AerialStreet().draw("car", seed);
    RawImage simulated = imager.record(street, seed);
    RawFiles.write(simulated, mosaic);
    Mask cars = street.mask(imager.grid()).orElseThrow();
    // README ends
    assertThat(RawFiles.read(mosaic).samples()).isEqualTo(simulated.samples());
    assertThat(cars.coverage()).isBetween(0.005, 0.5);

    View trained = isp.apply(camera.normalise(raw));
    return new double[] {loss.value(), MeanSquaredError.DEFAULT.of(trained, view)};
  }

  @Test
  void shownLinesWork() throws IOException {
    Path picture = folder.resolve("chart.png");

    Path numbers = folder.resolve("theta.yaml");

    double[] losses =
        shown(
            PROJECT.resolve("examples/chart.png"), picture, numbers, folder.resolve("street.tiff"));

    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(ExampleMosaic.WIDTH);
    assertThat(numbers).exists();
    assertThat(losses[1]).isPositive().isLessThan(losses[0]);
    List<String> tutorial =
        words(blocks(Files.readString(PROJECT.resolve("docs/tutorials/java.md"))));
    assertThat(tutorial)
        .startsWith(
            words(blocks(Files.readString(PROJECT.resolve("README.md")))).toArray(String[]::new))
        .isEqualTo(
            words(
                between(Files.readString(SOURCE), "// README begins\n", "// README ends\n")
                    .replace("(chart)", "(Path.of(\"examples/chart.png\"))")
                    .replace("view, picture)", "view, Path.of(\"chart.png\"))")
                    .replace("(simulated, mosaic)", "(simulated, Path.of(\"street.tiff\"))")
                    .replace("(theta, numbersFile)", "(theta, Path.of(\"theta.yaml\"))")));
  }

  private static String blocks(String markdown) {
    return Pattern.compile("(?s)```java\\n(.*?)```")
        .matcher(markdown)
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.joining());
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static List<String> words(String code) {
    return Stream.of(code.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
