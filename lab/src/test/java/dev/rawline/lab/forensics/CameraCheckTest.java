package dev.rawline.lab.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.forensics.CameraCheck.Conformity;
import dev.rawline.lab.forensics.CameraCheck.Score;
import dev.rawline.lab.tolerance.ToleranceInterval.Position;
import dev.rawline.lab.tolerance.ToleranceOutcome;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraCheckTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir private Path folder;

  private ToleranceSpecification specification;

  @BeforeEach
  void read() throws IOException {
    specification = ToleranceSpecification.FILE.read(EXAMPLES.resolve("tolerance.yaml"));
  }

  private CandidateCamera camera(Path file, Map<String, Double> given) throws IOException {
    SequencedMap<String, Double> values = new LinkedHashMap<>(given);
    return CandidateCamera.read(file, specification, EXAMPLES, Optional.empty(), values);
  }

  private CameraCheck check(double level, double gamma, Map<String, Double> given)
      throws IOException {
    return CameraCheck.of(
        specification, camera(theta(drone(level, gamma)), given), Optional.empty());
  }

  private static Theta drone(double level, double gamma) {
    return Isp.parametrized(Camera.DRONE)
        .theta()
        .with("black_level", level, level, level, level)
        .with("gamma", gamma);
  }

  private Path theta(Theta theta) throws IOException {
    Path file = folder.resolve("theta.yaml");
    ThetaFiles.write(theta, file);
    return file;
  }

  private static Position position(CameraCheck check, String name) {
    return check.lines().stream()
        .filter(line -> line.interval().parameter().name().equals(name))
        .findFirst()
        .orElseThrow()
        .position();
  }

  @Test
  void theUsualCameraIsInside() throws IOException {
    Path file = folder.resolve("camera.yaml");
    DescriptionFiles.CAMERA.write(Camera.DRONE, file);
    CandidateCamera read = camera(file, Map.of());
    assertThat(read.values().get("black_level")).isCloseTo(0.06255, within(1e-6));
    assertThat(read.values()).containsEntry("gamma", 2.2).doesNotContainKey("light");
    CameraCheck check = CameraCheck.of(specification, read, Optional.empty());
    assertThat(check.verdict()).isEqualTo(Conformity.INSIDE);
    assertThat(check.box()).contains(true);
    assertThat(position(check, "light")).isEqualTo(Position.UNKNOWN);
  }

  @Test
  void singleIntervalsCertifyNoCombination() throws IOException {
    CameraCheck check = check(0.0675, 2.85, Map.of("light", 0.5));
    assertThat(check.lines()).allMatch(line -> line.position() == Position.INSIDE);
    assertThat(check.box()).contains(false);
    assertThat(check.verdict()).isEqualTo(Conformity.UNCERTAIN);
  }

  @Test
  void valuesOutsideFailAndValuesNearABoundAreUncertain() throws IOException {
    CameraCheck outside = check(0.06255, 4, Map.of());
    assertThat(position(outside, "gamma")).isEqualTo(Position.OUTSIDE);
    assertThat(outside.verdict()).isEqualTo(Conformity.OUTSIDE);
    CameraCheck near = check(0.06255, 1.55, Map.of());
    assertThat(position(near, "gamma")).isEqualTo(Position.UNCERTAIN);
    assertThat(near.verdict()).isEqualTo(Conformity.UNCERTAIN);
    assertThat(position(check(0.06255, 2.2, Map.of("light", 0.05)), "light"))
        .isEqualTo(Position.OUTSIDE);
  }

  @Test
  void anEvaluationOfTheWholeCameraOverridesTheBox() throws IOException {
    CandidateCamera apart = camera(theta(drone(0.0675, 2.85)), Map.of());
    assertThat(scored(apart, ToleranceOutcome.TOLERATED).verdict()).isEqualTo(Conformity.INSIDE);
    assertThat(scored(apart, ToleranceOutcome.UNDECIDED).verdict()).isEqualTo(Conformity.UNCERTAIN);
    assertThat(scored(apart, ToleranceOutcome.EXCEEDED).verdict()).isEqualTo(Conformity.OUTSIDE);
  }

  @Test
  void aBoxDoesNotCoverCamerasThatDifferElsewhere() throws IOException {
    CandidateCamera matrix =
        camera(theta(drone(0.06255, 2.2).with("colour_matrix[0][1]", 0.3)), Map.of());
    assertThat(matrix.unspecified()).containsExactly("colour_matrix[0][1]");
    CameraCheck check = CameraCheck.of(specification, matrix, Optional.empty());
    assertThat(check.box()).contains(true);
    assertThat(check.besides()).containsExactly("colour_matrix[0][1]");
    assertThat(check.verdict()).isEqualTo(Conformity.UNCERTAIN);
    assertThat(scored(matrix, ToleranceOutcome.TOLERATED).verdict()).isEqualTo(Conformity.INSIDE);

    CandidateCamera oneLevel =
        camera(theta(drone(0.06255, 2.2).with("black_level[2]", 0.065)), Map.of());
    assertThat(oneLevel.unspecified()).contains("black_level[2]");
    assertThat(check(0.06255, 2.2, Map.of("light", 0.5)).besides()).containsExactly("light");
    assertThat(check(0.06255, 2.3, Map.of()).besides()).isEmpty();
  }

  private CameraCheck scored(CandidateCamera camera, ToleranceOutcome outcome) {
    return CameraCheck.of(
        specification,
        camera,
        Optional.of(new Score(0.93, 0.92, new Estimate(0.01, 0, 0.02, 0.95), outcome)));
  }

  @Test
  void aBoxThatOtherSamplesDoNotConfirmCertifiesNoCamera() throws IOException {
    Path file = folder.resolve("tolerance.yaml");
    String text = Files.readString(EXAMPLES.resolve("tolerance.yaml"));
    Files.writeString(file, text.replace("holds: true", "holds: true, confirmed: false"));
    specification = ToleranceSpecification.FILE.read(file);
    CameraCheck within = check(0.06255, 2.3, Map.of());
    assertThat(within.box()).isEmpty();
    assertThat(within.verdict()).isEqualTo(Conformity.UNCERTAIN);
    assertThat(check(0.06255, 2.8, Map.of()).box()).contains(false);
  }

  @Test
  void filesThatDescribeNoCameraAreRefused() {
    assertThatThrownBy(() -> camera(EXAMPLES.resolve("sensor.yaml"), Map.of()))
        .hasMessageContaining("describes no camera, chain or θ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> camera(EXAMPLES.resolve("camera.yaml"), Map.of("beauty", 1.0)))
        .withMessageContaining("a value is given for beauty");
  }
}
