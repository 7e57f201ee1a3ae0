package dev.rawline.workbench.tracking;

import dev.rawline.data.web.Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * An MLflow tracking server: its address and its credentials.
 *
 * @param uri its address, such as {@code http://localhost:5000}, without a user and without a slash
 *     at its end
 * @param access the credentials
 */
public record TrackingServer(URI uri, Access access) {

  /**
   * The credentials: name and password, or a token, or none.
   *
   * @param user the name, if there is one
   * @param secret the password or the token; empty for none
   */
  public record Access(Optional<String> user, String secret) {
    /** Hides the password or token. */
    @Override
    public String toString() {
      return "Access[user=" + user.orElse("") + "]";
    }
  }

  /**
   * Parses an address. Name and password are part of it ({@code http://name:password@host}), or in
   * the variables of every MLflow client, {@code MLFLOW_TRACKING_USERNAME} and {@code
   * MLFLOW_TRACKING_PASSWORD}, or {@code MLFLOW_TRACKING_TOKEN}.
   *
   * @param environment the variables
   * @throws IllegalArgumentException if it is not the address of a tracking server
   */
  public static TrackingServer of(String text, Map<String, String> environment) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw rejected(text, "is not an address: " + e.getReason());
    }
    if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
      throw rejected(text, "is not the address of a web server");
    }
    if (uri.getHost() == null) {
      throw rejected(text, "has no host");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw rejected(text, "has a query or fragment");
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    URI plain = URI.create(uri.getScheme() + "://" + uri.getHost() + port + path);
    return new TrackingServer(plain, access(uri, environment));
  }

  private static Access access(URI uri, Map<String, String> environment) {
    String info = uri.getUserInfo();
    if (info != null) {
      int colon = info.indexOf(':');
      return colon < 0
          ? new Access(Optional.of(info), "")
          : new Access(Optional.of(info.substring(0, colon)), info.substring(colon + 1));
    }
    String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
    return user.isEmpty()
        ? new Access(Optional.empty(), environment.getOrDefault("MLFLOW_TRACKING_TOKEN", ""))
        : new Access(Optional.of(user), environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", ""));
  }

  private static IllegalArgumentException rejected(String text, String found) {
    return new IllegalArgumentException(
        "the tracking server '%s' %s: expected an address such as http://localhost:5000"
            .formatted(new Address(text), found));
  }

  /** Returns the header of a request with the credentials. */
  Optional<String> authorization() {
    return access
        .user
        .map(user -> (user + ":" + access.secret).getBytes(StandardCharsets.UTF_8))
        .map(login -> "Basic " + Base64.getEncoder().encodeToString(login))
        .or(() -> Optional.of("Bearer " + access.secret).filter(_ -> !access.secret.isEmpty()));
  }

  /** Returns whether it runs on this machine. */
  boolean isHere() {
    try {
      return InetAddress.getByName(uri.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Returns the name of a folder for its data. */
  String folder() {
    return uri.toString().replaceFirst("^https?://", "").replaceAll("[^A-Za-z0-9.-]+", "_");
  }

  /** Returns the address. */
  @Override
  public String toString() {
    return uri.toString();
  }
}
