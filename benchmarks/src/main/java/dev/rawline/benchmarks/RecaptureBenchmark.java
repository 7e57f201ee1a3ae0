package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.IntensityScaling.Method;
import dev.rawline.imaging.sensor.recapture.Readout;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The time of intensity scaling on one thread, including the mosaic that it returns. */
@Fork(value = 1, jvmArgsAppend = MeasuredTime.VECTORS)
public class RecaptureBenchmark extends MeasuredTime {

  /** The method. */
  @Param({"THINNING", "GAUSSIAN"})
  public Method method;

  /** The share of the light. */
  @Param({"0.5", "0.1", "0.01"})
  public double fraction;

  private RawImage source;
  private IntensityScaling.Drawn scaling;

  /** Creates a mosaic of the drone sensor, from near darkness to near saturation. */
  @Setup
  public void prepare() {
    Readout readout = Readout.of(SensorSpec.DRONE);
    source =
        BenchmarkMosaics.digital(
            "1024x1024",
            sample -> readout.step() * (float) Math.floor(4080 * Math.clamp((float) sample, 0, 1)));
    scaling =
        new IntensityScaling(fraction, readout, method, Optional.empty())
            .draw(new Seed(1, "benchmark"));
  }

  /** Scales the mosaic. */
  @Benchmark
  public RawImage scale() {
    return scaling.apply(source, /* threads= */ 1);
  }
}
