package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Debian packages, from the jars that are tested here: what they hold, and their life on a
 * fresh Debian, in order: installed, used without the engine and with it, removed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DebianPackagesTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Pattern CLASSIFIER = Pattern.compile("classifier=([^&]+)");
  private static final List<String> TOOLS =
      List.of("dpkg-deb", "debootstrap", "zip", "unzip", "gpg", "unshare");

  /** What starts Rawline in this test knows no terminal, and neither does its user's home. */
  private static final List<String> AS_A_USER =
      List.of("--userspec=1000:1000", "%s", "env", "-i", "HOME=/home/user", "PATH=/usr/bin:/bin");

  @TempDir private static Path work;

  private static Path packages;
  private static Path debian;
  private static Set<String> before;

  private record Ended(int code, String out, String err) {}

  private static Ended run(Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    Path err = Files.createTempFile(work, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
  }

  private static String works(String... command) throws IOException, InterruptedException {
    Ended ended = run(Map.of(), List.of(command));
    assertThat(ended.code())
        .as("%s: %s%s", String.join(" ", command), ended.out(), ended.err())
        .isZero();
    return ended.out();
  }

  private static List<String> inside(List<String> words, String command) {
    List<String> all =
        new ArrayList<>(
            List.of("unshare", "-m", "-p", "-f", "--mount-proc=" + debian + "/proc", "chroot"));
    words.forEach(word -> all.add(word.formatted(debian)));
    all.addAll(List.of("bash", "-c", command));
    return all;
  }

  private static String asRoot(String command) throws IOException, InterruptedException {
    return works(inside(List.of("%s"), command).toArray(String[]::new));
  }

  /** Runs a command in the home of a user who may change nothing else. */
  private static Ended asUser(String command) throws IOException, InterruptedException {
    return run(Map.of(), inside(AS_A_USER, "cd /home/user && " + command));
  }

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    for (String tool : TOOLS) {
      assumeTrue(
          Stream.of("/usr/bin", "/usr/sbin", "/bin")
              .anyMatch(bin -> Files.isExecutable(Path.of(bin, tool))),
          "skipped: no " + tool + " here: apt install dpkg debootstrap zip unzip gpg util-linux");
    }
    assumeTrue(
        run(Map.of(), List.of("unshare", "-m", "-p", "-f", "chroot", "/", "true")).code() == 0,
        "skipped: only root may install a fresh Debian");
    packages = work.resolve("packages");
    Path home = Files.createDirectories(work.resolve("gnupg"));
    Map<String, String> keys = Map.of("GNUPGHOME", home.toString());
    run(keys, List.of("chmod", "700", home.toString()));
    Ended made =
        run(
            keys,
            List.of("gpg", "--batch", "--passphrase", "", "--quick-generate-key", "packager"));
    assertThat(made.code()).as(made.err()).isZero();
    Ended built =
        run(
            keys,
            List.of(
                "../packaging/build",
                System.getProperty("java.home"),
                jars().toString(),
                "c0ffee",
                packages.toString(),
                "packager"));
    assertThat(built.code()).as(built.err()).isZero();
    assertThat(built.out().lines()).hasSize(4);
    Ended verified =
        run(
            keys,
            List.of(
                "gpg",
                "--verify",
                packages.resolve("SHA256SUMS.asc").toString(),
                packages.resolve("SHA256SUMS").toString()));
    run(keys, List.of("gpgconf", "--kill", "all"));
    assertThat(verified.code()).as(verified.err()).isZero();
    works("bash", "-c", "cd '" + packages + "' && sha256sum --strict --check SHA256SUMS");
    debian = freshDebian();
    before = files();
  }

  @AfterAll
  static void removeWhatIsRoots() throws IOException, InterruptedException {
    if (debian != null) {
      works("rm", "-rf", debian.toString()); // faster than file by file
    }
  }

  /** The jars of the program, which are those of these tests that the list of components has. */
  private static Path jars() throws IOException {
    Path jars = Files.createDirectories(work.resolve("jars"));
    Path list = TARGET.resolve("rawline.cdx.json");
    assumeTrue(Files.exists(list), "skipped: no list of components here, which Maven makes online");
    Files.copy(list, jars.resolve("rawline.cdx.json"));
    Map<String, Path> known =
        Arrays.stream(System.getProperty("java.class.path").split(":"))
            .map(Path::of)
            .collect(
                Collectors.toMap(jar -> jar.getFileName().toString(), jar -> jar, (a, _) -> a));
    for (JsonNode component : bill(list).get("components")) {
      Path jar = known.get(jar(component));
      assumeTrue(jar != null, "skipped: no " + jar(component) + " here: run ./rawline test");
      Files.copy(jar, jars.resolve(jar(component)));
    }
    Path classes =
        Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    String version = bill(list).at("/metadata/component/version").asString();
    int code =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                "--create",
                "--file=" + jars.resolve("rawline-app-" + version + ".jar"),
                "-C",
                classes.toString(),
                ".");
    assertThat(code).isZero();
    return jars;
  }

  private static String jar(JsonNode component) {
    Matcher classifier = CLASSIFIER.matcher(component.get("purl").asString());
    return "%s-%s%s.jar"
        .formatted(
            component.get("name").asString(),
            component.get("version").asString(),
            classifier.find() ? "-" + classifier.group(1) : "");
  }

  private static JsonNode bill(Path list) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(list));
  }

  /** Debian's base system from the mirror of this machine, kept from one run to the next. */
  private static Path freshDebian() throws IOException, InterruptedException {
    Properties system = new Properties();
    try (var reader = Files.newBufferedReader(Path.of("/etc/os-release"))) {
      system.load(reader);
    }
    String release = system.getProperty("VERSION_CODENAME");
    Path tree = work.resolve("debian");
    Path kept = TARGET.resolve("debian-" + release + ".tar");
    if (!Files.exists(kept)) {
      String mirror =
          works(
                  "apt-get",
                  "indextargets",
                  "--format",
                  "$(CODENAME) $(SITE)",
                  "Created-By: Packages")
              .lines()
              .filter(line -> line.startsWith(release + " "))
              .findFirst()
              .orElseThrow()
              .substring(release.length() + 1);
      Ended made =
          run(
              Map.of(),
              List.of("debootstrap", "--variant=minbase", release, tree.toString(), mirror));
      assumeTrue(
          made.code() == 0,
          () -> "skipped: no fresh Debian can be made here: " + made.out() + made.err());
      debian = tree;
      String needed = field(binary("rawline"), "Depends").replaceAll("\\([^)]*\\)|,", "");
      asRoot(
          "apt-get update && apt-get install -y --no-install-recommends --download-only " + needed);
      Path part = Files.createTempFile(TARGET, "debian", ".part");
      works("tar", "-C", tree.toString(), "-cf", part.toString(), ".");
      Files.move(part, kept);
    } else {
      works("mkdir", tree.toString());
      works("tar", "-C", tree.toString(), "-xf", kept.toString());
    }
    debian = tree;
    asRoot("mkdir /home/user && chown 1000:1000 /home/user");
    return tree;
  }

  private static Path binary(String name) throws IOException {
    try (Stream<Path> files = Files.list(packages)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name + "_[\\d.]+_amd64\\.deb"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String field(Path binary, String name) throws IOException, InterruptedException {
    return works("dpkg-deb", "--field", binary.toString(), name).strip();
  }

  /** All files but those in which Debian remembers what it did. */
  private static Set<String> files() throws IOException, InterruptedException {
    return new TreeSet<>(
        asRoot(
                "find / -xdev \\( -path /proc -o -path /home -o -path /tmp -o -path /var/log -o"
                    + " -path /var/lib/dpkg -o -path /var/lib/apt -o -path /var/cache/apt -o"
                    + " -path /var/cache/debconf \\)"
                    + " -prune -o -print")
            .lines()
            .toList());
  }

  private static void install(String name) throws IOException, InterruptedException {
    Files.copy(binary(name), debian.resolve("home/package.deb"));
    asRoot("apt-get install -y --no-install-recommends /home/package.deb && rm /home/package.deb");
  }

  @Test
  @Order(1)
  void theyAreSmallAndNameWhatTheyNeed() throws IOException, InterruptedException {
    assertThat(Files.size(binary("rawline"))).isLessThanOrEqualTo(100_000_000);
    assertThat(field(binary("rawline"), "Depends").split(", "))
        .contains("fontconfig", "fonts-dejavu-core")
        .anyMatch(name -> name.startsWith("libc6 (>= "))
        .noneMatch(name -> name.startsWith("libx") || name.contains("libasound"));
    assertThat(field(binary("rawline-engine"), "Depends").split(", "))
        .contains("rawline (= " + field(binary("rawline"), "Version") + ")", "libstdc++6");
  }

  @Test
  @Order(1)
  void theyHoldNoLibraryOfAnotherSystemAndStateEveryLicence()
      throws IOException, InterruptedException {
    Set<String> libraries = new TreeSet<>();
    Set<String> jars = new TreeSet<>();
    Set<String> listed = new TreeSet<>();
    for (String name : List.of("rawline", "rawline-engine")) {
      Path unpacked = work.resolve("unpacked-" + name);
      works("dpkg-deb", "--extract", binary(name).toString(), unpacked.toString());
      try (Stream<Path> all = Files.walk(unpacked)) {
        for (Path jar :
            all.filter(file -> file.toString().matches(".*/(app|engine)/.*jar")).toList()) {
          jars.add(jar.getFileName().toString());
          try (ZipFile entries = new ZipFile(jar.toFile())) {
            entries.stream()
                .map(Object::toString)
                .filter(entry -> entry.matches(".*(\\.(dll|dylib|jnilib)|\\.so[.\\d]*|dSYM.*)"))
                .forEach(libraries::add);
          }
        }
      }
      String licences = Files.readString(unpacked.resolve("usr/share/doc/" + name + "/copyright"));
      Path list = unpacked.resolve("usr/share/doc/" + name + "/rawline.cdx.json");
      listed.clear();
      for (JsonNode component : bill(list).get("components")) {
        String title =
            "%s:%s %s: "
                .formatted(
                    component.get("group").asString(),
                    component.get("name").asString(),
                    component.get("version").asString());
        assertThat(licences).containsPattern("\n  \\Q" + title + "\\E\\S");
        listed.add(jar(component));
      }
      listed.add("rawline-app-" + field(binary(name), "Version") + ".jar"); // what is described
    }
    assertThat(jars)
        .as("what is shipped is what is listed")
        .isEqualTo(listed)
        .hasSizeGreaterThan(60);
    assertThat(libraries)
        .hasSizeGreaterThan(10)
        .allMatch(name -> name.matches(".*/(Linux/x86_64|linux-x64|linux-x86_64)/[^/]*"));
  }

  @Test
  @Order(2)
  void itRendersWithoutCompilerOrMaven() throws IOException, InterruptedException {
    install("rawline");
    assertThat(asUser("command -v javac java mvn gcc").out()).isEmpty();
    asUser("cp -r /usr/share/rawline/examples .");

    Ended rendered = asUser("rawline views examples/chart.png --camera drone --out views");

    assertThat(rendered.code()).as(rendered.err()).isZero();
    assertThat(rendered.err())
        .endsWith("Next: rawline gradients examples/chart.png --camera drone --out views\n");
    assertThat(debian.resolve("home/user/views")).isDirectoryContaining("glob:**/chart-sheet.png");
    assertThat(
            asUser("RAWLINE_JAVA_OPTIONS=-Xlog:class+load rawline info examples/chart.png").out())
        .as("loaded from the cache")
        .contains("source: shared objects file");
    assertThat(asUser("LC_ALL=C rawline info examples/größe.png").err()).contains("größe.png");
    assertThat(asRoot("zcat /usr/share/man/man1/rawline.1.gz"))
        .contains(".SH rawline quality check\n");
    assertThat(
            asUser(
                    ". /usr/share/bash-completion/completions/rawline; COMP_WORDS=(rawline vie)"
                        + " COMP_CWORD=1; _complete_rawline; echo $COMPREPLY")
                .out())
        .isEqualTo("views\n");
  }

  @Test
  @Order(3)
  void withoutTheEngineACommandNamesThePackage() throws IOException, InterruptedException {
    for (String command :
        List.of(
            "train --data examples/pictures",
            "predict model examples/pictures --out out",
            "drift /usr/share/rawline/plans/drift-quick.yaml",
            "demo --quick")) {
      Ended ended = asUser("rawline " + command);
      assertThat(ended.code()).as(ended.err()).isEqualTo(1);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .isEqualTo(
              "rawline %s: the machine-learning engine is not installed: install the package"
                      .formatted(command.split(" ", -1)[0])
                  + " rawline-engine\n");
    }
  }

  @Test
  @Order(4)
  void withTheEngineTheDemoRuns() throws IOException, InterruptedException {
    install("rawline-engine");

    Ended ended = asUser("rawline demo --quick");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(debian.resolve("home/user/labbook/demo/report.html")).isNotEmptyFile();
    assertThat(
            asUser("RAWLINE_JAVA_OPTIONS=-Xlog:class+load rawline info examples/chart.png").out())
        .as("loaded from the cache, which was made without the engine")
        .contains("source: shared objects file");
  }

  /** Without its cache a command only starts more slowly, so there is nothing to warn of. */
  @Test
  @Order(5)
  void aStaleOrDamagedCacheIsSilent() throws IOException, InterruptedException {
    String file = "/var/cache/rawline/plain.aot";
    Ended fast = asUser("rawline info examples/chart.png");
    asRoot("cp " + file + " /home/good");
    for (String damage :
        List.of(
            "truncate -s 20000000 " + file,
            "truncate -s 0 " + file,
            "head -c 3000000 /dev/urandom >" + file,
            "cp /home/good "
                + file
                + "; head -c 99999 /dev/zero | dd bs=1M seek=12 conv=notrunc of="
                + file,
            "cp /var/cache/rawline/vectors.aot " + file,
            "cp /home/good " + file + "; touch /usr/lib/rawline/lib/app/picocli-*.jar",
            "rm " + file)) {
      asRoot(damage);
      assertThat(asUser("rawline info examples/chart.png")).as(damage).isEqualTo(fast);
    }
    asRoot("dpkg-reconfigure -f noninteractive rawline");
    assertThat(debian.resolve(file.substring(1))).as("made again").isNotEmptyFile();
  }

  @Test
  @Order(6)
  void removedTheyLeaveNothing() throws IOException, InterruptedException {
    asRoot("apt-get purge -y --auto-remove rawline rawline-engine");
    Set<String> after = files();
    after.removeAll(before);
    assertThat(after).isEmpty();
  }
}
