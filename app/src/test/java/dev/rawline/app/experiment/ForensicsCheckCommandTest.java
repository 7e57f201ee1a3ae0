package dev.rawline.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import dev.rawline.app.SmallDataSets;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras compared with a specification, from the terminal. */
class ForensicsCheckCommandTest {
  private static final String EXAMPLES = Path.of("..", "examples").toString();
  private static final String TOLERANCE = EXAMPLES + "/tolerance.yaml";
  private static final String VIEW = "bilinear-sharpen-gaussian";

  @TempDir private static Path work;

  private static String data;
  private static String book;
  private static Path usual;
  private static Path model;
  private static Path examined;

  /** A small network that separates bright from dark is trained and examined. */
  @BeforeAll
  static void examineASmallModel() throws IOException {
    data = SmallDataSets.shades(work, 80); // so many that a drop to the half is significant
    book = work.resolve("book").toString();
    usual = work.resolve("usual.yaml");
    DescriptionFiles.CAMERA.write(Camera.DRONE, usual);
    model = work.resolve("model");
    works(
        List.of("train", "--data", data, "--camera", "drone", "--model", "small-cnn"),
        List.of("--epochs", "8", "--batch", "4", "--learning-rate", "0.01"),
        List.of("--data-model", VIEW, "--threads", "1", "--lab", book, "--out", model));
    examined = work.resolve("examined");
    works(
        List.of("forensics", "--trained", model, "--data", data),
        List.of("--parameters", "gamma,black_level", "--groups", "gamma", "--limits", "0.001"),
        List.of("--evaluations", "4", "--restarts", "1", "--lab", book, "--out", examined));
  }

  private static void works(List<?>... words) {
    Ran.works(Stream.of(words).flatMap(List::stream).toArray());
  }

  private static Ran check(Object... words) {
    List<String> all = new ArrayList<>(List.of("forensics", "check"));
    for (Object word : words) {
      all.add(word.toString());
    }
    return Ran.rawline(all.toArray(String[]::new));
  }

  private static Path theta(double gamma, String name) throws IOException {
    Path file = work.resolve(name);
    ThetaFiles.write(
        Isp.of(Camera.DRONE, ViewName.of(VIEW).orElseThrow())
            .withKernels()
            .theta()
            .with("gamma", gamma),
        file);
    return file;
  }

  @Test
  void theExitCodeSeparatesInsideFromOutside() {
    Ran inside = check(EXAMPLES + "/theta.yaml", TOLERANCE);
    assertThat(inside.code()).as(inside.err()).isZero();
    assertThat(inside.out())
        .contains("parameter", "gamma", "share of the light  unknown")
        .contains("joint box (searched, not proved): inside")
        .endsWith("\ninside\n");
    assertThat(inside.err()).isEmpty();

    Ran outside = check(EXAMPLES + "/camera.yaml", TOLERANCE);
    assertThat(outside.code()).isEqualTo(3);
    assertThat(outside.out()).contains("uncertain").endsWith("\noutside\n");
    assertThat(outside.err()).isEmpty();

    // The joint box does not cover less light.
    Ran dim = check(EXAMPLES + "/theta.yaml", TOLERANCE, "--value", "light=0.5");
    assertThat(dim.code()).isEqualTo(4);
    assertThat(dim.out()).contains("share of the light  inside").endsWith("\nuncertain\n");
    Ran dark = check(EXAMPLES + "/theta.yaml", TOLERANCE, "--value", "light=0.05");
    assertThat(dark.code()).isEqualTo(3);
    assertThat(dark.out()).contains("share of the light  outside").endsWith("\noutside\n");
  }

  @Test
  void jsonHasTheSameVerdict() throws IOException {
    Ran ran = check(EXAMPLES + "/camera.yaml", TOLERANCE, "--json");
    assertThat(ran.code()).isEqualTo(3);
    Path file = Files.writeString(work.resolve("check.json"), ran.out());
    Map<String, Object> read = JsonFile.read(file);
    assertThat(read).containsEntry("verdict", "outside").containsEntry("in_joint_box", false);
    assertThat((List<?>) read.get("parameters"))
        .hasSize(4)
        .anySatisfy(
            line ->
                assertThat((Map<?, ?>) line)
                    .isEqualTo(
                        Map.of(
                            "name", "gamma",
                            "unit", "no unit",
                            "value", 2.2,
                            "low", 1.6,
                            "high", 3.1,
                            "usual", 2.2,
                            "position", "inside")));
  }

  @Test
  void unsuitableFilesAndOptionsAreRefused() {
    String theta = EXAMPLES + "/theta.yaml";
    check(work.resolve("no.yaml"), TOLERANCE).assertRefused("no.yaml: the file does not exist");
    check(theta, work.resolve("no.yaml")).assertRefused("no.yaml: the file does not exist");
    check(theta).assertRefused("Missing required parameter: 'TOLERANCE'");
    check(TOLERANCE, TOLERANCE)
        .assertRefused("describes no camera, chain or θ", "give a camera.yaml, an isp.yaml");
    check(theta, theta).assertRefused("the file lacks model");
    Ran.rawline("forensics", "chek", theta, TOLERANCE)
        .assertRefused("there is no command 'chek'; did you mean check?");
    Ran.rawline("forensics", theta, TOLERANCE)
        .assertRefused("is an unexpected argument; one of the commands check and photons");
    check(theta, TOLERANCE, "--value", "gama=2")
        .assertRefused("a value is given for gama", "expected one of black_level");
    check(theta, TOLERANCE, "--value", "gamma=2")
        .assertRefused("a value is given for gamma, which ", "theta.yaml already has");
    check(theta, TOLERANCE, "--value", "light=-1")
        .assertRefused("light is -1.0, which no camera has: expected a number above 0");
    check(theta, TOLERANCE, "--model", "model").assertRefused("--model and --data go together");
    check(theta, TOLERANCE, "--model", work.resolve("no"), "--data", data)
        .assertRefused(
            "contains no model: there is no model.safetensors", "name a folder that train");
  }

  @Test
  void settingsOfTheTrainingAreRefusedForATrainedModel() {
    String[] words = {"forensics", "--trained", model.toString(), "--data", data};
    Ran.rawline(
            Stream.concat(Stream.of(words), Stream.of("--camera", "drone", "--epochs", "2"))
                .toArray(String[]::new))
        .assertRefused("--camera, --epochs change nothing where the model is a folder");
  }

  @Test
  void theModelToleratesTheUsualCameraAsAWhole() {
    Ran same = check(usual, examinedTolerance(), "--model", model, "--data", data, "--lab", book);
    assertThat(same.code()).as(same.err() + same.out()).isZero();
    assertThat(same.out()).contains("under the complete camera", "drop 0 (0 to 0)");
  }

  @Test
  void theModelDoesNotTolerateAVeryBrightCameraAsAWhole() throws IOException {
    Ran white =
        check(theta(17, "white.yaml"), examinedTolerance(), "--model", model, "--data", data);
    assertThat(white.code()).as(white.err() + white.out()).isEqualTo(3);
    assertThat(white.out()).contains("drop 0.5").endsWith("\noutside\n");
  }

  @Test
  void aCameraFileLeavesTheOtherStagesAsUsual() {
    assertThat(check(usual, examinedTolerance()).out())
        .contains("for other stages, such as gamma, the default parameters are assumed");
  }

  @Test
  void theSpecificationOfAnotherModelIsRefused() {
    check(usual, TOLERANCE, "--model", model, "--data", data)
        .assertRefused("the model has the checksum", "give the same one");
  }

  @Test
  void theLabBookShowsWhatTheModelTolerates() {
    Ran shown = Ran.rawline("lab", "show", "last", "--lab", book);
    assertThat(shown.out())
        .contains("what the model tolerates, one parameter at a time")
        .containsPattern("(?m)^gamma +\\S+ +\\S+ +2\\.2000 +no unit$");
  }

  private static Path examinedTolerance() {
    return examined.resolve("tolerance.yaml");
  }
}
