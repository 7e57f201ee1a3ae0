package dev.rawline.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.app.Ran;
import dev.rawline.app.ShownCommand;
import dev.rawline.app.SmallDataSets;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's programs run an exported file without Rawline. */
class ExportGuideTest {
  private static final Path GUIDE = Path.of("../docs/how-to/export.md");
  private static final Path HEADER = Path.of("/usr/include/onnxruntime/onnxruntime_cxx_api.h");
  private static final String PYTHON =
      Optional.ofNullable(System.getenv("RAWLINE_PYTHON")).orElse("/usr/bin/python3");

  @TempDir private static Path work;

  private static final List<RawImage> MOSAICS = new ArrayList<>();
  private static double[] probabilities;

  @BeforeAll
  static void export() throws IOException {
    String data = SmallDataSets.shades(work, 4, 32);
    for (String shade : List.of("bright", "dark")) {
      for (int i = 0; i < 4; i++) {
        Files.writeString(Path.of(data, shade, i + ".yaml"), "black_level: 0\n");
      }
    }
    String model = work.resolve("model").toString();
    Object[] words =
        SmallDataSets.training(
            "--data", data, "--data-model", "menon-sharpen-median", "--out", model);
    Ran.works(words);
    List<Path> raw = List.of(Path.of(data, "dark/1.png"), Path.of(data, "bright/2.png"));
    for (Path file : raw) {
      MOSAICS.add(RawFiles.read(file));
    }
    Path out = work.resolve("predictions");
    Ran.works("predict", model, raw.getFirst(), raw.getLast(), "--out", out);
    probabilities =
        Files.readAllLines(out.resolve("predictions.csv")).stream()
            .skip(1)
            .flatMap(line -> Arrays.stream(line.split(",")).skip(3).limit(2))
            .mapToDouble(Double::parseDouble)
            .toArray();
    Ran.works("export", model, "--like", raw.getFirst(), "--out", work.resolve("model.onnx"));
  }

  private static String block(String language) throws IOException {
    Matcher found =
        Pattern.compile("(?s)```%s\\n(.*?)```".formatted(language))
            .matcher(Files.readString(GUIDE));
    assertThat(found.find()).as("a block of " + language).isTrue();
    return found.group(1);
  }

  private static String run(String input, String... words)
      throws IOException, InterruptedException {
    Path given = Files.writeString(work.resolve("input.txt"), input);
    Path errors = work.resolve("errors.txt");
    Process process =
        new ProcessBuilder(words)
            .directory(work.toFile())
            .redirectError(errors.toFile())
            .redirectInput(given.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output + Files.readString(errors)).isZero();
    return output;
  }

  private static void requirePython(String module) throws IOException, InterruptedException {
    boolean there =
        Files.isExecutable(Path.of(PYTHON))
            && new ProcessBuilder(PYTHON, "-c", "import numpy, " + module)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0;
    requirePackage(there, "python3-" + module);
  }

  /** Where a release has no such package, one line of the build's output says so. */
  private static void requirePackage(boolean there, String name) {
    String missing = "skipped: exported files are not tested with %s, which is missing here";
    if (!there) {
      System.out.println(missing.formatted(name));
    }
    assumeTrue(there, missing.formatted(name));
  }

  /** Returns the commands that the page shows under a heading. */
  private static List<ShownCommand> commands(String heading) throws IOException {
    String page = Files.readString(GUIDE);
    String from = page.substring(page.indexOf("## " + heading));
    return Pattern.compile("(?m)^ {4}\\./rawline (.+)$")
        .matcher(from.substring(0, from.indexOf("\n## ")))
        .results()
        .map(found -> new ShownCommand(found.group(1)))
        .toList();
  }

  @Test
  void theCommandsThatTakeTheFileWork() throws IOException {
    List<ShownCommand> commands = commands("Use it here");
    assertThat(commands)
        .extracting(command -> command.words().getFirst())
        .containsExactly("predict", "evaluate", "export", "forensics", "quality");
    String quick = "--parameters gamma --groups gamma --limits 0.001 --evaluations 4 --restarts 1";
    Path written = Files.createDirectory(work.resolve("written"));
    Map<String, Path> places =
        Map.of(
            "model", work.resolve("model"),
            "model.onnx", work.resolve("model.onnx"),
            "network.onnx", written.resolve("network.onnx"),
            "frames", work.resolve("shades"),
            "dataset", work.resolve("shades"));
    for (ShownCommand command : commands) {
      List<Object> words = new ArrayList<>();
      for (String word : command.words()) {
        boolean out = !words.isEmpty() && words.getLast().equals("--out");
        Path place = out ? written.resolve(word) : places.get(word);
        words.add(place == null ? word : place);
      }
      if (command.words().getFirst().equals("forensics")) {
        words.addAll(List.of(quick.split(" ")));
      }
      assertThat(Ran.works(words.toArray()).out()).as(command.toString()).isNotBlank();
    }
  }

  /** Requires logits of two classes for some mosaics, from the first on. */
  private static void requireOurs(double... logits) {
    for (int i = 0; i < logits.length; i += 2) {
      double first = 1 / (1 + Math.exp(logits[i + 1] - logits[i]));
      assertThat(first).isCloseTo(probabilities[i], within(2e-6));
    }
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
  }

  private static String samples(RawImage mosaic) {
    StringBuilder text = new StringBuilder();
    for (float sample : mosaic.samples()) {
      text.append(sample).append(' ');
    }
    return text.toString();
  }

  @Test
  void pythonRunsIt() throws IOException, InterruptedException {
    requirePython("onnxruntime");
    String frames = samples(MOSAICS.getFirst()) + samples(MOSAICS.getLast());
    String save =
        """
        import sys
        import numpy as np
        frames = np.array(sys.stdin.read().split(), dtype=np.float64).astype(np.uint8)
        np.save("mosaics.npy", frames.reshape(2, %d, %d))
        """
            .formatted(MOSAICS.getFirst().height(), MOSAICS.getFirst().width());
    String shown = "\nprint('logits', *logits.ravel().tolist())\n";
    String output = run(frames, PYTHON, "-c", save + block("python") + shown);
    int last = output.indexOf("logits ");
    assertThat(output.substring(0, last)).matches("(?s)((bright|dark) \\S+\\R){2}");
    double[] logits = numbers(output.substring(last + "logits ".length()));
    assertThat(logits).hasSize(4);
    requireOurs(logits);
  }

  /** Its library and the runtime's cannot be loaded into one process. */
  @Test
  void theCheckerOfOnnxAcceptsIt() throws IOException, InterruptedException {
    requirePython("onnx");
    requireChecked(
        "model.onnx",
        18,
        """
        assert about["classes"] == ["bright", "dark"] and about["camera"] == "drone", about
        assert about["cfa"] == "RGGB" and about["white_level"] == 255, about
        assert [entry["name"] for entry in about["model"]] == ["model.safetensors", "plan.yaml"], about
        """);
  }

  @Test
  void theCheckerAcceptsNetworksAloneAndMasks() throws IOException, InterruptedException {
    requirePython("onnx");
    Path raw = work.resolve("shades/dark/1.png");
    for (int opset : List.of(18, 21)) {
      Ran.works(
          "export",
          work.resolve("model"),
          "--network",
          "--opset",
          opset,
          "--force",
          "--out",
          work.resolve("alone.onnx"));
      requireChecked("alone.onnx", opset, "assert about['input'] == 'view', about\n");
    }
    Path masks = Files.createDirectories(work.resolve("masked/masks"));
    Path images = Files.createDirectories(work.resolve("masked/images"));
    for (int i = 0; i < 4; i++) {
      Files.copy(work.resolve("shades/dark/%d.png".formatted(i)), images.resolve(i + ".png"));
      Files.copy(work.resolve("shades/bright/%d.png".formatted(i)), masks.resolve(i + ".png"));
    }
    String train = "train --camera drone --data-model menon-unsharp-gaussian --epochs 1 --batch 4";
    String unet = "{unet: {encoder: resnet18, depth: 3, widths: [8, 8, 4]}}";
    Ran.works(
        Stream.of(
                train.split(" "),
                new Object[] {"--data", work.resolve("masked"), "--model", unet},
                new Object[] {"--threads", 1, "--out", work.resolve("of-masks")})
            .flatMap(Stream::of)
            .toArray());
    for (int opset : List.of(18, 21)) {
      Ran.works(
          "export",
          work.resolve("of-masks"),
          "--like",
          raw,
          "--opset",
          opset,
          "--force",
          "--out",
          work.resolve("masks.onnx"));
      requireChecked(
          "masks.onnx",
          opset,
          """
          outputs = [(output.name, output.type.tensor_type.elem_type) for output in model.graph.output]
          assert outputs == [
              ("logits", onnx.TensorProto.FLOAT),
              ("mask", onnx.TensorProto.UINT8),
              ("picture", onnx.TensorProto.FLOAT),
          ], outputs
          assert about["task"] == "segmentation" and about["multiple_of"] == 8, about
          """);
    }
  }

  private static void requireChecked(String file, int opset, String more)
      throws IOException, InterruptedException {
    String check =
        """
        import json
        import onnx
        model = onnx.load("%s")
        onnx.checker.check_model(model, full_check=True)
        assert model.ir_version <= 10 and model.opset_import[0].version == %d
        about = json.loads({entry.key: entry.value for entry in model.metadata_props}["rawline"])
        """
            .formatted(file, opset);
    assertThat(run("", PYTHON, "-c", check + more + "print('checked')\n")).contains("checked");
  }

  @Test
  void cppRunsIt() throws IOException, InterruptedException {
    requirePackage(
        Files.exists(HEADER) && Files.isExecutable(Path.of("/usr/bin/g++")),
        "g++ and libonnxruntime-dev");
    Files.writeString(work.resolve("run.cpp"), block("cpp"));
    String _ =
        run(
            "",
            "g++",
            "-std=c++17",
            "-I" + HEADER.getParent(),
            "run.cpp",
            "-lonnxruntime",
            "-o",
            "run");
    RawImage mosaic = MOSAICS.getFirst();
    String input = "%d %d %s".formatted(mosaic.height(), mosaic.width(), samples(mosaic));
    double[] logits = numbers(run(input, work.resolve("run").toString()));
    assertThat(logits).hasSize(2);
    requireOurs(logits);
  }
}
