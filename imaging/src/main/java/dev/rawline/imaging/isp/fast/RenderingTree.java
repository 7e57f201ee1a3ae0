package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.BandSink;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Rendering;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several renderings of one mosaic; their common first steps are computed once.
 *
 * <p>Renderings whose stages all have a fast twin (with the border MIRROR: any demosaicing; white
 * balance, highlight clip, colour correction; then the sharpening filter, unsharp masking, the
 * Gaussian, the 3×3 median) run together in float32 on vectors, in strips that stay in the cache
 * and on several threads. Any other rendering runs stage by stage. The same mosaic gives the same
 * bits on one thread and on many, whole or in bands.
 *
 * <p>A tree may be used by several threads at once.
 */
public final class RenderingTree {
  private final List<Rendering> renderings;

  /** The indices of the renderings that run together on vectors. */
  private final int[] fast;

  private final int[] others;
  private final StripRenderer strips;

  /** The same for monochrome images. */
  private final StripRenderer copies;

  /** Prepares the tree of some renderings for all cores. */
  public RenderingTree(List<Rendering> renderings) {
    this(renderings, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Prepares the tree of some renderings.
   *
   * @param threads the number of threads, at least 1
   * @throws IllegalArgumentException if there is no rendering or no thread
   */
  public RenderingTree(List<Rendering> renderings, int threads) {
    if (renderings.isEmpty() || threads < 1) {
      throw new IllegalArgumentException(
          "a tree needs at least 1 rendering and 1 thread, got %d and %d"
              .formatted(renderings.size(), threads));
    }
    this.renderings = List.copyOf(renderings);
    this.fast = places(true);
    this.others = places(false);
    this.strips = fast.length == 0 ? null : new StripRenderer(() -> strip(false), threads);
    this.copies = fast.length == 0 ? null : new StripRenderer(() -> strip(true), threads);
  }

  private int[] places(boolean served) {
    return IntStream.range(0, renderings.size())
        .filter(i -> FastPath.supports(renderings.get(i)) == served)
        .toArray();
  }

  private Strip strip(boolean monochrome) {
    return new Strip(
        IntStream.of(fast)
            .mapToObj(renderings::get)
            .map(rendering -> monochrome ? rendering.ofCopies() : rendering)
            .toList(),
        monochrome);
  }

  private StripRenderer strips(RawImage mosaic) {
    return mosaic.cfa().hasFilters() ? strips : copies;
  }

  /** Returns the views of the output of the mosaic stages, in the renderings' order. */
  public List<View> render(RawImage mosaic) {
    View[] views = new View[renderings.size()];
    if (strips != null && FastPath.takes(mosaic)) {
      for (int i : fast) {
        float[] samples = new float[Picture.CHANNELS * mosaic.height() * mosaic.width()];
        views[i] = new View(mosaic.width(), mosaic.height(), samples);
      }
      strips(mosaic).render(mosaic, IntStream.of(fast).mapToObj(i -> views[i]).toList());
    }
    for (int i = 0; i < views.length; i++) {
      if (views[i] == null) {
        views[i] = byDefinition(i, mosaic);
      }
    }
    return List.of(views);
  }

  private View byDefinition(int rendering, RawImage mosaic) {
    return FastDemosaicing.chain(renderings.get(rendering), mosaic.cfa()).apply(mosaic);
  }

  /**
   * Renders band by band, in bounded memory.
   *
   * <p>A rendering without a fast twin arrives as one band, the whole picture. An exception from
   * the sink ends the rendering and reaches the caller.
   */
  public void render(RawImage mosaic, BandSink sink) {
    if (strips == null || !FastPath.takes(mosaic)) {
      for (int i = 0; i < renderings.size(); i++) {
        sink.accept(i, 0, byDefinition(i, mosaic));
      }
      return;
    }
    strips(mosaic)
        .render(
            mosaic, fast.length, (rendering, row, band) -> sink.accept(fast[rendering], row, band));
    for (int i : others) {
      sink.accept(i, 0, byDefinition(i, mosaic));
    }
  }
}
