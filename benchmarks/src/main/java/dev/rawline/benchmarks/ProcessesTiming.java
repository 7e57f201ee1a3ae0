package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.datamodel.ViewsModel;
import dev.rawline.learning.distributed.ProcessGroup;
import dev.rawline.learning.distributed.Rendezvous;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Target;
import dev.rawline.learning.train.TrainingStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What it costs that processes train one ResNet-18 together: each takes steps of its own, steps
 * whose gradients are summed during the backward pass, and steps with the sums after it, by turns.
 */
final class ProcessesTiming {
  private static final int WARM_UP = 3;

  private ProcessesTiming() {}

  /** Arguments: rank, world, port, samples of each process, side [px], rounds. */
  public static void main(String[] arguments) throws IOException {
    int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    Rendezvous place =
        new Rendezvous("127.0.0.1", numbers[2], numbers[0], numbers[1], Rendezvous.PATIENCE);
    Engine engine = Engine.start(Device.CPU, 1);
    List<PreparedSample> batch = batch(numbers[3], numbers[4]);
    double share = 1.0 / place.world();
    try (ProcessGroup group = place.join(new LinkedHashMap<>());
        JointModel own = TrainingBatch.model(new ViewsModel(), engine, Precision.FLOAT32);
        JointModel during = TrainingBatch.model(new ViewsModel(), engine, Precision.FLOAT32);
        JointModel after = TrainingBatch.model(new ViewsModel(), engine, Precision.FLOAT32);
        TrainingStep alone = new TrainingStep(TrainingBatch.settings(), own);
        TrainingStep overlapping =
            new TrainingStep(TrainingBatch.settings(), during, group, /* overlapping= */ true);
        TrainingStep following =
            new TrainingStep(TrainingBatch.settings(), after, group, /* overlapping= */ false)) {
      Map<String, Runnable> steps = new LinkedHashMap<>();
      steps.put(
          "alone",
          () -> {
            double _ = alone.learn(batch, 0, 1);
          });
      steps.put(
          "during",
          () -> {
            double _ = overlapping.learn(batch, share, 0, 1);
          });
      steps.put(
          "after",
          () -> {
            double _ = following.learn(batch, share, 0, 1);
          });
      Map<String, List<Double>> times = new LinkedHashMap<>();
      for (int round = 0; round < WARM_UP + numbers[5]; round++) {
        for (Map.Entry<String, Runnable> step : steps.entrySet()) {
          double[] _ = group.sum(0);
          long start = System.nanoTime();
          step.getValue().run();
          double[] _ = group.sum(0); // all have ended
          if (round >= WARM_UP) {
            times
                .computeIfAbsent(step.getKey(), _ -> new ArrayList<>())
                .add((System.nanoTime() - start) / 1e6);
          }
        }
      }
      if (place.rank() == 0) {
        print(times);
      }
      group.finished();
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

  private static void print(Map<String, List<Double>> times) {
    List<Double> alone = times.get("alone");
    times.forEach(
        (name, all) -> {
          List<Double> ratios = new ArrayList<>();
          for (int i = 0; i < all.size(); i++) {
            ratios.add(all.get(i) / alone.get(i));
          }
          System.out.printf(
              "%-8s median %.0f ms (quartiles %.0f to %.0f), n = %d; ratio to alone %.3f (quartiles"
                  + " %.3f to %.3f)%n",
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
