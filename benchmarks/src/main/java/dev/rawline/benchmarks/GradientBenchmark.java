package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.Camera;
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

/** The time of a batch's way through the parametrized pipeline, and of the way back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-XX:ObjectAlignmentInBytes=64",
      "-Xmx8g"
    })
public class GradientBenchmark {

  /** How many mosaics, and the width × height of each. */
  @Param({"1 of 256x256", "8 of 256x256", "32 of 256x256", "1 of 1024x1024"})
  public String batch;

  /** How many threads work at once. */
  @Param({"1", "2"})
  public int threads;

  private GradientBatch measured;

  /** Makes the mosaics and the gradients by their views. */
  @Setup
  public void prepare() {
    String[] parts = batch.split(" of ", -1);
    var mosaics = BenchmarkMosaics.batch(Integer.parseInt(parts[0]), parts[1]);
    measured = new GradientBatch(Camera.DRONE, mosaics, threads);
  }

  /** Computes all views. */
  @Benchmark
  public void forward() {
    measured.forward();
  }

  /** Computes the gradients of θ and of all mosaics. */
  @Benchmark
  public void backward() {
    measured.backward();
  }

  /** Computes all views, then all gradients. */
  @Benchmark
  public void step() {
    measured.gradients();
  }
}
