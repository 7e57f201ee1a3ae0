package dev.rawline.learning.diffusion;

import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.ConvolutionLayer;
import dev.rawline.learning.model.GroupNorm;
import dev.rawline.learning.model.Initialization;
import dev.rawline.learning.model.LayerFactory;
import dev.rawline.learning.model.LinearLayer;
import dev.rawline.learning.model.NetworkParameters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Noisy pictures, times and classes → velocities: the network of a rectified flow.
 *
 * <p>A U-Net of residual blocks with attention at the coarsest level. Squares of two by two pixels
 * become channels first (pixel unshuffle), and become pixels again at the end.
 */
public final class FlowNetwork implements AutoCloseable {
  private static final int FREQUENCIES = 64;
  private static final int CONDITIONS = 256;
  private static final double FASTEST = 1000;
  private static final double SLOWEST = 0.1;
  private static final double[] WAVES = waves();
  private static final int PLACE = 4;

  /**
   * Angular frequencies by which times are encoded, from the fastest down, evenly in logarithms.
   */
  private static double[] waves() {
    double[] waves = new double[FREQUENCIES];
    Arrays.setAll(
        waves, i -> FASTEST * StrictMath.pow(SLOWEST / FASTEST, (double) i / FREQUENCIES));
    return waves;
  }

  private record Level(List<ResidualFlowBlock> blocks) {}

  private final int channels;
  private final int classes;
  private final NetworkParameters parameters;
  private final LinearLayer time;
  private final LinearLayer mixed;
  private final LinearLayer className;
  private final ConvolutionLayer entry;
  private final List<Level> down = new ArrayList<>();
  private final ResidualFlowBlock before;
  private final FlowAttention attention;
  private final ResidualFlowBlock after;
  private final List<Level> up = new ArrayList<>();
  private final GroupNorm lastNorm;
  private final ConvolutionLayer exit;

  /**
   * Makes a network whose initial weights are drawn.
   *
   * @param channels channels of the pictures
   * @param given channels of what else is given at every pixel, such as a mask; 0 for none
   * @param classes the number of classes; one more stands for no class
   */
  public FlowNetwork(FlowArchitecture sizes, int channels, int given, int classes, Seed seed) {
    this.channels = channels;
    this.classes = classes;
    LayerFactory layers = new LayerFactory(channels + given, channels, seed);
    parameters = layers.parameters();
    time = layers.linear("time", 2 * FREQUENCIES, CONDITIONS);
    className = layers.linear("class", classes + 1, CONDITIONS);
    mixed = layers.linear("mixed", CONDITIONS, CONDITIONS);
    List<Integer> widths = sizes.widths();
    int width = widths.getFirst();
    entry =
        layers.biasedConvolution(
            "entry", PLACE * (channels + given), width, 3, Initialization.KAIMING_UNIFORM_FAN_IN);
    List<Integer> skips = new ArrayList<>();
    for (int i = 0; i < widths.size(); i++) {
      List<ResidualFlowBlock> blocks = new ArrayList<>();
      for (int j = 0; j < sizes.blocks(); j++) {
        blocks.add(block(width, widths.get(i), layers.within("down." + i + "." + j)));
        width = widths.get(i);
        skips.add(width);
      }
      down.add(new Level(blocks));
    }
    before = block(width, width, layers.within("middle.0"));
    attention = FlowAttention.of(width, sizes.heads(), layers.within("middle.attention"));
    after = block(width, width, layers.within("middle.1"));
    for (int i = widths.size() - 1; i >= 0; i--) {
      List<ResidualFlowBlock> blocks = new ArrayList<>();
      for (int j = 0; j < sizes.blocks(); j++) {
        int out = widths.get(i);
        blocks.add(block(width + skips.removeLast(), out, layers.within("up." + i + "." + j)));
        width = out;
      }
      up.add(new Level(blocks));
    }
    lastNorm = layers.groupNorm("last", FlowArchitecture.GROUPS, width);
    exit = layers.biasedConvolution("exit", width, PLACE * channels, 3, Initialization.ZERO);
    parameters.channelsLast();
  }

  private static ResidualFlowBlock block(int in, int out, LayerFactory layers) {
    return ResidualFlowBlock.of(in, out, CONDITIONS, layers);
  }

  /** Returns the weights. */
  public NetworkParameters parameters() {
    return parameters;
  }

  /** Returns the number of classes. */
  public int classes() {
    return classes;
  }

  /** Returns the channels of the pictures. */
  public int channels() {
    return channels;
  }

  /**
   * Computes velocities.
   *
   * @param pictures (image, channel, row, column), with sides that the architecture divides
   * @param given (image, channel, row, column), what else is given; as many channels as stated
   * @param times the time of every image, 0 (scene) to 1 (noise)
   * @param labels the class of every image, from 0; {@link #classes} for no class
   * @return (image, channel, row, column)
   */
  public Tensor velocity(Tensor pictures, Optional<Tensor> given, float[] times, int[] labels) {
    Tensor conditions = conditions(times, labels);
    Tensor all = given.map(more -> Tensor.concatenate(List.of(pictures, more), 1)).orElse(pictures);
    Tensor features = entry.forwardByOneDnn(unshuffled(all).channelsLast());
    Deque<Tensor> skips = new ArrayDeque<>();
    for (int i = 0; i < down.size(); i++) {
      if (i > 0) {
        features = features.shrink(features.size(2) / 2, features.size(3) / 2);
      }
      for (ResidualFlowBlock block : down.get(i).blocks()) {
        features = block.forward(features, conditions);
        skips.push(features);
      }
    }
    features = before.forward(features, conditions);
    features = after.forward(attention.forward(features), conditions);
    for (int i = 0; i < up.size(); i++) {
      if (i > 0) {
        features = features.enlargeNearest(2);
      }
      for (ResidualFlowBlock block : up.get(i).blocks()) {
        features = block.forward(Tensor.concatenate(List.of(features, skips.pop()), 1), conditions);
      }
    }
    return shuffled(exit.forwardByOneDnn(lastNorm.forward(features).silu()).toFloat());
  }

  /** Returns silu(mixed(silu(time + class))): what all blocks know of the images. */
  private Tensor conditions(float[] times, int[] labels) {
    float[] waves = new float[times.length * 2 * FREQUENCIES];
    float[] chosen = new float[labels.length * (classes + 1)];
    for (int i = 0; i < times.length; i++) {
      for (int j = 0; j < FREQUENCIES; j++) {
        double frequency = WAVES[j];
        waves[(2 * i) * FREQUENCIES + j] = (float) StrictMath.sin(frequency * times[i]);
        waves[(2 * i + 1) * FREQUENCIES + j] = (float) StrictMath.cos(frequency * times[i]);
      }
      chosen[i * (classes + 1) + labels[i]] = 1;
    }
    Tensor device = parameters.all().firstEntry().getValue();
    Tensor ofTime =
        time.forward(Tensor.of(waves, times.length, 2 * FREQUENCIES).on(device.device()));
    Tensor ofClass =
        className.forward(Tensor.of(chosen, labels.length, classes + 1).on(device.device()));
    return mixed.forward(ofTime.plus(ofClass).silu()).silu();
  }

  private static Tensor unshuffled(Tensor pictures) {
    long[] shape = pictures.shape();
    return pictures
        .reshape(shape[0], shape[1], shape[2] / 2, 2, shape[3] / 2, 2)
        .permute(0, 1, 3, 5, 2, 4)
        .reshape(shape[0], shape[1] * PLACE, shape[2] / 2, shape[3] / 2);
  }

  private Tensor shuffled(Tensor features) {
    long[] shape = features.shape();
    return features
        .reshape(shape[0], channels, 2, 2, shape[2], shape[3])
        .permute(0, 1, 4, 2, 5, 3)
        .reshape(shape[0], channels, shape[2] * 2, shape[3] * 2);
  }

  /** Frees the weights. */
  @Override
  public void close() {
    parameters.close();
  }
}
