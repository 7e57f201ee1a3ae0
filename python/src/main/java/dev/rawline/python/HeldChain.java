package dev.rawline.python;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.frame.Picture;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A chain that Python holds by a number; θ comes with every call, so that calls know nothing of
 * each other and any thread may make them.
 */
final class HeldChain {
  private static final Map<Long, HeldChain> HELD = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT = new AtomicLong(1);

  private final Isp isp;
  private final int threads;

  /** Batches that no call uses at the moment: each serves one thread at a time. */
  private final Queue<IspBatch> idle = new ConcurrentLinkedQueue<>();

  private HeldChain(Isp isp, int threads) {
    this.isp = isp;
    this.threads = threads;
    idle.add(new IspBatch(isp, threads));
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
    long bytes = raws.bytes(Picture.CHANNELS);
    float[] rendered = new float[Math.toIntExact(bytes / Float.BYTES)];
    IspBatch batch = taken(theta);
    batch.forward(raws.copied(), rendered);
    idle.add(batch);
    MemorySegment.copy(rendered, 0, views.reinterpret(bytes), JAVA_FLOAT, 0, rendered.length);
  }

  void backward(
      MemorySegment theta,
      Mosaics raws,
      MemorySegment cotangents,
      MemorySegment ofTheta,
      MemorySegment ofRaws) {
    long bytes = raws.bytes(Picture.CHANNELS);
    float[] coming = new float[Math.toIntExact(bytes / Float.BYTES)];
    MemorySegment.copy(cotangents.reinterpret(bytes), JAVA_FLOAT, 0, coming, 0, coming.length);
    double[] gradient = new double[isp.theta().size()];
    float[] ofMosaics = new float[coming.length / Picture.CHANNELS];
    IspBatch batch = taken(theta);
    batch.backward(raws.copied(), coming, gradient, ofMosaics);
    idle.add(batch);
    MemorySegment.copy(
        gradient,
        0,
        ofTheta.reinterpret((long) Double.BYTES * gradient.length),
        JAVA_DOUBLE,
        0,
        gradient.length);
    if (ofRaws.address() != 0) {
      MemorySegment.copy(
          ofMosaics, 0, ofRaws.reinterpret(raws.bytes(1)), JAVA_FLOAT, 0, ofMosaics.length);
    }
  }

  private IspBatch taken(MemorySegment theta) {
    int size = isp.theta().size();
    double[] numbers =
        theta.reinterpret((long) Double.BYTES * size).toArray(JAVA_DOUBLE);
    IspBatch batch = idle.poll();
    if (batch == null) {
      batch = new IspBatch(isp, threads);
    }
    batch.set(numbers);
    return batch;
  }
}
