package dev.rawline.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
  void aSpreadsheetComputesNoField() {
    List<String> fields =
        List.of(
            "=1+1", "+cmd", "-a", "@b", "\tc", "\rd", "＝e", "＠f", "'=g", "''-h", "'i", "-", "'");
    String line = CsvLine.of(fields);
    assertThat(line).isEqualTo("'=1+1,'+cmd,'-a,'@b,'\tc,\"'\rd\",'＝e,'＠f,''=g,'" + "''-h,'i,'-,'");
    assertThat(CsvLine.fields(line)).isEqualTo(fields);
    List<String> numbers = List.of("-1", "+2.5e-3", "-.5", "-Infinity", "1");
    assertThat(CsvLine.of(numbers)).isEqualTo("-1,+2.5e-3,-.5,-Infinity,1");
  }

  /** Files of older programs have no apostrophes before such fields. */
  @Test
  void oldFieldsAreReadAsTheyAre() {
    assertThat(CsvLine.fields("=a,-b,'c,'-5,it's"))
        .containsExactly("=a", "-b", "'c", "'-5", "it's");
  }

  @Test
  void whatIsWrittenIsRead(@TempDir Path folder) throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int[] points = "ab1.e''\"=+-@,; \t\r\n#\u001f＝＋－＠\u00a0ä😀".codePoints().toArray();
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < 5000; row++) {
      List<String> fields = new ArrayList<>();
      for (int field = 0; field < 3; field++) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
          text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        fields.add(text.toString());
        assertThat(CsvLine.of(List.of(text.toString())))
            .as("seed %d", seed)
            .doesNotMatch("(?s)\"?[=@＝＠\t\r].*");
      }
      assertThat(CsvLine.fields(CsvLine.of(fields))).as("seed %d", seed).isEqualTo(fields);
      if (!String.join("", fields).contains("\r")) { // a line's end becomes a line feed
        rows.add(fields);
      }
    }
    CsvText text = CsvText.of("a,b,c");
    rows.forEach(text::add);
    assertThat(CsvLine.read(text.write(folder.resolve("all.csv")), fields -> fields))
        .isEqualTo(rows);
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
