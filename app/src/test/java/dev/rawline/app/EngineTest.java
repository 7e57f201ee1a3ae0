package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs commands by {@code ./rawline} with and without an engine.
 *
 * <p>Every Java that starts writes a log of its own, by which cold starts are counted and engines
 * are ended.
 */
@EnabledOnOs(OS.LINUX)
class EngineTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** A command that computes for many minutes, and writes all the while. */
  private static final String LONG =
      "simulate aerial-street --camera drone --count 20000 --size 160x160 --out out";

  @TempDir private Path scratch;
  private Path project;
  private Path work;
  private Path logs;
  private Path engines;
  private final Map<String, String> environment = new LinkedHashMap<>();

  @BeforeEach
  void makeProject() throws IOException {
    Path real = scratch.toRealPath();
    project = Files.createDirectories(real.resolve("project"));
    work = Files.createDirectories(real.resolve("a work folder"));
    logs = Files.createDirectories(real.resolve("logs"));
    Path runtime = Files.createDirectories(real.resolve("runtime of this test"));
    engines = Files.createSymbolicLink(real.resolve("runtime"), runtime).resolve("rawline");
    Files.copy(ROOT.resolve("rawline"), project.resolve("rawline"));
    Files.createDirectories(project.resolve("packaging"));
    Files.copy(ROOT.resolve("packaging/launch.sh"), project.resolve("packaging/launch.sh"));
    Files.setPosixFilePermissions(
        project.resolve("rawline"), PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String source : List.of("pom.xml", "app/pom.xml", "app/src/main/Main.java")) {
      Path file = project.resolve(source);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
      Files.setLastModifiedTime(file.getParent(), FileTime.from(Instant.now().minusSeconds(60)));
    }
    Path jdk = Path.of(System.getProperty("java.home"));
    assumeTrue(Files.isExecutable(jdk.resolve("bin/javac")), "skipped: this is no JDK");
    Path build = Files.createDirectories(project.resolve(".rawline/build-1"));
    Files.writeString(build.resolve("commit"), "unknown");
    Files.writeString(build.resolve("classpath"), System.getProperty("java.class.path"));
    Files.writeString(build.resolve("built"), jdk + " " + project);
    Files.writeString(project.resolve(".rawline/current"), "build-1");
    Files.copy(ROOT.resolve("examples/chart.png"), work.resolve("chart.png"));
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("HOME", work.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("XDG_RUNTIME_DIR", engines.getParent().toString());
    environment.put("RAWLINE_ENGINE", "on");
    environment.put("RAWLINE_JAVA_OPTIONS", "-Xmx512m -Xlog:gc:file=" + logs + "/%p.log");
  }

  @AfterEach
  void endEngines() throws Exception {
    // Another one may be starting just now, so its folder goes away in a single step.
    Path file = Files.writeString(scratch.resolve("file"), "no engine starts here any more");
    Files.move(file, engines.getParent(), StandardCopyOption.ATOMIC_MOVE);
    await(
        () -> {
          List<ProcessHandle> left = shells();
          left.forEach(ProcessHandle::destroyForcibly);
          return left.isEmpty();
        });
    for (long process : started()) {
      end(process);
    }
  }

  /** The shells of launchers, which start an engine a little later than their command ends. */
  private List<ProcessHandle> shells() {
    String launcher = project.resolve("rawline").toString();
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().commandLine().orElse("").contains(launcher))
        .toList();
  }

  @Test
  void anEngineAnswersAsANewProcessDoes() throws Exception {
    warm();
    for (String words :
        List.of(
            "info chart.png",
            "info --json chart.png",
            "info missing.png",
            "info --jsn chart.png",
            "views",
            "help views",
            "lab ls",
            "lab sql 'select 1'",
            "info \"$(printf 'a\\nb \\342\\202\\254')\" \"\" '*'",
            "info chart.png | head -n 1",
            "info chart.png | true",
            "info chart.png >/dev/null",
            "process chart.png --isp missing.yaml --out there",
            "simulate aerial-street --camera drone --count 0 --out there")) {
      Ended cold = shell("\"$RAWLINE\" --no-engine " + words);
      int before = started().size();
      Ended warm = shell("\"$RAWLINE\" " + words);
      assertThat(warm).as(words).isEqualTo(cold);
      assertThat(started()).as("no Java started for " + words).hasSize(before);
    }
  }

  @Test
  void filesAreWrittenInOrder() throws Exception {
    warm();
    String several =
        "{ \"$RAWLINE\" %1$s info missing.png; echo between; \"$RAWLINE\" %1$s info chart.png;"
            + " \"$RAWLINE\" %1$s lab ls; echo behind; } %2$s; cat f g";
    for (String to :
        List.of(">f 2>&1; >g", ">f 2>g", ">>f 2>&1; >g", ">>f 2>g", "2>&1 | cat >f; >g")) {
      String clean = "printf 'earlier\\n' >f; printf 'earlier\\n' >g; ";
      Ended cold = shell(clean + several.formatted("--no-engine", to));
      int before = started().size();
      assertThat(shell(clean + several.formatted("", to))).as(to).isEqualTo(cold);
      assertThat(started()).as("no Java started for " + to).hasSize(before);
    }
    Ended middle =
        shell("printf 'one\\ntwo\\n' >f; { \"$RAWLINE\" info missing.png; } 2>&1 1<>f 2>&1; cat f");
    assertThat(middle.out()).as("within a file").doesNotStartWith("one").contains("missing.png");
  }

  @Test
  void whatAFileHoldsIsReadAnew() throws Exception {
    warm();
    String first = shell("\"$RAWLINE\" info chart.png").out();
    Files.copy(
        ROOT.resolve("examples/flats")
            .toFile()
            .listFiles((_, name) -> name.endsWith(".png"))[0]
            .toPath(),
        work.resolve("other.png"));
    Ended other = shell("cp other.png chart.png; \"$RAWLINE\" info chart.png");
    assertThat(other.out()).isNotEqualTo(first);
    assertThat(other).isEqualTo(shell("\"$RAWLINE\" --no-engine info chart.png"));
  }

  @Test
  void anotherFolderOrEnvironmentHasAnotherEngine() throws Exception {
    warm();
    for (String other :
        List.of(
            "mkdir elsewhere; cp chart.png elsewhere; cd elsewhere",
            "export RAWLINE_LAB=other",
            "umask 027",
            "ulimit -n 500",
            "taskset -c 0 true && RAWLINE='taskset -c 0 '$RAWLINE",
            "export RAWLINE_JAVA_OPTIONS=\"$RAWLINE_JAVA_OPTIONS -Xmx400m\"")) {
      int before = started().size();
      Ended ended = shell(other + "; $RAWLINE info chart.png");
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(started().size()).as(other).isGreaterThan(before);
    }
    int before = started().size();
    shell("cd /; cd \"$OLDPWD\"; export COLUMNS=50 SHLVL=7; \"$RAWLINE\" info chart.png");
    assertThat(started()).as("what changes by itself").hasSizeBetween(before, before + 5);
    Ended moved =
        shell(
            "cd ..; mv 'a work folder' b; mkdir 'a work folder'; cd 'a work folder'; \"$RAWLINE\""
                + " info chart.png; cd ..; rmdir 'a work folder'; mv b 'a work folder'");
    assertThat(moved.err()).as("a new folder of the name").contains("chart.png: does not exist");
  }

  @Test
  void interruptionEndsTheCommandAsItEndsAProcess() throws Exception {
    for (var signal : Map.of("HUP", 129, "INT", 130, "TERM", 143).entrySet()) {
      warm();
      Process client = start("exec \"$RAWLINE\" " + LONG);
      awaitPicture(client);
      int before = started().size();
      signal(signal.getKey(), client.pid());
      assertThat(client.waitFor()).as(signal.getKey()).isEqualTo(signal.getValue());
      assertThat(started()).hasSize(before);
      assertNoHalfFile();
      assertThat(shell("\"$RAWLINE\" info chart.png").code()).isZero();
    }
  }

  @Test
  void aTerminalThatIsClosedEndsTheCommand() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "skipped: there is no script here");
    long engine = warm();
    Process terminal = start("exec script -qec \"exec $RAWLINE " + LONG + "\" /dev/null");
    awaitPicture(terminal);
    assertThat(started()).as("the engine runs the command").hasSize(2);
    signal("KILL", terminal.pid());
    awaitEnd(engine);
    await(() -> shells().isEmpty());
    assertNoHalfFile();
    assertThat(started()).as("nothing runs it again").hasSize(2);
  }

  @Test
  void anEngineThatIsKilledLosesNothingInSilence() throws Exception {
    long engine = warm();
    Process client = start("exec \"$RAWLINE\" " + LONG);
    awaitPicture(client);
    signal("KILL", engine);
    assertThat(client.waitFor()).isEqualTo(1);
    assertThat(Files.readString(scratch.resolve("err")))
        .containsOnlyOnce("rawline: its engine ended before the command did: run it again\n");

    assertThat(shell("\"$RAWLINE\" info chart.png").code()).as("after its death").isZero();
    assertThat(warm()).as("its folder is cleared up").isNotEqualTo(engine);
  }

  @Test
  void anEngineThatHangsIsNotWaitedFor() throws Exception {
    long engine = warm();
    signal("STOP", engine);
    Ended cold = shell("\"$RAWLINE\" info chart.png");
    assertThat(cold.code()).isZero();
    signal("CONT", engine);
    awaitEnd(engine);

    long second = warm();
    signal("STOP", second);
    Process client = start("exec \"$RAWLINE\" info chart.png");
    await(() -> Files.exists(folder().resolve(String.valueOf(client.pid()))));
    signal("KILL", second);
    assertThat(client.waitFor()).isZero();
    assertThat(Files.readString(scratch.resolve("out"))).isEqualTo(cold.out());

    long third = warm();
    signal("STOP", third);
    Process given = start("exec \"$RAWLINE\" info chart.png");
    await(() -> Files.exists(folder().resolve(String.valueOf(given.pid()))));
    signal("INT", given.pid());
    assertThat(given.waitFor()).as("interrupted before it began").isEqualTo(130);
    assertThat(Files.readString(scratch.resolve("out"))).isEmpty();
    signal("CONT", third);
  }

  @Test
  void aLauncherThatIsKilledEndsItsCommand() throws Exception {
    long engine = warm();
    Process client = start("exec \"$RAWLINE\" " + LONG);
    awaitPicture(client);
    client.destroyForcibly().waitFor();
    awaitEnd(engine);
    assertNoHalfFile();
    assertThat(engines).isEmptyDirectory();
  }

  @Test
  void whoeverFindsItBusyStartsJava() throws Exception {
    long engine = warm();
    Process client = start("exec \"$RAWLINE\" " + LONG);
    awaitPicture(client);
    int before = started().size();
    Ended busy = shell("\"$RAWLINE\" info chart.png", "other");
    assertThat(busy.code()).as(busy.err()).isZero();
    assertThat(started()).hasSize(before + 1);
    assertThat(client.isAlive()).isTrue();
    assertThat(runs(engine)).isTrue();
    signal("INT", client.pid());
    client.waitFor();
  }

  /** Their verbs decide: what they are given to do here ends at once. */
  @Test
  void whatTrainsSearchesOrServesHasAProcessOfItsOwn() throws Exception {
    List<String> commands =
        List.of(
            "train missing.yaml",
            "drift missing.yaml",
            "forensics missing.yaml",
            "optimize missing.yaml",
            "quality check missing missing",
            "lab serve --port none");
    for (String words : commands) {
      assertThat(shell("\"$RAWLINE\" " + words).code()).as(words).isNotZero();
    }
    assertThat(started()).as("each has its own").hasSameSizeAs(commands);
    assertThat(engines).as("and leaves no engine behind").doesNotExist();

    long engine = warm();
    for (String words : commands) {
      int before = started().size();
      assertThat(shell("\"$RAWLINE\" " + words).code()).as(words).isNotZero();
      assertThat(started()).as(words + " beside an engine").hasSize(before + 1);
    }
    assertThat(waiting()).as("the same engine waits").contains(engine);
  }

  @Test
  void aFolderThatIsOpenToOthersIsNotServed() throws Exception {
    long engine = warm();
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    int before = started().size();
    assertThat(shell("\"$RAWLINE\" info chart.png").code()).isZero();
    assertThat(started().size()).isGreaterThan(before);
    awaitEnd(engine);
  }

  @Test
  void aFailureEndsTheEngine() throws Exception {
    long engine = warm();
    Ended full = shell("\"$RAWLINE\" info chart.png >/dev/full");
    assertThat(full).isEqualTo(shell("\"$RAWLINE\" --no-engine info chart.png >/dev/full"));
    assertThat(full.code()).isEqualTo(1);
    awaitEnd(engine);
  }

  @Test
  void anEngineEndsWhenItIsOfNoUse() throws Exception {
    long replaced = warm();
    Files.writeString(project.resolve(".rawline/current"), "build-2");
    awaitEnd(replaced);
    Files.writeString(project.resolve(".rawline/current"), "build-1");

    long stranded = warm();
    deleteTree(folder());
    awaitEnd(stranded);

    environment.merge("RAWLINE_JAVA_OPTIONS", " -Drawline.engine.idle=1", String::concat);
    shell("\"$RAWLINE\" info chart.png");
    await(() -> started().size() >= 6);
    for (long process : started()) {
      awaitEnd(process);
    }
    assertThat(engines).isEmptyDirectory();
  }

  @Test
  void launchersThatStartTogetherGetOneEngine() throws Exception {
    Ended both =
        shell("\"$RAWLINE\" info chart.png & \"$RAWLINE\" info chart.png & wait", "together");
    assertThat(both.code()).isZero();
    warm();
    // On a busy machine one may have been given up for hung: it ends when it has begun.
    await(() -> started().stream().filter(EngineTest::runs).count() == 1);
  }

  @Test
  void aTerminalIsTreatedAsANewProcessTreatsIt() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "skipped: there is no script here");
    environment.put("TERM", "xterm");
    warm();
    environment.remove("RAWLINE_ENGINE");
    for (String words : List.of("help views", "info chart.png", "info missing.png")) {
      String typed = "script -qec \"$RAWLINE %s " + words + "\" /dev/null";
      Ended cold = shell(typed.formatted("--no-engine"));
      int before = started().size();
      assertThat(shell(typed.formatted(""))).as(words).isEqualTo(cold);
      assertThat(started()).as("no Java started for " + words).hasSize(before);
    }
    String views = "script -qec \"$RAWLINE views chart.png --camera drone\" /dev/null";
    assertThat(shell(views).out()).as("its progress").contains("100 %│");
    assertThat(shell("script -qec \"$RAWLINE help\" /dev/null").out())
        .as("bold")
        .contains("\u001b[1m");
  }

  @Test
  void anEngineIsUsedWhereItIsWanted() throws Exception {
    for (String off : List.of("off", "")) {
      environment.put("RAWLINE_ENGINE", off);
      shell("\"$RAWLINE\" info chart.png");
    }
    environment.put("RAWLINE_ENGINE", "on");
    shell("\"$RAWLINE\" --no-engine info chart.png");
    shell("\"$RAWLINE\" --version");
    assertThat(engines).doesNotExist();
    environment.put("RAWLINE_ENGINE", "yes");
    Ended wrong = shell("\"$RAWLINE\" info chart.png");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).isEqualTo("rawline: RAWLINE_ENGINE is 'yes': expected on or off\n");
  }

  /** Has an engine wait for commands, and returns its process. */
  private long warm() throws Exception {
    Optional<Long> waiting = waiting();
    if (waiting.isEmpty()) {
      shell("\"$RAWLINE\" lab ls");
      await(() -> waiting().isPresent());
    }
    return waiting().orElseThrow();
  }

  private Optional<Long> waiting() throws IOException {
    if (Files.isDirectory(engines)) {
      try (Stream<Path> folders = Files.list(engines)) {
        for (Path folder : folders.toList()) {
          Path pid = folder.resolve("pid");
          if (Files.exists(pid)) {
            long process = Long.parseLong(Files.readString(pid).strip());
            if (runs(process)) {
              return Optional.of(process);
            }
          }
        }
      } catch (NoSuchFileException e) {
        return Optional.empty(); // it has just ended
      }
    }
    return Optional.empty();
  }

  private Path folder() throws IOException {
    try (Stream<Path> folders = Files.list(engines)) {
      return folders.findFirst().orElseThrow();
    }
  }

  /** Returns the processes that Java has started in. */
  private List<Long> started() throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      return files
          .map(file -> Long.parseLong(file.getFileName().toString().replace(".log", "")))
          .toList();
    }
  }

  private void awaitPicture(Process client) throws Exception {
    await(
        () -> {
          assertThat(client.isAlive()).as("still runs").isTrue();
          String[] names = work.resolve("out/masks").toFile().list(); // parts of files come and go
          return names != null && Stream.of(names).anyMatch(name -> name.endsWith(".png"));
        });
  }

  private void assertNoHalfFile() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
    deleteTree(work.resolve("out"));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Thread.sleep(20);
    }
  }

  private static void awaitEnd(long process) throws Exception {
    await(() -> !runs(process));
  }

  /** Returns whether a process runs: one whose end nobody has noticed has no program. */
  private static boolean runs(long process) {
    return Files.exists(Path.of("/proc", String.valueOf(process), "exe"));
  }

  private static void end(long process) throws Exception {
    ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
    awaitEnd(process);
  }

  private static void signal(String name, long process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process)).start().waitFor())
        .isZero();
  }

  private Ended shell(String script) throws Exception {
    return shell(script, "");
  }

  /** Runs a script; the name keeps its output apart from that of another one. */
  private Ended shell(String script, String name) throws Exception {
    int code = start(script, name).waitFor();
    return new Ended(
        code,
        Files.readString(scratch.resolve(name + "out")),
        Files.readString(scratch.resolve(name + "err")));
  }

  private Process start(String script) throws IOException {
    return start(script, "");
  }

  private Process start(String script, String name) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("env", "--default-signal=HUP", "bash", "-c", script)
            .directory(work.toFile())
            .redirectOutput(scratch.resolve(name + "out").toFile())
            .redirectError(scratch.resolve(name + "err").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("RAWLINE", project.resolve("rawline").toString());
    return builder.start();
  }

  private static void deleteTree(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private record Ended(int code, String out, String err) {}
}
