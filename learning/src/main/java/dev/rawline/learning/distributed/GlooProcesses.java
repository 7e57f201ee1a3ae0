package dev.rawline.learning.distributed;

import dev.rawline.learning.engine.EngineException;
import dev.rawline.learning.engine.GlooGroup;
import dev.rawline.learning.engine.Tensor;
import java.util.OptionalInt;

/** Several processes, connected by libtorch's Gloo. */
final class GlooProcesses implements ProcessGroup {
  /** A broken sum is reported a little before the watch knows whose process ended [ms]. */
  private static final int ATTRIBUTION = 300;

  private static final int POLL = 10;

  private final GlooGroup gloo;
  private final int rank;
  private final int world;
  private final PeerWatch watch;

  GlooProcesses(GlooGroup gloo, int rank, int world, PeerWatch watch) {
    this.gloo = gloo;
    this.rank = rank;
    this.world = world;
    this.watch = watch;
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int world() {
    return world;
  }

  @Override
  public Sum sum(Tensor tensor) {
    try {
      GlooGroup.Pending pending = gloo.sum(tensor);
      return () -> {
        try {
          pending.await();
        } catch (EngineException e) {
          throw lost(e);
        }
      };
    } catch (EngineException e) {
      throw lost(e);
    }
  }

  private LostProcessException lost(EngineException cause) {
    for (int waited = 0; watch.lost().isEmpty() && waited < ATTRIBUTION; waited += POLL) {
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    OptionalInt who = watch.lost();
    return new LostProcessException(
        who.isPresent()
            ? "the process of rank %d".formatted(who.getAsInt())
            : "another process of the training",
        cause);
  }

  @Override
  public void requireAll() {
    if (watch.lost().isPresent()) {
      throw new LostProcessException(
          "the process of rank %d".formatted(watch.lost().getAsInt()), null);
    }
  }

  @Override
  public void finished() {
    watch.finished();
  }

  @Override
  public void close() {
    watch.close();
    gloo.close();
  }
}
