package dev.rawline.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.app.Ran;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of masks and of numbers predict and are evaluated as exported files as in folders. */
class ExportedTasksTest {
  private static final String VIEW = "bilinear-unsharp-gaussian";
  private static final int SIDE = 64;
  private static final int IMAGES = 8;

  @TempDir private Path work;
  private Path data;
  private Path model;
  private Path file;

  /** Writes raw images of a bright square each, its mask, and its brightness as a number. */
  private void writeImages() throws IOException {
    data = work.resolve("data");
    Files.createDirectories(data.resolve("images"));
    Files.createDirectories(data.resolve("masks"));
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      BufferedImage mask = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      for (int at = 0; at < SIDE * SIDE; at++) {
        int row = at / SIDE;
        int column = at % SIDE;
        boolean inside = row > 3 * i && row < 3 * i + 32 && column > 4 * i && column < 4 * i + 28;
        int level = (inside ? 120 + 10 * i : 30) + (at * 7 + i * 13) % 20;
        image.getRaster().setSample(column, row, 0, level);
        mask.getRaster().setSample(column, row, 0, inside ? 255 : 0);
      }
      ImageIO.write(image, "png", data.resolve("images/%d.png".formatted(i)).toFile());
      ImageIO.write(mask, "png", data.resolve("masks/%d.png".formatted(i)).toFile());
    }
  }

  private void trainAndExport(String... words) {
    model = work.resolve("model");
    file = work.resolve("model.onnx");
    String all = "train --camera drone --epochs 4 --batch 4 --threads 1 --learning-rate 0.003";
    Ran.works(
        Stream.of(
                Stream.of(all.split(" ")),
                Stream.of("--data", data, "--data-model", VIEW, "--out", model),
                Stream.of(words))
            .flatMap(each -> each)
            .toArray());
    Ran.works("export", model, "--like", data.resolve("images/0.png"), "--out", file);
  }

  private Path predicted(Path named) {
    Path out = work.resolve("predictions-of-" + named.getFileName());
    Ran.works("predict", named, data, "--out", out);
    return out;
  }

  private String[] evaluated(Path named) {
    Path out = work.resolve("evaluation-of-" + named.getFileName());
    Ran ran = Ran.works("evaluate", named, data, "--side", "all", "--out", out);
    return ran.out().replaceAll("written.*", "").split("[\\s()]+");
  }

  /** Requires equal words and numbers: to a thousandth, as a pixel may turn on rounding. */
  private void requireEqualEvaluations(String score) {
    String[] ours = evaluated(model);
    String[] theirs = evaluated(file);
    assertThat(theirs).hasSameSizeAs(ours).contains(score);
    for (int i = 0; i < ours.length; i++) {
      if (ours[i].matches("-?\\d+\\.\\d+")) {
        assertThat(Double.parseDouble(theirs[i]))
            .isCloseTo(Double.parseDouble(ours[i]), within(1e-3));
      } else {
        assertThat(theirs[i]).isEqualTo(ours[i]);
      }
    }
  }

  /** The network alone states its task, so that forensics needs no plan. */
  private void requireExamined() throws IOException {
    Path network = work.resolve("network.onnx");
    Ran.works("export", model, "--network", "--out", network);
    String quick = "--parameters gamma --groups gamma --limits 0.001 --evaluations 2 --restarts 1";
    Path out = work.resolve("examined");
    Ran.works(
        Stream.of(
                Stream.of("forensics", "--trained", network, "--data", data, "--out", out),
                Stream.of("--camera", "drone", "--isp", VIEW, "--lab", work.resolve("book")),
                Stream.of(quick.split(" ")))
            .flatMap(each -> each)
            .toArray());
    assertThat(Files.readAllLines(out.resolve("curves.csv"))).hasSizeGreaterThan(2);
  }

  @Test
  void masksAreTheModels() throws IOException {
    writeImages();
    trainAndExport(
        "--task",
        "segmentation",
        "--model",
        "{unet: {encoder: resnet18, depth: 5, widths: [16, 8, 8, 4, 4]}}");
    Path ours = predicted(model);
    Path theirs = predicted(file);
    int objects = 0;
    int flips = 0;
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage mask = ImageIO.read(ours.resolve("masks/images/%d.png".formatted(i)).toFile());
      BufferedImage other =
          ImageIO.read(theirs.resolve("masks/images/%d.png".formatted(i)).toFile());
      int[] samples = mask.getRaster().getSamples(0, 0, SIDE, SIDE, 0, (int[]) null);
      int[] others = other.getRaster().getSamples(0, 0, SIDE, SIDE, 0, (int[]) null);
      assertThat(others).hasSameSizeAs(samples);
      for (int at = 0; at < samples.length; at++) {
        objects += samples[at] > 0 ? 1 : 0;
        flips += samples[at] == others[at] ? 0 : 1;
      }
    }
    assertThat(flips).as("pixels that turn on rounding").isLessThan(5);
    assertThat(objects).as("pixels of objects").isBetween(1, IMAGES * SIDE * SIDE - 1);
    requireEqualEvaluations("iou");
    requireExamined();

    BufferedImage odd = new BufferedImage(SIDE + 16, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Path frame = work.resolve("odd.png");
    ImageIO.write(odd, "png", frame.toFile());
    Ran ran = Ran.rawline("predict", file + "", frame + "", "--out", work.resolve("out") + "");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("sample odd has 80×64 pixels, but model.onnx expects sides from 5 px on")
        .contains("that are multiples of 32 px: crop or tile the frames");
  }

  @Test
  void numbersAreTheModels() throws IOException {
    writeImages();
    StringBuilder labels = new StringBuilder("file,class\n");
    for (int i = 0; i < IMAGES; i++) {
      labels.append("images/%d.png,%s%n".formatted(i, 0.1 * i));
    }
    Files.writeString(data.resolve("labels.csv"), labels);
    trainAndExport("--layout", "labels", "--task", "{regression: light}", "--model", "small-cnn");
    List<String> ours = Files.readAllLines(predicted(model).resolve("predictions.csv"));
    List<String> theirs = Files.readAllLines(predicted(file).resolve("predictions.csv"));
    assertThat(theirs).hasSize(IMAGES + 1);
    assertThat(theirs.getFirst()).isEqualTo(ours.getFirst()).contains("light");
    for (int i = 1; i <= IMAGES; i++) {
      String[] line = ours.get(i).split(",", -1);
      String[] other = theirs.get(i).split(",", -1);
      assertThat(Double.parseDouble(other[1])).isCloseTo(Double.parseDouble(line[1]), within(2e-5));
    }
    requireEqualEvaluations("squared");
    requireExamined();
  }
}
