package dev.rawline.python;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.numeric.Parallel;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A chain that Python holds by a number; θ comes with every call, so that calls know nothing of
 * each other and any thread may make them.
 */
final class HeldChain {
  private static final Map<Long, HeldChain> HELD = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT = new AtomicLong(1);

  private final Isp isp;
  private final int threads;

  /** Renderers of a whole batch each, on all threads, that no call uses at the moment. */
  private final Queue<BatchRenderer> whole = new ConcurrentLinkedQueue<>();

  /** Renderers of one image each, on one thread. */
  private final Queue<BatchRenderer> single = new ConcurrentLinkedQueue<>();

  private HeldChain(Isp isp, int threads) {
    this.isp = isp;
    this.threads = threads;
    whole.add(new BatchRenderer(isp, threads));
  }

  /** Holds a chain; returns its number. */
  static long hold(Isp isp, int threads) {
    long number = NEXT.getAndIncrement();
    HELD.put(number, new HeldChain(isp, threads));
    return number;
  }

  static void release(long number) {
    HELD.remove(number);
  }

  static HeldChain of(long number) {
    HeldChain chain = HELD.get(number);
    if (chain == null) {
      throw new IllegalStateException("there is no chain " + number);
    }
    return chain;
  }

  Isp isp() {
    return isp;
  }

  void forward(MemorySegment theta, Mosaics raws, MemorySegment views) {
    render(theta, raws, part -> part.renderer().forward(part.raws(), part.first(), views));
  }

  void backward(
      MemorySegment theta,
      Mosaics raws,
      MemorySegment cotangents,
      MemorySegment ofTheta,
      MemorySegment ofRaws) {
    double[][] gradients = new double[raws.images()][];
    render(
        theta,
        raws,
        part ->
            gradients[part.first()] =
                part.renderer().backward(part.raws(), part.first(), cotangents, ofRaws));
    int size = isp.theta().size();
    MemorySegment sum = PythonMemory.of(ofTheta, (long) Double.BYTES * size).fill((byte) 0);
    for (double[] gradient : gradients) {
      for (int i = 0; gradient != null && i < size; i++) {
        sum.setAtIndex(JAVA_DOUBLE, i, sum.getAtIndex(JAVA_DOUBLE, i) + gradient[i]);
      }
    }
  }

  /** Images that one renderer takes at once, from the first of them on. */
  private record Part(BatchRenderer renderer, Mosaics raws, int first) {}

  /** Works image by image, whose copies stay in a core's cache; few images share their threads. */
  private void render(MemorySegment theta, Mosaics raws, Consumer<Part> work) {
    double[] numbers =
        PythonMemory.of(theta, (long) Double.BYTES * isp.theta().size()).toArray(JAVA_DOUBLE);
    if (raws.images() < threads || raws.images() == 1) {
      BatchRenderer renderer = taken(whole, threads, numbers);
      work.accept(new Part(renderer, raws, 0));
      whole.add(renderer);
      return;
    }
    List<BatchRenderer> renderers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      renderers.add(taken(single, 1, numbers));
    }
    Queue<BatchRenderer> idle = new ConcurrentLinkedQueue<>(renderers);
    Parallel.forEach(
        threads,
        raws.images(),
        image -> {
          BatchRenderer renderer = idle.remove();
          work.accept(new Part(renderer, raws.only(image), image));
          idle.add(renderer);
        });
    single.addAll(renderers);
  }

  private BatchRenderer taken(Queue<BatchRenderer> from, int ofThreads, double[] theta) {
    BatchRenderer renderer = from.poll();
    if (renderer == null) {
      renderer = new BatchRenderer(isp, ofThreads);
    }
    renderer.set(theta);
    return renderer;
  }
}
