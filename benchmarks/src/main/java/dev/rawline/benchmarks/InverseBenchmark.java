package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.ExpectedCharge;
import dev.rawline.imaging.camera.InverseIsp;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** The time of the inverse light path of 1024² pixels, from a picture to a raw image. */
@Warmup(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = MeasuredTime.VECTORS)
public class InverseBenchmark extends MeasuredTime {
  private static final int SIDE = 1024;

  /** The camera. */
  @Param({"drone", "microscope"})
  public String camera;

  private InverseIsp inverse;
  private View picture;
  private ExpectedCharge expected;

  /** Creates a picture of 256 levels, like pictures from files. */
  @Setup
  public void prepare() {
    inverse = InverseIsp.preset(camera).orElseThrow();
    float[] samples = new float[View.CHANNELS * SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (i * 31 % 256) / 255f;
    }
    picture = new View(SIDE, SIDE, samples);
    expected = inverse.expected(picture);
  }

  /** Computes the charge. */
  @Benchmark
  public ExpectedCharge expected() {
    return inverse.expected(picture);
  }

  /** Reads the charge out, with the sensor's noise. */
  @Benchmark
  public RawImage recorded() {
    return inverse.recorded(expected.charge(), Optional.of(new Seed(1, "benchmark")));
  }

  /** Reads the charge out without noise. */
  @Benchmark
  public RawImage quiet() {
    return inverse.recorded(expected.charge(), Optional.empty());
  }
}
