package dev.rawline.learning.assembly;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.task.Logits;
import dev.rawline.learning.task.TaskModel;
import dev.rawline.learning.task.ViewBatch;

/**
 * A model that was trained elsewhere, in place of one of ours, for prediction only.
 *
 * @param model the model; closed with this
 */
record ExternalNetwork(TaskModel model) implements Network, AutoCloseable {

  @Override
  public Tensor forward(Tensor pictures, boolean training) {
    ViewBatch views =
        new ViewBatch(
            Math.toIntExact(pictures.size(0)),
            Math.toIntExact(pictures.size(2)),
            Math.toIntExact(pictures.size(3)),
            pictures.toArray());
    Logits logits = model.logits(views);
    return Tensor.of(logits.values(), logits.shape().stream().mapToLong(Long::longValue).toArray())
        .on(pictures.device());
  }

  @Override
  public NetworkParameters parameters() {
    return new NetworkParameters();
  }

  @Override
  public void close() {
    model.close();
  }
}
