package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.raw.SidecarFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyTable;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.AdditiveLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** docs/reference/formats.md and examples/ match the code; a failure states how to update them. */
class FormatsTest {
  private static final Path PROJECT = Path.of("..");
  private static final Path FORMATS = PROJECT.resolve("docs/reference/formats.md");
  private static final Path KEYS = PROJECT.resolve("docs/reference/file-formats.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml\n(# (\\S+\\.yaml).*?)```", Pattern.DOTALL);

  /** Characters with a meaning in YAML. */
  private static final String MEANINGFUL = " \n\t:-[]{}#&*!|>'\"%@`,?~/\\0e.";

  private static final String RENEWAL =
      "renew it by: mvn -pl data -am verify -Dtest=FormatsTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drawline.schemas=write";

  private static final String SCHEMA_OF_THETA =
      "# yaml-language-server: $schema=../docs/schemas/theta.schema.json\n";

  private static final Theta THETA = Isp.parametrized(Camera.DRONE).theta();

  /** Every kind of file that describes a camera, a chain, a sensor, optics or data. */
  static final List<FileKind> KINDS =
      List.of(
          DescriptionFiles.CAMERA.kind(),
          IspDocument.KIND,
          ThetaFiles.KIND,
          DescriptionFiles.SENSOR.kind(),
          OpticsFiles.KIND,
          DescriptionFiles.CARD.kind(),
          DescriptionFiles.STATISTICS.kind(),
          DescriptionFiles.MEASUREMENT.kind(),
          SidecarFiles.FILE.kind());

  @TempDir Path folder;

  @Test
  void everyExampleInTheDocumentationIsRead() throws IOException {
    Files.writeString(folder.resolve("defects.csv"), "row,column\n17,4\n");
    Files.write(
        folder.resolve("gains.npy"),
        ArrayFile.of(RawImage.normalised(2, 2, Cfa.RGGB, new float[] {1, 1, 1, 1})));
    Files.write(folder.resolve("layer.npy"), ArrayFile.of(AdditiveLayer.zero(2, 2).layer()));
    List<String> names = new ArrayList<>();
    Matcher example = EXAMPLE.matcher(Files.readString(FORMATS));
    while (example.find()) {
      names.add(example.group(2));
      read(Files.writeString(folder.resolve(example.group(2)), example.group(1)));
    }
    assertThat(names).containsExactly("isp.yaml");
    assertThat(Files.readString(FORMATS).split("```yaml", -1)).hasSize(names.size() + 1);
  }

  @Test
  void everyExampleFileIsRead() throws IOException {
    read(PROJECT.resolve("examples/camera.yaml"));
    read(PROJECT.resolve("examples/isp.yaml"));
    read(PROJECT.resolve("examples/sensor.yaml"));
    read(PROJECT.resolve("examples/optics.yaml"));
    read(PROJECT.resolve("examples/card.yaml"));
    read(PROJECT.resolve("examples/statistics.yaml"));
    read(PROJECT.resolve("examples/measurement.yaml"));
    read(PROJECT.resolve("examples/photo.yaml"));
  }

  @Test
  void exampleOfThetaMatchesTheParametrizedDrone() throws IOException {
    Path file = PROJECT.resolve("examples/theta.yaml");
    if (System.getProperty("rawline.schemas", "").equals("write")) {
      AtomicFile.write(file, exampleOf(THETA).getBytes(StandardCharsets.UTF_8));
    }
    Theta read = ThetaFiles.read(file, THETA);
    // Java's exp may differ in its last bit from one machine to the next.
    assertThat(read.vector()).as(RENEWAL).containsExactly(THETA.vector(), within(1e-15));
    assertThat(file).as(RENEWAL).hasContent(exampleOf(read));
  }

  private String exampleOf(Theta theta) throws IOException {
    Path written = folder.resolve("theta.yaml");
    ThetaFiles.write(theta, written);
    return SCHEMA_OF_THETA + Files.readString(written);
  }

  /** Problems of damaged files are reported, and no other exception is thrown. */
  @Test
  void aBrokenFileIsRejectedWithAMessage() throws IOException {
    Random random = new Random(Seeds.next("aBrokenFileIsRejectedWithAMessage"));
    int refused = 0;
    for (String name :
        List.of(
            "camera.yaml",
            "isp.yaml",
            "theta.yaml",
            "sensor.yaml",
            "optics.yaml",
            "card.yaml",
            "statistics.yaml",
            "measurement.yaml",
            "photo.yaml")) {
      String valid = Files.readString(PROJECT.resolve("examples").resolve(name));
      for (int i = 0; i < 200; i++) {
        Path file = Files.writeString(folder.resolve(name), broken(valid, random));
        try {
          read(file);
        } catch (ConfigurationException e) {
          assertThat(e).hasMessageStartingWith(file + ": ");
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  private static String broken(String text, Random random) {
    StringBuilder broken = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(broken.length());
      switch (random.nextInt(4)) {
        case 0 -> broken.delete(at, Math.min(broken.length(), at + 1 + random.nextInt(9)));
        case 1 -> broken.insert(at, MEANINGFUL.charAt(random.nextInt(MEANINGFUL.length())));
        case 2 -> broken.insert(at, broken.substring(at, Math.min(broken.length(), at + 40)));
        case 3 -> broken.setCharAt(at, (char) random.nextInt(0xd800));
        default -> throw new AssertionError();
      }
    }
    return broken.toString();
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void tableOfKeysMatchesTheSchema(FileKind kind) throws IOException {
    String begin = "<!-- keys of %s -->\n".formatted(kind.word());
    String end = "<!-- end -->";
    String formats = Files.readString(KEYS);
    int from = formats.indexOf(begin) + begin.length();
    int to = formats.indexOf(end, from);
    if (System.getProperty("rawline.schemas", "").equals("write")) {
      formats = formats.substring(0, from) + table(kind) + formats.substring(to);
      AtomicFile.write(KEYS, formats.getBytes(StandardCharsets.UTF_8));
      to = formats.indexOf(end, from);
    }
    assertThat(formats.substring(from, to)).as(RENEWAL).isEqualTo(table(kind));
  }

  private static void read(Path file) throws IOException {
    switch (file.getFileName().toString()) {
      case "camera.yaml" -> DescriptionFiles.CAMERA.read(file);
      case "isp.yaml" -> IspFiles.read(file, Camera.DRONE);
      case "theta.yaml" -> ThetaFiles.read(file, THETA);
      case "sensor.yaml" -> DescriptionFiles.SENSOR.read(file);
      case "optics.yaml" -> OpticsFiles.read(file);
      case "card.yaml" -> DescriptionFiles.CARD.read(file);
      case "statistics.yaml" -> DescriptionFiles.STATISTICS.read(file);
      case "measurement.yaml" -> DescriptionFiles.MEASUREMENT.read(file);
      case "certificate.yaml",
          "drift.yaml",
          "forensics.yaml",
          "optimize.yaml",
          "prices.yaml",
          "quality.yaml",
          "tolerance.yaml" -> {
        // This module cannot read them: tests of the lab do.
      }
      default -> SidecarFiles.read(file);
    }
  }

  private static String table(FileKind kind) {
    JsonNode schema = kind.schema();
    StringBuilder table = new StringBuilder();
    if (kind.equals(IspDocument.KIND)) {
      table.append(
          "| stage | key | value | default | meaning |\n| --- | --- | --- | --- | --- |\n");
      JsonNode stages = schema.at("/properties/stages/items/properties");
      stages.forEachEntry(
          (stage, keys) -> {
            Map<String, JsonNode> rows = new LinkedHashMap<>();
            if (keys.has("description")) {
              rows.put("", keys);
            } else {
              keys.get("properties").forEachEntry(rows::put);
            }
            String name = "`" + stage + "`";
            for (Map.Entry<String, JsonNode> row : rows.entrySet()) {
              table.append("| ").append(name).append(" | ");
              table.append(row.getKey().isEmpty() ? "" : "`" + row.getKey() + "`");
              table.append(KeyTable.cells(row.getValue(), keys, row.getKey()));
              name = "";
            }
          });
    } else {
      table.append(KeyTable.of(kind));
    }
    return table.toString();
  }
}
