package dev.rawline.learning.task;

import dev.rawline.learning.engine.Autocast;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.sample.ModelInput;
import dev.rawline.learning.standardize.Standardizer;
import java.util.Optional;

/**
 * A network of ours as a task model. Views that it shrinks have their gradient at their own size,
 * and pixels are predicted, and compared with targets, at the smaller one.
 */
public final class NetworkModel extends EngineModel {
  private final Network network;
  private final ModelInput input;
  private final Standardizer standardizing;
  private final Precision precision;

  /**
   * Takes a network over, which is closed with this model.
   *
   * @param network the network, on the device
   * @param input the size of the network's input views
   * @param standardizing their following standardization, also on the device
   * @param outputs the number of outputs of the network
   */
  public NetworkModel(
      Network network,
      ModelInput input,
      Standardizer standardizing,
      int outputs,
      Device device,
      Precision precision) {
    super(outputs, device);
    this.network = network;
    this.input = input;
    this.standardizing = standardizing;
    this.precision = precision;
  }

  @Override
  public Optional<Logits> features(ViewBatch views) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      Tensor pictures =
          standardizing.apply(input.seen(views.tensor().on(device)), /* training= */ false);
      try (Autocast _ = new Autocast(device, precision)) {
        return network.features(pictures.channelsLast()).map(Tensor::toFloat).map(Logits::of);
      }
    }
  }

  @Override
  Tensor forward(Tensor views) {
    Tensor pictures = standardizing.apply(input.seen(views), /* training= */ false);
    try (Autocast _ = new Autocast(device, precision)) {
      return network.forward(pictures.channelsLast(), /* training= */ false).toFloat();
    }
  }

  @Override
  public void close() {
    network.parameters().close();
    standardizing.parameters().close();
  }
}
