package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The jars of the program, which are those of these tests that the list of components has. */
final class ProgramJars {
  static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Pattern CLASSIFIER = Pattern.compile("classifier=([^&]+)");

  private ProgramJars() {}

  /** Makes a folder of them and of the list, as packaging/build reads it. */
  static Path in(Path folder) throws IOException {
    Path jars = Files.createDirectories(folder);
    Path list = TARGET.resolve("rawline.cdx.json");
    assumeTrue(Files.exists(list), "skipped: no list of components here, which Maven makes online");
    Files.copy(list, jars.resolve("rawline.cdx.json"));
    Map<String, Path> known =
        Arrays.stream(System.getProperty("java.class.path").split(":"))
            .map(Path::of)
            .collect(
                Collectors.toMap(jar -> jar.getFileName().toString(), jar -> jar, (a, _) -> a));
    for (JsonNode component : list(list).get("components")) {
      Path jar = known.get(name(component));
      assumeTrue(jar != null, "skipped: no " + name(component) + " here: run ./rawline test");
      Files.copy(jar, jars.resolve(name(component)));
    }
    Path classes =
        Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    String version = list(list).at("/metadata/component/version").asString();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream log = new PrintStream(said, false, StandardCharsets.UTF_8);
    int code =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                log,
                log,
                "--create",
                "--file=" + jars.resolve("rawline-app-" + version + ".jar"),
                "-C",
                classes.toString(),
                ".");
    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
    return jars;
  }

  /** The name of a component's jar. */
  static String name(JsonNode component) {
    Matcher classifier = CLASSIFIER.matcher(component.get("purl").asString());
    return "%s-%s%s.jar"
        .formatted(
            component.get("name").asString(),
            component.get("version").asString(),
            classifier.find() ? "-" + classifier.group(1) : "");
  }

  /** Reads a list of components. */
  static JsonNode list(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }
}
