package dev.rawline.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import dev.rawline.app.SmallDataSets;
import dev.rawline.workbench.text.ShellQuoting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  private static final Pattern SAVED =
      Pattern.compile("stopped after (\\d+) epochs? and (\\d+) steps?, saved in ");

  @TempDir private Path work;
  private String data;
  private String out;

  @BeforeEach
  void makeData() throws IOException {
    data = SmallDataSets.shades(work, 8);
    out = work.resolve("model").toString();
  }

  /** Returns the arguments of a short training; the given ones replace or extend them. */
  private String[] train(String... more) {
    List<String> words = new ArrayList<>(List.of("train"));
    List<String> given = List.of(more);
    List<String> usual = List.of("--data", data, "--camera", "drone", "--model", "small-cnn");
    add(words, usual, given);
    add(words, List.of("--epochs", "2", "--batch", "4", "--threads", "1"), given);
    words.addAll(given);
    return words.toArray(String[]::new);
  }

  private static void add(List<String> words, List<String> usual, List<String> given) {
    for (int i = 0; i < usual.size(); i += 2) {
      if (!given.contains(usual.get(i))) {
        words.addAll(usual.subList(i, i + 2));
      }
    }
  }

  @Test
  void aTrainedModelIsKeptEvaluatedAndUsedToPredict() {
    assertTrains();
    assertIsKept();
    assertIsEvaluated();
    assertPredicts();
    Ran.rawline(train("--out", data)).assertRefused("contains ", "--out");
  }

  @Test
  void aCameraIsNoFolderOfItsName() throws Exception {
    Files.createDirectory(work.resolve("drone"));
    Files.createDirectory(work.resolve("data"));
    assertThat(trainedHere("drone")).contains("trained 1 epoch");
    assertThat(trainedHere("data")).contains("camera is data, but data set ", "name drone");
    assertThat(trainedHere("./data")).contains("data: has no camera.yaml");
  }

  private String trainedHere(String camera) throws IOException {
    List<String> words = List.of(train("--camera", camera, "--epochs", "1", "--out", out));
    Process program =
        Ran.program(List.of(), words).directory(work.toFile()).redirectErrorStream(true).start();
    return new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void assertTrains() {
    Ran first = Ran.rawline(train("--out", out));
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .startsWith("trained 2 epochs; the weights are those of epoch ")
        .contains("test side, 2 samples", "balanced accuracy", "interval")
        .endsWith("written to %s%n".formatted(out));
    assertThat(first.err()).contains("[1/2] training loss ", "images/s, loader waited for ");
  }

  private void assertIsKept() {
    Ran again = Ran.rawline(train("--out", out));
    assertThat(again.out()).startsWith("up to date: " + out);
    Ran.rawline(train("--out", out, "--seed", "2"))
        .assertRefused(
            "contains a model that was trained differently (seed 1, not 2; another split)",
            "--out");
  }

  private void assertIsEvaluated() {
    String evaluation = work.resolve("evaluation").toString();
    Ran evaluated = Ran.rawline("evaluate", out, data, "--out", evaluation, "--threads", "1");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.out()).startsWith("test subset of shades, 2 samples: loss ");
    assertThat(evaluated.err()).contains("its test subset is evaluated");
    Ran.rawline("evaluate", out, data, "--out", evaluation)
        .assertRefused("contains earlier results of evaluate", "--force");
  }

  private void assertPredicts() {
    String predicted = work.resolve("predicted").toString();
    Ran ran =
        Ran.rawline(
            "predict", out, data + "/dark/0.png", data + "/bright/0.png", "--out", predicted);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .matches("(?s)  0 +(dark|bright)  [\\d.]+ %\\R  0_2 +(dark|bright)  [\\d.]+ %\\R.*")
        .endsWith("2 predicted, 0 rejected: %s%n".formatted(predicted));
    assertThat(Path.of(predicted, "predictions.csv"))
        .content()
        .startsWith("id,class,truth,bright,dark\n0,")
        .contains("\n0_2,");
    Ran.rawline("predict", out, data + "/dark/0.png", "--out", predicted)
        .assertRefused("contains earlier results of predict", "--force");
    Ran many = Ran.rawline("predict", out, data, "--out", predicted, "--force");
    assertThat(many.out()).containsPattern("  (dark|bright) +\\d+\\R").contains("16 predicted, 0");
    assertThat(Path.of(predicted, "predictions.csv"))
        .content()
        .containsPattern("\n.*,(dark|bright),dark,");
  }

  @Test
  void aModelIsNotWrittenIntoADataSet() {
    String cells = SmallDataSets.smears(work.resolve("cells"), 1);
    Ran.rawline(train("--out", cells))
        .assertRefused("contains a data set written by simulate", "--out");
  }

  @Test
  void aLongerTrainingNeedsAnotherFolder() {
    assertThat(Ran.rawline(train("--out", out, "--epochs", "1")).code()).isZero();
    Ran.rawline(train("--out", out, "--epochs", "3"))
        .assertRefused("trained differently (epochs 1, not 3)", "--pretrained " + out);
  }

  @Test
  void unreadableImagesAreRefusedAndTheOthersPredicted() throws IOException {
    assertThat(Ran.rawline(train("--out", out, "--epochs", "1")).code()).isZero();
    Path broken = Files.writeString(work.resolve("broken.png"), "no picture");
    String predicted = work.resolve("predicted").toString();
    Ran ran =
        Ran.rawline("predict", out, broken.toString(), data + "/dark/0.png", "--out", predicted);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("1 predicted, 1 rejected: ");
    assertThat(ran.err()).contains("rejected:", "broken");
  }

  @Test
  void aTestRunKeepsNothing() {
    Ran ran = Ran.rawline(train("--test-run"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith("test run: 1 epoch").contains("nothing was kept");
    assertThat(work).isDirectoryNotContaining("glob:**/model");
  }

  @Test
  void flagsReplaceKeysOfThePlan() throws IOException {
    Path plan =
        Files.writeString(
            work.resolve("plan.yaml"),
            """
            data: shades
            camera: drone
            model: resnet50
            epochs: 50
            """);
    Ran ran =
        Ran.rawline(
            "train",
            plan.toString(),
            "--model",
            "{small-cnn: {widths: [4]}}",
            "--epochs",
            "1",
            "--data-model",
            "bilinear-sharpen-gaussian",
            "--out",
            out);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Path.of(out, "plan.yaml"))
        .content()
        .contains("epochs: 1\n", "widths: [4]", "static: \"bilinear-sharpen-gaussian\"");
  }

  @Test
  void theCameraIsThatOfTheDataSetOrTheMessageNamesItsFlag() throws IOException {
    String[] words = {"train", "--data", data, "--model", "small-cnn", "--epochs", "1"};
    Ran.rawline(with(words, "--out", out))
        .assertRefused(
            "does not state its camera",
            "lacks black level [DN]",
            "--camera drone, microscope, file or a camera.yaml");

    try (Stream<Path> files = Files.walk(Path.of(data))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".png")).toList()) {
        Files.writeString(
            Path.of(file.toString().replace(".png", ".yaml")),
            """
            black_level: 0
            white_level: 255
            white_balance: {red: 2, green: 1, blue: 1.5}
            colour_matrix: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
            """);
      }
    }
    Ran ran = Ran.rawline(with(words, "--out", out));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("camera: file, as the data set states");
    assertThat(Path.of(out, "plan.yaml")).content().contains("camera: file");
  }

  @Test
  void mistakesAreListedTogetherAndNothingIsWritten() throws IOException {
    Ran.rawline("train").assertRefused("neither a plan nor --data");
    Ran.rawline("train", "nowhere.yaml").assertRefused("nowhere.yaml: ");
    Ran.rawline("train", "--data", "nowhere")
        .assertRefused("there is no folder or published data set 'nowhere'");
    Ran.rawline(train("--epoch", "3")).assertRefused("there is no option '--epoch'", "--epochs");
    Ran.rawline(train("--epochs", "many", "--learning-rate", "-1", "--out", out))
        .assertRefused(
            "2 errors",
            "epochs (--epochs) is 'many': expected a whole number",
            "learning_rate (--learning-rate) is -1: expected a number above 0");
    Ran.rawline(train("--model", "resnet19", "--out", out))
        .assertRefused("model (--model) is 'resnet19': did you mean resnet18?");
    Ran.rawline(train("--task", "segmentation", "--out", out))
        .assertRefused("model (--model) is small-cnn, which predicts something of each picture");
    Ran.rawline(train("--device", "gpu", "--out", out))
        .assertRefused("--device is 'gpu': expected one of cpu, cuda");
    Ran.rawline(train("--device", "cuda", "--out", out))
        .assertRefused("there is no CUDA device here", "--device cpu");
    Ran.rawline(train("--threads", "0", "--out", out)).assertRefused("threads is 0");
    Ran.rawline(train("--crop", "64", "--out", out)).assertRefused("16×16", "64×64");
    Ran.rawline("evaluate", data, data, "--out", out).assertRefused("contains no model");
    Ran.rawline("predict", data, data, "--out", out).assertRefused("contains no model");
    assertThat(Path.of(out, "model.safetensors")).doesNotExist();
  }

  /** The step is finished and saved, and the same command resumes to the same weights. */
  @Test
  void anInterruptedRunExplainsHowToResume() throws Exception {
    String[] more = {"--epochs", "12", "--batch", "2"};
    String whole = work.resolve("whole").toString();
    assertThat(Ran.rawline(train(with(more, "--out", whole))).code()).isZero();

    List<String> command = List.of(train(with(more, "--out", out)));
    Path log = work.resolve("log");
    // A terminal gets a line an epoch, a log one in ten seconds.
    Process program =
        Ran.program(List.of("-Drawline.columns=80"), command).redirectOutput(log.toFile()).start();
    while (!Files.readString(log).contains("[2/12]")) {
      assertThat(program.isAlive()).as(Files.readString(log)).isTrue();
      TimeUnit.MILLISECONDS.sleep(5);
    }
    program.destroy(); // as kill does: a background program of a shell gets no Ctrl-C

    assertThat(program.waitFor()).isEqualTo(130);
    String printed = Files.readString(log);
    assertThat(printed)
        .contains("interrupted: finishes the step, saves, and ends …")
        .endsWith("  ./rawline %s%n".formatted(String.join(" ", command)));
    Matcher saved = SAVED.matcher(printed);
    assertThat(saved.find()).as(printed).isTrue();
    int steps = Integer.parseInt(saved.group(2));
    assertThat(
            Path.of(
                out,
                "checkpoints",
                "epoch-%03d%s.safetensors"
                    .formatted(
                        Integer.parseInt(saved.group(1)),
                        steps == 0 ? "" : "-step-%05d".formatted(steps))))
        .isNotEmptyFile();
    Ran.rawline(train("--out", out, "--epochs", "3")).assertRefused("epochs 12, not 3");

    Ran on = Ran.rawline(command.toArray(String[]::new));
    assertThat(on.code()).as(on.err()).isZero();
    assertThat(on.err()).contains("resumes after ");
    assertThat(Path.of(out, "model.safetensors"))
        .hasSameBinaryContentAs(Path.of(whole, "model.safetensors"));
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void aModelFolderNeedsNoDescriptionOfItsPreprocessing() throws IOException {
    Ran.rawline("predict", data, data, "--out", out, "--camera", "drone")
        .assertRefused("--camera applies to a model file", "whose plan defines it");
    Ran.rawline("evaluate", data, data, "--out", out, "--probabilities")
        .assertRefused("--probabilities applies to a model file");
    Ran.rawline("evaluate", data, data, "--out", out, "--vary-seed", "2")
        .assertRefused("--vary-seed requires --vary RANGES");
    Ran.rawline("evaluate", data, data, "--out", out, "--vary", "{light: [0, 1]}")
        .assertRefused("light", "above 0");
    String colon = Files.move(Path.of(data), work.resolve("a: b")).toString();
    Ran.rawline("evaluate", out, colon, "--out", out, "--vary", "{light: [0, 1]}")
        .assertRefused("light", "above 0");
  }

  @Test
  void argumentsAreQuotedForAShell() {
    assertThat(
            ShellQuoting.of(
                "./rawline", List.of("train", "--model", "{small-cnn: {widths: [4]}}", "it's")))
        .isEqualTo("./rawline train --model '{small-cnn: {widths: [4]}}' 'it'\\''s'");
  }
}
