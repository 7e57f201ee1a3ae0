package dev.rawline.learning.datamodel;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.sample.PreparedSample;
import java.util.List;
import java.util.Optional;

/**
 * Samples → the pictures that are the input of a task model, with the backward pass.
 *
 * <p>One step of training is
 *
 * <pre>{@code
 * Tensor pictures = dataModel.forward(samples, true);
 * loss(taskModel(pictures)).backward();
 * dataModel.backward(pictures);
 * optimizer.step();
 * dataModel.changed();
 * }</pre>
 *
 * <p>Batches may change their number and size of frames from step to step; the frames of one have
 * one size. A data model is used by one thread at a time, and uses several itself. {@link
 * #backward} and {@link #gradients} go back through the last batch that went forward.
 */
public sealed interface DataModel extends AutoCloseable
    permits ChainModel, HalfSizeModel, MosaicModel, NeuralModel, SwappedChannels, ViewsModel {

  /** Returns the word of plans. */
  String word();

  /** Returns how many channels its pictures have: three colours by default. */
  default int channels() {
    return Picture.CHANNELS;
  }

  /** Returns the number of which the sides of a frame must be multiples [px]. */
  default int divisor() {
    return 1;
  }

  /**
   * Makes the pictures of samples.
   *
   * @param samples their frames have one size
   * @param training whether layers are in training mode, and the gradient by learned parameters is
   *     needed
   * @return (image, channel, row, column) on the device of the data model; they need a gradient if
   *     this model has learned parameters
   * @throws IllegalArgumentException if a sample's frame is unsuitable; the message names the
   *     sample and what to do
   */
  Tensor forward(List<PreparedSample> samples, boolean training);

  /**
   * Computes the pictures of samples as in evaluation, and prepares the gradient by them and by the
   * frames, independent of which parameters are learned: after the loss's {@link Tensor#backward()}
   * the pictures have their {@link Tensor#gradient}, and {@link #gradients} returns those by the
   * frames.
   */
  default Tensor explain(List<PreparedSample> samples) {
    return forward(samples, /* training= */ false).requireGradient();
  }

  /**
   * Returns pictures as people look at them, which are those of the task model where they are in
   * [0, 1].
   *
   * @param pictures what {@link #forward} returned
   */
  default Tensor shown(Tensor pictures) {
    return pictures;
  }

  /**
   * Returns the chain of stages that renders a sample, with the sample's parameters; empty without
   * a chain.
   */
  default Optional<Isp> chain(PreparedSample sample) {
    return Optional.empty();
  }

  /**
   * Propagates the gradient of the pictures to the learned parameters. It does nothing if nothing
   * is learned, or if the engine computed the pictures and has already done so.
   *
   * @param pictures what {@link #forward} returned last, after the loss's {@link Tensor#backward()}
   */
  default void backward(Tensor pictures) {}

  /**
   * Returns the gradient by the frames: ∂loss/∂mosaic of each sample, or ∂loss/∂view of views.
   *
   * @param pictures what {@link #explain} returned last, after the loss's {@link Tensor#backward()}
   */
  List<Frame> gradients(Tensor pictures);

  /** Returns the learned parameters. */
  NetworkParameters parameters();

  /**
   * Sets where, on how many threads and how precisely pictures are made; until then it is the CPU,
   * all cores and float32. Chains of stages compute in float32 on the CPU, on whichever device the
   * engine is.
   */
  default void computeOn(Engine engine, Precision precision) {}

  /** Takes over numbers that an optimizer, or a file, has changed in {@link #parameters}. */
  default void changed() {}

  /** Frees the memory of the parameters. */
  @Override
  default void close() {
    parameters().close();
  }
}
