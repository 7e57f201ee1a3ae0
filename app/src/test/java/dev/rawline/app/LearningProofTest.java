package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the plans of this project reach on real blood cells and on procedural streets; small here,
 * whole in the slow tests, whose results are in docs/results.
 */
class LearningProofTest {
  /** Groups of one to four numbers. */
  private static final Set<String> FEW = Set.of("black_level", "white_balance", "gamma");

  private static final String CELLS = "data/leukocytes";

  private static final Set<String> KINDS = Set.of("lymphocyte", "eosinophil", "basophil");

  /** How many pictures of each kind the small proof has on each side. */
  private static final Map<String, Integer> SIDES = Map.of("train", 24, "test", 16);

  private static final Path PLANS = Path.of("..", "plans");

  @TempDir private Path work;

  private double trained(String plan, String metric, String... more) throws IOException {
    Path model = work.resolve("model");
    List<String> words = new ArrayList<>(List.of("train", PLANS.resolve(plan).toString()));
    words.addAll(List.of("--out", model.toString()));
    words.addAll(List.of(more));
    Ran.works(words.toArray());
    Map<?, ?> test = (Map<?, ?>) JsonFile.read(model.resolve("metrics.json")).get("test");
    Map<?, ?> estimate = (Map<?, ?>) ((Map<?, ?>) test.get("metrics")).get(metric);
    double value = ((Number) estimate.get("value")).doubleValue();
    System.out.printf("%s on the test side: %.3f%n", metric, value);
    return value;
  }

  private String cells(Path pictures) {
    Path cells = work.resolve("leukocytes");
    Ran.works("import", pictures, "--as-raw", "microscope", "--out", cells);
    return cells.toString();
  }

  /** Returns some pictures of three kinds that look different, in a folder of their own. */
  private Path fewCells() throws IOException {
    Path all = SharedData.require(CELLS);
    List<String> table = Files.readAllLines(all.resolve("labels.csv"));
    Path few = work.resolve("few");
    List<String> kept = new ArrayList<>(table.subList(0, 1));
    Map<List<String>, Integer> counts = new HashMap<>();
    for (String line : table.subList(1, table.size())) {
      List<String> row = List.of(line.split(",", -1));
      String kind = row.get(1);
      String side = row.get(4);
      int enough = KINDS.contains(kind) ? SIDES.getOrDefault(side, 0) : 0;
      if (counts.merge(List.of(kind, side), 1, Integer::sum) <= enough) {
        kept.add(line);
        Path picture = few.resolve(row.getFirst());
        Files.createDirectories(picture.getParent());
        Files.copy(all.resolve(row.getFirst()), picture);
      }
    }
    Files.write(few.resolve("labels.csv"), kept);
    return few;
  }

  private String streets(int count, String size) {
    String streets = work.resolve("streets").toString();
    Ran.works(
        "simulate",
        "aerial-street",
        "--camera",
        "drone",
        "--count",
        String.valueOf(count),
        "--size",
        size,
        "--out",
        streets);
    return streets;
  }

  @Tag("slow")
  @Test
  void cellsAreToldApartAfterAMinute() throws IOException {
    double accuracy =
        trained(
            "leukocytes.yaml",
            "balanced_accuracy",
            "--data",
            cells(SharedData.require(CELLS)),
            "--size",
            "64",
            "--epochs",
            "7");
    assertThat(accuracy).isGreaterThan(0.5); // a guess is right in one of nine cases
  }

  @Test
  void threeKindsOfCellsAreToldApartAfterSeconds() throws IOException {
    double accuracy =
        trained(
            "leukocytes.yaml",
            "balanced_accuracy",
            "--data",
            cells(fewCells()),
            "--model",
            "small-cnn",
            "--size",
            "32",
            "--batch",
            "8",
            "--learning-rate",
            "0.003",
            "--epochs",
            "10");
    assertThat(accuracy).isGreaterThan(0.5); // a guess is right in one of three cases
  }

  /** How a small network finds pixels is in the fast tests of the trainer. */
  @Tag("slow")
  @Test
  void carsAreFoundAfterAMinute() throws IOException {
    double overlap =
        trained(
            "streets.yaml",
            "iou",
            "--data",
            streets(64, "160x160"),
            "--crop",
            "160",
            "--size",
            "96",
            "--learning-rate",
            "0.001",
            "--epochs",
            "36");
    assertThat(overlap).isGreaterThan(0.35); // all pixels alike: below 0.1
  }

  @Tag("slow")
  @Test
  void cellsAreToldApart() throws IOException {
    assertThat(
            trained(
                "leukocytes.yaml", "balanced_accuracy", "--data", cells(SharedData.require(CELLS))))
        .isGreaterThanOrEqualTo(0.80);
  }

  @Tag("slow")
  @Test
  void carsAreFound() throws IOException {
    assertThat(trained("streets.yaml", "iou", "--data", streets(1000, "256x256")))
        .isGreaterThanOrEqualTo(0.80);
  }

  /** A twentieth of the light and γ = 0.15 at the start: learned with the model, or kept. */
  @Tag("slow")
  @Test
  void learningThetaBeatsKeepingIt() throws IOException {
    String smears = SmallDataSets.smears(work.resolve("smears"), 480);
    Path out = work.resolve("optimized");
    Ran.works(
        "optimize",
        PLANS.resolve("optimize-smears.yaml").toString(),
        "--data",
        smears,
        "--splits",
        "2",
        "--lab",
        work.resolve("book").toString(),
        "--out",
        out.toString());
    Map<?, ?> joint = (Map<?, ?>) JsonFile.read(out.resolve("findings.json")).get("joint");
    assertThat(number(joint, "gain", "value")).isGreaterThanOrEqualTo(0.10);
    assertThat(number((Map<?, ?>) joint.get("samples"), "gain", "low")).isPositive();
  }

  /**
   * In every group of five numbers and more the gradient finds what as many random draws do not; of
   * fewer, which draws can cover, it finds no less.
   */
  @Tag("slow")
  @Test
  void worstCamerasBeatRandomDraws() throws IOException {
    String smears = SmallDataSets.smears(work.resolve("smears"), 400);
    Path out = work.resolve("forensics");
    Ran.works(
        "forensics",
        PLANS.resolve("forensics-quick.yaml").toString(),
        "--data",
        smears,
        "--splits",
        "1",
        "--epochs",
        "20",
        "--learning-rate",
        "0.002",
        "--parameters",
        "none",
        "--groups",
        "each,all,additive_layer",
        "--limits",
        "0.0003",
        "--evaluations",
        "60",
        "--restarts",
        "3",
        "--lab",
        work.resolve("book").toString(),
        "--out",
        out.toString());
    List<?> cases = (List<?>) JsonFile.read(out.resolve("findings.json")).get("worst_cases");
    assertThat(cases).hasSize(9);
    for (Object each : cases) {
      Map<?, ?> found = (Map<?, ?>) each;
      List<?> advantage = (List<?>) found.get("advantage");
      String group = String.valueOf(found.get("group"));
      if (FEW.contains(group)) {
        assertThat(((Number) advantage.get(0)).doubleValue()).as(group).isGreaterThan(-0.01);
      } else {
        assertThat(((Number) advantage.get(0)).doubleValue()).as(group).isGreaterThan(0.05);
        assertThat(((Number) advantage.get(1)).doubleValue()).as(group).isPositive();
      }
    }
  }

  private static double number(Map<?, ?> record, String estimate, String key) {
    return ((Number) ((Map<?, ?>) record.get(estimate)).get(key)).doubleValue();
  }
}
