package dev.rawline.imaging.isp;

import dev.rawline.imaging.camera.CompatibilityPreset;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.fast.FastDemosaicing;

/** The two implementations of a stage, and their tolerances against golden numbers. */
enum Precision {
  /** The definition, in double precision. */
  DEFINITION(1e-9, 1e-9) {
    @Override
    Planes apply(MosaicStage stage, Planes mosaic, Cfa cfa) {
      return StageDefinitions.apply(stage, mosaic, cfa);
    }

    @Override
    Planes apply(Demosaicing stage, Planes mosaic, Cfa cfa) {
      return StageDefinitions.apply(stage, mosaic, cfa);
    }

    @Override
    Planes apply(ColourStage stage, Planes rgb) {
      return StageDefinitions.apply(stage, rgb);
    }

    @Override
    Planes apply(Gamma stage, Planes rgb) {
      return stage.plain(rgb);
    }
  },

  /** The public stages, on float32 frames. */
  FRAMES(1e-5, 5e-5) {
    @Override
    Planes apply(MosaicStage stage, Planes mosaic, Cfa cfa) {
      return Planes.of(stage.apply(raw(mosaic, cfa)));
    }

    @Override
    Planes apply(Demosaicing stage, Planes mosaic, Cfa cfa) {
      return Planes.of(new FastDemosaicing(stage).apply(raw(mosaic, cfa)));
    }

    @Override
    Planes apply(ColourStage stage, Planes rgb) {
      return Planes.of(stage.apply(rgb.toLinearRgb()));
    }

    @Override
    Planes apply(Gamma stage, Planes rgb) {
      return Planes.of(stage.apply(rgb.toLinearRgb()));
    }
  };

  /**
   * The reference's bilateral filter rounds distances down to the steps of a table. The last bit of
   * a float32 sample can move a distance over a step, which changes a pixel by up to this much.
   */
  private static final double TABLE_STEP = 1e-3;

  /** The tolerance before the gamma, relative to max(1, |v|). */
  final double linear;

  /** The tolerance after the gamma. */
  final double view;

  Precision(double linear, double view) {
    this.linear = linear;
    this.view = view;
  }

  /** Returns the tolerance after one stage, relative to max(1, |v|). */
  double after(ColourStage stage) {
    return this == FRAMES && stage.equals(CompatibilityPreset.BILATERAL) ? TABLE_STEP : linear;
  }

  abstract Planes apply(MosaicStage stage, Planes mosaic, Cfa cfa);

  abstract Planes apply(Demosaicing stage, Planes mosaic, Cfa cfa);

  abstract Planes apply(ColourStage stage, Planes rgb);

  abstract Planes apply(Gamma stage, Planes rgb);

  private static RawImage raw(Planes mosaic, Cfa cfa) {
    return mosaic.toRawImage(
        RawImage.normalised(mosaic.width, mosaic.height, cfa, new float[mosaic.samples.length]));
  }
}
