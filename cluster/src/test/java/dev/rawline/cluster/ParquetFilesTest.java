package dev.rawline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables have the values, types and gaps of their CSV as Parquet. */
class ParquetFilesTest {
  @TempDir private Path folder;

  private final ParquetFiles files = new ParquetFiles();

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  private record Read(MessageType schema, List<Group> rows) {}

  private Read read(Path file) throws IOException {
    List<Group> rows = new ArrayList<>();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(file),
            org.apache.parquet.ParquetReadOptions.builder(new PlainParquetConfiguration())
                .build())) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(group, new GroupRecordConverter(schema));
        for (long i = 0; i < group.getRowCount(); i++) {
          rows.add(records.read());
        }
      }
      return new Read(schema, rows);
    }
  }

  @Test
  void columnsHaveTheTypesOfTheirValues() throws IOException {
    Path table =
        csv(
            """
            sample,count,score,good,mixed,empty,number
            "0007, left",12,0.1,true,true,,007
            ü,-3,NaN,false,1,,8
            c,,1e-3,,x,,9
            """);
    Path file = folder.resolve("table.parquet");
    assertThat(files.write(table, file)).isEqualTo(3);
    Read read = read(file);
    assertThat(read.schema())
        .hasToString(
            """
            message table {
              optional binary sample (STRING);
              optional int64 count;
              optional double score;
              optional boolean good;
              optional binary mixed (STRING);
              optional binary empty (STRING);
              optional binary number (STRING);
            }
            """);
    Group first = read.rows().getFirst();
    assertThat(first.getString("sample", 0)).isEqualTo("0007, left");
    assertThat(first.getLong("count", 0)).isEqualTo(12);
    assertThat(first.getDouble("score", 0)).isEqualTo(0.1);
    assertThat(first.getBoolean("good", 0)).isTrue();
    assertThat(first.getString("number", 0)).isEqualTo("007");
    assertThat(read.rows().get(1).getString("sample", 0)).isEqualTo("ü");
    assertThat(read.rows().get(1).getDouble("score", 0)).isNaN();
    Group last = read.rows().get(2);
    assertThat(last.getFieldRepetitionCount("count")).isZero();
    assertThat(last.getFieldRepetitionCount("empty")).isZero();
    assertThat(last.getDouble("score", 0)).isEqualTo(0.001);
  }

  @Test
  void longTablesHaveSeveralGroupsOfRows() throws IOException {
    int rows = 200_000;
    StringBuilder text = new StringBuilder("row,value,name\n");
    for (int i = 0; i < rows; i++) {
      text.append(i).append(',').append(Math.sin(i)).append(",sample ").append(i).append('\n');
    }
    Path file = folder.resolve("long.parquet");
    assertThat(files.write(csv(text.toString()), file)).isEqualTo(rows);
    List<Group> read = read(file).rows();
    assertThat(read).hasSize(rows);
    for (int i = 0; i < rows; i += 997) {
      assertThat(read.get(i).getLong("row", 0)).isEqualTo(i);
      assertThat(read.get(i).getDouble("value", 0)).isEqualTo(Math.sin(i));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a,b\\n1,2\\n3   | line 3 ('3': has 1 fields, expected 2 as in the heading)
          a,a\\n1,2      | has the heading 'a,a', expected names that differ
          ''              | has the heading '', expected names that differ
          a,\\n1,2       | has the heading 'a,', expected names that differ
          """)
  void damagedTablesAreRejectedAndNothingIsWritten(String text, String message) throws IOException {
    Path table = csv(text.replace("\\n", "\n"));
    Path file = folder.resolve("none.parquet");
    assertThatThrownBy(() -> files.write(table, file))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining(message);
    assertThat(folder)
        .isDirectoryNotContaining("glob:**parquet*")
        .isDirectoryNotContaining("glob:**.part");
  }
}
