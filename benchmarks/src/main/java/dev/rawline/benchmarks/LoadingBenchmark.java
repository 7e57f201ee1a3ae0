package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.Frame;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time that one raw mosaic of 256² pixels takes from a file that the system has in memory to
 * float32, on one core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-XX:ObjectAlignmentInBytes=64",
      "-Xmx2g"
    })
public class LoadingBenchmark {
  /** How the mosaics are stored; {@code packed-into} reads into an array that is used again. */
  @Param({"png", "tiff", "packed", "packed-into"})
  public String form;

  /** How many there are: 79 MB as they are packed, more than the processor's caches. */
  @Param("600")
  public int count;

  private StoredTiles tiles;

  /** Writes the files. */
  @Setup
  public void prepare() throws IOException {
    tiles = new StoredTiles(form, count);
  }

  /** Removes them. */
  @TearDown
  public void clear() throws IOException {
    tiles.close();
  }

  /** Reads one of them. */
  @Benchmark
  public Frame read() {
    return tiles.read();
  }
}
