package dev.rawline.workbench.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir private Path folder;

  @Test
  void filesOfARelativeFolderAreNamedWithinIt() throws IOException {
    Path relative = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());
    Path record =
        new OutputFolder(relative, "audit", Set.of())
            .finish(Map.of(), List.of(relative.resolve("pages").resolve("page.html")));
    assertThat(JsonFile.read(record))
        .containsEntry("files", List.of(Path.of("pages", "page.html").toString()));
  }
}
