package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.fast.FastDemosaicing;
import dev.rawline.imaging.isp.fast.RenderingTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures static views against the peer, interleaved in one run, and prints the ratios. */
public final class ViewsComparison {
  private final PythonPeer peer;
  private final String wanted;
  private final PrintStream out;
  private double checksum;

  private ViewsComparison(PythonPeer peer, String wanted, PrintStream out) {
    this.peer = peer;
    this.wanted = wanted;
    this.out = out;
  }

  /**
   * Prints the table.
   *
   * @param arguments the path of static_views.py, and optionally a part of the names of the cases
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    try (PythonPeer peer = PythonPeer.start(Path.of(arguments[0]), Map.of())) {
      new ViewsComparison(peer, arguments.length > 1 ? arguments[1] : "", System.out)
          .print(Runtime.getRuntime().availableProcessors());
    }
  }

  private void print(int threads) throws IOException {
    out.printf(
        "%-46s %12s %12s %8s%n",
        InterleavedTiming.where(threads), "peer [ms]", "ours [ms]", "ratio");
    for (String size : List.of("256x256", "1024x1024")) {
      RawImage mosaic = BenchmarkMosaics.of(size);
      peer.load(mosaic, Camera.DRONE.name());
      BlackLevel blackLevel = new BlackLevel(Camera.DRONE.blackLevel());
      if (threads == 1) {
        RenderingTree tree = tree(ViewName.ALL, threads);
        List<RenderingTree> apart =
            ViewName.ALL.stream().map(name -> tree(List.of(name), threads)).toList();
        Runnable bands = () -> tree.render(blackLevel.apply(mosaic), (rendering, row, band) -> {});
        compare(size + " twelve views, to a sink", "twelve", bands);
        compare(
            size + " twelve views, new pictures",
            "twelve",
            () -> keep(tree.render(blackLevel.apply(mosaic)).getLast()));
        compare(
            size + " twelve views, without sharing",
            "twelve",
            () ->
                apart.forEach(
                    one -> one.render(blackLevel.apply(mosaic), (rendering, row, band) -> {})));
        compare(size + " twelve views, both sharing", "tree", bands);
        for (String name : List.of("bilinear-sharpen-gaussian", "menon-unsharp-median")) {
          RenderingTree one = tree(List.of(ViewName.parse(name)), threads);
          compare(
              size + " " + name, name, () -> keep(one.render(blackLevel.apply(mosaic)).getLast()));
          out.printf(
              "%48s differ by at most %.1e before the gamma%n",
              "", difference(one, blackLevel.apply(mosaic), name));
        }
        FastDemosaicing menon = new FastDemosaicing(new Menon2007(true, Border.MIRROR));
        LinearRgb picture = menon.apply(mosaic);
        compare(
            size + " menon demosaicing, in place",
            "menon",
            () -> {
              menon.apply(mosaic, picture);
              keep(picture);
            });
        compare(size + " menon demosaicing, new", "menon", () -> keep(menon.apply(mosaic)));
      }
    }
    if (threads > 1) {
      RawImage mosaic =
          new BlackLevel(Camera.DRONE.blackLevel()).apply(BenchmarkMosaics.of("5472x3648"));
      double one = bandsSeconds(tree(ViewName.ALL, 1), mosaic);
      double many = bandsSeconds(tree(ViewName.ALL, threads), mosaic);
      out.printf(
          "5472x3648 twelve views: %.2f s on 1 thread, %.2f s on %d, %.2f times as fast%n",
          one, many, threads, one / many);
    }
    for (String size : List.of("1024x1024", "5472x3648")) {
      RawImage mosaic = BenchmarkMosaics.of(size);
      peer.load(mosaic, Camera.DRONE.name());
      FastDemosaicing bilinear = new FastDemosaicing(new Bilinear(Border.MIRROR));
      LinearRgb picture = bilinear.apply(mosaic);
      String name = size + " bilinear, peer: OpenCV, 16 bit";
      compare(
          name + ", in place",
          "opencv-into",
          () -> {
            bilinear.apply(mosaic, picture);
            keep(picture);
          });
      compare(name + ", new", "opencv", () -> keep(bilinear.apply(mosaic)));
    }
    out.println("checksum of the results " + checksum);
  }

  private static RenderingTree tree(List<ViewName> names, int threads) {
    return new RenderingTree(
        names.stream().map(name -> Isp.of(Camera.DRONE, name).rendering()).toList(), threads);
  }

  private static double bandsSeconds(RenderingTree tree, RawImage mosaic) throws IOException {
    InterleavedTiming.Timed timed =
        () -> InterleavedTiming.seconds(() -> tree.render(mosaic, (rendering, row, band) -> {}));
    double _ = timed.seconds();
    return InterleavedTiming.median(timed, 3);
  }

  private double difference(RenderingTree tree, RawImage dark, String name) throws IOException {
    List<View> views = tree.render(dark);
    return peer.difference(name, views.getFirst());
  }

  private void compare(String what, String name, Runnable ours) throws IOException {
    if (!what.contains(wanted)) {
      return;
    }
    double[] medians = InterleavedTiming.againstPeer(peer, name, ours, InterleavedTiming::seconds);
    double theirs = medians[0];
    double mine = medians[1];
    out.printf("%-46s %12.2f %12.3f %8.1f%n", what, theirs * 1e3, mine * 1e3, theirs / mine);
  }

  /** Reads a result, so that the compiler cannot eliminate its computation. */
  private void keep(Picture result) {
    checksum += result.samples()[0];
  }
}
