package dev.rawline.learning.assembly;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.task.OnnxSession;

/**
 * An exported file that takes raw mosaics, for prediction only.
 *
 * @param session the file; closed with this
 */
record MosaicNetwork(OnnxSession session) implements Network, AutoCloseable {

  @Override
  public Tensor forward(Tensor mosaics, boolean training) {
    return session
        .run(mosaics.toArray(), mosaics.size(0), mosaics.size(2), mosaics.size(3))
        .on(mosaics.device());
  }

  @Override
  public NetworkParameters parameters() {
    return new NetworkParameters();
  }

  @Override
  public void close() {
    session.close();
  }
}
