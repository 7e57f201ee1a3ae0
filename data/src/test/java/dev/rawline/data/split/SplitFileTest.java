package dev.rawline.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.TestSets;
import dev.rawline.data.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitFileTest {
  private static final DataSet DATA_SET =
      TestSets.of(
          IntStream.range(0, 12)
              .mapToObj(i -> TestSets.sample("s" + i, "c" + i % 2, "g" + i / 2, i))
              .toList());

  @TempDir Path folder;

  @Test
  void splitsAreReadAsWritten() throws IOException {
    SplitFile made = SplitFile.of(DATA_SET, new SplitProtocol.KFold(3, 0.3), 4);
    Path file = folder.resolve("split.json");
    made.write(file);
    assertThat(SplitFile.read(file)).isEqualTo(made);
    assertThat(made.protocol()).isEqualTo("3 folds");
    SplitFile.read(file).requireOf(DATA_SET);
  }

  @Test
  void aSplitOfOtherSamplesIsRejected() throws IOException {
    SplitFile made = SplitFile.of(DATA_SET, new SplitProtocol.KFold(3, 0), 4);
    DataSet other =
        DATA_SET.with(DATA_SET.samples().stream().map(s -> s.with(Label.of("x"))).toList());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> made.requireOf(other))
        .withMessage(
            "the split was made from data set test with the checksum %s…, but test has %s…: images, labels or groups"
                    .formatted(made.sum().substring(0, 12), other.hash().substring(0, 12))
                + " differ; split it again, or give the data set that was split");
  }

  @Test
  void allProblemsOfAFileAreReported() throws IOException {
    Path file = folder.resolve("split.json");
    Files.writeString(
        file,
        """
        {"protocol": "", "seed": "x", "data_set": "d", "splits": [
          {"train": ["a"], "tset": []}, {"train": ["a", 1]}, {"train": ["a"], "test": ["a"]}, {"test": ["a"]}, 7]}
        """);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SplitFile.read(file))
        .withMessage(
            """
            %s: 8 errors
              - protocol is : expected a text
              - sha256 is null: expected a text
              - seed is x: expected a whole number
              - splits[0] has a subset tset: expected some of train, validation, test
              - splits[1].train is no list of ids
              - splits[2]: sample a is in two subsets, train and test: expected one
              - splits[3]: the training subset is empty: expected at least one sample
              - splits[4] is 7: expected train, validation and test\
            """
                .formatted(file));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SplitFile.read(folder.resolve("none.json")))
        .withMessage(folder.resolve("none.json") + ": the file does not exist: check its path");
  }

  @Test
  void invalidJsonIsReportedWithItsPlace() throws IOException {
    Path file = folder.resolve("split.json");
    Files.writeString(file, "{\n  \"seed\": 1\n  \"protocol\": \"a\"}");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SplitFile.read(file))
        .withMessageStartingWith(file + ": is not JSON (line 3, column 3): ");
    Files.writeString(file, "{\"seed\": 1,");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SplitFile.read(file))
        .withMessageStartingWith(file + ": is not JSON (line 1, column ");
    Files.writeString(file, "{\"seed\": 1, \"seed\": 2}");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SplitFile.read(file))
        .withMessageContaining(": is not JSON (line 1, column ")
        .withMessageEndingWith("Duplicate Object property \"seed\"");
    for (String other : List.of("[1]", "", "null", "7")) {
      Files.writeString(file, other);
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> SplitFile.read(file))
          .withMessage(file + ": is not a JSON object: expected { at its beginning");
    }
  }

  @Test
  void aSeedIsAWholeNumber() throws IOException {
    Path file = folder.resolve("split.json");
    SplitFile made = SplitFile.of(DATA_SET, new SplitProtocol.KFold(3, 0), Long.MIN_VALUE);
    made.write(file);
    String text = Files.readString(file);
    assertThat(SplitFile.read(file).seed()).isEqualTo(Long.MIN_VALUE);
    for (String seed : List.of("1.5", "1.0", "9223372036854775808")) {
      Files.writeString(file, text.replace(String.valueOf(Long.MIN_VALUE), seed));
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> SplitFile.read(file))
          .withMessage("%s: seed is %s: expected a whole number".formatted(file, seed));
    }
  }

  @Test
  void sidesAreDataSets() {
    Split split = new Split(Map.of(Subset.TRAIN, List.of("s3", "s1"), Subset.TEST, List.of("s0")));
    assertThat(split.of(DATA_SET, Subset.TRAIN).samples())
        .extracting(Sample::id)
        .containsExactly("s1", "s3");
    assertThat(Split.leaks(DATA_SET, split.bySample()).sequencedKeySet()).containsExactly("g0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split.of(DATA_SET, Subset.VALIDATION))
        .withMessage("the split has no validation subset: split with a fraction for it");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Split(Map.of(Subset.TRAIN, List.of("s3", "t"))).of(DATA_SET, Subset.TRAIN))
        .withMessage(
            "the split lists 1 samples that data set test does not have, t for example: it was made"
                + " from another");
  }

  @Test
  void aDataSetMayDefineItsSides() {
    DataSet divided =
        DATA_SET.with(
            DATA_SET.samples().stream()
                .map(
                    s ->
                        new Sample(
                            s.id(),
                            s.picture(),
                            s.label(),
                            s.group(),
                            1,
                            Optional.of(s.id().equals("s7") ? Subset.TEST : Subset.TRAIN)))
                .toList());
    assertThat(Split.given(divided).ids(Subset.TEST)).containsExactly("s7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.given(DATA_SET))
        .withMessage(
            "data set test does not define the subset of 12 of its 12 samples, s0 for example:"
                + " split it by a seed instead");
  }
}
