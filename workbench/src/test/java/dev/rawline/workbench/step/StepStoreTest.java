package dev.rawline.workbench.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.data.file.JsonFile;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the key of a result depends on, and when an existing result is reused. */
class StepStoreTest {
  private static final Step.Cost COST = new Step.Cost(1, 0);

  @TempDir private Path folder;

  private static TextStep step(SequencedMap<String, String> settings, TextStep... needs) {
    return new TextStep("a step", settings, List.of(needs), COST, TextStep.Between.NOTHING);
  }

  /** Reference: printf '%s' TEXT | sha256sum, with the first step's key in the second's text. */
  @Test
  void keyIsTheChecksumOfTheDocumentedText() {
    TextStep first = step(TextSteps.settings("view", "menon-\"unsharp\"", "data", "ä/1"));
    TextStep second = step(TextSteps.settings(), first);

    assertThat(StepStore.key(first))
        .isEqualTo("f1266a4cf2cd177239d863ffc85fe6679ca438d9328d7a3cada7a670904326ee");
    assertThat(StepStore.key(second))
        .isEqualTo("a040297b4436ee137039a8205d6ff165822ee67d42fe224acd8137ca6b133385");
  }

  @Test
  void keyContainsAllThatDeterminesTheResult() {
    TextStep one = step(TextSteps.settings("a", "1"));
    TextStep other = step(TextSteps.settings("a", "2"));
    List<TextStep> different =
        List.of(
            one,
            other,
            step(TextSteps.settings("b", "1")),
            step(TextSteps.settings("a", "1", "b", "")),
            step(TextSteps.settings("a", "1"), one),
            step(TextSteps.settings("a", "1"), other),
            step(TextSteps.settings("a", "1"), one, other),
            step(TextSteps.settings("a", "1"), other, one),
            step(TextSteps.settings("a", "1,\"b\":\"\"")));

    assertThat(different.stream().map(StepStore::key)).doesNotHaveDuplicates();
  }

  @Test
  void keyIgnoresNamesCostsAndOrderOfSettings() {
    TextStep step = step(TextSteps.settings("a", "1", "b", "2"));
    TextStep same =
        new TextStep(
            "another name",
            TextSteps.settings("b", "2", "a", "1"),
            List.of(),
            new Step.Cost(7, 8),
            TextStep.Between.NOTHING);

    assertThat(StepStore.key(same)).isEqualTo(StepStore.key(step));
  }

  @Test
  void aCycleIsRejectedWithItsNames() {
    List<Step<?>> circle = new ArrayList<>();
    Step<?> split = new Lazy("split", List.of());
    Step<?> train = new Lazy("train", circle);
    Step<?> evaluate = new Lazy("evaluate", List.of(split, train));
    circle.add(evaluate);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepStore.key(new Lazy("report", List.of(evaluate))))
        .withMessage(
            "steps depend on each other in a cycle: evaluate needs train needs evaluate; expected each to depend on earlier ones only");
  }

  private record Lazy(String name, List<Step<?>> needs) implements Step<String> {
    @Override
    public String kind() {
      return "lazy 1";
    }

    @Override
    public SequencedMap<String, String> settings() {
      return TextSteps.settings("name", name);
    }

    @Override
    public Cost cost() {
      return COST;
    }

    @Override
    public void run(StepContext work) {}

    @Override
    public String read(Path path) {
      return name;
    }
  }

  @Test
  void recordHoldsKeySettingsAndFiles() throws IOException {
    TextStep needed = step(TextSteps.settings("a", "1"));
    TextStep step = step(TextSteps.settings("z", "1", "b", "2"), needed);
    run(step, StepStore.Check.SIZES);

    Map<String, Object> record = JsonFile.read(of(step).resolve("step.json"));

    assertThat(record)
        .containsEntry("kind", "text 1")
        .containsEntry("name", "a step")
        .containsEntry("settings", Map.of("b", "2", "z", "1"))
        .containsEntry("needs", List.of(StepStore.key(needed)))
        .containsEntry("key", StepStore.key(step))
        .containsKeys("seconds", "commit", "machine", "versions");
    assertThat(record.get("files"))
        .hasToString(
            "{a folder/result.txt={bytes=64, sha256=%s}, half.txt={bytes=10, sha256=%s}}"
                .formatted(Provenance.sum(step.expected()), Provenance.sum("{z=1, b=2}")));
  }

  @Test
  void changedResultIsReportedAndRecomputed() throws IOException {
    TextStep step = step(TextSteps.settings("a", "1"));
    run(step, StepStore.Check.SIZES);
    Path result = of(step).resolve("files/a folder/result.txt");
    Path record = of(step).resolve("step.json");

    Files.delete(result);
    assertRecomputed(step, StepStore.Check.SIZES, result + " is missing");

    Files.writeString(result, "short");
    assertRecomputed(step, StepStore.Check.SIZES, result + " has 5 bytes, not the 64 it had");

    Files.writeString(result, "x".repeat(64));
    assertThat(run(step, StepStore.Check.SIZES)).first().isEqualTo("runs 0, reuses 1");
    assertRecomputed(step, StepStore.Check.SUMS, result + " has changed content");
    assertThat(run(step, StepStore.Check.SUMS)).first().isEqualTo("runs 0, reuses 1");

    Files.writeString(record, "{\"key\":");
    assertRecomputed(step, StepStore.Check.SIZES, record + " is damaged");

    Files.delete(record);
    Files.writeString(result, "half a result");
    Path killed = result.resolveSibling(".rawline-0123456789abcdef.part");
    Files.writeString(killed, "half a file");
    assertThat(run(step, StepStore.Check.SIZES))
        .as("an interrupted run is gone on with")
        .containsExactly("runs 1, reuses 0", "a step begins", "a step is finished");
    assertThat(Files.readString(result)).isEqualTo(step.expected());
    assertThat(killed).doesNotExist();
  }

  private void assertRecomputed(TextStep step, StepStore.Check check, String why)
      throws IOException {
    assertThat(run(step, check))
        .containsExactly(
            "runs 1, reuses 0",
            "a step is repeated: " + why,
            "a step begins",
            "a step is finished");
    assertThat(step.read(of(step).resolve("files"))).isEqualTo(step.expected());
  }

  private List<String> run(TextStep step, StepStore.Check check) throws IOException {
    RecordedProgress recorded = new RecordedProgress();
    StepStore store = new StepStore(folder.resolve("store"), check);
    new StepRunner(store, new Resources(2, 1), recorded).run(List.of(step));
    return recorded.lines();
  }

  private Path of(TextStep step) throws IOException {
    String key = StepStore.key(step);
    Path there = folder.resolve("store").resolve(key.substring(0, 2)).resolve(key);
    try (Stream<Path> inside = Files.list(there)) {
      assertThat(inside.map(path -> path.getFileName().toString()))
          .contains("files", "lock")
          .isSubsetOf("files", "lock", "step.json");
    }
    return there;
  }
}
