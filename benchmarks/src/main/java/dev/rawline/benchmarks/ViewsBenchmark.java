package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.fast.RenderingTree;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** The time from a normalised mosaic to its views, black level included. */
@Fork(
    value = 1,
    jvmArgsAppend = {MeasuredTime.VECTORS, MeasuredTime.ALIGNED, "-Xmx6g"})
public class ViewsBenchmark extends MeasuredTime {

  /** Width × height of the mosaic. */
  @Param({"256x256", "1024x1024", "5472x3648"})
  public String size;

  /** One view by its name, or twelve. */
  @Param({"twelve", "bilinear-sharpen-gaussian", "menon-unsharp-median"})
  public String views;

  /** The number of rendering threads. */
  @Param({"1", "2"})
  public int threads;

  private RawImage mosaic;
  private BlackLevel blackLevel;
  private RenderingTree together;
  private List<RenderingTree> apart;

  /** Creates the mosaic and the trees. */
  @Setup
  public void prepare() {
    mosaic = BenchmarkMosaics.of(size);
    blackLevel = new BlackLevel(Camera.DRONE.blackLevel());
    List<ViewName> names = views.equals("twelve") ? ViewName.ALL : List.of(ViewName.parse(views));
    together = tree(names);
    apart = names.stream().map(name -> tree(List.of(name))).toList();
  }

  private RenderingTree tree(List<ViewName> names) {
    return new RenderingTree(
        names.stream().map(name -> Isp.of(Camera.DRONE, name).rendering()).toList(), threads);
  }

  /** Returns whole pictures, in new memory. */
  @Benchmark
  public List<View> whole() {
    return together.render(blackLevel.apply(mosaic));
  }

  /** Passes bands in reused memory to a sink that does nothing. */
  @Benchmark
  public void bands(Blackhole sink) {
    together.render(blackLevel.apply(mosaic), (rendering, row, band) -> sink.consume(band));
  }

  /**
   * Passes bands to the sink with each view computed separately, to show what sharing the first
   * steps saves.
   */
  @Benchmark
  public void bandsApart(Blackhole sink) {
    for (RenderingTree tree : apart) {
      tree.render(blackLevel.apply(mosaic), (rendering, row, band) -> sink.consume(band));
    }
  }
}
