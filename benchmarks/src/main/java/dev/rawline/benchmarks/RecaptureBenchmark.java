package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.IntensityScaling.Method;
import dev.rawline.imaging.sensor.recapture.Readout;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The time of intensity scaling on one thread, the mosaic that it returns included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class RecaptureBenchmark {

  /** The method. */
  @Param({"THINNING", "GAUSSIAN"})
  public Method method;

  /** The share of the light. */
  @Param({"0.5", "0.1", "0.01"})
  public double fraction;

  private RawImage source;
  private IntensityScaling.Drawn scaling;

  /** Makes a mosaic of the drone sensor, from near darkness to near saturation. */
  @Setup
  public void prepare() {
    RawImage mosaic = BenchmarkMosaics.of("1024x1024");
    Readout readout = Readout.of(SensorSpec.DRONE);
    float[] samples = mosaic.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = readout.step() * (float) Math.floor(4080 * Math.clamp(samples[i], 0, 1));
    }
    source =
        new RawImage(
            mosaic.width(),
            mosaic.height(),
            mosaic.cfa(),
            RawImage.Unit.DN,
            samples,
            Calibration.unknown(16));
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
