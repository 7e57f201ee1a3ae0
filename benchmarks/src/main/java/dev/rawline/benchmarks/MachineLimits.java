package dev.rawline.benchmarks;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Measures the limits of the machine: fused multiply-adds in registers, and bytes to and from
 * memory.
 *
 * <p>Bytes are counted as in the program: a copy reads one array and writes one, a triad a = b + s
 * · c (McCalpin's STREAM) reads two and writes one. A processor that reads a cache line before it
 * writes it moves more.
 */
public final class MachineLimits {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  /** Floats of one array: 256 MiB, far more than the caches hold. */
  private static final int LENGTH = 1 << 26;

  private static final int ROUNDS = 15;
  private static final int FUSED_OPERATIONS = 1 << 24;
  private static final int CHAINS = 12;

  private final int threads;
  private final ExecutorService workers;
  private float checksum;

  private MachineLimits(int threads, ExecutorService workers) {
    this.threads = threads;
    this.workers = workers;
  }

  /**
   * Prints the limits of the cores that the program may use.
   *
   * @param arguments none
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      new MachineLimits(threads, workers).print(System.out);
    }
  }

  private void print(PrintStream out) throws InterruptedException, ExecutionException {
    out.printf("on %d thread(s), the median and the best of %d%n", threads, ROUNDS);
    double operations = 2.0 * CHAINS * FUSED_OPERATIONS * LANES.length() * threads;
    report(out, "fused multiply-add", "GFLOP/s", operations, thread -> fused());
    float[] a = new float[LENGTH];
    float[] b = new float[LENGTH];
    float[] c = new float[LENGTH];
    Arrays.fill(a, 1);
    Arrays.fill(b, 2);
    Arrays.fill(c, 3);
    int part = LENGTH / threads;
    double array = (double) Float.BYTES * part * threads;
    report(out, "read", "GB/s", array, thread -> sum(a, thread * part, part));
    report(out, "fill", "GB/s", array, thread -> fill(a, thread * part, part));
    report(out, "copy", "GB/s", 2 * array, thread -> copy(a, b, thread * part, part));
    report(out, "triad", "GB/s", 3 * array, thread -> triad(a, b, c, thread * part, part));
    out.println("checksum of the results " + checksum);
  }

  /** The work of one thread; returns a result that depends on all of it. */
  @FunctionalInterface
  private interface Work {
    float of(int thread);
  }

  private void report(PrintStream out, String what, String unit, double amount, Work work)
      throws InterruptedException, ExecutionException {
    double[] speeds = new double[ROUNDS];
    for (int warmUp = 0; warmUp < 3; warmUp++) {
      seconds(work);
    }
    for (int round = 0; round < ROUNDS; round++) {
      speeds[round] = amount / seconds(work) / 1e9;
    }
    double best = Arrays.stream(speeds).max().orElseThrow();
    out.printf("%-20s %8.1f %8.1f %s%n", what, InterleavedTiming.middle(speeds), best, unit);
  }

  private double seconds(Work work) throws InterruptedException, ExecutionException {
    var tasks =
        IntStream.range(0, threads)
            .mapToObj(thread -> (Callable<Float>) () -> work.of(thread))
            .toList();
    long start = System.nanoTime();
    for (var result : workers.invokeAll(tasks)) {
      checksum += result.get();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Twelve independent chains: enough to fill two units of four cycles each. */
  private static float fused() {
    FloatVector factor = FloatVector.broadcast(LANES, 0.999f);
    FloatVector term = FloatVector.broadcast(LANES, 0.001f);
    FloatVector a = term;
    FloatVector b = term;
    FloatVector c = term;
    FloatVector d = term;
    FloatVector e = term;
    FloatVector f = term;
    FloatVector g = term;
    FloatVector h = term;
    FloatVector i = term;
    FloatVector j = term;
    FloatVector k = term;
    FloatVector l = term;
    for (int step = 0; step < FUSED_OPERATIONS; step++) {
      a = a.fma(factor, term);
      b = b.fma(factor, term);
      c = c.fma(factor, term);
      d = d.fma(factor, term);
      e = e.fma(factor, term);
      f = f.fma(factor, term);
      g = g.fma(factor, term);
      h = h.fma(factor, term);
      i = i.fma(factor, term);
      j = j.fma(factor, term);
      k = k.fma(factor, term);
      l = l.fma(factor, term);
    }
    FloatVector all =
        a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l);
    return all.lane(0);
  }

  private static float sum(float[] from, int first, int length) {
    FloatVector even = FloatVector.zero(LANES);
    FloatVector odd = even;
    for (int i = first; i < first + length; i += 2 * LANES.length()) {
      even = even.add(FloatVector.fromArray(LANES, from, i));
      odd = odd.add(FloatVector.fromArray(LANES, from, i + LANES.length()));
    }
    return even.add(odd).lane(0);
  }

  private static float fill(float[] to, int first, int length) {
    FloatVector value = FloatVector.broadcast(LANES, 1);
    for (int i = first; i < first + length; i += LANES.length()) {
      value.intoArray(to, i);
    }
    return to[first];
  }

  private static float copy(float[] to, float[] from, int first, int length) {
    for (int i = first; i < first + length; i += LANES.length()) {
      FloatVector.fromArray(LANES, from, i).intoArray(to, i);
    }
    return to[first];
  }

  private static float triad(float[] to, float[] from, float[] scaled, int first, int length) {
    FloatVector scale = FloatVector.broadcast(LANES, 0.5f);
    for (int i = first; i < first + length; i += LANES.length()) {
      FloatVector.fromArray(LANES, scaled, i)
          .fma(scale, FloatVector.fromArray(LANES, from, i))
          .intoArray(to, i);
    }
    return to[first];
  }
}
