package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.terminal.InterruptHandler;
import dev.rawline.app.terminal.TerminalCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each command ends with the next likely one, which runs as it is printed. */
class NextCommandTest {

  /** After these no command is likely: they end a story, or a program reads what they print. */
  private static final Set<String> NONE =
      Set.of("animate", "completion", "forensics check", "lab export", "lab send", "lab sql");

  /** Those whose next command depends on what they found. */
  private static final Set<String> SOME =
      Set.of(
          "corrupt",
          "predict",
          "export",
          "calibrate",
          "data check",
          "data ls",
          "lab ls",
          "quality watch");

  @TempDir private Path work;

  /** Requires what a command that worked suggests: words that Rawline understands. */
  static void assertSuggests(ShownCommand shown, Ran ran) {
    if (shown.words().contains("--help") || shown.words().contains("--json")) {
      assertThat(ran.next()).as(shown.toString()).isEmpty();
      return;
    }
    String name = name(shown.words());
    if (NONE.contains(name)) {
      assertThat(ran.next()).as(shown.toString()).isEmpty();
    } else if (!SOME.contains(name)) {
      assertThat(ran.next()).as(shown.toString()).isPresent();
    }
    ran.next().ifPresent(next -> parse(words(next)));
  }

  private static String name(List<String> words) {
    CommandLine at = commands();
    List<String> names = new ArrayList<>();
    for (String word : words) {
      at = at.getSubcommands().get(word);
      if (at == null) {
        break;
      }
      names.add(word);
    }
    return String.join(" ", names);
  }

  private static CommandLine commands() {
    PrintWriter out = new PrintWriter(new StringWriter());
    try (InterruptHandler interruption = new InterruptHandler(out)) {
      return RawlineCommand.documented(interruption, out);
    }
  }

  /** The words of a line, as bash reads them; the first, the program, is left out. */
  private static List<String> words(String line) {
    try {
      Process bash =
          new ProcessBuilder("bash", "-c", "printf '%s\\0' " + line)
              .redirectErrorStream(true)
              .start();
      String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      List<String> words = List.of(output.split("\0"));
      assertThat(words.getFirst()).isEqualTo("./rawline");
      return words.subList(1, words.size());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void parse(List<String> words) {
    commands().parseArgs(words.toArray(String[]::new));
  }

  /** Every command extends the one class that prints it, and so states what follows. */
  @Test
  void noCommandIsForgotten() {
    Set<String> names = new TreeSet<>();
    collect(commands(), names);
    assertThat(names).containsAll(NONE).containsAll(SOME).hasSizeGreaterThan(40);
  }

  private static void collect(CommandLine command, Set<String> names) {
    for (CommandLine below : Set.copyOf(command.getSubcommands().values())) {
      Object user = below.getCommand();
      if (user instanceof Callable<?> || user instanceof Runnable) {
        assertThat(user).isInstanceOf(TerminalCommand.class);
        names.add(below.getCommandSpec().qualifiedName().substring("rawline ".length()));
      }
      collect(below, names);
    }
  }

  /** Follows what is suggested from a raw file on, in folders whose names a shell would split. */
  @Test
  void whatARawFileSuggestsRuns() throws IOException {
    Path folder = Files.createDirectories(work.resolve("it's my data; $HOME"));
    Path photo = folder.resolve("a photo.png");
    Files.copy(Path.of("../examples/chart.png"), photo);

    Ran views = follow(Ran.works("info", photo));
    assertThat(views.next().orElseThrow()).contains("gradients '", "--camera drone");
    Ran gradients = follow(views);
    assertThat(gradients.next().orElseThrow()).contains("views '");
    assertThat(follow(gradients).out()).contains("1 skipped");
  }

  @Test
  void whatSimulatedDataSuggestRuns() throws IOException {
    Path smears = work.resolve("two words");
    Ran simulated =
        Ran.works(
            "simulate",
            "blood-smear",
            "--camera",
            "microscope",
            "--size",
            "128x128",
            "--count",
            "24",
            "--out",
            smears);
    Ran info = follow(simulated);
    Ran check = follow(info);
    Ran split = follow(check);
    assertThat(split.next().orElseThrow()).contains("--camera '" + smears + "/camera.yaml'");
    Ran statistics = follow(split);
    List<String> train = new ArrayList<>(words(statistics.next().orElseThrow()));
    assertThat(train).startsWith("train", "--data", smears.toString());
    train.subList(train.indexOf("--out"), train.size()).clear();
    train.addAll(List.of("--model", "small-cnn", "--epochs", "1", "--no-lab"));
    List<String> first = new ArrayList<>(train);
    first.addAll(List.of("--out", work.resolve("model").toString()));
    Ran evaluated = follow(Ran.works(first.toArray()));
    parse(words(evaluated.next().orElseThrow()));
    assertThat(words(evaluated.next().orElseThrow())).startsWith("forensics", "photons");
    Path network = work.resolve("network.onnx");
    Ran.works("export", work.resolve("model"), "--network", "--out", network);
    Path camera = smears.resolve("camera.yaml");
    Path out = work.resolve("network-evaluation");
    Ran withoutGradient = Ran.works("evaluate", network, smears, "--camera", camera, "--out", out);
    assertThat(words(withoutGradient.next().orElseThrow())).startsWith("predict");

    train.addAll(List.of("--out", work.resolve("trial").toString()));
    Ran tested = Ran.works(with(train, "--test-run").toArray());
    Ran whole = follow(tested);
    assertThat(work.resolve("trial-whole")).isDirectory();
    assertThat(words(whole.next().orElseThrow())).startsWith("evaluate", work + "/trial-whole");
  }

  @Test
  void optionsOfHeaderlessFilesAreKept() throws IOException {
    Path raw = Files.write(work.resolve("a.raw"), new byte[2 * 32 * 32]);
    Object[] layout = {"--width", "32", "--height", "32", "--bits", "12", "--cfa", "RGGB"};
    List<Object> words = new ArrayList<>(List.of("info", raw));
    words.addAll(List.of(layout));
    Ran views = follow(Ran.works(words.toArray()));
    assertThat(views.next().orElseThrow())
        .contains("--width 32 --height 32 --bits 12 --cfa RGGB")
        .contains("--camera drone");
    follow(views);
  }

  @Test
  void nothingIsSuggestedToProgramsNorAfterFailures() {
    assertThat(Ran.rawline("info", "no.dng").next()).isEmpty();
    assertThat(Ran.rawline("views", "--help").next()).isEmpty();
    assertThat(Ran.works("completion").next()).isEmpty();
    assertThat(
            Ran.works("forensics", "check", "../examples/theta.yaml", "../examples/tolerance.yaml")
                .next())
        .isEmpty();
  }

  @Test
  void secretsAreNotRepeated() {
    Ran simulated =
        Ran.works("simulate", "chart", "--camera", "drone", "--count", "1", "--out", work + "/a");
    assertThat(simulated.next()).isPresent();
    for (String address : List.of("b?token=hidden", "c?X-Amz-Signature=hidden")) {
      Ran pushed = Ran.works("data", "push", work + "/a", "file:" + work + "/" + address);
      assertThat(pushed.next()).isEmpty();
    }
    assertThat(Ran.works("data", "push", work + "/a", work + "/d").next()).isPresent();
  }

  private static List<String> with(List<String> words, String more) {
    List<String> all = new ArrayList<>(words);
    all.add(more);
    return all;
  }

  /** Runs what a command suggests. */
  private static Ran follow(Ran before) {
    return Ran.works(words(before.next().orElseThrow()).toArray());
  }
}
