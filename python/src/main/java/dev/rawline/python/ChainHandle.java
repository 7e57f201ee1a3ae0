package dev.rawline.python;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.camera.MosaicBatch;
import dev.rawline.imaging.frame.Picture;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A chain that Python holds by a number; θ comes with every call, so that calls know nothing of
 * each other and any thread may make them.
 */
final class ChainHandle {
  private static final Map<Long, ChainHandle> HELD = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT = new AtomicLong(1);

  private final Isp isp;
  private final int threads;

  /** How many numbers θ has. */
  private final int size;

  /** Renderers that no call uses at the moment. */
  private final Queue<IspBatch> idle = new ConcurrentLinkedQueue<>();

  private ChainHandle(Isp isp, int threads) {
    this.isp = isp;
    this.threads = threads;
    this.size = isp.theta().size();
    idle.add(new IspBatch(isp, threads));
  }

  /** Holds a chain; returns its number. */
  static long hold(Isp isp, int threads) {
    long number = NEXT.getAndIncrement();
    HELD.put(number, new ChainHandle(isp, threads));
    return number;
  }

  static void release(long number) {
    HELD.remove(number);
  }

  static ChainHandle of(long number) {
    ChainHandle chain = HELD.get(number);
    if (chain == null) {
      throw new IllegalStateException("there is no chain " + number);
    }
    return chain;
  }

  Isp isp() {
    return isp;
  }

  /**
   * Renders a batch.
   *
   * @param theta θ, float64
   * @param views receive the views, float32
   */
  void forward(long theta, MosaicBatch raws, long views) {
    IspBatch batch = taken(theta);
    batch.forward(raws, floats(views, raws, Picture.CHANNELS));
    idle.add(batch);
  }

  /**
   * Propagates a gradient back through a batch.
   *
   * @param theta θ, float64
   * @param cotangents ∂L/∂view, float32
   * @param ofTheta receives ∂L/∂θ, float64
   * @param ofRaws receives ∂L/∂raw, float32; 0 if nobody wants it
   */
  void backward(long theta, MosaicBatch raws, long cotangents, long ofTheta, long ofRaws) {
    IspBatch batch = taken(theta);
    double[] gradient = new double[size];
    batch.backward(
        raws,
        floats(cotangents, raws, Picture.CHANNELS),
        gradient,
        ofRaws == 0 ? Optional.empty() : Optional.of(floats(ofRaws, raws, 1)));
    idle.add(batch);
    MemorySegment.copy(gradient, 0, numbers(ofTheta), JAVA_DOUBLE, 0, gradient.length);
  }

  /** Returns a renderer with its θ set, which goes back to the idle ones where all goes well. */
  private IspBatch taken(long theta) {
    IspBatch batch = idle.poll();
    if (batch == null) {
      batch = new IspBatch(isp, threads);
    }
    batch.set(numbers(theta).toArray(JAVA_DOUBLE));
    return batch;
  }

  private MemorySegment numbers(long theta) {
    return PythonMemory.at(theta, (long) Double.BYTES * size);
  }

  private static MemorySegment floats(long address, MosaicBatch raws, int channels) {
    return PythonMemory.at(address, channels * raws.samples().byteSize());
  }
}
