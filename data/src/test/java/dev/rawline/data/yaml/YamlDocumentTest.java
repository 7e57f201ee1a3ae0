package dev.rawline.data.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

class YamlDocumentTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "12, NUMBER, 12",
    "-3, NUMBER, -3",
    "010, NUMBER, 10",
    "1e-5, NUMBER, 1.0E-5",
    ".5, NUMBER, 0.5",
    "3., NUMBER, 3.0",
    "99999999999999999999, NUMBER, 1.0E20",
    "true, BOOLEAN, true",
    "~, NULL, null",
    "yes, STRING, yes",
    "on, STRING, on",
    ".nan, STRING, .nan",
    ".inf, STRING, .inf",
    "1e999, STRING, 1e999",
    "0x10, STRING, 0x10",
    "1:30, STRING, 1:30",
    "'\"12\"', STRING, 12",
    "mirror, STRING, mirror",
  })
  void scalarsFollowTheCoreSchema(String word, String type, String value) throws IOException {
    JsonNode node = YamlDocument.read(file("key: " + word)).root().get("key");
    assertThat(node.getNodeType()).hasToString(type);
    assertThat(node.asString("null")).isEqualTo(value);
  }

  @Test
  void aWholeNumberThatIsNotFiniteStaysText() throws IOException {
    String digits = "9".repeat(400);
    assertThat(YamlDocument.read(file("key: " + digits)).root().get("key").stringValue(null))
        .isEqualTo(digits);
  }

  @Test
  void everyValueHasItsPlace() throws IOException {
    YamlDocument document =
        YamlDocument.read(file("# comment\nstages:\n  - gamma\n  - median:\n      size: 3\n"));
    assertThat(document.place(JsonPointer.compile("/stages/0"))).isEqualTo("stages[0] (line 3)");
    assertThat(document.place(JsonPointer.compile("/stages/1/median/size")))
        .isEqualTo("stages[1].median.size (line 5)");
    assertThat(document.place(JsonPointer.empty())).isEqualTo("the file");
  }

  @Test
  void aByteOrderMarkIsSkipped() throws IOException {
    assertThat(YamlDocument.read(file("\uFEFFkey: 1")).root().get("key").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: {b: 1|line 1, column 9 is no YAML: while parsing a flow mapping, expected ',' or '}',"
            + " but got <stream end>; check indentation, brackets and quotes there",
        "a: 1%n---%nb: 1|line 2, column 1 is no YAML: expected a single document in the stream, but"
            + " found another document; check indentation, brackets and quotes there",
        "b: *none|line 1, column 4 is no YAML: found undefined alias none; check indentation,"
            + " brackets and quotes there",
        "a: 1%nb: 2%na: 3|a (line 3) is in line 1 already: remove one of the two",
        "a: &x [1]|a (line 1) has the anchor &x: write the value out instead",
        "a: !secret 3|a (line 1) has the tag !secret: remove the tag",
        "? [1]%n: 2|line 1 has a key that is no word: expected 'key: value'",
        "# nothing|is empty: see docs/reference/formats.md for an example",
      })
  void yamlBeyondPlainDataIsRejected(String text, String message) {
    assertRejected(file(text.formatted()), message);
  }

  @Test
  void aTabAsIndentationIsRejected() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> YamlDocument.read(file("a:\n\t- b")))
        .withMessageContaining("line 2, column 1 is no YAML")
        .withMessageContaining("TAB");
  }

  @Test
  void problemsAreReportedTogetherFromTopToBottom() {
    Path file = file("a: !t 1\nb: &x 2\nb: 3\n");
    assertRejected(
        file,
        """
        3 errors
          - a (line 1) has the tag !t: remove the tag
          - b (line 2) has the anchor &x: write the value out instead
          - b (line 3) is in line 2 already: remove one of the two\
        """);
  }

  @Test
  void expansionOfAliasesIsBounded() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1) + ", ";
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, alias.repeat(9)));
    }
    Path file = file(bomb.toString());
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> YamlDocument.read(file))
        .withMessageStartingWith(file + ": is no YAML: Number of aliases");
  }

  @Test
  void depthAndLengthAreBounded() {
    assertRejected(
        file("[".repeat(1000) + "]".repeat(1000)), "is no YAML: Nesting Depth exceeded max 20");
    assertRejected(
        file("#".repeat((1 << 20) + 1)),
        "more than 1048576 bytes: expected at most that many; is it the right file?");
  }

  @Test
  void anEndlessFileIsRejected() {
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device), "skipped: no /dev/zero here");
    assertRejected(device, "is a pipe, a device or a socket: write its content into a file first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "a: \"\u0007\""})
  void controlCharactersAreRejected(String text) {
    assertRejected(file(text), "is no YAML: special characters are not allowed");
  }

  @Test
  void otherFilesAreReported() throws IOException {
    Path binary = Files.write(folder.resolve("photo.dng"), new byte[] {'I', 'I', 42, 0, -1, -2});
    assertRejected(
        binary,
        "is not text in UTF-8 (byte ff in line 1): save it as UTF-8; is it the right file?");
    assertRejected(folder, "is a folder: name a file in it");
    assertRejected(folder.resolve("none.yaml"), "the file does not exist: check its path");
  }

  private static void assertRejected(Path file, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> YamlDocument.read(file))
        .withMessage(file + ": " + message)
        .withNoCause();
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("test.yaml"), text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
