package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import java.util.SequencedMap;
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

/** The time that the inspection of one raw image takes on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx4g"})
public class InspectionBenchmark {
  static final double BLACK = 256;
  static final double WHITE = 4095;

  /** The image's size. */
  @Param({"128x128", "256x256", "4096x3072"})
  public String size;

  private RawImage image;
  private Inspector inspector;

  /** Makes the image. */
  @Setup
  public void prepare() {
    image = image(size);
    inspector = inspector();
  }

  static Inspector inspector() {
    return new Inspector(
        SiteValues.uniform(BLACK), WHITE, /* step= */ 1, /* photoResponseNonUniformity= */ 0);
  }

  /** Returns an image of 12 bits, some of whose pixels are saturated or at black. */
  static RawImage image(String size) {
    RawImage mosaic = BenchmarkMosaics.of(size);
    float[] samples = mosaic.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          (float) Math.floor(Math.clamp(BLACK - 40 + 4200 * (double) samples[i], 0, WHITE));
    }
    return new RawImage(
        mosaic.width(),
        mosaic.height(),
        mosaic.cfa(),
        RawImage.Unit.DN,
        samples,
        Calibration.unknown(16));
  }

  /** Measures what each pixel by itself tells. */
  @Benchmark
  public SequencedMap<Quantity, Estimate> levels() {
    return inspector.levels(image);
  }

  /** Measures everything. */
  @Benchmark
  public SequencedMap<Quantity, Estimate> everything() {
    return inspector.inspect(image).values();
  }
}
