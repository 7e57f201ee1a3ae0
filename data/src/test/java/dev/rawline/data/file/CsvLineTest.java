package dev.rawline.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLineTest {

  @Test
  void fieldsAreQuotedOnlyWhereNecessary() {
    List<String> fields = List.of("a", "", "b c", "#1", "d,e", "5\" disk", " outer ", "ä;'");
    String line = "a,,b c,#1,\"d,e\",\"5\"\" disk\",\" outer \",ä;'";
    assertThat(CsvLine.of(fields)).isEqualTo(line);
    assertThat(CsvLine.of(List.of("#1"))).isEqualTo("#1");
    assertThat(CsvLine.of(List.of(""))).isEmpty();
  }

  @Test
  void fieldsAreReadWithoutTheSpacesAroundThem() {
    assertThat(CsvLine.fields("a , \"b, c\" ,\"5\"\" disk\",,d "))
        .containsExactly("a", "b, c", "5\" disk", "", "d");
    assertThat(CsvLine.fields("")).containsExactly("");
    assertThat(CsvLine.fields(" ")).containsExactly("");
    assertThat(CsvLine.fields("#a,b")).containsExactly("#a", "b");
  }

  @Test
  void malformedQuotesAreReadWherePossible() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvLine.fields("\"a\"b,c"))
        .withMessage("has text after a closing quote: expected a comma");
    assertThat(CsvLine.fields("5\" disk\",c")).containsExactly("5\" disk\"", "c");
    assertThat(CsvLine.fields("a,\"b,c")).containsExactly("a", "b,c");
    assertThat(CsvLine.isWhole("a,\"b,c")).isFalse();
    assertThat(CsvLine.isWhole("a,\"b\"\"\",c")).isTrue();
  }

  @Test
  void aLineThatIsNoRowIsNamed(@TempDir Path folder) throws IOException {
    Path table = Files.writeString(folder.resolve("a.csv"), "n\n1\nx\n");
    assertThatThrownBy(() -> CsvLine.read(table, fields -> Integer.valueOf(fields.get(0))))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(table + ": is damaged in line 3 ('x': ");
    Files.writeString(table, "n\n\"1\"2\n");
    assertThatThrownBy(() -> CsvLine.read(table, fields -> fields))
        .hasMessageContaining("is damaged in line 2 ('\"1\"2': has text after a closing quote");
    Files.write(table, new byte[] {'n', '\n', '1', '\n', (byte) 0xc3, '\n'});
    assertThatThrownBy(() -> CsvLine.read(table, fields -> fields))
        .hasMessage(
            table
                + ": is not text in UTF-8 (byte c3 in line 3); save it as UTF-8; is it the right file?");
    Files.writeString(table, "n\nä\n");
    assertThat(CsvLine.read(table, fields -> fields)).containsExactly(List.of("ä"));
  }
}
