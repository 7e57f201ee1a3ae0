package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.Frame;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The time to read a raw mosaic of 256² pixels from a cached file into float32, on one core. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {MeasuredTime.VECTORS, MeasuredTime.ALIGNED, "-Xmx2g"})
public class LoadingBenchmark extends MeasuredTime {
  /** The format of the mosaics; {@code packed-into} reads into a reused array. */
  @Param({"png", "tiff", "packed", "packed-into"})
  public String form;

  /** The number of mosaics: 79 MB when packed, more than the processor's caches. */
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
