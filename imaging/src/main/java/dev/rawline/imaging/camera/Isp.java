package dev.rawline.imaging.camera;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.BandSink;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.RenderingTree;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.WhiteBalance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The image signal processing of one camera: mosaic stages, then a rendering.
 *
 * <p>Φ = gamma ∘ denoising ∘ sharpening ∘ colour correction ∘ white balance ∘ demosaicing ∘ black
 * level
 *
 * @param mosaic the steps on the mosaic, first to last
 * @param rendering the steps from the mosaic to the view
 */
public record Isp(List<MosaicStage> mosaic, Rendering rendering) {

  /** Copies the list of steps. */
  public Isp {
    mosaic = List.copyOf(mosaic);
  }

  /** Returns the chain of one of the twelve views. */
  public static Isp of(Camera camera, ViewName view) {
    return of(
        camera,
        switch (view.demosaic()) {
          case BILINEAR -> Bilinear.DEFAULT;
          case MALVAR -> Malvar2004.DEFAULT;
          case MENON -> Menon2007.DEFAULT;
        },
        switch (view.sharpen()) {
          case SHARPEN -> SharpeningFilter.DEFAULT;
          case UNSHARP -> UnsharpMasking.DEFAULT;
        },
        switch (view.denoise()) {
          case MEDIAN -> MedianDenoising.DEFAULT;
          case GAUSSIAN -> GaussianDenoising.DEFAULT;
        });
  }

  /** Returns the chain of one of the twelve views, as the published reference computes it. */
  public static Isp compatible(Camera camera, ViewName view) {
    return of(
        camera,
        Compatible.demosaicing(view.demosaic()),
        Compatible.sharpening(view.sharpen()),
        Compatible.denoising(view.denoise()));
  }

  /** Returns the light path of a camera through any demosaicing, sharpening and denoising. */
  public static Isp of(
      Camera camera, Demosaicing demosaicing, ColourStage sharpening, ColourStage denoising) {
    return new Isp(
        List.of(new BlackLevel(camera.blackLevel())),
        new Rendering(
            demosaicing,
            List.of(
                new WhiteBalance(camera.whiteBalance()),
                new ColourCorrection(camera.colourMatrix()),
                sharpening,
                denoising),
            Gamma.DEFAULT));
  }

  /**
   * Returns this chain with a highlight clip right before the (first) colour correction.
   *
   * @throws IllegalArgumentException if the chain has no colour correction
   */
  public Isp with(HighlightClip clip) {
    List<ColourStage> clipped = new ArrayList<>(rendering.colour());
    int correction = 0;
    while (correction < clipped.size() && !(clipped.get(correction) instanceof ColourCorrection)) {
      correction++;
    }
    if (correction == clipped.size()) {
      throw new IllegalArgumentException(
          "a highlight clip stands right before the colour correction, but the chain has none: add highlight_clip to the chain itself");
    }
    clipped.add(correction, clip);
    return new Isp(mosaic, new Rendering(rendering.demosaicing(), clipped, rendering.gamma()));
  }

  /** Returns the view of a normalised mosaic ({@link Camera#normalise}). */
  public View apply(RawImage raw) {
    return new RenderingTree(List.of(rendering)).render(onMosaic(raw)).getFirst();
  }

  /** Renders a normalised mosaic band by band, in bounded memory. */
  public void apply(RawImage raw, BandSink sink) {
    new RenderingTree(List.of(rendering)).render(onMosaic(raw), sink);
  }

  private RawImage onMosaic(RawImage raw) {
    RawImage mosaicked = raw;
    for (MosaicStage stage : mosaic) {
      mosaicked = stage.apply(mosaicked);
    }
    return mosaicked;
  }

  /** Returns the view stage by stage, and shows each step to an onlooker ({@link Chain#apply}). */
  public View apply(RawImage raw, Consumer<Trace.Step> onlooker) {
    return chain().apply(raw, onlooker);
  }

  /** Returns the frame before the first and after every stage, for a normalised mosaic. */
  public Trace trace(RawImage raw) {
    return chain().trace(raw);
  }

  private Chain<RawImage, View> chain() {
    Chain<RawImage, View> chain = rendering.chain();
    for (MosaicStage stage : mosaic.reversed()) {
      chain = chain.after(stage);
    }
    return chain;
  }
}
