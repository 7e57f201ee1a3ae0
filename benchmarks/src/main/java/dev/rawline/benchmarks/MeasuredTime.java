package dev.rawline.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The settings of every benchmark: the average time of a call, in a separate process. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {MeasuredTime.VECTORS, MeasuredTime.ALIGNED, "-Xmx8g"})
public abstract class MeasuredTime {
  static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** Objects are aligned to cache lines. */
  static final String ALIGNED = "-XX:ObjectAlignmentInBytes=64";
}
