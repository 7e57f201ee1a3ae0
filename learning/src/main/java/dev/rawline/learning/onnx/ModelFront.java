package dev.rawline.learning.onnx;

import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.learning.model.Network;
import java.util.Optional;

/** What stands before the network in an exported file, and so what the file takes. */
public sealed interface ModelFront {

  /**
   * Nothing: the file takes the pictures of a data model.
   *
   * @param channels their channels, at least 1
   */
  record Pictures(int channels) implements ModelFront {}

  /**
   * A camera's processing: the file takes raw mosaics.
   *
   * @param isp the chain
   * @param cfa the layout of the mosaics
   * @param scale the scale of their digital numbers
   */
  record Processing(Isp isp, Cfa cfa, DigitalScale scale) implements ModelFront {}

  /**
   * No processing, or a network in place of it: the file takes raw mosaics, and packs each quad of
   * 2×2 pixels into one pixel.
   *
   * @param channels 1: a monochrome image as it is; 3: the greens averaged; 4: the greens separate
   * @param cfa the layout of the mosaics
   * @param scale the scale of their digital numbers
   * @param mosaics the statistics by which packed mosaics are standardized, if they are
   * @param network the network from packed mosaics to pictures, if there is one
   */
  record Packing(
      int channels,
      Cfa cfa,
      DigitalScale scale,
      Optional<Standardization> mosaics,
      Optional<Network> network)
      implements ModelFront {}
}
