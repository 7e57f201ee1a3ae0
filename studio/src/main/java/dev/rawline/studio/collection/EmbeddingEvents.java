package dev.rawline.studio.collection;

import dev.rawline.learning.engine.EngineException;
import dev.rawline.studio.http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Places samples by a model while a client listens; the features computed last are kept. */
final class EmbeddingEvents {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** One model at a time: engines share their threads. */
  private final Semaphore evaluating = new Semaphore(1);

  private Optional<KnownFeatures> known = Optional.empty();

  /** The features that were computed last. */
  private record KnownFeatures(
      String set, Embedding of, FileTime written, ModelFeatures features) {}

  /**
   * Sends how far it is, and at last the places, or what is wrong: a client cannot read the status
   * of events.
   *
   * @throws IOException if the client is gone
   */
  void send(OpenCollection collection, Embedding embedding, Reply.EventSink sink)
      throws IOException {
    if (!isFree()) {
      sink.send(
          Map.of("problem", "another model is being evaluated: try again when it is finished"));
      return;
    }
    Object last;
    try {
      EventProgress progress = new EventProgress(sink);
      ModelFeatures features = features(collection, embedding, progress);
      last = embedding.of(features, collection.samples().size(), progress);
    } catch (CancellationException e) {
      return; // nobody listens any more
    } catch (IOException | IllegalArgumentException | EngineException e) {
      last = Map.of("problem", String.valueOf(e.getMessage()));
    } finally {
      evaluating.release();
    }
    sink.send(last);
  }

  /** Waits for a model whose client has just gone. */
  private boolean isFree() throws IOException {
    try {
      return evaluating.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server stops", e);
    }
  }

  private ModelFeatures features(
      OpenCollection collection, Embedding embedding, EventProgress progress) throws IOException {
    // The method does not matter for them.
    Embedding key = new Embedding(embedding.model(), Embedding.Method.PCA, embedding.most());
    FileTime written = Files.getLastModifiedTime(embedding.model());
    if (known.isPresent()
        && known.get().set.equals(collection.id())
        && known.get().of.equals(key)
        && known.get().written.equals(written)) {
      return known.get().features;
    }
    known = Optional.empty(); // its memory is needed
    ModelFeatures features = embedding.features(collection.samples(), progress);
    known = Optional.of(new KnownFeatures(collection.id(), key, written, features));
    return features;
  }
}
