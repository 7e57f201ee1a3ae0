package dev.rawline.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.app.Ran;
import dev.rawline.app.SmallDataSets;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  private static final String VIEW = "menon-unsharp-median";

  @TempDir private Path work;
  private String data;
  private String raw;
  private String model;
  private String file;

  @BeforeEach
  void train() throws IOException {
    data = SmallDataSets.shades(work, 8);
    raw = data + "/dark/0.png";
    model = work.resolve("model").toString();
    file = work.resolve("model.onnx").toString();
    Object[] words = SmallDataSets.training("--data", data, "--data-model", VIEW, "--out", model);
    Ran.works(words);
  }

  private List<double[]> predictions(String named, String... more) throws IOException {
    Path out = Files.createTempDirectory(work, "predictions");
    Ran.works(
        Stream.concat(Stream.of("predict", named, data, "--out", out), Stream.of(more)).toArray());
    return Files.readAllLines(out.resolve("predictions.csv")).stream()
        .skip(1)
        .map(line -> Arrays.copyOfRange(line.split(","), 3, 5))
        .map(cells -> Arrays.stream(cells).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  private static void requireEqual(List<double[]> some, List<double[]> others) {
    assertThat(some).hasSameSizeAs(others).hasSize(16);
    for (int i = 0; i < some.size(); i++) {
      assertThat(some.get(i)).containsExactly(others.get(i), within(2e-6));
    }
  }

  @Test
  void theFilePredictsAsTheModelDoes() throws IOException {
    Ran exported = Ran.works("export", model, "--like", raw, "--out", file);
    assertThat(exported.out())
        .startsWith("raw mosaics in, logits out: ")
        .endsWith("MB: %s%n".formatted(file));
    assertThat(exported.next().orElseThrow()).contains("predict " + file);
    List<double[]> ours = predictions(model);
    requireEqual(predictions(file), ours);

    String network = work.resolve("network.onnx").toString();
    assertThat(Ran.works("export", model, "--network", "--out", network).out())
        .startsWith("images in, logits out: 18 nodes");
    requireEqual(predictions(network, "--camera", "drone", "--data-model", VIEW), ours);
  }

  @Test
  void theFileIsEvaluatedAndStatesItsClasses() throws IOException {
    Ran.works("export", model, "--like", raw, "--out", file);
    String network = work.resolve("network.onnx").toString();
    Ran.works("export", model, "--network", "--out", network);
    String[] scores =
        Stream.of(
                new String[] {model},
                new String[] {file},
                new String[] {network, "--camera", "drone", "--data-model", VIEW})
            .map(
                words -> {
                  Object[] evaluate =
                      Stream.concat(
                              Stream.of("evaluate"),
                              Stream.concat(
                                  Stream.of(words[0], data), Arrays.stream(words).skip(1)))
                          .toArray();
                  Path out = work.resolve("evaluation-" + Path.of(words[0]).getFileName());
                  Ran ran =
                      Ran.works(
                          Stream.concat(
                                  Arrays.stream(evaluate), Stream.of("--side", "all", "--out", out))
                              .toArray());
                  assertThat(ran.err()).doesNotContain("assuming the outputs");
                  return ran.out().replaceFirst("(?s)loss.*?\\R", "").replaceAll("written.*", "");
                })
            .toArray(String[]::new);
    assertThat(scores[1]).isEqualTo(scores[0]).contains("balanced accuracy");
    assertThat(scores[2]).isEqualTo(scores[0]);
  }

  @Test
  void commandsThatVaryTheCameraRefuseTheFile() {
    Ran.works("export", model, "--like", raw, "--out", file);
    String why = "model.onnx contains its camera, which cannot be varied";
    String[] out = {"--out", work.resolve("out").toString()};
    Ran.rawline(with(out, "forensics", "--trained", file, "--data", data, "--camera", "drone"))
        .assertRefused(why, "--network");
    String network = work.resolve("network.onnx").toString();
    Ran.works("export", model, "--network", "--out", network);
    for (String onnx : List.of(file, network)) {
      Ran.rawline(with(out, "forensics", "photons", onnx, data))
          .assertRefused(
              Path.of(onnx).getFileName() + " is an ONNX file, which has no gradient",
              "use the model's folder, or export the model as TorchScript");
    }
    assertThat(work.resolve("out")).doesNotExist();
    Ran.rawline(with(out, "quality", "reference", data, "--model", file))
        .assertRefused(why, "--network");
    Ran.rawline(with(out, "evaluate", file, data, "--vary", "{light: [0.2, 1]}"))
        .assertRefused(why, "--network");
    Ran.rawline(with(out, "evaluate", file, data, "--camera", "drone"))
        .assertRefused("--camera applies to a model file, but", "contains its camera");
  }

  private static String[] with(String[] last, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void mosaicsOfAnotherCameraAreRefused() throws IOException {
    Ran.works("export", model, "--like", raw, "--out", file);
    BufferedImage deep = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
    Path sixteen = work.resolve("sixteen.png");
    ImageIO.write(deep, "png", sixteen.toFile());
    BufferedImage small = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    Path little = work.resolve("little.png");
    ImageIO.write(small, "png", little.toFile());
    Path blue = work.resolve("blue.png");
    Files.copy(Path.of(raw), blue);
    Files.writeString(work.resolve("blue.yaml"), "cfa: BGGR\n");
    Ran ran =
        Ran.rawline(
            "predict",
            file,
            sixteen.toString(),
            little.toString(),
            blue.toString(),
            raw,
            "--out",
            work.resolve("out").toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("1 predicted, 3 rejected");
    assertThat(ran.err())
        .contains("to 65535.0 DN, but model.onnx expects", "to 255.0 DN")
        .contains("sample little has 8×8 pixels, but model.onnx expects sides from 10 px on")
        .contains("sample blue is a mosaic of the layout BGGR, but model.onnx expects RGGB")
        .doesNotContain("\tat ");
  }

  @Test
  void wrongUseIsRefusedBeforeAnythingIsWritten() throws IOException {
    Ran.rawline("export", model, "--out", file)
        .assertRefused("the camera of the mosaics is unknown", "--like RAW", "--network");
    Ran.rawline("export", model, "--like", raw, "--network", "--out", file)
        .assertRefused("--network exports no camera, which --like describes");
    for (String opset : List.of("17", "22")) {
      Ran.rawline("export", model, "--like", raw, "--opset", opset, "--out", file)
          .assertRefused("opset is " + opset + ": expected 18 to 21");
    }
    Ran.rawline("export", data, "--like", raw, "--out", file).assertRefused("contains no model");
    Ran.rawline("export", model, "--like", work.resolve("nothing.png").toString(), "--out", file)
        .assertRefused("nothing.png");
    assertThat(Path.of(file)).doesNotExist();
    Files.writeString(Path.of(file), "something else");
    Ran.rawline("export", model, "--like", raw, "--out", file)
        .assertRefused("already exists", "--force");
    assertThat(Path.of(file)).hasContent("something else");
    Ran.works("export", model, "--like", raw, "--out", file, "--force");
    assertThat(Path.of(file)).isNotEmptyFile();
    Ran nowhere =
        Ran.rawline(
            "export", model, "--network", "--out", work.resolve("no/folder/m.onnx").toString());
    assertThat(nowhere.code()).isPositive();
    assertThat(nowhere.err()).contains("m.onnx").doesNotContain("\tat ");
    assertThat(work.resolve("no")).doesNotExist();
  }

  @Test
  void stagesThatCannotBeExportedAreNamed() throws IOException {
    Path isp = work.resolve("isp.yaml");
    for (String denoising : List.of("fft", "tv_chambolle", "tv_bregman", "bilateral")) {
      Files.writeString(
          isp,
          """
          stages:
            - black_level
            - demosaicing: {method: bilinear}
            - white_balance
            - colour_correction
            - %s
            - gamma
          """
              .formatted(denoising));
      Path other = work.resolve("behind-" + denoising);
      Object[] words = SmallDataSets.training("--data", data, "--data-model", isp, "--out", other);
      Ran.works(words);
      Ran.rawline("export", other.toString(), "--like", raw, "--out", file)
          .assertRefused("denoising %s cannot be exported".formatted(denoising));
      assertThat(Path.of(file)).doesNotExist();
    }
  }

  @Test
  void damagedFilesAreRefusedWithASentence() throws IOException {
    Ran.works("export", model, "--like", raw, "--out", file);
    byte[] whole = Files.readAllBytes(Path.of(file));
    Path damaged = work.resolve("damaged.onnx");
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      byte[] bytes =
          i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      if (i % 2 == 1) {
        int last = Math.min(2000, whole.length);
        for (int k = 0; k < 8; k++) {
          bytes[bytes.length - 1 - random.nextInt(last)] = (byte) random.nextInt();
        }
      }
      Files.write(damaged, bytes);
      Ran ran =
          Ran.rawline(
              "predict",
              damaged.toString(),
              raw,
              "--force",
              "--out",
              work.resolve("out").toString());
      assertThat(ran.code()).as(ran.err()).isIn(0, 2);
      assertThat(ran.err()).doesNotContain("\tat ", "Exception");
    }
  }

  @Test
  void aModelOfProcessedImagesExportsItsNetwork() throws IOException {
    String views = work.resolve("views").toString();
    Ran.works("views", data, "--camera", "drone", "--view", VIEW, "--out", views);
    String other = work.resolve("processed").toString();
    Path images;
    try (Stream<Path> folders = Files.list(Path.of(views))) {
      images = folders.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    Ran.works(
        "train",
        "--data",
        images,
        "--model",
        "small-cnn",
        "--epochs",
        1,
        "--batch",
        4,
        "--out",
        other);
    Ran.rawline("export", other, "--like", raw, "--out", file)
        .assertRefused("was trained on processed images", "--network");
    Ran.works("export", other, "--network", "--out", file);
    assertThat(Path.of(file)).isNotEmptyFile();
  }
}
