package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.lab.DocumentedKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of a fleet of 1,000 cameras in one lab book, within 512 MB of heap, answered by the
 * documented query. {@code -Drawline.results=write} writes docs/results/fleet.
 */
@Tag("slow")
class FleetProofTest {
  @TempDir private Path folder;

  @Test
  void aYearOfAFleetIsAnsweredByOneQuery() throws Exception {
    Matcher sql =
        Pattern.compile("(?s)```sql\\n((?:(?!```).)*'quality watch'.*?)```")
            .matcher(Files.readString(DocumentedKind.PROJECT.resolve("docs/reference/lab-sql.md")));
    assertThat(sql.find()).isTrue();
    Path query = Files.writeString(folder.resolve("query.sql"), sql.group(1));
    Path results =
        System.getProperty("rawline.results", "").equals("write")
            ? DocumentedKind.PROJECT.resolve("docs/results/fleet")
            : folder.resolve("results");
    Files.createDirectories(results);
    List<String> words =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    words.addAll(
        List.of(
            "-Xmx512m",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true"));
    for (String name : List.of("rawline.cameras", "rawline.pool", "rawline.trials")) {
      if (System.getProperty(name) != null) {
        words.add("-D%s=%s".formatted(name, System.getProperty(name)));
      }
    }
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), FleetYear.class.getName()));
    words.addAll(List.of(folder.resolve("book").toString(), query.toString(), results.toString()));
    int code = new ProcessBuilder(words).inheritIO().start().waitFor();
    assertThat(code).isZero();
    String report = Files.readString(results.resolve("fleet.txt"));
    Matcher falsely =
        Pattern.compile("(?m)^false alarms: .* cameras, ([0-9.]+) a camera-year").matcher(report);
    assertThat(falsely.find()).isTrue();
    assertThat(Double.parseDouble(falsely.group(1))).isLessThanOrEqualTo(0.1);
    Matcher large =
        Pattern.compile("(?m)^(?:sudden|gradual) 1\\.50: found ([0-9]+) of ([0-9]+) ")
            .matcher(report);
    assertThat(large.find()).isTrue();
    do {
      assertThat(large.group(1)).as("found of %s", large.group()).isEqualTo(large.group(2));
    } while (large.find());
  }
}
