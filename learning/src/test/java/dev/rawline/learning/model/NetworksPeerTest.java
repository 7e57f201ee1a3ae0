package dev.rawline.learning.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.PythonPeer;
import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import dev.rawline.learning.weights.WeightFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks against PyTorch's and against a twin of segmentation-models-pytorch. */
class NetworksPeerTest {
  private static final int CLASSES = 5;
  private static final String TRAINED = "trained.";
  private static final List<Integer> WIDTHS = List.of(256, 128, 64, 32, 16);

  @TempDir private Path folder;

  @Test
  void outputsAndGradientsAgreeWithThePeer() throws Exception {
    compare(
        Map.of(
            "resnet18x64", new ResNet(18),
            "resnet50x64", new ResNet(50),
            "unet-resnet18-4x32", new UNet(new ResNet(18), 4, WIDTHS.subList(0, 4)),
            "unetplusplus-resnet34-3x32",
                new UNet(new ResNet(34), 3, WIDTHS.subList(0, 3)).plusPlus()));
  }

  @Test
  @Tag("slow")
  void outputsOfOtherDepthsAgreeWithThePeer() throws Exception {
    compare(
        Map.of(
            "resnet34x64", new ResNet(34),
            "unet-resnet34x64", UNet.usual(),
            "unetplusplus-resnet34x64", UNet.usual().plusPlus(),
            "unet-resnet50-3x48", new UNet(new ResNet(50), 3, WIDTHS.subList(0, 3)),
            "unetplusplus-resnet50-4x64",
                new UNet(new ResNet(50), 4, WIDTHS.subList(0, 4)).plusPlus()));
  }

  private void compare(Map<String, Architecture> cases) throws Exception {
    PythonPeer.require("torch", "torchvision");
    Engine.cpu();
    String _ =
        PythonPeer.script(
            "networks.py",
            Stream.concat(Stream.of("compute", folder.toString()), cases.keySet().stream())
                .toArray(String[]::new));
    for (Map.Entry<String, Architecture> each : cases.entrySet()) {
      String name = each.getKey();
      StateDict numbers = WeightFile.read(folder.resolve(name + ".numbers.pth"));
      try (Scope _ = new Scope()) {
        Network network = each.getValue().build(3, CLASSES, new Seed(1, name));
        network.parameters().load(WeightFile.read(folder.resolve(name + ".weights.pth")));
        compare(name, network, numbers, "", 1e-4, 1e-3);
        network.parameters().convert(ElementType.FLOAT64);
        compare(name, network, numbers, TRAINED, 1e-9, 1e-7);
        compareTrained(name, network.parameters(), numbers);
        network.parameters().close();
      }
    }
  }

  private static void compare(
      String name,
      Network network,
      StateDict numbers,
      String prefix,
      double ofLogits,
      double ofGradient) {
    Tensor pictures = tensor(numbers, prefix + "input").requireGradient();
    Tensor logits = network.forward(pictures, prefix.equals(TRAINED));
    assertThat(largestDifference(logits, tensor(numbers, prefix + "logits")))
        .as("%slogits of %s", prefix, name)
        .isLessThan(ofLogits);
    network.parameters().learned().values().forEach(Tensor::forgetGradient);
    logits.backward(tensor(numbers, prefix + "upstream"));
    assertThat(
            relativeDifference(
                pictures.gradient().orElseThrow(), tensor(numbers, prefix + "gradient")))
        .as("%sgradient of %s", prefix, name)
        .isLessThan(ofGradient);
  }

  private static void compareTrained(String name, NetworkParameters parameters, StateDict numbers) {
    for (String key : numbers.below(TRAINED + "of.").arrays().keySet()) {
      Tensor ours = parameters.all().get(key).gradient().orElseThrow();
      assertThat(relativeDifference(ours, tensor(numbers, TRAINED + "of." + key)))
          .as("gradient by %s of %s", key, name)
          .isLessThan(1e-7);
    }
    Map<String, StoredArray> after = numbers.below(TRAINED + "after.").arrays();
    assertThat(after.keySet())
        .containsExactlyElementsOf(
            parameters.all().keySet().stream()
                .filter(key -> !parameters.learned().containsKey(key))
                .toList());
    after.forEach(
        (key, array) -> {
          double[] ours = parameters.all().get(key).toDoubles();
          double[] theirs = array.toDoubles();
          for (int i = 0; i < ours.length; i++) {
            assertThat(Math.abs(ours[i] - theirs[i]) / (1 + Math.abs(theirs[i])))
                .as("%s of %s", key, name)
                .isLessThan(1e-12);
          }
        });
  }

  private static Tensor tensor(StateDict numbers, String key) {
    StoredArray array = numbers.arrays().get(key);
    long[] shape = array.shape().stream().mapToLong(Long::longValue).toArray();
    return array.type() == ElementType.FLOAT64
        ? Tensor.of(array.toDoubles(), shape)
        : Tensor.of(array.toFloats(), shape);
  }

  private static double largestDifference(Tensor ours, Tensor theirs) {
    assertThat(ours.shape()).isEqualTo(theirs.shape());
    double largest = 0;
    for (double difference : ours.minus(theirs).toDoubles()) {
      largest = Math.max(largest, Math.abs(difference));
    }
    return largest;
  }

  private static double relativeDifference(Tensor ours, Tensor theirs) {
    return norm(ours.minus(theirs)) / norm(theirs);
  }

  private static double norm(Tensor tensor) {
    double sum = 0;
    for (double number : tensor.toDoubles()) {
      sum += number * number;
    }
    return Math.sqrt(sum);
  }
}
