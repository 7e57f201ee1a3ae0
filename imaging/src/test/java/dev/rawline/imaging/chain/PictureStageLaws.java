package dev.rawline.imaging.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Picture;
import java.util.List;
import java.util.stream.Stream;

/**
 * The laws of stages between pictures, which have no colour layout.
 *
 * @param <I> the input picture
 * @param <O> the output picture
 */
public abstract class PictureStageLaws<I extends Picture, O extends Picture>
    extends StageLaws<I, O> {
  private final Maker<I> input;
  private final Maker<O> output;

  /** Makes a picture of samples. */
  public interface Maker<P extends Picture> {
    /** Returns the picture. */
    P of(int width, int height, float[] samples);
  }

  /** Tests stages that take and make such pictures. */
  protected PictureStageLaws(Maker<I> input, Maker<O> output) {
    this.input = input;
    this.output = output;
  }

  /** Returns the usual sizes and those of a line and of a single pixel. */
  protected final List<Size> sizesAndLines() {
    return Stream.concat(
            Stream.of(new Size(1, 1), new Size(1, 7), new Size(7, 1)), super.sizes().stream())
        .toList();
  }

  @Override
  protected List<Cfa> layouts() {
    return List.of(Cfa.RGGB);
  }

  @Override
  protected final I frame(Shape shape, float[] samples) {
    return input.of(shape.width(), shape.height(), samples);
  }

  @Override
  protected final O cotangent(Shape shape, float[] samples) {
    return output.of(shape.width(), shape.height(), samples);
  }

  @Override
  protected final int samplesPerPixel() {
    return Picture.CHANNELS;
  }

  @Override
  protected void assertKind(I in, O out) {
    assertThat(out.samples()).hasSameSizeAs(in.samples());
  }
}
