package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Cfa;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The time of a batch's forward and backward pass through the parametrized pipeline. */
public class GradientBenchmark extends MeasuredTime {

  /** The number of mosaics, and the width × height of each. */
  @Param({"1 of 256x256", "8 of 256x256", "32 of 256x256", "1 of 1024x1024"})
  public String batch;

  /** The number of threads. */
  @Param({"1", "2"})
  public int threads;

  /** The layout of the mosaics; MONOCHROME is the other that has a path of its own. */
  @Param({"RGGB"})
  public String layout;

  private GradientBatch measured;

  /** Creates the mosaics and the gradients by their views. */
  @Setup
  public void prepare() {
    String[] parts = batch.split(" of ", -1);
    Cfa cfa = Cfa.valueOf(layout);
    var mosaics =
        BenchmarkMosaics.batch(Integer.parseInt(parts[0]), parts[1]).stream()
            .map(mosaic -> mosaic.with(cfa))
            .toList();
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
