package dev.rawline.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleIntensityCommandTest {
  private static final String CHART = Path.of("../examples/chart.png").toString();

  @TempDir private Path work;

  @Test
  void aRawFileIsScaledOnce() {
    Ran first = scale(CHART, "--sensor", "microscope", "--series", "0.5, 0.1", "--seed", "3");
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .isEqualTo("1 rendered, 0 skipped (up to date), 0 rejected: %s%n", work.resolve("out"));
    assertThat(work.resolve("out/images/raw_scale050/chart.tiff")).exists();
    assertThat(work.resolve("out/images/raw_scale010/chart.yaml")).exists();
    assertThat(work.resolve("out/provenance.json")).exists();

    Ran second = scale(CHART, "--sensor", "microscope", "--series", "0.5,0.1", "--seed", "3");
    assertThat(second.out()).startsWith("0 rendered, 1 skipped");
  }

  @Test
  void aFileThatTheSensorCannotHaveStoredIsRefused() {
    Ran refused = scale(CHART, "--sensor", "drone");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.out()).startsWith("0 rendered, 0 skipped (up to date), 1 rejected");
    assertThat(refused.err()).contains("between the steps of 16 DN in which the sensor drone");
  }

  @Test
  void mistakesAreReportedInOneSentence() {
    scale(CHART, "--sensor", "drone", "--series", "half")
        .assertRefused("'half' is not a series of intensities: expected 'published', or numbers");
    scale(CHART, "--sensor", "drone", "--series", "0.5,2")
        .assertRefused("intensity is 2.0: expected above 0 and at most 1");
    scale(CHART, "--sensor", "dron")
        .assertRefused("there is no sensor 'dron'", "'drone'", "'microscope'", "sensor.yaml");
    scale(CHART).assertRefused("there is no sensor.yaml of the recording sensor", "--sensor");
    Path nowhere = work.resolve("nowhere");
    scale(nowhere.toString()).assertRefused(nowhere + ": does not exist; check the path");
    scale(work.resolve("nowhere.tiff").toString(), "--sensor", "drone", "--method", "guessing")
        .assertRefused("'guessing' is no method: expected thinning or gaussian");
  }

  @Test
  void theHelpExplainsTheCommand() {
    Ran help = Ran.rawline("scale-intensity", "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains("Usage: rawline scale-intensity", "published", "thinning, gaussian:", "Example");
  }

  private Ran scale(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "scale-intensity";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--out";
    all[words.length + 2] = work.resolve("out").toString();
    return Ran.rawline(all);
  }
}
