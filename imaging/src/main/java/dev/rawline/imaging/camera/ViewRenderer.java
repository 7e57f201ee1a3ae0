package dev.rawline.imaging.camera;

import dev.rawline.imaging.frame.BandSink;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.fast.RenderingTree;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Renders any of the twelve views of one camera together; shared steps are computed once. */
public final class ViewRenderer {
  private final Camera camera;
  private final List<ViewName> names;
  private final RenderingTree tree;

  /** Prepares views of a camera's raw images. */
  public ViewRenderer(Camera camera, List<ViewName> names) {
    this(camera, names, UnaryOperator.identity());
  }

  /** Prepares views of a camera's raw images, optionally with a highlight clip. */
  public ViewRenderer(Camera camera, List<ViewName> names, Optional<HighlightClip> clip) {
    this(camera, names, isp -> clip.map(isp::with).orElse(isp));
  }

  /**
   * Prepares views of a camera's raw images.
   *
   * @param change what is changed in the chain of every view; its stages on the mosaic are kept
   */
  public ViewRenderer(Camera camera, List<ViewName> names, UnaryOperator<Isp> change) {
    this.camera = camera;
    this.names = List.copyOf(names);
    this.tree =
        new RenderingTree(
            this.names.stream()
                .map(name -> change.apply(Isp.of(camera, name)).rendering())
                .toList());
  }

  /** Returns the names, in the order in which views are numbered. */
  public List<ViewName> names() {
    return names;
  }

  /** Returns the views of a raw image, in the order of the names. */
  public List<View> render(RawImage raw) {
    return tree.render(mosaic(raw));
  }

  /**
   * Renders band by band, in bounded memory; the rendering number passed to the sink is the index
   * in {@link #names}.
   */
  public void render(RawImage raw, BandSink sink) {
    tree.render(mosaic(raw), sink);
  }

  private RawImage mosaic(RawImage raw) {
    return new BlackLevel(camera.blackLevel()).apply(camera.normalise(raw));
  }
}
