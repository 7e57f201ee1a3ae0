package dev.rawline.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.app.Ran;
import dev.rawline.app.SmallDataSets;
import dev.rawline.data.file.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that was exported alone is examined as the model's folder is. */
class ExportedNetworkTest {
  private static final String VIEW = "bilinear-sharpen-gaussian";
  private static final double MOST = 2e-6;

  @TempDir private static Path work;

  private static String data;
  private static String model;
  private static String network;
  private static String others;

  @BeforeAll
  static void export() throws IOException {
    String all = SmallDataSets.shades(work, 16, 32);
    data = work.resolve("data").toString();
    others = work.resolve("others").toString();
    for (String shade : List.of("bright", "dark")) {
      for (int i = 0; i < 16; i++) {
        Path folder = Files.createDirectories(Path.of(i < 8 ? data : others, shade));
        Files.copy(Path.of(all, shade, i + ".png"), folder.resolve(i + ".png"));
        Files.writeString(folder.resolve(i + ".yaml"), "black_level: 0\n");
      }
    }
    model = work.resolve("model").toString();
    network = work.resolve("network.onnx").toString();
    Ran.works(
        (Object[])
            SmallDataSets.training(
                "--data", data, "--data-model", VIEW, "--learning-rate", 0.01, "--out", model));
    Ran.works("export", model, "--network", "--out", network);
  }

  private static Path out(String name, Object... words) {
    Path out = work.resolve(name);
    Ran.works(
        Stream.concat(
                Stream.of(words), Stream.of("--lab", work.resolve("book"), "--out", out.toString()))
            .toArray());
    return out;
  }

  /** Requires equal tables, numbers but for rounding. */
  private static void requireEqual(Path some, Path others) throws IOException {
    List<String> lines = Files.readAllLines(some);
    List<String> otherLines = Files.readAllLines(others);
    assertThat(otherLines).hasSameSizeAs(lines).hasSizeGreaterThan(1);
    for (int row = 0; row < lines.size(); row++) {
      String[] cells = lines.get(row).split(",");
      String[] otherCells = otherLines.get(row).split(",");
      assertThat(otherCells).hasSameSizeAs(cells);
      for (int i = 0; i < cells.length; i++) {
        if (cells[i].matches("-?\\d+(\\.\\d+)?(E-?\\d+)?")) {
          assertThat(Double.parseDouble(otherCells[i]))
              .as("%s, row %d", some, row)
              .isCloseTo(Double.parseDouble(cells[i]), within(MOST));
        } else {
          assertThat(otherCells[i]).isEqualTo(cells[i]);
        }
      }
    }
  }

  /** By random draws: the other searches turn on rounding. */
  @Test
  void itsWorstCamerasAndTolerancesAreTheModels() throws IOException {
    String search =
        "--parameters gamma,black_level --groups gamma,black_level --limits 0.003 --evaluations 8"
            + " --restarts 1 --search random --threads 1";
    Path ofModel = out("of-model", words("forensics --trained", model, "--data", others, search));
    Path ofNetwork =
        out(
            "of-network",
            words(
                "forensics --trained",
                network,
                "--data",
                others,
                "--camera drone --isp",
                VIEW,
                search));
    assertThat(
            Files.readAllLines(ofModel.resolve("curves.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[3])
                .distinct())
        .hasSizeGreaterThan(1);
    for (String table : List.of("curves.csv", "tolerances.csv", "worst-cases.csv")) {
      requireEqual(ofModel.resolve(table), ofNetwork.resolve(table));
    }
  }

  private static Object[] words(String... parts) {
    return Stream.of(parts).flatMap(part -> Stream.of(part.split(" "))).toArray();
  }

  private static Ran check(Path reference, String... model) {
    Path out = work.resolve(reference.getFileName() + "-check");
    Stream<String> command =
        Stream.of("quality check", reference.toString(), data + "/dark", "--json");
    Stream<String> results = Stream.of("--lab", work.resolve("book") + "", "--out", out + "");
    return Ran.rawline(
        Stream.of(command, Stream.of(model), results)
            .flatMap(part -> part)
            .flatMap(part -> Stream.of(part.split(" ")))
            .toArray(String[]::new));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static List<?> shares(Path reference) throws IOException {
    return (List<?>) ((Map<?, ?>) JsonFile.read(reference).get("model")).get("shares");
  }

  /** Returns how far the outputs of the batch are from those of the reference. */
  private static double shift(Ran check) {
    Map<?, ?> drift = (Map<?, ?>) JsonFile.parse(check.out()).get("drift");
    return ((List<?>) drift.get("together"))
        .stream()
            .map(test -> (Map<?, ?>) test)
            .filter(test -> "softmax of the model".equals(test.get("of")))
            .mapToDouble(test -> number(test.get("mmd")))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void itsQualityControlIsTheModels() throws IOException {
    String[] described = {"--camera drone --data-model", VIEW};
    Path ofModel = out("reference-of-model", words("quality reference", others, "--model", model));
    Path ofNetwork =
        out(
            "reference-of-network",
            words("quality reference", others, "--model", network, described[0], described[1]));
    List<?> shares = shares(ofModel.resolve("reference.json"));
    List<?> otherShares = shares(ofNetwork.resolve("reference.json"));
    assertThat(shares).hasSize(16).doesNotHaveDuplicates();
    for (int image = 0; image < 16; image++) {
      for (int i = 0; i < 2; i++) {
        assertThat(number(((List<?>) otherShares.get(image)).get(i)))
            .isCloseTo(number(((List<?>) shares.get(image)).get(i)), within(MOST));
      }
    }
    Ran check = check(ofModel, "--model", model);
    Ran otherCheck = check(ofNetwork, "--model", network, described[0], described[1]);
    assertThat(otherCheck.code()).as(otherCheck.err()).isEqualTo(check.code()).isIn(0, 3, 4);
    assertThat(shift(check)).isGreaterThan(0.1);
    assertThat(shift(otherCheck)).isCloseTo(shift(check), within(MOST));
  }
}
