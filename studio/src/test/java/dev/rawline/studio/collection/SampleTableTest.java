package dev.rawline.studio.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.card.Rights;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.ViewFilePicture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTableTest {
  private static final int MANY = 100_000;
  private static final int MOST_BYTES = 2_000_000;

  private static DataSet many(int count) {
    List<Sample> samples =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Sample(
                        "images/slide-%02d/cell-%06d".formatted(i * 50L / count, i),
                        new ViewFilePicture(Path.of("one.png")),
                        Label.of("class " + i % 9),
                        "slide " + i * 50L / count,
                        1,
                        Optional.of(i % 10 == 0 ? Subset.TEST : Subset.TRAIN)))
            .toList();
    return new DataSet("many", Rights.UNKNOWN, samples, Optional.empty());
  }

  @Test
  void hundredThousandSamplesTakeLessThanTwoMegabytes() {
    DataSet set = many(MANY);
    long begin = System.nanoTime();
    String text = JsonFile.text(Map.of("table", SampleTable.of(set)));
    System.out.printf(
        "a table of %d samples: %d bytes in %.0f ms%n",
        MANY, text.length(), (System.nanoTime() - begin) / 1e6);
    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
    SampleTable table = SampleTable.of(set);
    assertThat(Columns.ids(table.ids()))
        .containsExactlyElementsOf(set.samples().stream().map(Sample::id).toList());
    assertThat(table.columns()).extracting(Column::name).containsExactly("class", "split", "group");
  }

  @Test
  void columnsOfManyWordsTakeTwoBytes() {
    List<String> words = IntStream.range(0, 300).mapToObj(i -> "w" + i).toList();
    Column column = Column.ofWords("w", words).orElseThrow();
    assertThat(column.bytes()).isEqualTo(2);
    assertThat(Columns.words(JsonFile.values(column))).containsExactlyElementsOf(words);
    assertThat(
            Column.ofWords(
                "w",
                IntStream.rangeClosed(0, Column.MOST_WORDS).mapToObj(String::valueOf).toList()))
        .isEmpty();
  }
}
