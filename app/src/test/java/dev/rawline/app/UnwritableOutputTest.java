package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.app.terminal.InterruptHandler;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A command whose output cannot be written fails with one line that says so. */
class UnwritableOutputTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path work;
  private String data;
  private String book;

  @BeforeEach
  void makeData() throws IOException {
    assumeTrue(Files.exists(FULL), "skipped: no /dev/full here");
    data = SmallDataSets.shades(work, 4);
    book = work.resolve("book").toString();
  }

  private static Ran toFullDisk(String... words) throws IOException {
    StringWriter err = new StringWriter();
    int code;
    try (OutputStream full = new FileOutputStream(FULL.toFile())) {
      code = Main.run(words, full, new PrintWriter(err, true));
    }
    return new Ran(code, "", err.toString(), Optional.empty());
  }

  private static void assertFails(String... words) throws IOException {
    Ran ran = toFullDisk(words);
    assertThat(ran.code()).as(String.join(" ", words)).isEqualTo(1);
    assertThat(ran.err().lines())
        .as(String.join(" ", words))
        .filteredOn(line -> line.startsWith("rawline"))
        .containsExactly(
            "rawline: cannot write the output: No space left on device; free space, or send it"
                + " elsewhere");
  }

  private void train() {
    Object[] words =
        SmallDataSets.training("--data", data, "--lab", book, "--out", work.resolve("model"));
    Ran.works(words);
  }

  @Test
  void everyCommandFailsOnAFullDisk() throws IOException {
    train();
    String picture = data + "/dark/0.png";
    assertFails("--version");
    assertFails("--help");
    assertFails("completion");
    assertFails("info", picture);
    assertFails("data", "info", data);
    assertFails("data", "check", data);
    assertFails("views", picture, "--camera", "drone", "--out", work.resolve("views").toString());
    assertFails(
        "predict",
        work.resolve("model").toString(),
        picture,
        "--out",
        work.resolve("p").toString());
    for (String form : List.of("--csv", "--json")) {
      assertFails("lab", "sql", "select * from metrics", form, "--lab", book);
    }
    assertFails("lab", "sql", "select 1 as one", "--lab", book);
    assertFails("lab", "ls", "--lab", book);
    assertFails("lab", "show", "last", "--lab", book);
    assertFails("lab", "export", "1", work.resolve("exported").toString(), "--lab", book);
    Ran refused = toFullDisk("lab", "show", "99", "--lab", book);
    assertThat(refused.code()).isEqualTo(2);
  }

  @Test
  void everyHelpFailsOnAFullDisk() throws IOException {
    List<List<String>> commands = new ArrayList<>();
    collect(
        RawlineCommand.documented(
            new InterruptHandler(new PrintWriter(new StringWriter())),
            new PrintWriter(new StringWriter())),
        List.of(),
        commands);
    assertThat(commands).hasSizeGreaterThan(30);
    for (List<String> command : commands) {
      List<String> words = new ArrayList<>(command);
      words.add("--help");
      assertFails(words.toArray(String[]::new));
    }
  }

  private static void collect(CommandLine of, List<String> words, List<List<String>> to) {
    of.getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> longer = new ArrayList<>(words);
              longer.add(name);
              to.add(longer);
              collect(command, longer, to);
            });
  }

  /** Nobody would stop it otherwise. */
  @Test
  void aWatchThatNobodyReadsEnds() throws IOException {
    Path reference = work.resolve("reference");
    SmallDataSets.smears(work.resolve("smears"), 12);
    Ran.works("quality", "reference", work.resolve("smears"), "--out", reference);
    String images = work.resolve("smears/images").toString();
    for (String form : List.of("--json", "--chart=ewma")) {
      assertFails(
          "quality",
          "watch",
          reference.toString(),
          images,
          form,
          "--state",
          work.resolve("state" + form).toString());
    }
  }

  @Test
  void theProgramEndsWithTheCode() throws Exception {
    Process program =
        Ran.program(List.of(), List.of("--help"))
            .redirectErrorStream(false)
            .redirectOutput(FULL.toFile())
            .start();
    String err = new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).isEqualTo(1);
    assertThat(err).contains("cannot write the output: No space left on device");
  }

  @Test
  void aClosedPipeEndsQuietly() throws Exception {
    train();
    String many =
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000)"
            + " select i from n";
    Process program =
        Ran.program(
                List.of("--enable-native-access=ALL-UNNAMED"),
                List.of("lab", "sql", many, "--limit", "30000", "--lab", book))
            .redirectErrorStream(false)
            .start();
    try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).contains("i");
    }
    String err = new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).as(err).isZero();
    assertThat(err.lines().filter(line -> !line.matches("(WARNING|Next: ).*|\\s*"))).isEmpty();
  }

  private interface Work {
    void on(Path disk) throws Exception;
  }

  /** Works on a disk of 64 kB, which root can mount. */
  private void onSmallDisk(Work work) throws Exception {
    Path disk = Files.createDirectory(this.work.resolve("disk"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "none", disk.toString())
            .redirectErrorStream(true)
            .start();
    assumeTrue(mount.waitFor() == 0, "skipped: no disk can be mounted here");
    try {
      work.on(disk);
    } finally {
      assertThat(new ProcessBuilder("umount", disk.toString()).start().waitFor()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--csv", "--json"})
  void aTableThatFillsTheDiskFails(String form) throws Exception {
    train();
    onSmallDisk(
        disk -> {
          String many =
              "with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000)"
                  + " select i from n";
          StringWriter err = new StringWriter();
          int code;
          try (OutputStream out = new FileOutputStream(new File(disk.toFile(), "table"))) {
            code =
                Main.run(
                    new String[] {"lab", "sql", many, form, "--limit", "50000", "--lab", book},
                    out,
                    new PrintWriter(err, true));
          }
          assertThat(code).isEqualTo(1);
          assertThat(err.toString()).contains("cannot write the output: No space left on device");
          Files.delete(disk.resolve("table"));

          Path exported = disk.resolve("exported");
          Ran ran = Ran.rawline("lab", "export", "1", exported.toString(), "--lab", book);
          assertThat(ran.code()).isEqualTo(1);
          assertThat(ran.err()).contains("free space").doesNotContain("\tat ");
          assertThat(exported.resolve("run.json")).doesNotExist();
        });
  }

  @Test
  void aModelThatFillsTheDiskIsNotExported() throws Exception {
    train();
    onSmallDisk(
        disk -> {
          String model = work.resolve("model").toString();
          String raw = data + "/dark/0.png";
          Path file = disk.resolve("model.onnx");
          Ran ran = Ran.rawline("export", model, "--like", raw, "--out", file.toString());
          assertThat(ran.code()).isEqualTo(1);
          assertThat(ran.err()).contains("free space").doesNotContain("\tat ");
          assertThat(disk).isEmptyDirectory();
        });
  }
}
