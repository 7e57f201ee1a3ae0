package dev.rawline.imaging.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.RawImage;

/**
 * The laws of stages between mosaics. Frames are normalised by default; {@link #frame} may change
 * that.
 */
public abstract class MosaicStageLaws extends StageLaws<RawImage, RawImage> {

  @Override
  protected RawImage frame(Shape shape, float[] samples) {
    return RawImage.normalised(shape.width(), shape.height(), shape.cfa(), samples);
  }

  @Override
  protected final RawImage cotangent(Shape shape, float[] samples) {
    return frame(shape, samples);
  }

  @Override
  protected final int samplesPerPixel() {
    return 1;
  }

  @Override
  protected final void assertKind(RawImage input, RawImage output) {
    assertThat(output.cfa()).isEqualTo(input.cfa());
    assertThat(output.unit()).isEqualTo(input.unit());
    assertThat(output.calibration()).isEqualTo(input.calibration());
  }
}
