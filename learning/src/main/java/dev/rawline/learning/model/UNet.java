package dev.rawline.learning.model;

import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * A network with outputs for each pixel: an encoder, and a decoder with skip connections
 * (Ronneberger, Fischer and Brox, U-Net, MICCAI 2015).
 *
 * <p>Names, shapes, order and first numbers of the parameters are those of {@code Unet}, or {@code
 * UnetPlusPlus}, in segmentation-models-pytorch, with nearest enlargement, batch norms and without
 * attention. Stages of the encoder that a smaller depth does not use are not there.
 *
 * @param encoder the encoder
 * @param depth how many times the encoder halves the size, 3 to 5
 * @param decoderWidths channels after each step of the decoder, the coarsest first; as many as the
 *     depth
 * @param dense whether the skips are themselves decoders of every coarser feature, as in a U-Net++
 *     (Zhou, Siddiquee, Tajbakhsh and Liang, DLMIA 2018)
 */
public record UNet(ResNet encoder, int depth, List<Integer> decoderWidths, boolean dense)
    implements Architecture {

  /**
   * Checks depth and widths.
   *
   * @throws IllegalArgumentException listing all that is wrong
   */
  public UNet {
    decoderWidths = SegmentationNetwork.checked(depth, decoderWidths);
  }

  /** A plain U-Net. */
  public UNet(ResNet encoder, int depth, List<Integer> decoderWidths) {
    this(encoder, depth, decoderWidths, /* dense= */ false);
  }

  /** Returns the U-Net++ of the same encoder and sizes. */
  public UNet plusPlus() {
    return new UNet(encoder, depth, decoderWidths, /* dense= */ true);
  }

  /** Returns the usual plain one: ResNet-34, depth 5, widths 256, 128, 64, 32 and 16. */
  public static UNet usual() {
    return new UNet(new ResNet(34), Encoder.STAGES, SegmentationNetwork.WIDTHS);
  }

  @Override
  public Network build(int channels, int outputs, Seed seed) {
    return new SegmentationNetwork(
        this, dense ? DenseDecoder::build : UNet::decoder, channels, outputs, seed);
  }

  private static SegmentationNetwork.Decoder decoder(
      List<Integer> encoded, List<Integer> widths, LayerFactory layers) {
    List<DecoderBlock> blocks = new ArrayList<>();
    int in = encoded.getFirst();
    for (int i = 0; i < widths.size(); i++) {
      int skip = i + 1 < encoded.size() ? encoded.get(i + 1) : 0;
      blocks.add(new DecoderBlock(in, skip, widths.get(i), layers.within(String.valueOf(i))));
      in = widths.get(i);
    }
    return new PlainDecoder(blocks);
  }

  private record PlainDecoder(List<DecoderBlock> blocks) implements SegmentationNetwork.Decoder {
    @Override
    public <F> F forward(List<F> features, Layers<F> layers) {
      F decoded = features.getFirst();
      for (int i = 0; i < blocks.size(); i++) {
        List<F> skipped = i + 1 < features.size() ? List.of(features.get(i + 1)) : List.of();
        decoded = blocks.get(i).forward(decoded, skipped, layers);
      }
      return decoded;
    }
  }

  @Override
  public boolean predictsPixels() {
    return true;
  }

  @Override
  public int divisor() {
    return 1 << depth;
  }

  @Override
  public String word() {
    return dense ? "unet++" : "unet";
  }
}
