package dev.rawline.workbench.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.numeric.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRecordsTest {
  private enum Colour {
    RED;

    @Override
    public String toString() {
      return "a red";
    }
  }

  private record Measured(
      String name,
      boolean higherIsBetter,
      double smallNumber,
      Optional<Estimate> known,
      Estimate unknown,
      Optional<String> none,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> leftOut,
      OptionalDouble chance,
      Colour colour,
      Map<Integer, List<Double>> bySplit) {
    @SuppressWarnings("UnusedMethod") // not a component: must not be written
    boolean isGood() {
      return true;
    }
  }

  private record Kept(String name, int count, SequencedMap<String, Double> numbers) {}

  @TempDir Path folder;

  private static final Measured MEASURED =
      new Measured(
          "accuracy",
          true,
          3e-4,
          Optional.of(new Estimate(0.5, 0.25, 0.75, 0.95)),
          Estimate.withoutInterval(0.5, 0.95),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          Colour.RED,
          new TreeMap<>(Map.of(1, List.of(1.0), 2, List.of())));

  @Test
  void componentsKeepTheirOrderUnderNamesInSnakeCase() throws IOException {
    Path file = folder.resolve("measured.json");
    JsonRecords.write(MEASURED, file);
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {
              "name" : "accuracy",
              "higher_is_better" : true,
              "small_number" : 3.0E-4,
              "known" : {
                "value" : 0.5,
                "low" : 0.25,
                "high" : 0.75,
                "level" : 0.95
              },
              "unknown" : {
                "value" : 0.5,
                "low" : null,
                "high" : null,
                "level" : 0.95
              },
              "none" : null,
              "chance" : null,
              "colour" : "a red",
              "by_split" : {
                "1" : [ 1.0 ],
                "2" : [ ]
              }
            }\
            """);
  }

  @Test
  void valuesAreReadFromTheFile() throws IOException {
    Path file = folder.resolve("measured.json");
    JsonRecords.write(MEASURED, file);
    assertThat(JsonRecords.values(MEASURED)).isEqualTo(JsonFile.read(file));
    assertThat(JsonFile.bytes(JsonRecords.values(MEASURED))).isEqualTo(Files.readAllBytes(file));
  }

  private record Settings(int width, Optional<String> aName, long seed, List<Double> white) {}

  @Test
  void valuesOfFilesHaveTheNamesOfComponentsInTheirOrder() {
    Settings settings = new Settings(4, Optional.empty(), 1L << 40, List.of(1e-5, 2.0));
    assertThat(JsonFile.values(settings))
        .hasToString("{width=4, aName=null, seed=1099511627776, white=[1.0E-5, 2.0]}");
    assertThat(JsonFile.text(settings))
        .isEqualTo("{\"width\":4,\"aName\":null,\"seed\":1099511627776,\"white\":[1.0E-5,2.0]}");
  }

  @Test
  void writtenRecordsAreReadBackAndOtherKeysIgnored() throws IOException {
    Path file = folder.resolve("kept.json");
    Kept kept = new Kept("θ", 2, new LinkedHashMap<>(Map.of("gamma", 2.2)));
    JsonRecords.write(kept, file);
    assertThat(JsonRecords.read(file, Kept.class)).isEqualTo(kept);
    Files.writeString(
        file, "{\"name\": \"θ\", \"further\": 1, \"count\": 2, \"numbers\": {\"gamma\": 2.2}}");
    assertThat(JsonRecords.read(file, Kept.class)).isEqualTo(kept);
  }

  @Test
  void filesWithoutTheRecordAreRejected() throws IOException {
    Path file = folder.resolve("kept.json");
    assertThatThrownBy(() -> JsonRecords.read(file, Kept.class))
        .isInstanceOf(NoSuchFileException.class);
    for (String damaged : List.of("", "[1]", "{\"name\": \"θ\"", "{\"name\": \"θ\"}")) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> JsonRecords.read(file, Kept.class))
          .isInstanceOf(RejectedFileException.class)
          .hasMessage(file + ": is damaged; remove it and run the same command again");
    }
  }
}
