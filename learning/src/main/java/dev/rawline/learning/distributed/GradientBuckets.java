package dev.rawline.learning.distributed;

import dev.rawline.learning.engine.GradientHook;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums gradients over processes while the backward pass still computes others.
 *
 * <p>Gradients are copied into flat buckets, the last layer first, as the backward pass computes
 * them. A bucket that is full begins to be summed. Buckets are begun in one order in all processes.
 */
public final class GradientBuckets implements AutoCloseable {
  /** The size of a bucket [bytes]. */
  public static final long BYTES = 25_000_000;

  private final ProcessGroup group;
  private final List<Bucket> buckets = new ArrayList<>();
  private final boolean overlapping;
  private boolean open;
  private int begun;
  private RuntimeException failure;

  private static final class Bucket {
    final Tensor flat;
    final List<Place> places = new ArrayList<>();
    ProcessGroup.Sum sum;

    Bucket(List<Tensor> parameters) {
      flat =
          Tensor.zeros(parameters.stream().mapToLong(Tensor::size).sum())
              .to(parameters.getFirst().type())
              .outliveScopes();
      long first = 0;
      for (Tensor parameter : parameters) {
        places.add(new Place(parameter, flat.placeOf(parameter, first).outliveScopes()));
        first += parameter.size();
      }
    }

    boolean isFull() {
      return places.stream().allMatch(place -> place.filled);
    }
  }

  private static final class Place {
    final Tensor parameter;
    final Tensor sum;
    boolean filled;
    boolean present; // a parameter that the loss does not use has no gradient, in no process

    Place(Tensor parameter, Tensor sum) {
      this.parameter = parameter;
      this.sum = sum;
    }

    void fill(Tensor gradient) {
      sum.set(gradient);
      filled = true;
      present = true;
    }

    void fill() {
      parameter.gradient().ifPresentOrElse(this::fill, () -> sum.set(parameter.zerosAlike()));
      filled = true;
    }
  }

  /**
   * Prepares the buckets; call it outside of scopes.
   *
   * @param parameters the parameters that are learned, the first layer first
   * @param bytes the size of a bucket [bytes]
   * @param overlapping whether sums begin during the backward pass, not after it
   */
  public GradientBuckets(
      ProcessGroup group, List<Tensor> parameters, long bytes, boolean overlapping) {
    this.group = group;
    this.overlapping = overlapping;
    List<Tensor> next = new ArrayList<>();
    long size = 0;
    for (Tensor parameter : parameters.reversed()) {
      long more = parameter.size() * parameter.type().bytes();
      if (!next.isEmpty() && (size + more > bytes || next.getFirst().type() != parameter.type())) {
        buckets.add(new Bucket(next));
        next = new ArrayList<>();
        size = 0;
      }
      next.add(parameter);
      size += more;
    }
    buckets.add(new Bucket(next));
    for (Bucket bucket : buckets) {
      for (Place place : bucket.places) {
        place.parameter.hookGradient(new GradientHook(gradient -> computed(place, gradient)));
      }
    }
  }

  /** Expects the gradients of the next backward pass. */
  public void begin() {
    begun = 0;
    failure = null;
    for (Bucket bucket : buckets) {
      for (Place place : bucket.places) {
        place.filled = false;
        place.present = false;
      }
    }
    open = true;
  }

  /** Is called by the engine, which an exception must not reach. */
  private void computed(Place place, Tensor gradient) {
    if (!open || !overlapping || failure != null) {
      return;
    }
    try {
      place.fill(gradient);
      while (begun < buckets.size() && buckets.get(begun).isFull()) {
        beginNext();
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void beginNext() {
    Bucket bucket = buckets.get(begun);
    bucket.sum = group.sum(bucket.flat);
    begun++;
  }

  /**
   * Waits for all sums, which are then the gradients of the parameters; those that the engine did
   * not compute itself are taken from the parameters.
   *
   * @throws LostProcessException if a process has ended
   */
  public void finish() {
    open = false;
    if (failure != null) {
      throw failure;
    }
    try (Scope _ = new Scope()) {
      while (begun < buckets.size()) {
        for (Place place : buckets.get(begun).places) {
          if (!place.filled) {
            place.fill();
          }
        }
        beginNext();
      }
      for (Bucket bucket : buckets) {
        bucket.sum.await();
        for (Place place : bucket.places) {
          if (place.present) {
            place.parameter.setGradient(place.sum);
          }
        }
      }
    }
  }

  /** Frees the buckets. */
  @Override
  public void close() {
    for (Bucket bucket : buckets) {
      bucket.places.forEach(place -> place.sum.close());
      bucket.flat.close();
    }
  }
}
