package dev.rawline.learning.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.View;
import dev.rawline.learning.PythonPeer;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.WeightFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model file in place of a folder of ours. */
class ExternalModelTest {
  private static final Engine ENGINE = Engine.start(Device.CPU, 1);
  private static final int PIXELS = 3 * 24 * 32;

  @TempDir private static Path folder;

  private static StateDict numbers;

  @BeforeAll
  static void export() throws Exception {
    PythonPeer.require("torch");
    String _ = PythonPeer.script("foreign_models.py", folder.toString());
    numbers = WeightFile.read(folder.resolve("numbers.pth"));
  }

  private static TrainedModel open(String name, boolean probabilities, String... keysAndValues)
      throws IOException {
    LinkedHashMap<String, String> flags = new LinkedHashMap<>(Map.of("data", "pictures"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      flags.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new ExternalModel(
            folder.resolve(name), TrainingPlan.FILE.read(Optional.empty(), flags), probabilities)
        .open(ENGINE);
  }

  private static List<PreparedSample> pictures() {
    float[] all = numbers.arrays().get("input").toFloats();
    return List.of(0, 1, 2).stream()
        .map(
            i ->
                PreparedSample.of(
                    "picture " + i,
                    new View(32, 24, Arrays.copyOfRange(all, i * PIXELS, (i + 1) * PIXELS))))
        .toList();
  }

  @Test
  void outputsWithADataModelMatchPython() throws IOException {
    for (String name :
        List.of("classifier.ts", "classifier.onnx", "probabilities.ts", "probabilities.onnx")) {
      boolean probabilities = name.startsWith("probabilities");
      try (Scope _ = new Scope();
          NoGradient _ = new NoGradient();
          TrainedModel model =
              open(name, probabilities, "classes", "[a, b, c]", "standardize", "drone-views")) {
        Tensor seen = model.model().seen(model.model().dataModel().forward(pictures(), false));
        float[] outputs =
            model.model().logits(model.model().standardizing().apply(seen, false), false).toArray();
        float[] expected =
            numbers.arrays().get(name.substring(0, name.indexOf('.')) + ".logits").toFloats();
        assertThat(outputs).hasSameSizeAs(expected);
        for (int i = 0; i < outputs.length; i++) {
          assertThat((double) outputs[i]).isCloseTo(expected[i], within(1e-5));
        }
        assertThat(model.taskModel().hasGradient()).isEqualTo(name.endsWith(".ts"));
      }
    }
  }

  @Test
  void onlyFilesOfTorchScriptHaveAGradient() throws IOException {
    try (TrainedModel scripted = open("classifier.ts", false, "classes", "[a, b, c]");
        TrainedModel onnx = open("classifier.onnx", false, "classes", "[a, b, c]")) {
      assertThat(new FrameSensitivity(scripted.model()).count()).isEqualTo(3);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new FrameSensitivity(onnx.model()))
          .withMessage(
              "the model is an ONNX file, which has no gradient: use the model's folder, or export"
                  + " the model as TorchScript");
    }
    ExternalModel.requireGradient(folder.resolve("classifier.ts"));
    ExternalModel.requireGradient(folder);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExternalModel.requireGradient(folder.resolve("classifier.onnx")))
        .withMessageStartingWith("classifier.onnx is an ONNX file, which has no gradient: use");
  }

  @Test
  void missingOrMismatchedDescriptionsAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("classifier.ts", false))
        .withMessageContaining(
            "name its classes in the order of its outputs (--classes), or its task (--task)");
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> open("classifier.ts", false, "classes", "[a, b]"))
        .withMessageContaining("has 3 outputs, but a classification into a, b has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> open("classifier.ts", false, "classes", "[a, b, c]", "standardize", "measured"))
        .withMessageContaining("standardize is measured, which was not measured");
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> open("nothing.ts", false, "classes", "[a, b, c]"))
        .withMessageContaining("the file does not exist");
  }
}
