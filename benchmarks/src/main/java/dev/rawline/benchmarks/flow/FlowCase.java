package dev.rawline.benchmarks.flow;

import dev.rawline.benchmarks.PythonPeer;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.diffusion.FlowArchitecture;
import dev.rawline.learning.diffusion.FlowBatch;
import dev.rawline.learning.diffusion.FlowExamples;
import dev.rawline.learning.diffusion.FlowNetwork;
import dev.rawline.learning.diffusion.FlowSampler;
import dev.rawline.learning.diffusion.FlowStep;
import dev.rawline.learning.diffusion.SamplingSettings;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.weights.SafeTensors;
import dev.rawline.learning.weights.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Training steps of a flow on a batch, and scenes sampled from it, for a peer to do the same. */
final class FlowCase implements AutoCloseable {
  private static final int CLASSES = 9;
  private static final int LABEL = 4;
  private static final double RATE = 1e-3;
  private static final double AVERAGING = 0.998;
  private static final SamplingSettings SAMPLING = new SamplingSettings(12, 1.5);

  private final FlowArchitecture sizes;
  private final FlowNetwork network;
  private final StateDict begin;
  private final FlowExamples examples;
  private final FlowBatch batch;
  private final FlowSampler sampler;
  private final int side;
  private final Precision precision;
  private FlowStep step;
  private int steps;

  /**
   * Prepares a flow whose weights are all drawn, so that none of its paths is shut by zeros.
   *
   * @param side columns and rows of the pictures [px]
   * @param count pictures a batch
   */
  FlowCase(FlowArchitecture sizes, int side, int count, Precision precision, int threads) {
    Engine.start(Device.CPU, threads);
    this.sizes = sizes;
    this.side = side;
    this.precision = precision;
    network = new FlowNetwork(sizes, Picture.CHANNELS, 0, CLASSES, new Seed(1, "network"));
    network
        .parameters()
        .all()
        .forEach(
            (name, tensor) -> {
              float[] numbers = tensor.toArray();
              float[] drawn = drawn(name, numbers.length);
              for (int i = 0; i < numbers.length; i++) {
                numbers[i] += 0.02f * drawn[i];
              }
              tensor.set(numbers);
            });
    begin = network.parameters().toStateDict();
    examples = examples(side, count);
    batch = batch("batch");
    step = new FlowStep(network, precision, AVERAGING);
    sampler = new FlowSampler(network, precision, SAMPLING, side);
  }

  private static float[] drawn(String name, int count) {
    float[] drawn = new float[count];
    new Seed(2, name).stream("drawn", 0).gaussians(drawn, 0, count);
    return drawn;
  }

  private static FlowExamples examples(int side, int count) {
    List<String> classes = IntStream.range(0, CLASSES).mapToObj(i -> "class " + i).toList();
    List<float[]> pictures = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(drawn("picture " + i, Picture.CHANNELS * side * side));
      labels.add(i % CLASSES);
    }
    return new FlowExamples(Picture.CHANNELS, side, classes, pictures, List.of(), labels);
  }

  private FlowBatch batch(String name) {
    int count = examples.size();
    float[] times = new float[count];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      times[i] = (i + 0.5f) / count;
      labels[i] = i % (CLASSES + 1); // the last stands for no class
    }
    List<Integer> places = IntStream.range(0, count).boxed().toList();
    return FlowBatch.of(examples, places, times, labels, new Seed(3, name));
  }

  /** Sends the peer the weights at the beginning, the batch, and the noise of some scenes. */
  void load(PythonPeer peer, int scenes, Path folder) throws IOException {
    String widths = sizes.widths().stream().map(String::valueOf).collect(Collectors.joining(","));
    String _ =
        peer.ask(
            "network %s %d %d %d %d"
                .formatted(widths, sizes.blocks(), sizes.heads(), Picture.CHANNELS, CLASSES));
    Path weights = folder.resolve("weights.safetensors");
    SafeTensors.write(weights, begin);
    peer.weights(weights);
    int count = examples.size();
    List<Integer> shape = List.of(count, Picture.CHANNELS, side, side);
    float[] labels = new float[count];
    for (int i = 0; i < count; i++) {
      labels[i] = batch.labels()[i];
    }
    Files.write(folder.resolve("noisy.npy"), NumpyArray.write(shape, batch.noisy()));
    Files.write(folder.resolve("velocity.npy"), NumpyArray.write(shape, batch.velocity()));
    Files.write(folder.resolve("times.npy"), NumpyArray.write(List.of(count), batch.times()));
    Files.write(folder.resolve("labels.npy"), NumpyArray.write(List.of(count), labels));
    String _ = peer.ask("batch " + folder);
    sendNoise(peer, scenes, folder.resolve("noise.npy"));
  }

  /** The velocity of an untrained network is 0: what it samples is the noise that it began with. */
  private void sendNoise(PythonPeer peer, int scenes, Path file) throws IOException {
    try (FlowNetwork still =
        new FlowNetwork(sizes, Picture.CHANNELS, 0, CLASSES, new Seed(1, "network"))) {
      FlowSampler noise =
          new FlowSampler(still, Precision.FLOAT32, new SamplingSettings(1, 1.0), side);
      Files.write(file, NumpyArray.write(shape(scenes), sampled(noise, scenes)));
    }
    String _ =
        peer.ask(
            "noise %s %d %s %d"
                .formatted(file, SAMPLING.samplingSteps(), SAMPLING.guidance(), LABEL));
  }

  private List<Integer> shape(int scenes) {
    return List.of(scenes, Picture.CHANNELS, side, side);
  }

  private float[] sampled(FlowSampler from, int scenes) {
    List<FlowSampler.Request> requests =
        IntStream.range(0, scenes)
            .mapToObj(
                i ->
                    new FlowSampler.Request(
                        side,
                        side,
                        Optional.of(LABEL),
                        Optional.empty(),
                        new Seed(4, "scene " + i)))
            .toList();
    List<float[]> pictures =
        scenes == 1
            ? List.of(from.sample(requests.getFirst(), Progress.SILENT))
            : from.sample(requests, Progress.SILENT);
    int each = Picture.CHANNELS * side * side;
    float[] all = new float[scenes * each];
    for (int i = 0; i < scenes; i++) {
      System.arraycopy(pictures.get(i), 0, all, i * each, each);
    }
    return all;
  }

  /** Returns the loss of the batch. */
  double loss() {
    return step.loss(batch);
  }

  /** Returns the losses of steps on the batch. */
  List<Double> losses(int count) {
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      losses.add(step.learn(batch, steps++, RATE));
    }
    return losses;
  }

  /** Makes a step with noise that is drawn for it. */
  void learn() {
    double _ = step.learn(batch("step " + steps), steps++, RATE);
  }

  /** Samples some scenes. */
  void sample(int scenes) {
    float[] _ = sampled(sampler, scenes);
  }

  /** Returns the largest difference of our scenes, by these weights, from the peer's. */
  double difference(PythonPeer peer, String style, int scenes, Path folder) throws IOException {
    Path file = folder.resolve("sampled.npy");
    Files.write(file, NumpyArray.write(shape(scenes), sampled(sampler, scenes)));
    return Double.parseDouble(peer.ask("difference %s %s".formatted(style, file)));
  }

  /** Returns to the weights of the beginning. */
  void restart() {
    step.close();
    network.parameters().load(begin);
    step = new FlowStep(network, precision, AVERAGING);
    steps = 0;
  }

  @Override
  public void close() {
    step.close();
    network.close();
  }
}
