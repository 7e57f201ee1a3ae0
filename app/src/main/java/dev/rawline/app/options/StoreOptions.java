package dev.rawline.app.options;

import dev.rawline.data.store.StoreAccess;
import java.net.URI;
import picocli.CommandLine.Option;

/** How object stores are reached. */
public final class StoreOptions {
  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "Endpoint of the object store for s3: (default: AWS_ENDPOINT_URL, or Amazon's).")
  private URI endpoint;

  /** Returns it as the option and the environment state. */
  public StoreAccess access() {
    return endpoint == null ? StoreAccess.STANDARD : StoreAccess.STANDARD.withEndpoint(endpoint);
  }
}
