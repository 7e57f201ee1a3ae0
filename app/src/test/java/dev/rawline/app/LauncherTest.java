package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs {@code ./rawline} in a small project, with a JDK and a Maven that only print what they do.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "rawline");

  @TempDir private Path work;
  private Path project;
  private Path jdk;
  private Path tools;

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectories(work.resolve("a project"));
    Files.copy(LAUNCHER, project.resolve("rawline"));
    shareOptions(project);
    executable(project.resolve("rawline"), Files.readString(LAUNCHER));
    Files.writeString(project.resolve("pom.xml"), "");
    Files.createDirectories(project.resolve("app/src/main/java"));
    Files.writeString(project.resolve("app/pom.xml"), "");
    Files.writeString(project.resolve("app/src/main/java/Main.java"), "");
    age(project.resolve("pom.xml"));
    age(project.resolve("app/pom.xml"));
    age(project.resolve("app/src/main/java/Main.java"));
    jdk = jdk("jdk 25", "25.0.1");
    tools = Files.createDirectories(work.resolve("tools"));
    executable(
        tools.resolve("mvn"),
        """
        #!/bin/bash
        echo "$JAVA_HOME $*" >>"$LOG"
        sleep 0.2
        download() { printf '[INFO] Downloaded from central: https://a/%s (1 kB)\\n' $(seq "$1"); }
        download 50
        echo '[INFO] Building A project 0.1.0            [1/2]'
        download 19
        echo '[INFO] Building An app 0.1.0               [2/2]'
        echo '[INFO] Compiling 3 source files'
        for module in app python; do
          mkdir -p $module/target/program/lib && touch $module/target/program/lib/a.jar $module/target/program/rawline-$module-1.jar
        done
        [[ -z ${BROKEN:-} ]] || { echo "[ERROR] it does not compile"; exit 1; }
        """);
  }

  @Test
  void theProjectIsBuiltOnceAndArgumentsArePassed() throws Exception {
    Ended first = launch(project, "views", "a b.dng");
    assertThat(first.code()).isZero();
    assertThat(first.out()).contains("dev.rawline.app.Main views a b.dng");
    assertThat(first.err())
        .isEqualTo(
            """
            rawline: building: the first time, Maven downloads what it needs, and it takes a few minutes …
            ..
            rawline:   1 of 2, A project 0.1.0 .
            rawline:   2 of 2, An app 0.1.0\s
            rawline: rehearsing, so that it starts faster from now on …
            ended
            """);
    assertThat(project.resolve(".rawline/build.log")).content().contains("[INFO] Compiling");

    Ended second = launch(project, "--version");
    assertThat(second.err()).as("no second build, no incubator warning").isEqualTo("ended\n");
    assertThat(builds()).singleElement().asString().startsWith(jdk.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          info a.dng                 | plain   | brief
          lab ls                     | plain   | brief
          train --help               | plain   | brief
          views a.dng                | vectors | brief
          --verbose info a.dng       | vectors | long
          lab reproduce last         | vectors | long
          train plan.yaml            | vectors | long
          """)
  void aCommandStartsWithWhatItNeeds(String words, String cache, String duration) throws Exception {
    String out = launch(project, words.split(" ", -1)).out();
    assertThat(out.contains("--add-modules=jdk.incubator.vector"))
        .isEqualTo(cache.equals("vectors"));
    assertThat(out).contains("/" + cache + ".aot ");
    assertThat(out.contains("-XX:+UseSerialGC")).isEqualTo(duration.equals("brief"));
  }

  @Test
  void aCollectorOfOnesOwnReplacesTheLaunchers() throws Exception {
    Map<String, String> own = Map.of("RAWLINE_JAVA_OPTIONS", "-XX:+UseParallelGC");
    assertThat(ended(project, List.of("./rawline", "info"), own).out())
        .contains("-XX:+UseParallelGC")
        .doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void classpathPrintsOnlyTheJars() throws Exception {
    Ended ended = launch(project, "classpath");

    assertThat(ended.code()).isZero();
    assertThat(ended.out().split(":"))
        .hasSize(2)
        .allSatisfy(jar -> assertThat(Path.of(jar.strip())).exists());
    assertThat(ended.out()).contains("/lib/a.jar", "/lib/rawline-app-1.jar");
  }

  @Test
  void aChangedOrDeletedSourceRebuildsTheProject() throws Exception {
    launch(project, "--version");
    Files.writeString(project.resolve("app/src/main/java/Main.java"), "changed");
    assertThat(launch(project, "--version").err()).startsWith("rawline: building …\n");
    assertThat(builds()).hasSize(2);

    Files.delete(project.resolve("app/src/main/java/Main.java"));
    launch(project, "--version");
    assertThat(builds()).hasSize(3);

    launch(project, "--version");
    assertThat(builds()).hasSize(3);
  }

  @Test
  void theLauncherWorksThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(work.resolve("a link"), project.resolve("rawline"));
    Ended ended = ended(work, List.of(link.toString(), "info"), Map.of());

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("dev.rawline.app.Main info");
  }

  @Test
  void fileNamesAreUtf8InEveryLocale() throws Exception {
    assertThat(ended(project, List.of("./rawline", "info"), Map.of("LC_ALL", "C")).out())
        .contains("names of files: UTF-8");
  }

  @Test
  void concurrentLaunchesBuildOnce() throws Exception {
    List<Process> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(start(project, List.of("./rawline", "--version"), Map.of()));
    }
    for (Process each : both) {
      assertThat(each.waitFor()).isZero();
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aFailedBuildIsExplainedAndRetried() throws Exception {
    Ended broken = ended(project, List.of("./rawline", "info"), Map.of("BROKEN", "yes"));
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.out()).isEmpty();
    assertThat(broken.err()).contains("[ERROR] it does not compile", "the build failed");

    assertThat(launch(project, "info").code()).isZero();
  }

  @Test
  void anOldJavaHomeIsIgnored() throws Exception {
    Path old = jdk("jdk 17", "17.0.9");
    Path onPath = Files.createSymbolicLink(tools.resolve("javac"), jdk.resolve("bin/javac"));

    Ended ended = ended(project, List.of("./rawline", "x"), Map.of("JAVA_HOME", old.toString()));

    assertThat(onPath).exists();
    assertThat(ended.code()).isZero();
    assertThat(builds()).singleElement().asString().contains("jdk 25");
  }

  private static String commitWord(String commit) {
    return " -Drawline.commit=" + commit + " ";
  }

  private String commitProject() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "skipped: there is no git here");
    git("init", "-q");
    git("add", "rawline", "pom.xml", "app");
    git("-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "-m", "First");
    return git("rev-parse", "HEAD");
  }

  @Test
  void resultsRecordTheCommitThatWasBuilt() throws Exception {
    assertThat(launch(project, "info").out()).contains(commitWord("unknown"));
    String commit = commitProject();
    assertThat(commit).hasSize(40);
    Files.writeString(project.resolve("notes.txt"), "of no consequence");
    Path source = project.resolve("app/src/main/java/Main.java");

    Files.setLastModifiedTime(source, FileTime.from(Instant.now()));
    assertThat(launch(project, "info").out())
        .as("files that are no sources do not count")
        .contains(commitWord(commit));

    Files.writeString(source, "changed");
    assertThat(launch(project, "info").out()).contains(commitWord(commit + "-changed"));

    git("-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "-a", "-m", "Second");
    String second = git("rev-parse", "HEAD");
    int before = builds().size();
    assertThat(launch(project, "info").out())
        .as("committed as it was built")
        .contains(commitWord(second));
    assertThat(builds()).hasSize(before);

    Files.writeString(project.resolve("app/src/main/java/More.java"), "new");
    assertThat(launch(project, "info").out())
        .as("a source that no commit has")
        .contains(commitWord(second + "-changed"));
  }

  @Test
  void withoutARepositoryOfItsOwnTheCommitIsUnknown() throws Exception {
    String commit = commitProject();
    Files.writeString(project.resolve("app/src/main/java/More.java"), "new");
    assertThat(launch(project, "info").out()).contains(commitWord(commit + "-changed"));
    Files.writeString(project.resolve(".git/index"), "damaged");
    assertThat(launch(project, "info").out())
        .as("a damaged repository")
        .contains(commitWord("unknown"));

    Path copy = project.resolve("copy");
    Files.createDirectories(copy.resolve("app/src/main"));
    executable(copy.resolve("rawline"), Files.readString(LAUNCHER));
    shareOptions(copy);
    Files.writeString(copy.resolve("pom.xml"), "");
    Files.writeString(copy.resolve("app/pom.xml"), "");
    assertThat(launch(copy, "info").out())
        .as("a copy in another repository")
        .contains(commitWord("unknown"));
  }

  @Test
  void testCountsResultsAndKeepsTheExitCodeOfMaven() throws Exception {
    executable(
        tools.resolve("mvn"),
        """
        #!/bin/bash
        mkdir -p app/target/surefire-reports
        echo '<testsuite name="A" time="0.1" tests="5" errors="1" skipped="2" failures="1">' \\
          >app/target/surefire-reports/TEST-A.xml
        echo '<testsuite name="B" tests="3" errors="0" skipped="0" failures="0">' \\
          >app/target/surefire-reports/TEST-B.xml
        echo "$*"
        exit 1
        """);
    Files.createDirectories(project.resolve("app/target/surefire-reports"));
    Files.writeString(
        project.resolve("app/target/surefire-reports/TEST-Old.xml"), "<testsuite tests=\"99\">");

    Ended ended = launch(project, "test", "--slow", "-Drawline.seed=7");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out().lines().toList().getLast()).isEqualTo("4 passed, 2 failed, 2 skipped");
    assertThat(ended.out()).contains("-DexcludedGroups= -Drawline.seed=7 verify");
  }

  @Test
  void testHelpRunsWithoutMaven() throws Exception {
    for (String option : List.of("--help", "-h")) {
      Ended ended = launch(project, "test", option);

      assertThat(ended.code()).isZero();
      assertThat(ended.out())
          .startsWith("Usage: ./rawline test [--slow] [MAVEN OPTION …]")
          .contains("--slow ", "-Dtest=", "-Drawline.seed=N", "minutes", "Exit codes: 0");
    }
    assertThat(work.resolve("builds")).doesNotExist();
  }

  @Test
  void pythonPrintsHowThePackageIsFound() throws Exception {
    Ended ended = launch(project, "python");
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            "export PYTHONPATH=%s/python${PYTHONPATH:+:$PYTHONPATH}\n"
                .formatted(project.toString().replace(" ", "\\ ")));
    Ended mistyped = launch(project, "python", "biuld");
    assertThat(mistyped.code()).isEqualTo(2);
    assertThat(mistyped.out()).contains("build [DIR]");
  }

  @Test
  void packageExplainsItselfAndWantsAKeyThatExists() throws Exception {
    assertThat(launch(project, "package", "--help").out())
        .startsWith("Usage: ./rawline package [--image] [--cluster] [--key ID] [DIR]");
    assertThat(launch(project, "package", "--kye", "A").code()).isEqualTo(2);
    assertThat(launch(project, "package", "--key").code()).isEqualTo(2);
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gpg")), "skipped: there is no gpg here");
    Ended unknown = launch(project, "package", "--key", "nobody's");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("there is no secret key 'nobody's'").hasLineCount(1);
    assertThat(work.resolve("builds")).doesNotExist();
  }

  @Test
  void javadocPassesTheSourcesOfAllModules() throws Exception {
    executable(jdk.resolve("bin/javadoc"), "#!/bin/bash\necho \"$*\"\n");

    Ended ended = launch(project, "javadoc");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("imaging/src/main/java:", "/app/src/main/java -subpackages dev.rawline")
        .endsWith("target/javadoc/index.html\n");
  }

  private String git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Ended ended = ended(project, command, Map.of());
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out().strip();
  }

  private static void shareOptions(Path project) throws IOException {
    Path folder = Files.createDirectories(project.resolve("packaging"));
    Files.copy(LAUNCHER.resolveSibling("packaging/launch.sh"), folder.resolve("launch.sh"));
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(work.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(home.resolve("bin/javac"), "#!/bin/bash\n");
    executable(
        home.resolve("bin/java"),
        """
        #!/bin/bash
        [[ "$*" != *--add-modules=jdk.incubator.vector* ]] ||
          echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2
        [[ $1 != -XX:AOTCacheOutput=* ]] || touch "${1#*=}"
        echo ended >&2
        echo "$*"
        echo "names of files: $(locale charmap)"
        """);
    return home;
  }

  private Ended launch(Path folder, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("./rawline"));
    command.addAll(List.of(words));
    return ended(folder, command, Map.of());
  }

  @Test
  void theMachineIsMeasuredIntoTheFolderThatIsNamed() throws Exception {
    executable(
        Files.createDirectories(project.resolve("benchmarks")).resolve("run"),
        "#!/bin/sh\necho \"$JAVA_HOME: $*\"\n");
    Ended ended = launch(project, "benchmark", "a folder");
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            "%s: quick %s benchmarks/results/quick.csv %s\n"
                .formatted(jdk, project.resolve("rawline"), project.resolve("a folder")));
    assertThat(launch(project, "benchmark", "--help").out())
        .startsWith("Usage: ./rawline benchmark");
  }

  private Ended ended(Path folder, List<String> command, Map<String, String> environment)
      throws Exception {
    Path out = work.resolve("out");
    Path err = work.resolve("err");
    // The launcher's filter of stderr may outlive it by a moment; a pipeline waits for both.
    String waiting = "set -o pipefail; \"$@\" 2>&1 >'%s' | cat >'%s'".formatted(out, err);
    List<String> shell = new ArrayList<>(List.of("bash", "-c", waiting, "launch"));
    shell.addAll(command);
    int code = start(folder, shell, environment).waitFor();
    return new Ended(code, Files.readString(out), Files.readString(err));
  }

  private Process start(Path folder, List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> all = builder.environment();
    all.put("JAVA_HOME", jdk.toString());
    all.put("PATH", tools + ":/usr/bin:/bin");
    all.put("LOG", work.resolve("builds").toString());
    all.putAll(environment);
    return builder.start();
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(work.resolve("builds"));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  private record Ended(int code, String out, String err) {}
}
