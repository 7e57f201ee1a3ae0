package dev.rawline.learning.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.MutatedFiles;
import dev.rawline.imaging.MutatedFiles.Kind;
import dev.rawline.imaging.MutatedFiles.Notices;
import dev.rawline.imaging.Seeds;
import dev.rawline.learning.PythonPeer;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.loss.LossTerm.BinaryCrossEntropy;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import dev.rawline.learning.weights.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models exported by Python give the same results here. */
class ExternalModelsTest {
  private static final int THREADS = 2;
  private static final Pattern REGION = Pattern.compile("^([0-9a-f]+)-[0-9a-f]+ ");
  private static final Pattern RESIDENT = Pattern.compile("^Rss: +([0-9]+) kB");
  private static final ModelSignature PLAIN =
      new ModelSignature(Optional.empty(), ModelSignature.OutputKind.LOGITS, 224, 224);
  private static final Loss CROSS_ENTROPY = new CrossEntropy(List.of(), 0);

  @TempDir private static Path folder;

  private static StateDict numbers;

  @BeforeAll
  static void export() throws Exception {
    PythonPeer.require("torch");
    Engine.cpu();
    String _ = PythonPeer.script("foreign_models.py", folder.toString());
    numbers = WeightFile.read(folder.resolve("numbers.pth"));
  }

  private static ModelSignature contract(ModelSignature.OutputKind says) {
    return new ModelSignature(Optional.of(Standardization.DRONE_VIEWS), says, 24, 32);
  }

  private static ModelSignature contract(String name) {
    return contract(
        name.equals("probabilities")
            ? ModelSignature.OutputKind.PROBABILITIES
            : ModelSignature.OutputKind.LOGITS);
  }

  private static ViewBatch views() {
    return new ViewBatch(3, 24, 32, array("input").toFloats());
  }

  private static StoredArray array(String name) {
    return numbers.arrays().get(name);
  }

  private static void requireClose(float[] ours, float[] theirs, double most) {
    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < ours.length; i++) {
      assertThat((double) ours[i]).isCloseTo(theirs[i], within(most));
    }
  }

  @Test
  void logitsMatchPython() throws IOException {
    for (String name : List.of("classifier", "probabilities", "segmenter")) {
      try (TaskModel script =
              TorchScriptModel.open(folder.resolve(name + ".ts"), Device.CPU, contract(name));
          TaskModel onnx =
              OnnxModel.open(folder.resolve(name + ".onnx"), THREADS, contract(name))) {
        for (TaskModel model : List.of(script, onnx)) {
          Logits logits = model.logits(views());
          assertThat(logits.shape()).isEqualTo(array(name + ".logits").shape());
          requireClose(logits.values(), array(name + ".logits").toFloats(), 1e-5);
          assertThat(model.outputs()).isEqualTo(name.equals("segmenter") ? 1 : 3);
        }
      }
    }
  }

  /** Other numbers in an ONNX file are numbers: it has no checksums. */
  @Test
  @Tag("slow")
  void aThousandMutationsOfEveryKindAreReadAlikeOrRefused() throws Exception {
    Random random = new Random(Seeds.next("aThousandMutationsOfEveryKindAreReadAlikeOrRefused"));
    ModelSignature contract = contract("classifier");
    List<Kind> kinds =
        List.of(
            Kind.of(
                folder.resolve("numbers.pth"),
                Notices.EVERYTHING,
                file -> WeightFile.read(file).hashCode()),
            Kind.of(
                folder.resolve("classifier.ts"),
                Notices.EVERYTHING,
                file -> text(TorchScriptModel.open(file, Device.CPU, contract))),
            Kind.of(
                folder.resolve("classifier.onnx"),
                Notices.NONSENSE,
                file -> text(OnnxModel.open(file, THREADS, contract))));
    MutatedFiles.check(kinds, 1000 * kinds.size(), folder, random);
  }

  private static String text(TaskModel opened) throws IOException {
    try (TaskModel model = opened) {
      return Arrays.toString(model.logits(views()).values());
    }
  }

  @Test
  void torchScriptReturnsTheGradient() throws IOException {
    for (String name : List.of("classifier", "probabilities", "segmenter")) {
      boolean eachPixel = name.equals("segmenter");
      Loss loss = eachPixel ? BinaryCrossEntropy.DEFAULT : CROSS_ENTROPY;
      try (Scope _ = new Scope();
          TaskModel model =
              TorchScriptModel.open(folder.resolve(name + ".ts"), Device.CPU, contract(name))) {
        Tensor targets =
            eachPixel
                ? Tensor.of(array("masks").toFloats(), 3, 1, 24, 32)
                : Tensor.of(new long[] {0, 2, 1}, 3);
        assertThat(model.hasGradient()).isTrue();
        LossGradient first = model.lossGradient(views(), targets, loss);
        assertThat(first.loss()).isCloseTo(array(name + ".loss").toDoubles()[0], within(1e-6));
        requireClose(first.logits().values(), array(name + ".logits").toFloats(), 1e-5);
        requireClose(first.gradient().samples(), array(name + ".gradient").toFloats(), 1e-6);
        for (int again = 0; again < 3; again++) {
          assertThat(model.lossGradient(views(), targets, loss).gradient().samples())
              .as("the same bits at every call")
              .isEqualTo(first.gradient().samples());
        }
      }
    }
  }

  @Test
  void onnxWithoutGradientIsReportedWithARemedy() throws IOException {
    try (Scope _ = new Scope();
        TaskModel model = OnnxModel.open(folder.resolve("classifier.onnx"), THREADS, PLAIN)) {
      assertThat(model.hasGradient()).isFalse();
      assertThatThrownBy(
              () -> model.lossGradient(views(), Tensor.of(new long[] {0, 2, 1}, 3), CROSS_ENTROPY))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(
              "classifier.onnx is an ONNX file, which has no gradient: use a gradient-free search,"
                  + " or export the model as TorchScript");
    }
  }

  @Test
  void aModelOfSinglePicturesAcceptsBatches() throws IOException {
    try (TaskModel model =
        OnnxModel.open(
            folder.resolve("fixed.onnx"), THREADS, contract(ModelSignature.OutputKind.LOGITS))) {
      requireClose(model.logits(views()).values(), array("classifier.logits").toFloats(), 1e-5);
      ViewBatch larger = new ViewBatch(1, 48, 32, new float[3 * 48 * 32]);
      assertThatThrownBy(() -> model.logits(larger))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "views have 32×48 pixels, but fixed.onnx accepts only 32×24: export it for any size");
    }
  }

  @Test
  void theFirstOfSeveralOutputsIsUsed() throws IOException {
    try (TaskModel model =
        TorchScriptModel.open(
            folder.resolve("pair.ts"), Device.CPU, contract(ModelSignature.OutputKind.LOGITS))) {
      requireClose(model.logits(views()).values(), array("classifier.logits").toFloats(), 1e-5);
    }
  }

  /** If calls kept their views outside the heap, they would need 1.2 GB. */
  @Test
  @Tag("slow")
  void memoryOutsideTheHeapStaysFlat() throws IOException {
    ViewBatch large = new ViewBatch(8, 256, 256, new float[8 * 3 * 256 * 256]);
    try (Scope _ = new Scope();
        TaskModel script =
            TorchScriptModel.open(folder.resolve("classifier.ts"), Device.CPU, PLAIN);
        TaskModel onnx = OnnxModel.open(folder.resolve("classifier.onnx"), THREADS, PLAIN)) {
      Tensor targets = Tensor.of(new long[8], 8);
      long before = 0;
      for (int call = 0; call < 220; call++) {
        if (call == 20) {
          before = outsideTheHeap();
        }
        LossGradient _ = script.lossGradient(large, targets, CROSS_ENTROPY);
        Logits _ = onnx.logits(large);
      }
      assertThat(outsideTheHeap() - before).isLessThan(100L << 20);
    }
  }

  /** Java's heap, small in this test, is in the first 32 GiB of addresses. */
  private static long outsideTheHeap() throws IOException {
    Path map = Path.of("/proc/self/smaps");
    assumeTrue(Files.exists(map), "skipped: this system does not tell resident memory");
    long beyond = 32L << 30;
    boolean outside = false;
    long resident = 0;
    for (String line : Files.readAllLines(map)) {
      Matcher region = REGION.matcher(line);
      Matcher size = RESIDENT.matcher(line);
      if (region.find()) {
        outside = Long.parseUnsignedLong(region.group(1), 16) >= beyond;
      } else if (outside && size.find()) {
        resident += Long.parseLong(size.group(1)) << 10;
      }
    }
    return resident;
  }

  @Test
  void otherFilesAreRejectedWithTheirKind() throws IOException {
    Path text = folder.resolve("text");
    Files.writeString(text, "no model");
    requireRejected(() -> script("text"), "is not a TorchScript file, a zip archive");
    requireRejected(
        () -> script("weights.pth"), "contains only weights, without the code of a model");
    requireRejected(
        () -> script("wide.ts"), "it was tried with an image of 3 channels and 224×224");
    requireRejected(() -> onnx("text"), "cannot be opened as an ONNX file");
    requireRejected(() -> onnx("absent"), "the file does not exist");
    requireRejected(
        () -> onnx("wide.onnx"),
        "its input 'pictures' has the shape [any, 4, any, any]: expected (image, 3, row, column)");
    requireRejected(
        () -> onnx("empty.onnx"),
        "its input 'pictures' has the shape [0, 3, 24, 32]: expected sizes from 1 on, or any");
  }

  private static void script(String name) throws IOException {
    TorchScriptModel.open(folder.resolve(name), Device.CPU, PLAIN).close();
  }

  private static void onnx(String name) throws IOException {
    OnnxModel.open(folder.resolve(name), THREADS, PLAIN).close();
  }

  private static void requireRejected(ThrowingCallable opening, String found) {
    assertThatThrownBy(opening)
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining(found);
  }
}
