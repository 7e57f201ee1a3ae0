package dev.rawline.lab.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Theta;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartPlanTest {
  @TempDir private Path folder;

  private static Theta own() {
    return Isp.parametrized(Camera.MICROSCOPE).theta();
  }

  private Path written(Isp isp) throws IOException {
    Path file = folder.resolve("isp.yaml");
    IspFiles.write(isp, file);
    return file;
  }

  private static Theta start(Path file) throws IOException {
    return StartPlan.unchanged().theta(Camera.MICROSCOPE, Optional.of(file));
  }

  @Test
  void chainsGiveTheParametersOfTheirStages() throws IOException {
    Theta other = own().with("gamma", 1.5).with("white_balance", 2, 3, 4);
    Path numbers = folder.resolve("theta.yaml");
    ThetaFiles.write(other, numbers);

    assertThat(start(written(Isp.parametrized(Camera.MICROSCOPE).with(other))).vector())
        .containsExactly(other.vector());
    assertThat(start(numbers).vector()).containsExactly(other.vector());
  }

  @Test
  void linearStagesGiveTheirKernels() throws IOException {
    ViewName linear = ViewName.of("bilinear-sharpen-gaussian").orElseThrow();

    assertThat(start(written(Isp.of(Camera.MICROSCOPE, linear))).vector())
        .containsExactly(own().vector());
  }

  @Test
  void chainsOfOtherStagesAreRefused() throws IOException {
    Path median =
        written(Isp.of(Camera.MICROSCOPE, ViewName.of("malvar-sharpen-median").orElseThrow()));

    assertThatThrownBy(() -> start(median))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("start.theta")
        .hasMessageContaining("bilinear-sharpen-gaussian");
  }
}
