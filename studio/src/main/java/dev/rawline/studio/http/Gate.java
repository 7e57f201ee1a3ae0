package dev.rawline.studio.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides which requests are answered, before anything else of them is looked at.
 *
 * <p>Paths are compared as they came: they consist of lower-case letters, digits, dots and hyphens
 * between single slashes, and names of files are never in them. So no path has two spellings.
 *
 * <p>A page of another site can send requests to this machine from a visitor's browser: the name of
 * the host must be one of this server (DNS rebinding), and a request that names another origin is
 * rejected. What changes something must have a type of content that a page of another site cannot
 * send without being asked first.
 *
 * @param names the names and addresses of this server, which are followed by its port
 * @param hosts the names by which a proxy passes requests on, which are as they are, and may be
 *     reached by TLS
 * @param token what every request must present; none on the loopback address
 */
public record Gate(Set<String> names, Set<String> hosts, Optional<String> token) {
  private static final Pattern PATH = Pattern.compile("/(?:[a-z0-9-]+(?:[./][a-z0-9-]+)*)?");
  private static final int WEB_PORT = 80;
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
  private static final List<String> TYPES = List.of("application/json", "application/octet-stream");

  /** Copies the names. */
  public Gate {
    names = Set.copyOf(names);
    hosts = Set.copyOf(hosts);
  }

  /** Returns why a request is rejected, if it is. */
  public Optional<Rejection> check(RequestHead head) {
    if (!METHODS.contains(head.method())) {
      return rejected(405, "method %s: expected GET, HEAD or POST".formatted(head.method()));
    }
    if (!PATH.matcher(head.path()).matches()) {
      return rejected(400, "the path has a spelling that no page has");
    }
    if (head.hosts().size() != 1 || !isOwn(head.hosts().getFirst(), head.port())) {
      return rejected(
          421,
          "host %s: this server is %s"
                  .formatted(String.join(", ", head.hosts()), String.join(" or ", names))
              + "; where it has another name, start it with --host NAME");
    }
    if (head.origin().filter(origin -> !isOwnPage(origin, head.hosts().getFirst())).isPresent()) {
      return rejected(403, "a page of %s must not use this server".formatted(head.origin().get()));
    }
    if (head.site().filter(site -> !mayCome(site, head)).isPresent()) {
      return rejected(403, "a page of another site must not use this server");
    }
    if (!head.reads() && head.contentType().filter(Gate::isSent).isEmpty()) {
      return rejected(415, "type of content: expected " + String.join(" or ", TYPES));
    }
    if (token.isPresent() && !head.token().map(this::isToken).orElse(false)) {
      return rejected(401, "this server needs its token: open the address that it printed");
    }
    return Optional.empty();
  }

  private static Optional<Rejection> rejected(int status, String message) {
    return Optional.of(new Rejection(status, message));
  }

  private boolean isOwn(String host, int port) {
    return hosts.contains(host)
        || names.stream().anyMatch(name -> host.equals(name + ":" + port))
        || (port == WEB_PORT && names.contains(host));
  }

  private boolean isOwnPage(String origin, String host) {
    return origin.equals("http://" + host)
        || (hosts.contains(host) && origin.equals("https://" + host));
  }

  /** A link on another page may open the first page, and nothing else. */
  private static boolean mayCome(String site, RequestHead head) {
    return site.equals("same-origin")
        || (head.reads() && (site.equals("none") || head.path().equals("/")));
  }

  private static boolean isSent(String type) {
    return TYPES.contains(type.split(";", -1)[0].strip());
  }

  /** Takes equally long for all wrong tokens of a length. */
  boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8),
        token.orElseThrow().getBytes(StandardCharsets.UTF_8));
  }
}
