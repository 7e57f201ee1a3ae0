package dev.rawline.app.serve;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.terminal.CliErrorHandler;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OwnProgram;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.studio.StudioServer;
import dev.rawline.studio.StudioSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline serve}: command-line interface of {@link StudioServer}. */
@Command(
    name = "serve",
    header = "Serve the studio, a web page, on this machine.",
    description = {
      "Without --listen, only this machine can open the page, and whoever uses it.",
      "Only files of the named folders can be opened; what a browser uploads is removed at the"
          + " end.",
      "Plans that a page has started are stopped at the end, and resume when they are started"
          + " again."
    })
public final class ServeCommand extends TerminalCommand {
  /** The width of the lines of commands that the studio runs. */
  private static final int COLUMNS = 110;

  private static final String TOKEN = "RAWLINE_TOKEN";

  /** Longer texts at random are hidden wherever addresses are printed. */
  private static final int TOKEN_BYTES = 8;

  private static final int USUAL_PORT = 8080;
  private static final int MOST_PORTS = 65_535;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      description = "Folders whose raw files can be opened (default: the working directory).")
  private List<Path> folders = List.of(Path.of("."));

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port; 0: any that is free (default: 8080).")
  private int port = USUAL_PORT;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = {
        "Address at which other machines can open the page, with a token that is printed, or that"
            + " RAWLINE_TOKEN holds; with --demo, none is needed (default: this machine only).",
        "The connection is not encrypted: use it in a network that you trust, or through SSH."
      })
  private String listen;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "Another name by which browsers reach it, such as that of a proxy, studio.example.org;"
              + " requests by other names are rejected.")
  private List<String> hosts = List.of();

  @Option(
      names = "--demo",
      description = "Show two bundled samples, and open, write and start nothing else.")
  private boolean demo;

  @Mixin private LabBookOptions book;

  @Override
  public ExitCode call() throws IOException {
    if (port < 0 || port > MOST_PORTS) {
      throw new IllegalArgumentException(
          "--port is %d: expected 0 to %d".formatted(port, MOST_PORTS));
    }
    InetAddress address = address();
    StudioSettings settings =
        new StudioSettings(
            address,
            port,
            new LinkedHashSet<>(hosts),
            token(address),
            demo ? new LinkedHashMap<>() : named(),
            Optional.of(book.place()),
            demo,
            OwnProgram.words(COLUMNS));
    CountDownLatch end = new CountDownLatch(1);
    try (StudioServer server = new StudioServer(settings, this::report)) {
      out().println(server.address());
      out().flush();
      err().println("Open this address in a browser; Ctrl-C ends.");
      err().flush();
      interruption().stops("interrupted: stops its plans, and ends", end::countDown);
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.DONE;
  }

  private InetAddress address() {
    try {
      return listen == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(listen);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "--listen is '%s': expected an address of this machine, such as 0.0.0.0"
              .formatted(listen),
          e);
    }
  }

  private void report(Throwable failure) {
    CliErrorHandler.explain(failure, spec().commandLine(), !given("--verbose").isEmpty());
    err().flush();
  }

  /** A demonstration has nothing to protect. */
  private Optional<String> token(InetAddress address) {
    Optional<String> given =
        Optional.ofNullable(System.getenv(TOKEN)).filter(text -> !text.isEmpty());
    if (given.isPresent() || demo || address.isLoopbackAddress()) {
      return given;
    }
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Optional.of(HexFormat.of().formatHex(bytes));
  }

  /** Names each folder by the last part of its path; further ones of a name get a number. */
  private SequencedMap<String, Path> named() {
    SequencedMap<String, Path> named = new LinkedHashMap<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException(
            "%s is no folder: expected folders with raw files".formatted(folder));
      }
      Path last = folder.toAbsolutePath().normalize().getFileName();
      String name = last == null ? "root" : last.toString();
      String free = name;
      for (int i = 2; named.containsKey(free); i++) {
        free = name + " " + i;
      }
      named.put(free, folder);
    }
    return named;
  }

  @Override
  protected List<String> next() {
    return List.of();
  }
}
