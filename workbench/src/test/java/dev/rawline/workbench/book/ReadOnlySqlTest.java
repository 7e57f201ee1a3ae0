package dev.rawline.workbench.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlySqlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "SELECT 1",
        "with a as (select 1) select * from a",
        "(select 1)",
        "values (1)",
        "explain select 1",
        "/* why */ -- and\n select ';' from \"a;b\"",
        "select 'it''s; fine'",
        "select e'a\\';b'",
      })
  void aReadingStatementIsAccepted(String sql) {
    assertThat(ReadOnlySql.reading(sql)).isEqualTo(sql.strip());
    assertThat(ReadOnlySql.reading(sql + " ; -- done\n ;")).isEqualTo(sql.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1; select 2",
        "select 1;\n/* x */ delete from run",
        "select e'\\''; commit; delete from run; --'",
        "select e'a'' \\' x'; commit; delete from run --'",
        "select 'a\\'; delete from run --'"
      })
  void severalStatementsAreRejected(String sql) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadOnlySql.reading(sql))
        .withMessageContaining("several statements: give one at a time");
  }

  @Test
  void writingAndEmptyStatementsAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadOnlySql.reading("Delete from run"))
        .withMessage("'delete' is not a statement that reads: begin with select or with");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadOnlySql.reading(" -- nothing"))
        .withMessageContaining("there is no statement");
  }
}
