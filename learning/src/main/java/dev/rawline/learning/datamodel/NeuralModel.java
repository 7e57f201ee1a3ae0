package dev.rawline.learning.datamodel;

import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Autocast;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.Architecture;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.model.ResNet;
import dev.rawline.learning.model.UNet;
import dev.rawline.learning.sample.PreparedSample;
import java.util.List;
import java.util.Optional;

/**
 * Mosaic → picture of half its size through a network that is learned.
 *
 * <p>The network receives the mosaic as four planes of half its size, (R, G1, G2, B) for every
 * layout, and returns three channels of that size. They are neither bounded nor raised to any
 * power: the standardization that follows every data model, best a batch norm without weights,
 * brings them to the scale of the task model.
 */
public final class NeuralModel implements DataModel {
  private final Network network;
  private final int divisor;
  private final Optional<Standardization> mosaics;
  private final BayerPacking quads = new BayerPacking(BayerPacking.KEPT);
  private Precision precision = Precision.FLOAT32;
  private Optional<Tensor> planes = Optional.empty();

  /**
   * Prepares the model.
   *
   * @param network four channels → three channels of each pixel
   * @param divisor the number of which the sides of the network's pictures must be multiples [px]
   * @param mosaics the statistics by which mosaics are standardized first, if they are
   */
  public NeuralModel(Network network, int divisor, Optional<Standardization> mosaics) {
    this.network = network;
    this.divisor = divisor;
    this.mosaics = mosaics;
  }

  /**
   * Returns the published one: a U-Net++ with a ResNet-34 encoder, of depth 3 and decoder widths
   * 256, 128, 64 (Oala et al., Data models for dataset drift controls in machine learning with
   * optical images, TMLR 2023).
   *
   * @param seed the seed of its initial weights
   * @param mosaics the statistics by which mosaics are standardized first, if they are
   */
  public static NeuralModel published(Seed seed, Optional<Standardization> mosaics) {
    return of(new UNet(new ResNet(34), 3, List.of(256, 128, 64)).plusPlus(), seed, mosaics);
  }

  /**
   * Returns the model of another architecture.
   *
   * @param seed the seed of its initial weights
   * @param mosaics the statistics by which mosaics are standardized first, if they are
   * @throws IllegalArgumentException if its outputs are for whole pictures, not for each pixel
   */
  public static NeuralModel of(
      Architecture architecture, Seed seed, Optional<Standardization> mosaics) {
    if (!architecture.predictsPixels()) {
      throw new IllegalArgumentException(
          "a %s predicts one output per image: expected a network with an output per pixel, such as unet++"
              .formatted(architecture.word()));
    }
    return new NeuralModel(
        architecture.build(BayerPacking.KEPT, Picture.CHANNELS, seed),
        architecture.divisor(),
        mosaics);
  }

  /** Returns the network, from packed mosaics to pictures. */
  public Network network() {
    return network;
  }

  /** Returns the statistics by which mosaics are standardized first, if they are. */
  public Optional<Standardization> mosaics() {
    return mosaics;
  }

  @Override
  public String word() {
    return "neural";
  }

  @Override
  public int divisor() {
    return 2 * divisor;
  }

  @Override
  public Tensor forward(List<PreparedSample> samples, boolean training) {
    return forward(planes(samples), training);
  }

  @Override
  public Tensor explain(List<PreparedSample> samples) {
    Tensor given = planes(samples).requireGradient();
    planes = Optional.of(given);
    return forward(given, /* training= */ false).keepGradient();
  }

  /** The backward pass multiplies in the precision of the forward pass. */
  private Tensor forward(Tensor halves, boolean training) {
    Tensor given = standardized(halves);
    try (Autocast _ = new Autocast(given.device(), precision)) {
      return network.forward(given, training).toFloat();
    }
  }

  private Tensor planes(List<PreparedSample> samples) {
    Tensor halves = quads.forward(samples);
    if (halves.size(2) % divisor != 0 || halves.size(3) % divisor != 0) {
      throw new IllegalArgumentException(
          "sample %s has %d×%d pixels: expected sides that are multiples of %d for the neural data model; crop it (crop)"
              .formatted(
                  samples.getFirst().id(), 2 * halves.size(3), 2 * halves.size(2), divisor()));
    }
    return halves;
  }

  /** Returns the network's input, on its device and in its memory format. */
  private Tensor standardized(Tensor halves) {
    Device device = network.parameters().all().firstEntry().getValue().device();
    Tensor there = halves.on(device).channelsLast();
    if (mosaics.isEmpty()) {
      return there;
    }
    float[] means = new float[BayerPacking.KEPT];
    float[] deviations = new float[BayerPacking.KEPT];
    for (Cfa.Site site : Cfa.Site.values()) {
      means[site.index()] = (float) mosaics.get().mean().at(site.colour());
      deviations[site.index()] = (float) mosaics.get().deviation().at(site.colour());
    }
    return there
        .minus(Tensor.of(means, 1, BayerPacking.KEPT, 1, 1).on(device))
        .over(Tensor.of(deviations, 1, BayerPacking.KEPT, 1, 1).on(device));
  }

  @Override
  public void computeOn(Engine engine, Precision newPrecision) {
    network.parameters().moveTo(engine.device());
    network.parameters().channelsLast();
    quads.useThreads(engine.threads());
    precision = newPrecision;
  }

  @Override
  public List<Frame> gradients(Tensor pictures) {
    return quads.back(planes.flatMap(Tensor::gradient).orElseThrow(MosaicBatch::noGradient));
  }

  @Override
  public NetworkParameters parameters() {
    return network.parameters();
  }
}
