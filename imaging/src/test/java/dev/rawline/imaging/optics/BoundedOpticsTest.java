package dev.rawline.imaging.optics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Rgb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The forward and backward pass of optics on a 20-megapixel picture, in a bounded heap.
 *
 * <p>A frame takes 228 MiB. The backward pass keeps the scene and the input of each later stage;
 * together with the light, which is its own cotangent here, and two gradients these are seven
 * frames for the drone's four stages. Everything else fits in 104 MiB.
 */
class BoundedOpticsTest {
  private static final int WIDTH = 5472;
  private static final int HEIGHT = 3648;
  private static final double PITCH = 2.4;

  @TempDir private Path work;

  @Test
  @Tag("slow")
  void forwardPassFitsInTheMemoryOfThreeFrames() throws Exception {
    run("-Xmx788m", "drone", "forth");
  }

  @ParameterizedTest
  @CsvSource({"drone, 1700", "aberration, 1928", "airy, 1700"})
  @Tag("slow")
  void backwardPassFitsInTheMemoryOfItsFrames(String optics, int mebibytes) throws Exception {
    run("-Xmx" + mebibytes + "m", optics, "back");
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    Path log = work.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add(arguments[0]);
    command.addAll(
        List.of(
            "-XX:+UseG1GC",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            ThereAndBack.class.getName(),
            arguments[1],
            arguments[2]));
    Process program =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int status = program.waitFor();
    assertThat(status).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
  }

  /** The program in the bounded heap. */
  static final class ThereAndBack {
    private ThereAndBack() {}

    /**
     * Runs optics.
     *
     * @param arguments the optics, and whether to run the backward pass too
     */
    public static void main(String[] arguments) {
      Radiance scene = new Radiance(WIDTH, HEIGHT, 0.06, light());
      Chain<Radiance, Irradiance> chain = optics(arguments[0]);
      if (arguments[1].equals("forth")) {
        require(chain.apply(scene).samples());
      } else {
        ChainPullback<Radiance, Irradiance> pullback = chain.pull(scene);
        Gradient<Radiance> gradient = pullback.back(pullback.value());
        require(pullback.value().samples());
        require(gradient.input().samples());
      }
    }

    private static Chain<Radiance, Irradiance> optics(String name) {
      OpticsSpec drone = OpticsSpec.DRONE;
      return switch (name) {
        case "drone" -> drone.chain(WIDTH, HEIGHT, PITCH);
        case "airy" ->
            drone
                .with(new AiryDisc(drone.wavelengths(), drone.aperture().workingFNumber()))
                .chain(WIDTH, HEIGHT, PITCH);
        case "aberration" ->
            drone
                .chain(WIDTH, HEIGHT, PITCH)
                .then(new ChromaticAberration(new Rgb(1.0005, 1, 0.9995)));
        default -> throw new IllegalArgumentException(name);
      };
    }

    private static float[] light() {
      Random random = new Random(1);
      float[] samples = new float[Picture.CHANNELS * HEIGHT * WIDTH];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = random.nextFloat(0.1f, 1.3f);
      }
      return samples;
    }

    private static void require(float[] samples) {
      for (float sample : samples) {
        if (!(sample > 0)) {
          throw new AssertionError("there is no light: " + sample);
        }
      }
    }
  }
}
