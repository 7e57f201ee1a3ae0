package dev.rawline.studio;

import dev.rawline.workbench.book.BookLocation;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Who may see what.
 *
 * @param address where the server listens
 * @param port its port; 0 for any that is free
 * @param token what every request must present; required unless the address is the loopback one
 * @param folders the folders whose files may be opened, by their names
 * @param book the lab book, if runs can be looked at
 * @param demo whether only the bundled samples can be looked at, and nothing be written or started
 * @param program the words that start the program itself, which runs plans; empty: it runs none
 */
public record StudioSettings(
    InetAddress address,
    int port,
    Optional<String> token,
    SequencedMap<String, Path> folders,
    Optional<BookLocation> book,
    boolean demo,
    List<String> program) {
  private static final int SHORTEST_TOKEN = 16;

  /** Settings of a server that starts no plans. */
  public StudioSettings(
      InetAddress address,
      int port,
      Optional<String> token,
      SequencedMap<String, Path> folders,
      Optional<BookLocation> book,
      boolean demo) {
    this(address, port, token, folders, book, demo, List.of());
  }

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if others could use the server without a token, or guess it
   */
  public StudioSettings {
    folders = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(folders));
    program = List.copyOf(program);
    if (token.isEmpty() && !address.isLoopbackAddress() && !demo) {
      throw new IllegalArgumentException(
          "%s can be reached from other machines: expected a token"
              .formatted(address.getHostAddress()));
    }
    if (token.filter(text -> text.length() < SHORTEST_TOKEN).isPresent()) {
      throw new IllegalArgumentException(
          "the token has %d characters: expected at least %d"
              .formatted(token.get().length(), SHORTEST_TOKEN));
    }
  }
}
