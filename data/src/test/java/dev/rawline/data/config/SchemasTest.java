package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.FileKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The schemas in docs/schemas match the code; a failure states how to update them. */
class SchemasTest {
  private static final Path FOLDER = Path.of("..", "docs", "schemas");

  @ParameterizedTest
  @FieldSource("dev.rawline.data.config.FormatsTest#KINDS")
  void documentedSchemasAreCurrent(FileKind kind) throws IOException {
    String schema = kind.schemaText();
    Path file = FOLDER.resolve(kind.schemaFile());
    if (System.getProperty("rawline.schemas", "").equals("write")) {
      AtomicFile.write(file, schema.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(file)
        .as(
            "renew it by: mvn -pl data -am verify -Dtest=SchemasTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Drawline.schemas=write")
        .hasContent(schema);
  }
}
