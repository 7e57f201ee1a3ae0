package dev.rawline.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.chain.Draw;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.corruption.Corruption;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of every stage has an example, and the examples compile. */
class StageExamplesTest {
  private static final Path ROOT = Path.of("src/main/java");

  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\}</pre>", Pattern.DOTALL);

  /** What examples use without making it. */
  private static final String GIVEN =
      """
      import dev.rawline.imaging.camera.*;
      import dev.rawline.imaging.chain.*;
      import dev.rawline.imaging.corruption.*;
      import dev.rawline.imaging.frame.*;
      import dev.rawline.imaging.isp.*;
      import dev.rawline.imaging.optics.*;
      import dev.rawline.imaging.random.*;
      import dev.rawline.imaging.sensor.*;
      import dev.rawline.imaging.sensor.recapture.*;
      import java.util.*;

      class Examples {
        Camera camera;
        Seed seed;
        SensorSpec spec;
        FixedPattern pattern;
        Readout readout;
        Radiance scene;
        Irradiance light;
        Electrons charge;
        RawImage raw, gain;
        LinearRgb rgb, balanced, ofRgb;
        View view, ofView, gradient;
      """;

  @TempDir private Path scratch;

  @Test
  void everyStageHasAnExampleThatCompiles() throws IOException {
    StringBuilder program = new StringBuilder(GIVEN);
    List<Path> stages;
    try (Stream<Path> files = Files.walk(ROOT)) {
      stages = files.filter(StageExamplesTest::isStage).sorted().toList();
    }
    assertThat(stages).hasSizeGreaterThan(40);
    for (Path stage : stages) {
      List<String> examples = examples(stage);
      assertThat(examples).as("examples in the Javadoc of %s", stage).isNotEmpty();
      examples.forEach(
          code -> program.append("void example%d() {%n%s}%n".formatted(program.length(), code)));
    }
    Path file = Files.writeString(scratch.resolve("Examples.java"), program.append('}'));

    assertThat(messages(file)).isEmpty();
  }

  private static boolean isStage(Path file) {
    String name = ROOT.relativize(file).toString();
    if (!name.endsWith(".java") || name.contains("-info") || name.matches(".*/(chain|fast)/.*")) {
      return false;
    }
    try {
      Class<?> type = Class.forName(name.replace(".java", "").replace('/', '.'));
      return Modifier.isPublic(type.getModifiers())
          && !Modifier.isAbstract(type.getModifiers())
          && Stream.of(Stage.class, Draw.class, Corruption.class)
              .anyMatch(kind -> kind.isAssignableFrom(type));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> examples(Path file) {
    try {
      return EXAMPLE
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1).replaceAll("(?m)^ *\\* ?", ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String messages(Path file) throws IOException {
    StringWriter messages = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", file.getParent().toString());
      compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file)).call();
    }
    return messages.toString();
  }
}
