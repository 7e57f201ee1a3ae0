package dev.rawline.workbench.tracking;

import dev.rawline.data.web.Address;
import dev.rawline.data.web.WebClient;
import java.net.URI;
import java.nio.file.Path;

/** Where an MLflow server stores the files of a run. */
sealed interface ArtefactLocation {

  /**
   * The server stores them, and transfers them by HTTP.
   *
   * @param address the address of the run's folder
   */
  record ArtefactProxy(URI address) implements ArtefactLocation {
    /** Returns the address of a file. */
    URI of(String name) {
      return URI.create(address + "/" + WebClient.encoded(name));
    }
  }

  /**
   * A folder of this machine.
   *
   * @param path the folder
   */
  record Folder(Path path) implements ArtefactLocation {}

  /**
   * A place that only its own programs can access.
   *
   * @param address its address
   */
  record ExternalStore(Address address) implements ArtefactLocation {}

  /**
   * Returns the location of an address that a server returned.
   *
   * <p>{@code mlflow-artifacts:/…} is {@code /api/2.0/mlflow-artifacts/artifacts/…} on the server
   * (MLflow's artefact proxy). Folders are this machine's if the server runs on it.
   *
   * @param uri the server's address of the folder of a run
   */
  static ArtefactLocation of(String uri, TrackingServer server) {
    String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : "";
    return switch (scheme) {
      case "mlflow-artifacts" -> {
        URI parsed = new Address(uri.replace(" ", "%20")).uri();
        String path = parsed.getPath().replaceFirst("^/+", "").replaceFirst("/+$", "");
        String host =
            parsed.getAuthority() == null
                ? server.uri().toString()
                : server.uri().getScheme() + "://" + parsed.getAuthority();
        yield new ArtefactProxy(
            URI.create(host + "/api/2.0/mlflow-artifacts/artifacts/" + WebClient.encoded(path)));
      }
      case "file" -> local(new Address(uri.replace(" ", "%20")).uri().getPath(), uri, server);
      case "" -> local(uri, uri, server);
      default -> new ExternalStore(new Address(uri));
    };
  }

  private static ArtefactLocation local(String path, String uri, TrackingServer server) {
    return server.isHere() && path.startsWith("/")
        ? new Folder(Path.of(path))
        : new ExternalStore(new Address(uri));
  }
}
