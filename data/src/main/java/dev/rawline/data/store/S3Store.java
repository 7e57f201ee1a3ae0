package dev.rawline.data.store;

import dev.rawline.data.web.Address;
import dev.rawline.data.web.TransientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * A bucket of Amazon S3, or of any store that speaks its protocol.
 *
 * <p>Credentials, region and endpoint come from the SDK's usual places (the environment, {@code
 * ~/.aws}, the machine's role). What {@link Pusher} puts there carries its SHA-256 as {@code
 * x-amz-meta-sha256}; of other objects the entity tag is an MD5 where it has no hyphen (many parts)
 * and no customer's key is in play.
 *
 * <p>Where no credentials are found, requests for reading are not signed, as public buckets expect.
 *
 * <p>That an object is new is required by {@code If-None-Match: *}. A store that rejects this is
 * queried immediately before; a store that ignores it replaces files that appeared since it was
 * listed.
 */
final class S3Store implements WritableStore {
  private static final String SUM = "sha256";

  /** The condition that no object of the name exists. */
  private static final String ANYTHING = "*";

  static final Pieces STANDARD = new Pieces(64 << 20, 16 << 20);
  private static final int MOST_PARTS = 10_000;
  private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");
  static final int RANGE_NOT_SATISFIABLE = 416;

  private final Location.S3 location;
  private final StoreAccess access;
  private final S3Connection.Purpose purpose;
  private final Pieces pieces;
  private S3Connection connection;
  private boolean single; // the location is one object, not a prefix of some

  /**
   * The limits of uploads.
   *
   * @param most the longest file that is sent in one piece [bytes]
   * @param part the length of the parts of a longer one, if 10 000 of them suffice [bytes]
   */
  record Pieces(long most, long part) {}

  S3Store(Location.S3 location, StoreAccess access, S3Connection.Purpose purpose, Pieces pieces) {
    this.location = location;
    this.access = access;
    this.purpose = purpose;
    this.pieces = pieces;
  }

  /**
   * The client is made at the first request, so that missing settings are reported as any failure
   * is.
   */
  private synchronized S3Connection connection() {
    connection = connection == null ? S3Connection.open(access, purpose) : connection;
    return connection;
  }

  private S3Client client() {
    return connection().client();
  }

  @Override
  public List<StoreEntry> list() throws IOException {
    Optional<StoreEntry> object;
    try {
      List<StoreEntry> entries = below();
      if (!entries.isEmpty()) {
        return entries;
      }
      object = object();
    } catch (StatusException e) {
      // Many public buckets give objects by name, but no list.
      object = e.isDenied() ? readable() : Optional.empty();
      if (object.isEmpty()) {
        throw e;
      }
    }
    single = object.isPresent();
    return object.stream().toList();
  }

  private List<StoreEntry> below() throws IOException {
    String folder = location.prefix().isEmpty() ? "" : location.prefix() + "/";
    return objects(folder).stream()
        .filter(object -> object.key().length() > folder.length())
        .filter(object -> !object.key().endsWith("/"))
        .map(
            object ->
                new StoreEntry(
                    object.key().substring(folder.length()),
                    object.size() == null ? OptionalLong.empty() : OptionalLong.of(object.size()),
                    Optional.ofNullable(object.eTag())))
        .sorted(Comparator.comparing(StoreEntry::name))
        .toList();
  }

  /**
   * Returns all objects whose keys begin with a prefix. A store that does not know the second
   * version of listings answers by the first, without a token for the next page.
   */
  private List<S3Object> objects(String prefix) throws IOException {
    List<S3Object> all = new ArrayList<>();
    String token = null;
    boolean more = true;
    while (more) {
      String from = token;
      ListObjectsV2Response page =
          call(
              () ->
                  client()
                      .listObjectsV2(
                          request ->
                              request
                                  .bucket(location.bucket())
                                  .prefix(prefix)
                                  .continuationToken(from)));
      all.addAll(page.contents());
      token = page.nextContinuationToken();
      more = Boolean.TRUE.equals(page.isTruncated()) && token != null;
      if (Boolean.TRUE.equals(page.isTruncated()) && token == null) {
        addFirstVersion(all, prefix);
      }
    }
    return all;
  }

  /** Adds the objects after the last one, by listings of the first version. */
  private void addFirstVersion(List<S3Object> all, String prefix) throws IOException {
    boolean more = true;
    while (more) {
      String marker = all.isEmpty() ? "" : all.getLast().key();
      ListObjectsResponse page =
          call(
              () ->
                  client()
                      .listObjects(
                          request ->
                              request.bucket(location.bucket()).prefix(prefix).marker(marker)));
      more = Boolean.TRUE.equals(page.isTruncated());
      if (more && (page.contents().isEmpty() || page.contents().getLast().key().equals(marker))) {
        throw new IOException(
            "%s: the store lists no further objects after '%s', though it reports more; choose a longer prefix"
                .formatted(location, marker));
      }
      all.addAll(page.contents());
    }
  }

  /** Returns the one object whose key is the location's prefix. */
  private Optional<StoreEntry> object() throws IOException {
    if (location.prefix().isEmpty()) {
      return Optional.empty();
    }
    return existing(location.prefix())
        .map(
            head ->
                new StoreEntry(
                    location.prefix().substring(location.prefix().lastIndexOf('/') + 1),
                    OptionalLong.of(head.contentLength()),
                    Optional.ofNullable(head.eTag())));
  }

  private Optional<StoreEntry> readable() throws IOException {
    try {
      return object();
    } catch (StatusException e) {
      if (e.isDenied()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<HeadObjectResponse> existing(String key) throws IOException {
    try {
      return Optional.of(head(key));
    } catch (StatusException e) {
      if (e.status() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private HeadObjectResponse head(String key) throws IOException {
    return call(() -> client().headObject(request -> request.bucket(location.bucket()).key(key)));
  }

  private String key(String name) {
    return single ? location.prefix() : keyBelow(name);
  }

  private String keyBelow(String name) {
    return location.prefix().isEmpty() ? name : location.prefix() + "/" + name;
  }

  @Override
  public ContentStream open(StoreEntry entry, long from, Optional<String> tag) throws IOException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(location.bucket()).key(key(entry.name()));
    if (from > 0 && tag.isPresent()) {
      request.range("bytes=" + from + "-").ifMatch(tag.get());
    }
    ResponseInputStream<GetObjectResponse> in;
    try {
      in = call(() -> client().getObject(request.build()));
    } catch (StatusException e) {
      if (e.isChanged()) {
        return open(entry, 0, Optional.empty());
      }
      throw e;
    }
    GetObjectResponse response = in.response();
    boolean goesOn = from > 0 && response.contentRange() != null;
    return new ContentStream(
        new S3Stream(in, in::abort),
        goesOn ? from : 0,
        OptionalLong.of((goesOn ? from : 0) + response.contentLength()),
        Optional.ofNullable(response.eTag()),
        sum(
            response.metadata(),
            response.eTag(),
            response.serverSideEncryption(),
            response.sseCustomerAlgorithm()));
  }

  private static Optional<Checksum> sum(
      Map<String, String> metadata,
      String tag,
      ServerSideEncryption encryption,
      String customersKey) {
    String noted = metadata.get(SUM);
    if (noted != null) {
      return Optional.of(new Checksum(Checksum.Algorithm.SHA256, noted));
    }
    String plain = tag == null ? "" : tag.replace("\"", "");
    boolean ownKey =
        customersKey != null || (encryption != null && encryption != ServerSideEncryption.AES256);
    return MD5.matcher(plain).matches() && !ownKey
        ? Optional.of(new Checksum(Checksum.Algorithm.MD5, plain))
        : Optional.empty();
  }

  @Override
  public Optional<Checksum> checksum(StoreEntry entry) throws IOException {
    HeadObjectResponse head = head(key(entry.name()));
    return sum(
        head.metadata(), head.eTag(), head.serverSideEncryption(), head.sseCustomerAlgorithm());
  }

  /**
   * Makes an object appear.
   *
   * @param request what makes it, given the condition for {@code If-None-Match}, or null
   * @throws FileAlreadyExistsException if it must not replace another one, and would
   */
  private <T> T appear(String name, boolean replaces, Function<String, T> request)
      throws IOException {
    if (replaces) {
      return call(() -> request.apply(null));
    }
    try {
      return call(() -> request.apply(ANYTHING));
    } catch (StatusException e) {
      // Stores that do not know the condition answer that it is not implemented, or a bad request.
      if (e.status() == HttpURLConnection.HTTP_NOT_IMPLEMENTED
          || e.status() == HttpURLConnection.HTTP_BAD_REQUEST) {
        if (existing(keyBelow(name)).isPresent()) {
          throw new FileAlreadyExistsException(name);
        }
        return call(() -> request.apply(null));
      }
      if (e.isChanged()) {
        throw (IOException) new FileAlreadyExistsException(name).initCause(e);
      }
      throw e;
    }
  }

  @Override
  public void put(String name, Path file, Checksum sha256, boolean replaces) throws IOException {
    long size = Files.size(file);
    if (size > pieces.most()) {
      putInParts(name, file, size, sha256, replaces);
      return;
    }
    String md5 = base64(Checksum.of(file, Checksum.Algorithm.MD5));
    appear(
        name,
        replaces,
        condition ->
            client()
                .putObject(
                    request ->
                        request
                            .bucket(location.bucket())
                            .key(keyBelow(name))
                            .contentMD5(md5)
                            .ifNoneMatch(condition)
                            .metadata(Map.of(SUM, sha256.hex())),
                    RequestBody.fromFile(file)));
  }

  private void putInParts(String name, Path file, long size, Checksum sha256, boolean replaces)
      throws IOException {
    String bucket = location.bucket();
    String key = keyBelow(name);
    Map<String, String> metadata = Map.of(SUM, sha256.hex());
    String upload =
        call(
            () ->
                client()
                    .createMultipartUpload(
                        request -> request.bucket(bucket).key(key).metadata(metadata))
                    .uploadId());
    boolean complete = false;
    try {
      long length = Math.max(pieces.part(), (size + MOST_PARTS - 1) / MOST_PARTS);
      List<CompletedPart> parts = new ArrayList<>();
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        for (long at = 0; at < size; at += length) {
          int number = parts.size() + 1;
          byte[] bytes =
              Channels.newInputStream(channel.position(at))
                  .readNBytes((int) Math.min(length, size - at));
          String md5 = base64(Checksum.of(bytes, Checksum.Algorithm.MD5));
          UploadPartRequest part =
              UploadPartRequest.builder()
                  .bucket(bucket)
                  .key(key)
                  .uploadId(upload)
                  .partNumber(number)
                  .contentMD5(md5)
                  .build();
          // Only a part that failed is sent again, not those before it.
          String tag =
              access
                  .retry()
                  .retry(
                      name,
                      () -> call(() -> client().uploadPart(part, RequestBody.fromBytes(bytes))),
                      _ -> {})
                  .eTag();
          parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
      }
      appear(
          name,
          replaces,
          condition ->
              client()
                  .completeMultipartUpload(
                      request ->
                          request
                              .bucket(bucket)
                              .key(key)
                              .uploadId(upload)
                              .ifNoneMatch(condition)
                              .multipartUpload(all -> all.parts(parts))));
      complete = true;
    } finally {
      if (!complete) {
        call(
            () ->
                client()
                    .abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(upload)));
      }
    }
  }

  private static String base64(Checksum md5) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5.hex()));
  }

  @Override
  public synchronized void close() {
    if (connection != null) {
      connection.client().close();
    }
  }

  private <T> T call(Supplier<T> request) throws IOException {
    try {
      return request.get();
    } catch (AwsServiceException e) {
      throw explained(e);
    } catch (SdkException e) {
      throw unreachable(e);
    }
  }

  private IOException explained(AwsServiceException e) {
    int code = e.statusCode();
    Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
    String answer =
        "answered with status %d %s"
            .formatted(code, details.map(AwsErrorDetails::errorCode).orElse(""))
            .strip();
    // Two have put an object at once: the other one may have failed.
    boolean isTransient =
        code == HttpURLConnection.HTTP_CONFLICT || TransientException.isStatus(code);
    if (isTransient && code != HttpURLConnection.HTTP_NOT_IMPLEMENTED) {
      return new TransientException(
          answer,
          details
              .flatMap(each -> each.sdkHttpResponse().firstMatchingHeader("Retry-After"))
              .flatMap(HttpDownloader::retryAfter),
          e);
    }
    String message =
        switch (code) {
          case HttpURLConnection.HTTP_PRECON_FAILED, RANGE_NOT_SATISFIABLE -> answer;
          case HttpURLConnection.HTTP_NOT_IMPLEMENTED ->
              "%s: %s, so the store does not support the request; choose another store"
                  .formatted(location, answer);
          case HttpURLConnection.HTTP_NOT_FOUND ->
              "%s: does not exist (%s); check bucket, prefix and endpoint"
                  .formatted(location, answer);
          case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
              denied(answer);
          default -> refused(answer);
        };
    return new StatusException(code, message, e);
  }

  private String denied(String answer) {
    return connection().signed()
        ? refused(answer)
        : "%s: %s to a request without a signature, as no usable credentials were found: expected a bucket that everybody may read and list; of another one set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws (docs/how-to/storage.md)"
            .formatted(location, answer);
  }

  private String refused(String answer) {
    return "%s: %s; check its permissions, and which credentials and endpoint the AWS settings name (docs/how-to/storage.md)"
        .formatted(location, answer);
  }

  private IOException unreachable(SdkException e) {
    String message = Address.redacted(String.valueOf(e.getMessage()));
    if (message.contains("credentials")) {
      return new IOException(
          "%s: no usable credentials were found, and only public objects can be read without: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws (docs/how-to/storage.md)"
              .formatted(location),
          e);
    }
    if (message.contains("region")) {
      return new IOException(
          "%s: no region is named: set AWS_REGION, or give the address of the store by --endpoint (docs/how-to/storage.md)"
              .formatted(location),
          e);
    }
    return new TransientException("could not be reached (" + message + ")", e);
  }
}
