package dev.rawline.studio;

import dev.rawline.workbench.book.BookLocation;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may see what.
 *
 * @param address where the server listens
 * @param port its port; 0 for any that is free
 * @param hosts further names by which browsers reach it, with their ports, such as that of a proxy
 * @param token what every request must present; required unless the address is the loopback one
 * @param folders the folders whose files may be opened, by their names
 * @param book the lab book, if runs can be looked at
 * @param demo whether only the bundled samples can be looked at, and nothing be written or started
 * @param program the words that start the program itself, which runs plans; empty: it runs none
 */
public record StudioSettings(
    InetAddress address,
    int port,
    Set<String> hosts,
    Optional<String> token,
    SequencedMap<String, Path> folders,
    Optional<BookLocation> book,
    boolean demo,
    List<String> program) {
  private static final int SHORTEST_TOKEN = 16;
  private static final Pattern HOST = Pattern.compile("[a-z0-9.-]+(:[0-9]{1,5})?");

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if others could use the server without a token, or guess it,
   *     or a name is none
   */
  public StudioSettings {
    hosts = Set.copyOf(hosts);
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "host '%s': expected a name in lower case, such as studio.example.org or studio.example.org:8443"
                .formatted(host));
      }
    }
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
