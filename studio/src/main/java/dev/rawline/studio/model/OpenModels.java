package dev.rawline.studio.model;

import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Task models that were used last. One thing is computed at a time. */
public final class OpenModels implements AutoCloseable {
  private static final int MOST = 2;

  private final int threads;
  private final SequencedMap<Path, TrainedModel> models = new LinkedHashMap<>();

  /**
   * Uses a model.
   *
   * @param <R> the result
   */
  public interface Use<R> {
    /** Computes something by it. */
    R of(TrainedModel model) throws IOException;
  }

  /** Begins without any; the engine starts with the first. */
  public OpenModels(int threads) {
    this.threads = threads;
  }

  /**
   * Uses the model of a folder that {@code train} has written.
   *
   * @throws IOException if there is none, or it is damaged
   */
  public synchronized <R> R use(Path folder, Use<R> use) throws IOException {
    TrainedModel model = models.remove(folder);
    if (model == null) {
      model = TrainedModel.open(folder, Engine.start(Device.CPU, threads));
    }
    models.put(folder, model);
    while (models.size() > MOST) {
      models.pollFirstEntry().getValue().close();
    }
    return use.of(model);
  }

  @Override
  public synchronized void close() {
    models.values().forEach(TrainedModel::close);
    models.clear();
  }
}
