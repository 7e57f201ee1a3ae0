package dev.rawline.benchmarks;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Adc;
import dev.rawline.imaging.sensor.ReadoutNoise;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.ShotNoise;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures the noise of a sensor against the peer, interleaved in one run, and prints the ratios.
 */
public final class SensorComparison {
  private static final SensorSpec SPEC = SensorSpec.DRONE;
  private static final Seed SEED = new Seed(1, "comparison");

  private SensorComparison() {}

  /**
   * Prints the table.
   *
   * @param arguments the path of sensor.py
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    try (PythonPeer peer = PythonPeer.start(Path.of(arguments[0]), Map.of())) {
      print(peer, Runtime.getRuntime().availableProcessors(), System.out);
    }
  }

  private static void print(PythonPeer peer, int threads, PrintStream out) throws IOException {
    out.printf(
        "%-46s %13s %13s %8s%n",
        InterleavedTiming.where(threads), "peer [MP/s]", "ours [MP/s]", "ratio");
    for (double electrons : new double[] {8, SPEC.saturation() / 2}) {
      Electrons charge = charge(256, 256, electrons);
      load(peer, charge);
      for (String name : List.of("poisson", "normal", "sensor")) {
        Runnable ours = () -> numbers(name, charge);
        double[] medians =
            InterleavedTiming.againstPeer(peer, name, ours, task -> seconds(task, threads));
        double megapixels = charge.samples().length / 1e6;
        out.printf(
            "%-46s %13.1f %13.1f %8.1f%n",
            "%s of %.0f electrons".formatted(name, electrons),
            megapixels / medians[0],
            megapixels / medians[1],
            medians[0] / medians[1]);
      }
    }
  }

  /** Returns the processor time of a task on one core, as the peer does [s]. */
  private static double seconds(Runnable task, int threads) {
    return threads > 1 ? InterleavedTiming.seconds(task) : InterleavedTiming.coreSeconds(task);
  }

  static Electrons charge(int width, int height, double electrons) {
    float[] samples = new float[width * height];
    Arrays.fill(samples, (float) electrons);
    return new Electrons(width, height, Cfa.RGGB, samples);
  }

  /** Sends the peer an expected charge and the drone's parameters. */
  static void load(PythonPeer peer, Electrons charge) throws IOException {
    peer.load(
        charge.samples(),
        List.of(charge.height(), charge.width()),
        "%s,%s,%s,%s".formatted(SPEC.readNoise(), SPEC.gain(), SPEC.offset(), SPEC.adcBits()));
  }

  /** Returns our samples of a charge [DN]. */
  static float[] numbers(String name, Electrons charge) {
    Stage<Electrons, Electrons> shot = new ShotNoise().draw(SEED);
    Stage<Electrons, Electrons> read = ReadoutNoise.ofPixels(SPEC.readNoise()).draw(SEED);
    Frame made =
        switch (name) {
          case "poisson" -> shot.apply(charge);
          case "normal" -> read.apply(charge);
          case "sensor" -> Chain.of(shot).then(read).then(new Adc(SPEC, 1)).apply(charge);
          default -> throw new IllegalArgumentException("the peer has no case " + name);
        };
    return made.samples();
  }

  /** Returns the difference of our mean or variance from the peer's, in standard deviations. */
  static double difference(PythonPeer peer, String name, Electrons charge) throws IOException {
    float[] ours = numbers(name, charge).clone();
    if (name.equals("sensor")) {
      for (int i = 0; i < ours.length; i++) {
        ours[i] = Math.scalb(ours[i], -SPEC.shift());
      }
    }
    return peer.difference(name, ours, List.of(charge.height(), charge.width()));
  }
}
