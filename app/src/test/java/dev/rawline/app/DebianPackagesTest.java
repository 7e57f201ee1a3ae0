package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

/**
 * The Debian packages and the image made of them, from the jars that are tested here: that they are
 * the same bytes when built again, what they hold, the image in use, and the packages' life on a
 * fresh Debian, in order: installed, used without the engine and with it, removed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DebianPackagesTest {
  private static final List<String> TOOLS =
      List.of("dpkg-deb", "debootstrap", "unzip", "gpg", "unshare", "mvn");

  /** What starts Rawline in this test knows no terminal, and neither does its user's home. */
  private static final List<String> AS_A_USER =
      List.of("--userspec=1000:1000", "%s", "env", "-i", "HOME=/home/user", "PATH=/usr/bin:/bin");

  @TempDir private static Path work;

  private static Path jars;
  private static Path packages;
  private static OciImage image;
  private static Path debian;
  private static Set<String> before;

  private static List<String> inside(List<String> words, String command) {
    List<String> all =
        new ArrayList<>(
            List.of("unshare", "-m", "-p", "-f", "--mount-proc=" + debian + "/proc", "chroot"));
    words.forEach(word -> all.add(word.formatted(debian)));
    all.addAll(List.of("bash", "-c", command));
    return all;
  }

  private static String asRoot(String command) throws IOException, InterruptedException {
    return Ended.works(inside(List.of("%s"), command).toArray(String[]::new));
  }

  /** Runs a command in the home of a user who may change nothing else. */
  private static Ended asUser(String command) throws IOException, InterruptedException {
    return Ended.run(Map.of(), inside(AS_A_USER, "cd /home/user && " + command));
  }

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    for (String tool : TOOLS) {
      assumeTrue(
          Ended.canRun(tool),
          "skipped: no " + tool + " here: apt install dpkg debootstrap unzip gpg util-linux maven");
    }
    assumeTrue(
        Ended.run(Map.of(), List.of("unshare", "-m", "-p", "-f", "chroot", "/", "true")).code()
            == 0,
        "skipped: only root may install a fresh Debian");
    packages = work.resolve("packages");
    jars = ProgramJars.in(work.resolve("jars"));
    Path home = Files.createDirectories(work.resolve("gnupg"));
    Ended.works("chmod", "700", home.toString());
    Map<String, String> keys = Map.of("GNUPGHOME", home.toString());
    Ended.run(
            keys, List.of("gpg", "--batch", "--passphrase", "", "--quick-generate-key", "packager"))
        .succeeded("a key");
    Ended built =
        build(Path.of("../packaging/build").toAbsolutePath(), jars, packages, keys, "packager");
    assertThat(built.out().lines()).hasSize(5);
    Ended verified =
        Ended.run(
            keys,
            List.of(
                "gpg",
                "--verify",
                packages.resolve("SHA256SUMS.asc").toString(),
                packages.resolve("SHA256SUMS").toString()));
    Ended.run(keys, List.of("gpgconf", "--kill", "all"));
    verified.succeeded("the signature");
    Ended.works("bash", "-c", "cd '" + packages + "' && sha256sum --strict --check SHA256SUMS");
    debian = freshDebian();
    before = files();
    image = OciImage.unpack(binary("rawline-image"), work.resolve("image"));
  }

  private static Ended build(
      Path program, Path jars, Path into, Map<String, String> variables, String... key)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "--image"));
    command.addAll(List.of(System.getProperty("java.home"), jars.toString(), "c0ffee"));
    command.add(into.toString());
    command.addAll(List.of(key));
    return Ended.run(variables, command).succeeded("packaging/build");
  }

  @AfterAll
  static void removeWhatIsRoots() throws IOException, InterruptedException {
    if (debian != null) {
      Ended.works("rm", "-rf", debian.toString(), work + "/image"); // faster than file by file
    }
  }

  /** Debian's base system from the mirror of this machine, kept from one run to the next. */
  private static Path freshDebian() throws IOException, InterruptedException {
    Properties system = new Properties();
    try (var reader = Files.newBufferedReader(Path.of("/etc/os-release"))) {
      system.load(reader);
    }
    String release = system.getProperty("VERSION_CODENAME");
    Path tree = work.resolve("debian");
    Path kept = ProgramJars.TARGET.resolve("debian-" + release + ".tar");
    if (!Files.exists(kept)) {
      String mirror =
          Ended.works(
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
          Ended.run(
              Map.of(),
              List.of("debootstrap", "--variant=minbase", release, tree.toString(), mirror));
      assumeTrue(
          made.code() == 0,
          () -> "skipped: no fresh Debian can be made here: " + made.out() + made.err());
      debian = tree;
      String needed = field(binary("rawline"), "Depends").replaceAll("\\([^)]*\\)|,", "");
      asRoot(
          "apt-get update && apt-get install -y --no-install-recommends --download-only " + needed);
      Path part = Files.createTempFile(ProgramJars.TARGET, "debian", ".part");
      Ended.works("tar", "-C", tree.toString(), "-cf", part.toString(), ".");
      Files.move(part, kept);
    } else {
      Ended.works("mkdir", tree.toString());
      Ended.works("tar", "-C", tree.toString(), "-xf", kept.toString());
    }
    debian = tree;
    asRoot("mkdir /home/user && chown 1000:1000 /home/user");
    return tree;
  }

  private static Path binary(String name) throws IOException {
    try (Stream<Path> files = Files.list(packages)) {
      return files
          .filter(
              file -> file.getFileName().toString().matches(name + "_[\\d.]+_amd64\\.(deb|tar)"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String field(Path binary, String name) throws IOException, InterruptedException {
    return Ended.works("dpkg-deb", "--field", binary.toString(), name).strip();
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
      Ended.works("dpkg-deb", "--extract", binary(name).toString(), unpacked.toString());
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
      for (JsonNode component : ProgramJars.list(list).get("components")) {
        String title =
            "%s:%s %s: "
                .formatted(
                    component.get("group").asString(),
                    component.get("name").asString(),
                    component.get("version").asString());
        assertThat(licences).containsPattern("\n  \\Q" + title + "\\E\\S");
        listed.add(ProgramJars.name(component));
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

  /** Elsewhere and later, in another order, time zone and mask of permissions. */
  @Test
  @Order(1)
  void builtAgainTheyAreTheSameBytes() throws IOException, InterruptedException {
    Path sources = Files.createDirectories(work.resolve("elsewhere/sources"));
    Path others = Files.createDirectories(work.resolve("elsewhere/jars"));
    Path again = work.resolve("elsewhere/packages");
    String root = Path.of("..").toRealPath().toString();
    Ended.works(
        "bash",
        "-c",
        "umask 002; cd '%s' && cp -r packaging examples plans docs LICENSE CHANGELOG.md '%s'"
                .formatted(root, sources)
            + " && cd '%s' && ls -r | xargs cp -t '%s'".formatted(jars, others));
    Map<String, String> variables =
        Map.of("TZ", "Asia/Kathmandu", "TMPDIR", sources.toString(), "LC_ALL", "C");

    build(sources.resolve("packaging/build"), others, again, variables);

    Files.delete(packages.resolve("SHA256SUMS.asc")); // it states when it was made
    assertThat(Ended.works("diff", "-rq", packages.toString(), again.toString())).isEmpty();
    Ended.works("rm", "-rf", work + "/elsewhere");
  }

  @Test
  @Order(1)
  void theImageStatesHowItRuns() throws IOException, InterruptedException {
    JsonNode how = image.configuration();

    assertThat(how.get("User").asString()).isEqualTo("1000:1000");
    assertThat(how.get("Entrypoint").toString()).isEqualTo("[\"/usr/bin/rawline\"]");
    assertThat(how.get("Volumes").propertyNames()).containsExactly("/data", "/labbook");
    assertThat(how.get("WorkingDir").asString()).isEqualTo("/data");
    assertThat(how.get("Env").toString()).contains("\"RAWLINE_LAB=/labbook\"");
    Map<String, String> labels = new TreeMap<>();
    for (var label : how.get("Labels").properties()) {
      labels.put(
          label.getKey().replace("org.opencontainers.image.", ""), label.getValue().asString());
    }
    assertThat(labels)
        .containsOnlyKeys("title", "description", "licenses", "version", "revision", "created")
        .containsEntry("licenses", "MIT")
        .containsEntry("revision", "c0ffee")
        .containsEntry("version", field(binary("rawline"), "Version"));
    assertThat(Files.size(binary("rawline-image"))).isLessThanOrEqualTo(250_000_000);
    assertThat(Files.size(image.layers().getLast()))
        .as("what a new version changes")
        .isLessThanOrEqualTo(10_000_000);
    String root = image.root().toString();
    assertThat(Ended.works("find", root, "-name", "*.aot", "-o", "-perm", "/6000")).isEmpty();
    assertThat(
            Ended.works("find", root, "-newermt", labels.get("created"))
                .lines()
                .filter(file -> !file.equals(root)))
        .as("younger than its sources")
        .isEmpty();
  }

  @Test
  @Order(2)
  void theImageRendersAndRunsTheDemoWithoutCompilerOrMaven()
      throws IOException, InterruptedException {
    assertThat(image.shell("command -v javac java mvn gcc dpkg").out()).isEmpty();
    String chart = "/usr/share/rawline/examples/chart.png";

    image.run("views", chart, "--camera", "drone", "--out", "views").succeeded("views");
    image.run("demo", "--quick").succeeded("demo");

    assertThat(image.root().resolve("data/views")).isDirectoryContaining("glob:**/chart-sheet.png");
    assertThat(image.root().resolve("data/labbook/demo/report.html")).isNotEmptyFile();
    assertThat(image.run("lab", "ls").out()).contains("demo");
    try (Stream<Path> book = Files.list(image.root().resolve("labbook"))) {
      assertThat(book).isNotEmpty();
    }
    image
        .runAs("4242:4242", "views", chart, "--camera", "drone", "--out", "4242")
        .succeeded("4242");
    assertThat(
            image
                .shell(
                    "find / -xdev \\( -path /proc -o -path /dev -o -path /data -o -path /labbook -o"
                        + " -path /home/rawline -o -path /tmp -o -path /var/tmp -o -path /run/lock"
                        + " \\) -prune -o -writable ! -type l -print")
                .out())
        .as("may be written to besides the volumes")
        .isEmpty();
    Ended refused = image.run("views", chart, "--camera", "drone", "--out", "/usr/views");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err()).contains("/usr/views").doesNotContain("\tat ");
  }

  /** What fails while an image is made leaves none, nor half a list of checksums. */
  @Test
  @Order(2)
  void withoutDebiansPackagesThereIsNoImage() throws IOException, InterruptedException {
    Path offline = Files.createDirectories(work.resolve("offline"));
    Path apt =
        Files.writeString(offline.resolve("apt-get"), "#!/bin/sh\necho no route; exit 100\n");
    Ended.works("chmod", "+x", apt.toString());
    Path into = Files.createDirectories(work.resolve("none"));
    Ended.works("cp", binary("rawline").toString(), binary("rawline-engine").toString(), into + "");

    Ended ended =
        Ended.run(
            Map.of("PATH", offline + ":" + System.getenv("PATH")),
            List.of(
                "../packaging/image", System.getProperty("java.home"), into.toString(), "c0ffee"));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).isEqualTo("rawline: apt-get update failed: no route\n");
    assertThat(into).isDirectoryNotContaining("glob:**/*.tar");
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
  @Order(3)
  void withoutSparkOnNamesThePackage() throws IOException, InterruptedException {
    Ended ended = asUser("rawline views examples/chart.png --camera drone --on local[2] --out on");
    assertThat(ended.code()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err()).contains("install the package rawline-cluster");
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
