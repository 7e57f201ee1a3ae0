package dev.rawline.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.OpticsFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * docs/reference/simulation.md matches the presets; the failure message explains how to renew it.
 */
class SimulationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "simulation.md");
  private static final String BEGIN = "<!-- origins -->\n";
  private static final String END = "<!-- end -->";

  @Test
  void theTableOfOriginsIsUpToDate() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END, from);
    if (System.getProperty("rawline.schemas", "").equals("write")) {
      page = page.substring(0, from) + table() + page.substring(to);
      AtomicFile.write(PAGE, page.getBytes(StandardCharsets.UTF_8));
      to = page.indexOf(END, from);
    }
    assertThat(page.substring(from, to))
        .as(
            "renew it by: mvn -pl lab -am verify -Dtest=SimulationPageTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Drawline.schemas=write")
        .isEqualTo(table());
  }

  @Test
  void thePageListsEveryKindOfSceneAndClass() throws IOException {
    String page = Files.readString(PAGE);
    for (SceneChoice choice : SceneChoice.values()) {
      assertThat(page).contains("| `" + choice.word() + "` |");
      if (choice != SceneChoice.CHART) {
        choice.labels().forEach(label -> assertThat(page).contains("`" + label + "`"));
      }
    }
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| number | drone | microscope |\n| --- | --- | --- |\n");
    rows(
        table,
        "sensor",
        List.of(
            DescriptionFiles.SENSOR.values(SensorSpec.DRONE),
            DescriptionFiles.SENSOR.values(SensorSpec.MICROSCOPE)));
    rows(
        table,
        "optics",
        List.of(OpticsFiles.keys(OpticsSpec.DRONE), OpticsFiles.keys(OpticsSpec.MICROSCOPE)));
    return table.toString();
  }

  private static void rows(StringBuilder table, String part, List<Map<String, Object>> cameras) {
    for (String key : cameras.getFirst().keySet()) {
      if (!key.equals("name") && !key.equals("origins")) {
        table.append("| ").append(part).append(" `").append(key).append("` |");
        cameras.forEach(camera -> table.append(cell(camera, key)));
        table.append('\n');
      }
    }
  }

  private static String cell(Map<String, Object> camera, String key) {
    Object origin = ((Map<?, ?>) camera.get("origins")).get(key);
    String value = String.valueOf(camera.getOrDefault(key, "")).replace('=', ' ');
    assertThat(origin).as("the origin of " + key).isNotNull();
    return " %s *%s* |".formatted(value, ((Map<?, ?>) origin).get("basis")).replace("  ", " ");
  }
}
