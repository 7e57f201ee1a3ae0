package dev.rawline.data.store;

import dev.rawline.data.web.Address;
import dev.rawline.data.web.RetryPolicy;
import dev.rawline.data.web.Timeouts;
import java.net.URI;
import java.util.Optional;

/**
 * How locations are reached.
 *
 * @param retry the retry policy of transfers
 * @param timeouts the time limits of connections
 * @param parallel the most simultaneous transfers
 * @param endpoint the address of the object store; by default Amazon's or that of the SDK's
 *     configuration
 * @param zenodo the address of Zenodo
 */
public record StoreAccess(
    RetryPolicy retry, Timeouts timeouts, int parallel, Optional<Address> endpoint, URI zenodo) {
  /**
   * The number of simultaneous transfers, which uses a connection well without overloading a
   * server.
   */
  private static final int PARALLEL = 6;

  /** The public servers. */
  public static final StoreAccess STANDARD =
      new StoreAccess(
          RetryPolicy.STANDARD, Timeouts.STANDARD, PARALLEL, Optional.empty(), ZenodoStore.ZENODO);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the number of transfers is below 1, or the endpoint is no
   *     web address
   */
  public StoreAccess {
    if (parallel < 1) {
      throw new IllegalArgumentException(
          "parallel is %d: expected 1 or more (files)".formatted(parallel));
    }
    if (endpoint.isPresent() && endpoint.get().uri().getHost() == null) {
      throw new IllegalArgumentException(
          "'%s' is no endpoint: expected an address such as https://s3.eu-central-003.backblazeb2.com"
              .formatted(endpoint.get()));
    }
  }

  /** Returns the same with another endpoint. */
  public StoreAccess withEndpoint(Address other) {
    return new StoreAccess(retry, timeouts, parallel, Optional.of(other), zenodo);
  }

  /** Opens a location for reading. */
  Store open(Location location) {
    return switch (location) {
      case Location.Local local -> new FolderStore(local);
      case Location.S3 s3 -> new S3Store(s3, this, S3Connection.Purpose.READ, S3Store.STANDARD);
      case Location.Web web -> new WebStore(web, new HttpDownloader(timeouts));
      case Location.Zenodo zenodo ->
          new ZenodoStore(zenodo, new HttpDownloader(timeouts), this.zenodo);
    };
  }

  /**
   * Opens a location for writing.
   *
   * @throws IllegalArgumentException if it can only be read
   */
  WritableStore openForWriting(Location location) {
    return switch (location) {
      case Location.Local local -> new FolderStore(local);
      case Location.S3 s3 -> new S3Store(s3, this, S3Connection.Purpose.WRITE, S3Store.STANDARD);
      case Location.Web _, Location.Zenodo _ ->
          throw new IllegalArgumentException(
              "'%s' can only be read: expected a folder, or s3://BUCKET/PREFIX"
                  .formatted(location));
    };
  }
}
