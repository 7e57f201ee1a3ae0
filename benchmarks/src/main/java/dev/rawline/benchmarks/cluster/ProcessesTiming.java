package dev.rawline.benchmarks.cluster;

import com.sun.management.OperatingSystemMXBean;
import dev.rawline.benchmarks.TrainingBatch;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.datamodel.ViewsModel;
import dev.rawline.learning.distributed.ProcessGroup;
import dev.rawline.learning.distributed.Rendezvous;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Target;
import dev.rawline.learning.train.TrainingStep;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What it costs that processes train one ResNet-18 together, by turns: steps of their own; steps
 * with all arithmetic of synchronisation but no sums; with the sums of batch norms only; of
 * gradients only; with all sums, during the backward pass and after it. Sums alone are timed
 * before.
 *
 * <p>Time is that until all processes have ended the step, and that of this process's processors,
 * which other programs of the machine do not lengthen by taking turns.
 */
final class ProcessesTiming {
  private static final int WARM_UP = 3;
  private static final int[] SUMS = {257, 1025, 6_250_000, 11_200_000};
  private static final int SMALL = 10_000;
  private static final int SMALL_REPEATS = 500;
  private static final int REPEATS = 15;
  private static final double NANOSECONDS = 1e6; // in a millisecond

  private ProcessesTiming() {}

  /** Arguments: rank, world, port, samples of each process, side [px], rounds. */
  public static void main(String[] arguments) throws IOException {
    int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    Rendezvous place =
        new Rendezvous("127.0.0.1", numbers[2], numbers[0], numbers[1], Rendezvous.PATIENCE);
    Engine engine = Engine.start(Device.CPU, 1);
    List<PreparedSample> batch = batch(numbers[3], numbers[4]);
    double share = 1.0 / place.world();
    try (ProcessGroup group = place.join(new LinkedHashMap<>())) {
      sums(group);
      Map<String, TrainingStep> steps = new LinkedHashMap<>();
      steps.put("alone", step(engine, ProcessGroup.ALONE, true));
      steps.put("arithmetic", step(engine, new SomeSums(group, Set.of()), true));
      // Statistics are summed in double precision.
      steps.put("statistics", step(engine, new SomeSums(group, Set.of(ElementType.FLOAT64)), true));
      steps.put("gradients", step(engine, new SomeSums(group, Set.of(ElementType.FLOAT32)), true));
      steps.put("during", step(engine, group, true));
      steps.put("after", step(engine, group, false));
      Map<String, List<Double>> times = new LinkedHashMap<>();
      Map<String, List<Double>> processor = new LinkedHashMap<>();
      for (int round = 0; round < WARM_UP + numbers[5]; round++) {
        for (Map.Entry<String, TrainingStep> step : steps.entrySet()) {
          double[] _ = group.sum(0);
          long start = System.nanoTime();
          long used = processorTime();
          double _ = step.getValue().learn(batch, step.getKey().equals("alone") ? 1 : share, 0, 1);
          double own = (processorTime() - used) / NANOSECONDS;
          double mean = group.sum(own)[0] / place.world(); // all have ended
          double taken = (System.nanoTime() - start) / NANOSECONDS;
          if (round >= WARM_UP) {
            times.computeIfAbsent(step.getKey(), _ -> new ArrayList<>()).add(taken);
            processor.computeIfAbsent(step.getKey(), _ -> new ArrayList<>()).add(mean);
          }
        }
      }
      if (place.rank() == 0) {
        print("time", times);
        print("processor time", processor);
      }
      group.finished();
    }
  }

  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static TrainingStep step(Engine engine, ProcessGroup group, boolean overlapping) {
    return new TrainingStep(
        TrainingBatch.settings(),
        TrainingBatch.model(new ViewsModel(), engine, Precision.FLOAT32),
        group,
        overlapping);
  }

  /** Processes that leave out the sums of other types. */
  private record SomeSums(ProcessGroup all, Set<ElementType> types) implements ProcessGroup {
    @Override
    public int rank() {
      return all.rank();
    }

    @Override
    public int world() {
      return all.world();
    }

    @Override
    public Sum sum(Tensor tensor) {
      return types.contains(tensor.type()) ? all.sum(tensor) : () -> {};
    }

    @Override
    public void requireAll() {
      all.requireAll();
    }

    @Override
    public void finished() {}

    @Override
    public void close() {}
  }

  private static void sums(ProcessGroup group) {
    try (Scope _ = new Scope()) {
      for (int size : SUMS) {
        Tensor numbers = Tensor.zeros(size);
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < (size < SMALL ? SMALL_REPEATS : REPEATS); i++) {
          long start = System.nanoTime();
          group.sum(numbers).await();
          times.add((System.nanoTime() - start) / NANOSECONDS);
        }
        if (group.rank() == 0) {
          System.out.printf(
              "sum of %d numbers: median %.3f ms (quartiles %.3f to %.3f), n = %d%n",
              size,
              quantile(times, 0.5),
              quantile(times, 0.25),
              quantile(times, 0.75),
              times.size());
        }
      }
    }
  }

  private static List<PreparedSample> batch(int count, int side) {
    List<PreparedSample> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "image " + i;
      RandomStream random = new Seed(1, name).stream("pixels", 0);
      float[] pixels = new float[Picture.CHANNELS * side * side];
      for (int at = 0; at < pixels.length; at++) {
        pixels[at] = (float) random.nextUniform();
      }
      batch.add(
          new PreparedSample(
              name,
              name,
              new View(side, side, pixels),
              Optional.of(new Target.OfClass(i % 2)),
              Optional.empty(),
              Optional.empty()));
    }
    return batch;
  }

  private static void print(String what, Map<String, List<Double>> times) {
    List<Double> alone = times.get("alone");
    times.forEach(
        (name, all) -> {
          List<Double> ratios = new ArrayList<>();
          for (int i = 0; i < all.size(); i++) {
            ratios.add(all.get(i) / alone.get(i));
          }
          System.out.printf(
              "%-14s %-10s median %.0f ms (quartiles %.0f to %.0f), n = %d; ratio to alone %.3f"
                  + " (quartiles %.3f to %.3f)%n",
              what,
              name,
              quantile(all, 0.5),
              quantile(all, 0.25),
              quantile(all, 0.75),
              all.size(),
              quantile(ratios, 0.5),
              quantile(ratios, 0.25),
              quantile(ratios, 0.75));
        });
  }

  private static double quantile(List<Double> numbers, double share) {
    List<Double> sorted = numbers.stream().sorted().toList();
    return sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }
}
