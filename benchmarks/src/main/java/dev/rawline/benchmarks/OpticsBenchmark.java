package dev.rawline.benchmarks;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.optics.AiryDisc;
import dev.rawline.imaging.optics.ChromaticAberration;
import dev.rawline.imaging.optics.DefocusDisc;
import dev.rawline.imaging.optics.GaussianSpread;
import dev.rawline.imaging.optics.LengthUnit;
import dev.rawline.imaging.optics.Lens;
import dev.rawline.imaging.optics.PointSpread;
import dev.rawline.imaging.optics.PointSpreadFunction;
import dev.rawline.imaging.optics.Resampling;
import dev.rawline.imaging.optics.Vignetting;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The time of each stage of the optics, including the three bands that it returns. */
@Fork(
    value = 1,
    jvmArgsAppend = {
      MeasuredTime.VECTORS,
      MeasuredTime.ALIGNED,
      "-XX:ActiveProcessorCount=1",
      "-Xmx8g"
    })
public class OpticsBenchmark extends MeasuredTime {
  private static final double PITCH = 2.4;

  /** Width × height of the picture; the scene that is resampled is four times as wide and high. */
  @Param({"1024x1024"})
  public String size;

  /** The stage, or the function of a point spread. */
  @Param({
    "resampling",
    "lens",
    "gaussian-1",
    "gaussian-2.52",
    "gaussian-8",
    "gaussian-30",
    "defocus-5",
    "defocus-25",
    "airy",
    "vignetting",
    "chromatic_aberration"
  })
  public String stage;

  private Stage<Frame, Frame> measured;
  private Frame input;

  /** Creates the stage and its input. */
  @Setup
  @SuppressWarnings("unchecked") // each stage gets the light that it takes
  public void prepare() {
    List<Integer> sides = List.of(size.split("x", -1)).stream().map(Integer::valueOf).toList();
    int width = sides.getFirst();
    int height = sides.getLast();
    measured = (Stage<Frame, Frame>) stage(width, height);
    input =
        switch (stage) {
          case "resampling" -> new Radiance(4 * width, 4 * height, 1, light(16 * width * height));
          case "lens" -> new Radiance(width, height, 1, light(width * height));
          default -> new Irradiance(width, height, light(width * height));
        };
  }

  private Stage<?, ?> stage(int width, int height) {
    return switch (stage) {
      case "resampling" -> new Resampling(width, height, 4);
      case "lens" -> new Lens(8, 0.9);
      case "vignetting" -> new Vignetting(OptionalDouble.of(10.3), List.of(-0.001, 1e-5), PITCH);
      case "chromatic_aberration" -> new ChromaticAberration(new Rgb(1.001, 1, 0.999));
      default -> new PointSpread(function(stage), PITCH);
    };
  }

  /** Returns the point spread of a name, such as gaussian-8. */
  static PointSpreadFunction function(String name) {
    String[] parts = name.split("-", -1);
    return switch (parts[0]) {
      case "gaussian" -> GaussianSpread.pixels(Double.parseDouble(parts[1]));
      case "defocus" -> new DefocusDisc(Double.parseDouble(parts[1]), LengthUnit.PIXELS);
      case "airy" -> new AiryDisc(new Rgb(600, 530, 460), 8);
      default -> throw new IllegalArgumentException("there is no point spread " + name);
    };
  }

  /** Returns three bands of light, the same on every run. */
  static float[] light(int area) {
    Random random = new Random(20);
    float[] samples = new float[Picture.CHANNELS * area];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat(0.1f, 1.3f);
    }
    return samples;
  }

  /** Applies the stage. */
  @Benchmark
  public Frame apply() {
    return measured.apply(input);
  }
}
