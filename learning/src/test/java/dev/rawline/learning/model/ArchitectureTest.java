package dev.rawline.learning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Autocast;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.weights.StateDict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final Seed SEED = new Seed(7, "first numbers");

  /** benchmarks/peers/networks.py wrote the names and shapes; the counts are the published ones. */
  private record Published(String file, Architecture architecture, int outputs, long count) {}

  private static final List<Published> PUBLISHED =
      List.of(
          new Published("resnet18", new ResNet(18), 1000, 11_689_512),
          new Published("resnet34", new ResNet(34), 1000, 21_797_672),
          new Published("resnet50", new ResNet(50), 1000, 25_557_032),
          new Published("unet-resnet34", UNet.usual(), 1, 24_436_369),
          new Published("unetplusplus-resnet34", UNet.usual().plusPlus(), 1, 26_078_609));

  @BeforeAll
  static void start() {
    Engine.cpu();
  }

  @Test
  void parametersHavePublishedNamesShapesAndOrder() throws IOException {
    for (Published published : PUBLISHED) {
      try (NetworkParameters parameters =
          published.architecture().build(3, published.outputs(), SEED).parameters()) {
        long learned = parameters.learned().values().stream().mapToLong(Tensor::size).sum();
        assertThat(learned).as(published.file()).isEqualTo(published.count());
        StringBuilder keys = new StringBuilder();
        parameters
            .all()
            .forEach(
                (name, tensor) -> {
                  keys.append(name);
                  Arrays.stream(tensor.shape()).forEach(size -> keys.append(' ').append(size));
                  keys.append('\n');
                });
        try (InputStream expected =
            getClass().getResourceAsStream(published.file() + ".keys.txt")) {
          assertThat(keys).hasToString(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
  }

  @Test
  void commonArchitecturesHaveTheirWords() {
    assertThat(UNet.usual()).isEqualTo(new UNet(new ResNet(34), 5, SegmentationNetwork.WIDTHS));
    assertThat(
            Stream.of(new ResNet(50), SmallCnn.usual(), UNet.usual(), UNet.usual().plusPlus())
                .map(Architecture::word))
        .containsExactly("resnet50", "small-cnn", "unet", "unet++");
  }

  @Test
  void outOfRangeSizesAreRejected() {
    assertThatThrownBy(() -> new ResNet(19))
        .hasMessage("a ResNet of 19 layers is not known: expected 18, 34 or 50 (layers)");
    assertThatThrownBy(() -> new UNet(new ResNet(18), 6, List.of(8, 0)))
        .hasMessage(
            "depth is 6: expected 3 to 5 (halvings); decoder widths are 8, 0: expected as many as"
                + " the depth, 6; decoder widths are 8, 0: expected at least 1 (channels) each");
    assertThatThrownBy(() -> new UNet(new ResNet(18), 2, List.of(8, 8)))
        .hasMessage("depth is 2: expected 3 to 5 (halvings)");
    assertThatThrownBy(() -> new SmallCnn(List.of()))
        .hasMessage("widths are []: expected one or more numbers of at least 1 (channels)");
    assertThatThrownBy(() -> SmallCnn.usual().build(0, 2, SEED))
        .hasMessage("channels is 0: expected at least 1 (channel of the images)");
    assertThatThrownBy(() -> new ResNet(18).build(3, 0, SEED))
        .hasMessage("outputs is 0: expected at least 1 (class or predicted number)");
  }

  @Test
  void theHeadMapsTheFeaturesToTheOutputs() {
    RandomStream random = new Seed(3, "features").stream("pictures", 0);
    float[] pixels = new float[2 * 3 * 40 * 40];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextUniform();
    }
    for (Architecture architecture : List.of(SmallCnn.usual(), new ResNet(18))) {
      try (Scope _ = new Scope();
          NoGradient _ = new NoGradient()) {
        Network network = architecture.build(3, 4, SEED);
        Tensor pictures = Tensor.of(pixels, 2, 3, 40, 40);
        double[] features = network.features(pictures).orElseThrow().toDoubles();
        double[] outputs = network.forward(pictures, false).toDoubles();
        double[] weight = network.parameters().all().get("fc.weight").toDoubles();
        double[] bias = network.parameters().all().get("fc.bias").toDoubles();
        int width = features.length / 2;
        for (int output = 0; output < outputs.length; output++) {
          double sum = bias[output % 4];
          for (int i = 0; i < width; i++) {
            sum += weight[output % 4 * width + i] * features[output / 4 * width + i];
          }
          assertThat(outputs[output]).isCloseTo(sum, within(1e-4));
        }
        network.parameters().close();
      }
    }
  }

  @Test
  void aUNetRejectsSidesThatCannotBeHalved() {
    UNet architecture = new UNet(new ResNet(18), 3, List.of(16, 16, 16));
    assertThat(architecture.divisor()).isEqualTo(8);
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      Network network = architecture.build(3, 2, SEED);
      assertThat(network.forward(Tensor.zeros(2, 3, 24, 40), false).shape())
          .containsExactly(2, 2, 24, 40);
      assertThatThrownBy(() -> network.forward(Tensor.zeros(1, 3, 100, 130), false))
          .hasMessage(
              "images have 130×100 pixels: unet needs sides that are multiples of 8; crop or resize"
                  + " them, to 128×96 for example");
      network.parameters().close();
    }
  }

  @Test
  void classifiersAcceptAnySize() {
    for (Architecture architecture : List.of(new ResNet(18), SmallCnn.usual())) {
      try (Scope _ = new Scope();
          NoGradient _ = new NoGradient()) {
        Network network = architecture.build(4, 3, SEED);
        for (int[] size : new int[][] {{1, 1}, {31, 7}, {33, 64}}) {
          Tensor logits = network.forward(Tensor.zeros(2, 4, size[0], size[1]), false);
          assertThat(logits.shape()).containsExactly(2, 3);
        }
        network.parameters().close();
      }
    }
  }

  @Test
  void initialWeightsDependOnSeedAndNameOnly() {
    UNet small = new UNet(new ResNet(18), 3, List.of(16, 16, 16));
    Map<String, float[]> unet = numbers(small, SEED);
    Map<String, float[]> other =
        numbers(new UNet(new ResNet(18), 3, List.of(16, 16, 16)).plusPlus(), SEED);
    Map<String, float[]> again = numbers(small, new Seed(8, "first numbers"));
    String encoder = "encoder.layer2.1.conv2.weight";
    assertThat(other.get(encoder)).isEqualTo(unet.get(encoder));
    assertThat(again.get(encoder)).isNotEqualTo(unet.get(encoder));
    assertThat(unet.get("encoder.layer2.0.conv2.weight")).isNotEqualTo(unet.get(encoder));
  }

  /** The rules of torchvision and segmentation-models-pytorch, for layers of known fans. */
  @Test
  void initialWeightsHaveTheirPublishedSpread() {
    Map<String, float[]> unet = numbers(UNet.usual(), SEED);
    Map<String, float[]> resnet = numbers(new ResNet(50), SEED);
    assertThat(deviation(unet.get("encoder.conv1.weight")))
        .isCloseTo(Math.sqrt(2 / (64 * 49.0)), within(2e-4));
    assertThat(deviation(resnet.get("layer4.1.conv2.weight")))
        .isCloseTo(Math.sqrt(2 / (512 * 9.0)), within(1e-4));
    double uniform = 1 / Math.sqrt(3);
    float[] decoder = unet.get("decoder.blocks.0.conv1.0.weight");
    double bound = Math.sqrt(6 / (768 * 9.0));
    assertThat(deviation(decoder)).isCloseTo(bound * uniform, within(1e-4));
    assertThat(largest(decoder)).isBetween(0.99 * bound, bound);
    float[] head = unet.get("segmentation_head.0.weight");
    double headBound = Math.sqrt(6 / (18 * 9.0));
    assertThat(largest(head)).isBetween(0.97 * headBound, headBound);
    float[] fc = resnet.get("fc.weight");
    assertThat(largest(fc)).isBetween(0.99 / Math.sqrt(2048), 1 / Math.sqrt(2048));
    assertThat(unet.get("segmentation_head.0.bias")).containsOnly(0);
    assertThat(unet.get("encoder.bn1.weight")).containsOnly(1);
    assertThat(unet.get("encoder.bn1.bias")).containsOnly(0);
    assertThat(unet.get("encoder.bn1.running_var")).containsOnly(1);
  }

  private static Map<String, float[]> numbers(Architecture architecture, Seed seed) {
    try (NetworkParameters parameters = architecture.build(3, 2, seed).parameters()) {
      Map<String, float[]> numbers = new LinkedHashMap<>();
      parameters.all().forEach((name, tensor) -> numbers.put(name, tensor.toArray()));
      return numbers;
    }
  }

  private static double deviation(float[] numbers) {
    double square = 0;
    for (float number : numbers) {
      square += number * number;
    }
    return Math.sqrt(square / numbers.length);
  }

  private static double largest(float[] numbers) {
    double largest = 0;
    for (float number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  @Test
  void aFrozenNetworkKeepsItsStatistics() {
    try (Scope _ = new Scope()) {
      Network network = SmallCnn.usual().build(3, 2, SEED);
      Tensor pictures = noise(4, 3, 16);
      Tensor _ = network.forward(pictures, true);
      StateDict moved = network.parameters().toStateDict();
      assertThat(moved.arrays().get("block1.bn.num_batches_tracked").toDoubles())
          .containsExactly(1);
      assertThat(moved.arrays().get("block1.bn.running_mean").toFloats()).doesNotContain(0);
      network.parameters().freeze();
      Tensor inUse = network.forward(pictures, false);
      Tensor frozen = network.forward(pictures, true);
      assertThat(frozen.toArray()).isEqualTo(inUse.toArray());
      assertThat(frozen.requiresGradient()).isFalse();
      network
          .parameters()
          .toStateDict()
          .arrays()
          .forEach(
              (name, array) ->
                  assertThat(array.toDoubles())
                      .as(name)
                      .isEqualTo(moved.arrays().get(name).toDoubles()));
      network.parameters().close();
    }
  }

  /** Channels last: the same up to rounding; and bfloat16 trains. */
  @Test
  void otherMemoryFormatsAndPrecisionsAgree() {
    List<Architecture> architectures =
        List.of(
            SmallCnn.usual(),
            new ResNet(18),
            new UNet(new ResNet(18), 3, List.of(16, 8, 8)).plusPlus());
    for (Architecture architecture : architectures) {
      try (Scope _ = new Scope()) {
        Network network = architecture.build(3, 4, SEED);
        Tensor pictures = noise(2, 3, 32);
        float[] plain = network.forward(pictures, false).toArray();
        network.parameters().channelsLast();
        requireClose(network.forward(pictures.channelsLast(), false), plain, 1e-5);
        try (Autocast _ = new Autocast(Device.CPU, Precision.BFLOAT16)) {
          Tensor rounded = network.forward(pictures.channelsLast(), true).toFloat();
          rounded.sum().backward();
        }
        assertThat(network.parameters().learned().values())
            .allSatisfy(tensor -> assertThat(tensor.gradient()).isPresent());
        network.parameters().close();
      }
    }
  }

  private static void requireClose(Tensor ours, float[] expected, double most) {
    float[] numbers = ours.toArray();
    double scale = largest(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) numbers[i]).isCloseTo(expected[i], within(most * scale));
    }
  }

  @Test
  void aSingleNumberHasNoVariance() {
    try (Scope _ = new Scope()) {
      Network network = SmallCnn.usual().build(3, 2, SEED);
      assertThatThrownBy(() -> network.forward(noise(1, 3, 16), true))
          .hasMessageContaining("train with larger batches or larger images");
      network.parameters().close();
    }
  }

  /** Horizontal or vertical stripes in noise: a few steps of gradient descent separate them. */
  @Test
  void theSmallNetworkLearnsQuickly() {
    Network network = new SmallCnn(List.of(8, 16)).build(1, 2, SEED);
    double rate = 0.1;
    for (int step = 0; step < 60; step++) {
      try (Scope _ = new Scope()) {
        Tensor loss =
            network
                .forward(stripes(step, 16), true)
                .crossEntropy(lyingOrStanding(16), Optional.empty(), 0);
        loss.backward();
        for (Tensor tensor : network.parameters().learned().values()) {
          try (NoGradient _ = new NoGradient()) {
            Tensor _ = tensor.add(tensor.gradient().orElseThrow(), -rate);
          }
          tensor.forgetGradient();
        }
      }
    }
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      float[] logits = network.forward(stripes(1_000, 200), false).toArray();
      int right = 0;
      for (int i = 0; i < 200; i++) {
        boolean standing = logits[2 * i + 1] > logits[2 * i];
        right += standing == (i % 2 == 1) ? 1 : 0;
      }
      assertThat(right).isGreaterThan(190);
    }
    network.parameters().close();
  }

  private static Tensor stripes(int step, int count) {
    int side = 16;
    float[] samples = new float[count * side * side];
    new Seed(3, "stripes").stream("test", step).gaussians(samples, 0, samples.length);
    RandomStream phases = new Seed(3, "phases").stream("test", step);
    for (int image = 0; image < count; image++) {
      double phase = 2 * Math.PI * phases.nextUniform();
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int along = image % 2 == 1 ? column : row;
          samples[(image * side + row) * side + column] += (float) Math.sin(along * 1.5 + phase);
        }
      }
    }
    return Tensor.of(samples, count, 1, side, side);
  }

  private static Tensor lyingOrStanding(int count) {
    long[] classes = new long[count];
    Arrays.setAll(classes, i -> i % 2);
    return Tensor.of(classes, count);
  }

  private static Tensor noise(int count, int channels, int side) {
    float[] samples = new float[count * channels * side * side];
    SEED.stream("noise", 0).gaussians(samples, 0, samples.length);
    return Tensor.of(samples, count, channels, side, side);
  }
}
