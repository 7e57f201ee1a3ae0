package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import java.util.SequencedMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The time of the inspection of one raw image on one thread. */
@Fork(
    value = 1,
    jvmArgsAppend = {MeasuredTime.VECTORS, "-Xmx4g"})
public class InspectionBenchmark extends MeasuredTime {
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

  /** Returns an image of 12 bits with some pixels saturated or at black. */
  static RawImage image(String size) {
    return BenchmarkMosaics.digital(
        size, sample -> Math.floor(Math.clamp(BLACK - 40 + 4200 * sample, 0, WHITE)));
  }

  /** Measures the statistics of single pixels. */
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
