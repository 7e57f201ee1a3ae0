package dev.rawline.benchmarks;

import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.output.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The time to write a view as PNG into the system's cache, on one core. */
@Fork(
    value = 1,
    jvmArgsAppend = {MeasuredTime.VECTORS, MeasuredTime.ALIGNED, "-Xmx2g"})
public class PngBenchmark extends MeasuredTime {

  /** Width × height of the view. */
  @Param({"256x256", "1024x1024"})
  public String size;

  private TemporaryFolder scratch;
  private Path file;
  private View view;

  /** Renders the view. */
  @Setup
  public void prepare() throws IOException {
    scratch = TemporaryFolder.make("rawline-png");
    file = scratch.path().resolve("view.png");
    ViewName name = ViewName.parse("menon-unsharp-median");
    view = Isp.of(Camera.DRONE, name).apply(BenchmarkMosaics.of(size));
  }

  /** Removes the file. */
  @TearDown
  public void clear() throws IOException {
    scratch.close();
  }

  /** Writes the file and returns it. */
  @Benchmark
  public Path write() throws IOException {
    PngFile.write(view, file);
    return file;
  }
}
