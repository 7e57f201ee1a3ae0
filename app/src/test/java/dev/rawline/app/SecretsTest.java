package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rawline.app.terminal.InterruptHandler;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.store.Cache;
import dev.rawline.data.web.Address;
import dev.rawline.workbench.output.OutputFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * No output of any command has the secret of an address: not the terminal, not JSON, plans,
 * reports, certificates, the lab book, the cache, journals or temporary files.
 */
class SecretsTest {
  private static final long LONGEST_MINUTES = 3;

  @TempDir private Path work;
  private final String secret = "Q" + HexFormat.of().toHexDigits(new Random().nextInt());
  private final Instant start = Instant.now().minusSeconds(2);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    Path shades = Path.of(SmallDataSets.shades(work, 8));
    byte[] zip = zip(shades);
    OutputFiles.deleteFolder(shades);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean allowed = String.valueOf(exchange.getRequestURI().getQuery()).contains(secret);
          boolean known = exchange.getRequestURI().getPath().equals("/shades.zip");
          exchange.getResponseHeaders().set("ETag", "\"1\"");
          if (!known || !allowed) {
            exchange.sendResponseHeaders(known ? 403 : 404, -1);
          } else if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(zip.length));
            exchange.sendResponseHeaders(200, -1);
          } else {
            exchange.sendResponseHeaders(200, zip.length);
            exchange.getResponseBody().write(zip);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static byte[] zip(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(folder.getParent().relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private String address(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  private String signed() {
    return address(
        "/shades.zip?X-Amz-Algorithm=A&X-Amz-Credential=%s%%2Feu&X-Amz-Signature=%s"
            .formatted(secret, secret));
  }

  /** Addresses that are wrong, each in another way; none is that of another machine. */
  private List<String> wrong() {
    return Stream.of(
            "jdbc:postgresql://localhost:bad/lab?password=#",
            "jdbc:postgresql://localhost:1/lab?user=u&password=%zz#",
            "jdbc:postgresql://localhost:1/lab?user=u&password=#&connectTimeout=1",
            "jdbc:postgresql://u:#@localhost:1/lab",
            "postgresql://u:#@localhost/lab",
            "postgres://u:a#@localhost:x/lab",
            "jdbc:mysql://u:#@localhost/lab?password=#",
            "u:#@localhost:5000",
            "host=localhost user=u password=#",
            "http://u:#@localhost:bad/",
            "https://u:a/#@localhost/",
            "ftp://u:#@localhost/a.zip",
            address("/none.zip?token=#"),
            address("/none/?sv=1&sig=#"),
            "http://localhost:1x/%zz?X-Amz-Signature=#",
            "http://u:#@localhost:1/a.zip",
            "s3://Bad_Bucket/a?token=#",
            "zenodo:none?access_token=#",
            "file://localhost/a?key=#",
            "https://localhost/a b?token=#")
        .map(text -> text.replace("#", secret))
        .toList();
  }

  /** Every argument of every command that is a text, and so may be an address. */
  @Test
  void wrongAddressesShowNoSecret() throws IOException {
    List<String> addresses = wrong();
    int tried = 0;
    List<String> leaks = new ArrayList<>();
    for (CommandSpec command : commands()) {
      for (ArgSpec argument : command.args()) {
        if (!isText(argument)) {
          continue;
        }
        boolean certain = isAddress(argument);
        for (int i = 0; i < (certain ? addresses.size() : 2); i++) {
          String address = addresses.get((tried + i) % addresses.size());
          String[] words = words(command, argument, address);
          Ran ran = Ran.rawline(words);
          if ((ran.out() + ran.err()).contains(secret)) {
            leaks.add(String.join(" ", words) + "\n" + ran.out() + ran.err());
          }
        }
        tried++;
      }
    }
    assertThat(leaks).isEmpty();
    assertThat(tried).isGreaterThan(100);
    assertNoFileHasTheSecret();
  }

  private static List<CommandSpec> commands() {
    List<CommandSpec> all = new ArrayList<>();
    PrintWriter out = new PrintWriter(new StringWriter());
    try (InterruptHandler interruption = new InterruptHandler(out)) {
      add(RawlineCommand.documented(interruption, out), all);
    }
    return all;
  }

  private static void add(CommandLine line, List<CommandSpec> all) {
    if (line.getCommandSpec().userObject() instanceof TerminalCommand) {
      all.add(line.getCommandSpec());
    }
    line.getSubcommands().values().stream().distinct().forEach(each -> add(each, all));
  }

  private static boolean isText(ArgSpec argument) {
    return Stream.of(argument.auxiliaryTypes())
        .anyMatch(type -> type == String.class || type == Address.class);
  }

  private static boolean isAddress(ArgSpec argument) {
    return List.of("PLACE", "URI", "URL", "LOCATION", "DATASET", "SOURCE")
        .contains(argument.paramLabel());
  }

  /** Returns a command with one argument, and others as far as they are required. */
  private String[] words(CommandSpec command, ArgSpec argument, String value) {
    List<String> words = new ArrayList<>(List.of(command.qualifiedName().split(" ", -1)));
    words.removeFirst();
    for (OptionSpec option : command.options()) {
      if (option.equals(argument)) {
        words.add(option.longestName() + "=" + value);
      } else if (option.longestName().equals("--lab")) {
        words.add("--lab=" + work.resolve("book"));
      } else if (option.required() && option.arity().max() > 0) {
        words.add(option.longestName() + "=" + work.resolve("none"));
      }
    }
    for (ArgSpec positional : command.positionalParameters()) {
      words.add(positional.equals(argument) ? value : work.resolve("none").toString());
    }
    return words.toArray(String[]::new);
  }

  @Test
  void signedAddressesLeaveNoSecret() throws IOException {
    Path model = work.resolve("model");
    Path lab = work.resolve("book");
    shown("data", "fetch", signed());
    shown("data", "fetch", signed(), "--out", work.resolve("copy"));
    shown("data", "info", signed());
    shown("data", "check", signed());
    shown("data", "split", signed(), "--shares", "0.5,0.25,0.25", "--out", work.resolve("s.json"));
    shown("data", "pack", signed(), "--out", work.resolve("packed"));
    shown(
        "views",
        signed(),
        "--camera",
        "drone",
        "--view",
        "menon-sharpen-median",
        "--out",
        work.resolve("views"));
    Object[] training =
        SmallDataSets.training(
            "--data",
            signed(),
            "--lab",
            lab,
            "--out",
            model,
            "--tracking-uri",
            address("/").replace("//", "//u:" + secret + "@"));
    shown(training);
    shown("evaluate", model, signed(), "--out", work.resolve("evaluation"));
    shown("predict", model, signed(), "--out", work.resolve("predictions"));
    shown("quality", "reference", signed(), "--out", work.resolve("reference"), "--lab", lab);
    shown(
        "quality",
        "check",
        work.resolve("reference"),
        signed(),
        "--out",
        work.resolve("checked"),
        "--lab",
        lab);
    shown(
        "drift",
        "--data",
        signed(),
        "--camera",
        "drone",
        "--model",
        "small-cnn",
        "--epochs",
        "1",
        "--splits",
        "1",
        "--lab",
        lab,
        "--out",
        work.resolve("drift"));
    shown("lab", "ls", "--lab", lab);
    shown("lab", "show", "1", "--lab", lab);
    shown("lab", "sql", "select * from parameter", "--json", "--lab", lab);
    shown("lab", "export", "1", "--out", work.resolve("exported"), "--lab", lab);
    Ran again = Ran.rawline("lab", "reproduce", "1", "--lab", lab.toString());
    again.assertRefused("was recorded without its secrets", "--data", "RAWLINE_ADDRESSES");
    shown("lab", "reproduce", "1", "--lab", lab, "--data", signed());
    assertThat(work.resolve("model/plan.yaml")).content().contains("X-Amz-Signature=…");
    assertNoFileHasTheSecret();
  }

  /** A lab book of an older program may hold whole addresses. */
  @Test
  void oldRecordsAreShownWithoutSecrets() {
    assertThat(Ran.works("completion").out()).doesNotContain("=…", "@…");
    Path lab = work.resolve("book");
    Ran.works("lab", "import", "../examples/mlruns", "--lab", lab);
    String query =
        "select 'https://h/a?token=%s' as address, '=1\u001b[2J' as name".formatted(secret);
    for (String form : List.of("--json", "--csv", "--limit=7")) {
      String out = Ran.works("lab", "sql", query, form, "--lab", lab).out();
      assertThat(out).contains("https://h/a?token=…").doesNotContain(secret, "\u001b");
      assertThat(out)
          .contains(
              switch (form) {
                case "--json" -> "\"name\":\"=1\\u001B[2J\"";
                case "--csv" -> ",'=1\\x1b[2J";
                default -> "=1\\x1b[2J";
              });
    }
  }

  /** Runs a command that may fail, but not for want of the data set. */
  private void shown(Object... words) {
    Ran ran = Ran.rawline(Stream.of(words).map(Object::toString).toArray(String[]::new));
    assertThat(ran.out() + ran.err()).doesNotContain(secret).doesNotContain("access denied");
    System.out.println(words[0] + " " + ran.code());
  }

  /** What the environment has for other programs, and its addresses, stay there. */
  @Test
  void secretsOfTheEnvironmentStayThere() throws IOException, InterruptedException {
    assertThat(
            inEnvironment(
                SmallDataSets.training(
                    "--data",
                    new Address(signed()),
                    "--out",
                    work.resolve("model"),
                    "--lab",
                    work.resolve("book"))))
        .contains("trained 1 epoch");
    assertThat(inEnvironment("lab", "ls"))
        .contains("jdbc:postgresql://localhost:…/lab", "expected jdbc:postgresql://HOST");
    assertNoFileHasTheSecret();
  }

  private String inEnvironment(String... words) throws IOException, InterruptedException {
    ProcessBuilder program =
        Ran.program(List.of("--enable-native-access=ALL-UNNAMED"), List.of(words));
    program
        .environment()
        .put("RAWLINE_LAB", "jdbc:postgresql://localhost:x/lab?password=" + secret);
    program
        .environment()
        .put("RAWLINE_TRACKING_URI", address("/").replace("//", "//u:" + secret + "@"));
    program.environment().put("RAWLINE_ADDRESSES", signed());
    for (String name : List.of("PGPASSWORD", "AWS_SECRET_ACCESS_KEY", "MLFLOW_TRACKING_TOKEN")) {
      program.environment().put(name, secret);
    }
    Process process = program.start();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
    assertThat(shown).doesNotContain(secret);
    return shown;
  }

  private void assertNoFileHasTheSecret() throws IOException {
    byte[] sought = secret.getBytes(StandardCharsets.UTF_8);
    List<Path> files = new ArrayList<>(below(work));
    files.addAll(below(Cache.standard().root()));
    try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      for (Path path : temporary.filter(SecretsTest::isOurs).toList()) {
        files.addAll(below(path));
      }
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(file.toString()).doesNotContain(secret);
      try {
        if (!Files.getLastModifiedTime(file).toInstant().isBefore(start)) {
          assertThat(contains(Files.readAllBytes(file), sought)).as(file.toString()).isFalse();
        }
      } catch (NoSuchFileException e) {
        // That of another test.
      }
    }
  }

  private static boolean isOurs(Path path) {
    return String.valueOf(path.getFileName()).startsWith("rawline");
  }

  private static List<Path> below(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(Files::isReadable).toList();
    }
  }

  private static boolean contains(byte[] content, byte[] sought) {
    return new String(content, StandardCharsets.ISO_8859_1)
        .contains(new String(sought, StandardCharsets.ISO_8859_1));
  }
}
