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
 * Samples → the pictures that a task model sees, and the gradient back.
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
    permits ChainModel, HalfSizeModel, NeuralModel, ViewsModel {

  /** Returns the word of plans. */
  String word();

  /** Returns how many channels its pictures have: three colours by default. */
  default int channels() {
    return Picture.CHANNELS;
  }

  /** Returns what the sides of a frame must be multiples of [px]. */
  default int divisor() {
    return 1;
  }

  /**
   * Makes the pictures of samples.
   *
   * @param samples their frames have one size
   * @param training whether layers behave as in training, and the gradient by what is learned will
   *     be required
   * @return (image, channel, row, column) on the device of what makes them; a gradient by them is
   *     required if something behind them is learned
   * @throws IllegalArgumentException if a sample's frame cannot be taken; the message names the
   *     sample and what to do
   */
  Tensor forward(List<PreparedSample> samples, boolean training);

  /**
   * Makes the pictures of samples as in evaluation, and requires the gradient by them and by the
   * frames, whatever is learned: after the loss's {@link Tensor#backward()} the pictures have their
   * {@link Tensor#gradient}, and {@link #gradients} returns those by the frames.
   */
  default Tensor explain(List<PreparedSample> samples) {
    return forward(samples, /* training= */ false).requireGradient();
  }

  /**
   * Returns the chain of stages that renders a sample, with the numbers that hold for it; none
   * where no chain does.
   */
  default Optional<Isp> chain(PreparedSample sample) {
    return Optional.empty();
  }

  /**
   * Carries the gradient that pictures have received on to what is learned here. There is nothing
   * to do where nothing is learned, or the engine made the pictures and has done so already.
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

  /** Returns what is learned. */
  NetworkParameters parameters();

  /**
   * Sets where, on how many threads and how precisely pictures are made; until then it is the CPU,
   * all cores and float32. Chains of stages compute at float32 on the CPU wherever the engine is.
   */
  default void computeOn(Engine engine, Precision precision) {}

  /** Takes over numbers that an optimizer, or a file, has changed in {@link #parameters}. */
  default void changed() {}

  /** Frees the memory of what is learned. */
  @Override
  default void close() {
    parameters().close();
  }
}
