package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.model.Architecture;
import dev.rawline.learning.model.ResNet;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.model.UNet;
import java.util.List;

/** Which network the task model is. */
public sealed interface NetworkPlan {

  /** Returns the architecture of the network. */
  Architecture architecture();

  /** ResNet-18, for classes and numbers. */
  @FileWord("resnet18")
  record Resnet18() implements NetworkPlan {
    @Override
    public Architecture architecture() {
      return new ResNet(18);
    }
  }

  /** ResNet-34, for classes and numbers. */
  @FileWord("resnet34")
  record Resnet34() implements NetworkPlan {
    @Override
    public Architecture architecture() {
      return new ResNet(34);
    }
  }

  /** ResNet-50, for classes and numbers. */
  @FileWord("resnet50")
  record Resnet50() implements NetworkPlan {
    @Override
    public Architecture architecture() {
      return new ResNet(50);
    }
  }

  /** A small convolutional network, for quick work. */
  @FileWord("small-cnn")
  record SmallCnnKeys(
      @Described(meaning = "the number of channels after each block", min = 1) List<Integer> widths)
      implements NetworkPlan {
    /** Fills in the default. */
    public SmallCnnKeys {
      widths = widths == null ? SmallCnn.usual().widths() : List.copyOf(widths);
      new SmallCnn(widths);
    }

    @Override
    public Architecture architecture() {
      return new SmallCnn(widths);
    }
  }

  /** The encoders of a segmentation, by their names. */
  enum Encoder {
    /** ResNet-18. */
    RESNET18(18),
    /** ResNet-34. */
    RESNET34(34),
    /** ResNet-50. */
    RESNET50(50);

    private final int layers;

    Encoder(int layers) {
      this.layers = layers;
    }
  }

  /** What both segmentation networks have in common. */
  record UnetKeys(
      @Described(meaning = "the encoder") Encoder encoder,
      @Described(meaning = "how many times the encoder halves the resolution", min = 3, max = 5)
          Integer depth,
      @Described(
              meaning = "the number of channels of the decoder's blocks, the deepest first",
              min = 1)
          List<Integer> widths) {
    /** The defaults. */
    public static final UnetKeys DEFAULT = new UnetKeys(null, null, null);

    /**
     * Fills in the defaults.
     *
     * @throws IllegalArgumentException if the number of widths is not the depth
     */
    public UnetKeys {
      UNet usual = UNet.usual();
      encoder = encoder == null ? Encoder.RESNET34 : encoder;
      depth = depth == null ? usual.depth() : depth;
      widths = widths == null ? first(usual.decoderWidths(), depth) : List.copyOf(widths);
      new UNet(new ResNet(encoder.layers), depth, widths);
    }

    private static List<Integer> first(List<Integer> widths, int depth) {
      return widths.subList(0, Math.min(depth, widths.size()));
    }

    private UNet unet() {
      return new UNet(new ResNet(encoder.layers), depth, widths);
    }
  }

  /** U-Net, for masks. */
  @FileWord("unet")
  record Unet(UnetKeys keys) implements NetworkPlan {
    @Override
    public Architecture architecture() {
      return keys.unet();
    }
  }

  /** U-Net++, for masks. */
  @FileWord("unet++")
  record UnetPlusPlus(UnetKeys keys) implements NetworkPlan {
    @Override
    public Architecture architecture() {
      return keys.unet().plusPlus();
    }
  }
}
