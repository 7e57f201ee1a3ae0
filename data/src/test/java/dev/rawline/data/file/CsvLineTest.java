package dev.rawline.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
