package dev.rawline.learning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PretrainedWeightsTest {
  private static final Seed THEIRS = new Seed(1, "theirs");
  private static final Seed OURS = new Seed(2, "ours");
  private static final List<Integer> WIDTHS = List.of(16, 8, 8);

  @BeforeAll
  static void start() {
    Engine.cpu();
  }

  private static StateDict weights(Architecture architecture, int outputs) {
    try (NetworkParameters parameters = architecture.build(3, outputs, THEIRS).parameters()) {
      return parameters.toStateDict();
    }
  }

  private static StateDict renamed(StateDict dict, UnaryOperator<String> name) {
    LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>();
    dict.arrays().forEach((key, array) -> arrays.put(name.apply(key), array));
    return new StateDict(arrays);
  }

  private static StateDict without(StateDict dict, String ending) {
    LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>(dict.arrays());
    arrays.keySet().removeIf(name -> name.endsWith(ending));
    return new StateDict(arrays);
  }

  private static void requireEqual(Network network, StateDict dict, String name, String theirs) {
    assertThat(network.parameters().all().get(name).toArray())
        .as(name)
        .isEqualTo(dict.arrays().get(theirs).toFloats());
  }

  @Test
  void prefixesOfNamesAreRemoved() {
    StateDict plain = weights(SmallCnn.usual(), 4);
    StateDict wrapped = renamed(plain, name -> "module.model." + name);
    Network network = SmallCnn.usual().build(3, 4, OURS);
    assertThat(PretrainedWeights.into(network, wrapped)).isEmpty();
    plain.arrays().keySet().forEach(name -> requireEqual(network, plain, name, name));
    network.parameters().close();
  }

  @Test
  void aHeadOfAnotherSizeKeepsItsInitialWeights() {
    StateDict published = weights(SmallCnn.usual(), 10);
    Network network = SmallCnn.usual().build(3, 4, OURS);
    float[] drawn = network.parameters().all().get("fc.weight").toArray();
    assertThat(PretrainedWeights.into(network, published))
        .containsExactly(
            "the head stays as drawn: the file's has 10 outputs, and this network has 4");
    assertThat(network.parameters().all().get("fc.weight").toArray()).isEqualTo(drawn);
    requireEqual(network, published, "block4.conv.weight", "block4.conv.weight");
    assertThat(PretrainedWeights.into(network, without(without(published, "fc.weight"), "fc.bias")))
        .containsExactly("the head stays as drawn: the file's is missing, and this network has 4");
    network.parameters().close();
  }

  @Test
  void anEncoderLoadsWeightsOfAResNet() {
    StateDict resnet = without(weights(new ResNet(18), 10), "num_batches_tracked");
    Network network = new UNet(new ResNet(18), 3, WIDTHS).build(3, 1, OURS);
    float[] decoder = network.parameters().all().get("decoder.blocks.0.conv1.0.weight").toArray();
    assertThat(PretrainedWeights.into(network, resnet))
        .containsExactly(
            "the weights are those of a ResNet: the encoder uses them, the decoder keeps its random"
                + " initial weights",
            "the network does not use encoder.layer3 and encoder.layer4 of the file at this"
                + " depth");
    requireEqual(network, resnet, "encoder.layer2.1.conv2.weight", "layer2.1.conv2.weight");
    requireEqual(network, resnet, "encoder.bn1.running_var", "bn1.running_var");
    assertThat(network.parameters().all().get("decoder.blocks.0.conv1.0.weight").toArray())
        .isEqualTo(decoder);
    network.parameters().close();
  }

  @Test
  void ofManyMismatchesSomeAreListedWithTheirKind() {
    StateDict other = weights(new ResNet(34), 4);
    Network network = new SmallCnn(List.of(8)).build(3, 4, OURS);
    assertThatThrownBy(() -> PretrainedWeights.into(network, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("these look like the weights of a resnet34: ")
        .hasMessageContaining(" are unknown: conv1.weight, bn1.weight, bn1.bias, …")
        .message()
        .hasSizeLessThan(500);
    network.parameters().close();
  }

  @Test
  void otherMismatchesAreRejectedTogetherAndNothingChanges() {
    StateDict other =
        renamed(
            without(weights(new SmallCnn(List.of(32, 64)), 4), "block1.conv.weight"),
            name -> name.replace("block2.bn.bias", "block2.bn.shift"));
    Network network = new SmallCnn(List.of(32, 48)).build(3, 4, OURS);
    StateDict before = network.parameters().toStateDict();
    assertThatThrownBy(() -> PretrainedWeights.into(network, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "block1.conv.weight is missing",
            "have other shapes: block2.conv.weight has the shape [64, 32, 3, 3]: expected [48, 32,"
                + " 3, 3], ",
            "block2.bn.bias is missing",
            "block2.bn.shift is unknown");
    before
        .arrays()
        .forEach(
            (name, array) ->
                assertThat(network.parameters().all().get(name).toArray())
                    .isEqualTo(array.toFloats()));
    network.parameters().close();
  }
}
