package dev.rawline.data.store;

import dev.rawline.data.web.RetryPolicy;
import dev.rawline.data.web.Timeouts;
import java.net.URI;
import java.util.Optional;

/**
 * How locations are reached.
 *
 * @param retry how often a transfer is repeated
 * @param timeouts when a connection counts as failed
 * @param parallel the most files under way at once
 * @param endpoint where the object store is, unless it is Amazon's or the SDK's own configuration
 *     names it
 * @param zenodo where Zenodo is
 */
public record StoreAccess(
    RetryPolicy retry, Timeouts timeouts, int parallel, Optional<URI> endpoint, URI zenodo) {
  /** As many files at once as keep a line busy without being a burden to a server. */
  private static final int PARALLEL = 6;

  /** Everything where it is for everybody. */
  public static final StoreAccess STANDARD =
      new StoreAccess(
          RetryPolicy.STANDARD, Timeouts.STANDARD, PARALLEL, Optional.empty(), ZenodoStore.ZENODO);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if no file may be under way, or the endpoint is no web address
   */
  public StoreAccess {
    if (parallel < 1) {
      throw new IllegalArgumentException(
          "parallel is %d: expected 1 or more (files)".formatted(parallel));
    }
    if (endpoint.isPresent() && endpoint.get().getHost() == null) {
      throw new IllegalArgumentException(
          "'%s' is no endpoint: expected an address such as https://s3.eu-central-003.backblazeb2.com"
              .formatted(endpoint.get()));
    }
  }

  /** Returns the same with another endpoint. */
  public StoreAccess withEndpoint(URI other) {
    return new StoreAccess(retry, timeouts, parallel, Optional.of(other), zenodo);
  }

  /** Opens a location. */
  Store open(Location location) {
    return switch (location) {
      case Location.Local local -> new FolderStore(local);
      case Location.S3 s3 -> new S3Store(s3, this, S3Store.STANDARD);
      case Location.Web web -> new WebStore(web, new HttpDownloader(timeouts));
      case Location.Zenodo zenodo ->
          new ZenodoStore(zenodo, new HttpDownloader(timeouts), this.zenodo);
    };
  }
}
