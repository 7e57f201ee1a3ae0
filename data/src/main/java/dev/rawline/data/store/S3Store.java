package dev.rawline.data.store;

import dev.rawline.data.web.Timeouts;
import dev.rawline.data.web.TransientException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * A bucket of Amazon S3, or of any store that speaks its protocol.
 *
 * <p>Credentials, region and endpoint come from the SDK's usual places (the environment, {@code
 * ~/.aws}, the machine's role). What {@link Pusher} puts there carries its SHA-256 as {@code
 * x-amz-meta-sha256}; of other objects the entity tag is an MD5 where it has no hyphen (many parts)
 * and no customer's key is in play.
 *
 * <p>That an object is new is required by {@code If-None-Match: *}. A store that answers that it
 * does not know this is asked right before whether there is one; a store that passes over it
 * replaces what appeared since it was listed.
 */
final class S3Store implements WritableStore {
  private static final String SUM = "sha256";

  /** The condition that no object of the name exists. */
  private static final String ANYTHING = "*";

  /** Where the SDK reads of a store that is not Amazon's. */
  private static final List<String> ELSEWHERE = List.of("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3");

  private static final List<String> ELSEWHERE_PROPERTIES =
      List.of("aws.endpointUrl", "aws.endpointUrlS3");

  private static final Pieces STANDARD = new Pieces(64 << 20, 16 << 20);
  private static final int MOST_PARTS = 10_000;
  private static final int MD5_DIGITS = 32;
  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int TIMED_OUT = 408;
  private static final int SERVERS_FAULT = 500;
  private static final int NOT_IMPLEMENTED = 501;

  private final Location.S3 location;
  private final StoreAccess access;
  private final Pieces pieces;
  private S3Client client;

  /** Whether the location is one object, not a prefix of some. */
  private boolean single;

  /**
   * How a file goes up.
   *
   * @param most the longest that goes in one piece [bytes]
   * @param part how long the parts of a longer one are, where 10 000 of them suffice [bytes]
   */
  record Pieces(long most, long part) {}

  S3Store(Location.S3 location, StoreAccess access) {
    this(location, access, STANDARD);
  }

  S3Store(Location.S3 location, StoreAccess access, Pieces pieces) {
    this.location = location;
    this.access = access;
    this.pieces = pieces;
  }

  /** The client is made at the first request, so that what it lacks is told as any failure is. */
  private synchronized S3Client client() {
    if (client == null) {
      client = made();
    }
    return client;
  }

  private S3Client made() {
    Timeouts timeouts = access.timeouts();
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(timeouts.connect())
                    .socketTimeout(timeouts.stall()))
            // RetryPolicy repeats requests, so that each failure is reported.
            .overrideConfiguration(
                settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
            // Stores that stop reading at the last piece reset the connection before the answer is
            // read.
            .serviceConfiguration(settings -> settings.chunkedEncodingEnabled(false))
            // Not every store knows the SDK's own checksums; MD5 and SHA-256 are ours.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    boolean elsewhere =
        access.endpoint().isPresent()
            || ELSEWHERE.stream().anyMatch(name -> System.getenv(name) != null)
            || ELSEWHERE_PROPERTIES.stream().anyMatch(name -> System.getProperty(name) != null);
    access.endpoint().ifPresent(builder::endpointOverride);
    if (elsewhere) {
      builder.forcePathStyle(true).region(region());
    }
    return builder.build();
  }

  /**
   * A store that is not Amazon's may have no regions, but a signature needs one. Amazon's machines,
   * which the SDK would ask too, know nothing of it, and where there are none it waits for seconds.
   */
  private static Region region() {
    try {
      return new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
          .getRegion();
    } catch (SdkClientException e) {
      return Region.US_EAST_1;
    }
  }

  @Override
  public List<StoreEntry> list() throws IOException {
    List<StoreEntry> entries = below();
    if (entries.isEmpty()) {
      Optional<StoreEntry> object = object();
      single = object.isPresent();
      return object.stream().toList();
    }
    return entries;
  }

  private List<StoreEntry> below() throws IOException {
    String folder = location.prefix().isEmpty() ? "" : location.prefix() + "/";
    return call(
        () -> {
          List<StoreEntry> entries = new ArrayList<>();
          for (S3Object object :
              client()
                  .listObjectsV2Paginator(
                      request -> request.bucket(location.bucket()).prefix(folder))
                  .contents()) {
            String name = object.key().substring(folder.length());
            if (!name.isEmpty() && !name.endsWith("/")) {
              entries.add(
                  new StoreEntry(
                      name,
                      OptionalLong.of(object.size()),
                      Optional.empty(),
                      Optional.ofNullable(object.eTag())));
            }
          }
          entries.sort(Comparator.comparing(StoreEntry::name));
          return entries;
        });
  }

  /** Returns the one object whose key is the location's prefix. */
  private Optional<StoreEntry> object() throws IOException {
    if (location.prefix().isEmpty()) {
      return Optional.empty();
    }
    try {
      HeadObjectResponse head =
          call(
              () ->
                  client()
                      .headObject(
                          request -> request.bucket(location.bucket()).key(location.prefix())));
      return Optional.of(
          new StoreEntry(
              location.prefix().substring(location.prefix().lastIndexOf('/') + 1),
              OptionalLong.of(head.contentLength()),
              Optional.empty(),
              Optional.ofNullable(head.eTag())));
    } catch (AbsentException e) {
      return Optional.empty();
    }
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
    } catch (ChangedException e) {
      return open(entry, 0, Optional.empty());
    }
    GetObjectResponse response = in.response();
    boolean goesOn = from > 0 && response.contentRange() != null;
    return new ContentStream(
        new Body(in),
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
    return plain.length() == MD5_DIGITS && !ownKey
        ? Optional.of(new Checksum(Checksum.Algorithm.MD5, plain))
        : Optional.empty();
  }

  @Override
  public Optional<Checksum> checksum(StoreEntry entry) throws IOException {
    HeadObjectResponse head =
        call(
            () ->
                client()
                    .headObject(
                        request -> request.bucket(location.bucket()).key(key(entry.name()))));
    return sum(
        head.metadata(), head.eTag(), head.serverSideEncryption(), head.sseCustomerAlgorithm());
  }

  @Override
  public void put(String name, Path file, Checksum sha256) throws IOException {
    put(name, file, sha256, true);
  }

  @Override
  public void replace(String name, Path file, Checksum sha256) throws IOException {
    put(name, file, sha256, false);
  }

  /**
   * Makes an object appear.
   *
   * @param request what makes it, given the condition for {@code If-None-Match}, or null
   * @throws FileAlreadyExistsException if it must be new, and is not
   */
  private <T> T appear(String name, boolean isNew, Function<String, T> request) throws IOException {
    if (!isNew) {
      return call(() -> request.apply(null));
    }
    try {
      return call(() -> request.apply(ANYTHING));
    } catch (UnknownConditionException e) {
      requireNew(name);
      return call(() -> request.apply(null));
    } catch (ChangedException e) {
      FileAlreadyExistsException taken = new FileAlreadyExistsException(name);
      taken.initCause(e);
      throw taken;
    }
  }

  private void requireNew(String name) throws IOException {
    try {
      call(
          () ->
              client()
                  .headObject(request -> request.bucket(location.bucket()).key(keyBelow(name))));
    } catch (AbsentException e) {
      return;
    }
    throw new FileAlreadyExistsException(name);
  }

  private void put(String name, Path file, Checksum sha256, boolean isNew) throws IOException {
    long size = Files.size(file);
    if (size > pieces.most()) {
      putInParts(name, file, size, sha256, isNew);
      return;
    }
    String md5 = base64(Checksum.of(file, Checksum.Algorithm.MD5));
    appear(
        name,
        isNew,
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

  private void putInParts(String name, Path file, long size, Checksum sha256, boolean isNew)
      throws IOException {
    String upload =
        call(
            () ->
                client()
                    .createMultipartUpload(
                        request ->
                            request
                                .bucket(location.bucket())
                                .key(keyBelow(name))
                                .metadata(Map.of(SUM, sha256.hex())))
                    .uploadId());
    boolean complete = false;
    try {
      long length = Math.max(pieces.part(), (size + MOST_PARTS - 1) / MOST_PARTS);
      List<CompletedPart> parts = new ArrayList<>();
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        for (long at = 0; at < size; at += length) {
          int number = parts.size() + 1;
          byte[] bytes = bytes(channel, at, (int) Math.min(length, size - at));
          String md5 = base64(Checksum.of(bytes, Checksum.Algorithm.MD5));
          String tag =
              insist(
                  name,
                  () ->
                      client()
                          .uploadPart(
                              request ->
                                  request
                                      .bucket(location.bucket())
                                      .key(keyBelow(name))
                                      .uploadId(upload)
                                      .partNumber(number)
                                      .contentMD5(md5),
                              RequestBody.fromBytes(bytes))
                          .eTag());
          parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
      }
      appear(
          name,
          isNew,
          condition ->
              client()
                  .completeMultipartUpload(
                      request ->
                          request
                              .bucket(location.bucket())
                              .key(keyBelow(name))
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
                        request ->
                            request
                                .bucket(location.bucket())
                                .key(keyBelow(name))
                                .uploadId(upload)));
      }
    }
  }

  private static byte[] bytes(FileChannel channel, long at, int length) throws IOException {
    InputStream in = Channels.newInputStream(channel.position(at));
    return in.readNBytes(length);
  }

  private static String base64(Checksum md5) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5.hex()));
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }

  /** A request to the store. */
  private interface Request<T> {
    T run();
  }

  private <T> T call(Request<T> request) throws IOException {
    try {
      return request.run();
    } catch (AwsServiceException e) {
      throw explained(e);
    } catch (SdkException e) {
      throw explained(e);
    }
  }

  /** A part that failed is sent again, not the parts before it. */
  private <T> T insist(String name, Request<T> request) throws IOException {
    return access.retry().retry(name, () -> call(request), note -> {});
  }

  private IOException explained(AwsServiceException e) {
    int code = e.statusCode();
    String said =
        "answered %d %s"
            .formatted(
                code,
                e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                    ? ""
                    : e.awsErrorDetails().errorCode())
            .strip();
    if (code == PRECONDITION_FAILED || code == RANGE_NOT_SATISFIABLE) {
      return new ChangedException(said, e);
    }
    if (code == NOT_IMPLEMENTED) {
      return new UnknownConditionException(
          "%s: %s, so the store does not know what was asked for; choose another store"
              .formatted(location, said),
          e);
    }
    // Two have put an object at once: the other one may have failed.
    if (code == CONFLICT || code == TOO_MANY || code == TIMED_OUT || code >= SERVERS_FAULT) {
      return new TransientException(
          said,
          e.awsErrorDetails() == null
              ? Optional.empty()
              : e.awsErrorDetails()
                  .sdkHttpResponse()
                  .firstMatchingHeader("Retry-After")
                  .flatMap(HttpDownloader::retryAfter),
          e);
    }
    if (code == NOT_FOUND) {
      return new AbsentException(
          "%s: is not there (%s); check bucket, prefix and endpoint".formatted(location, said), e);
    }
    return new IOException(
        "%s: %s; check its permissions, and which credentials and endpoint the AWS settings name (docs/how-to/storage.md)"
            .formatted(location, said),
        e);
  }

  private IOException explained(SdkException e) {
    String said = String.valueOf(e.getMessage());
    if (said.contains("credentials")) {
      return new IOException(
          "%s: no credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws (docs/how-to/storage.md)"
              .formatted(location),
          e);
    }
    if (said.contains("region")) {
      return new IOException(
          "%s: no region is named: set AWS_REGION, or say where the store is by --endpoint (docs/how-to/storage.md)"
              .formatted(location),
          e);
    }
    return new TransientException("could not be reached (" + said + ")", e);
  }

  /** The object is another one by now. */
  private static final class ChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The store does not know what was asked for. */
  private static final class UnknownConditionException extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownConditionException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** There is no such bucket or object. */
  private static final class AbsentException extends IOException {
    private static final long serialVersionUID = 1L;

    AbsentException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Tells a connection that broke or stalled from other failures. */
  private static final class Body extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> response;

    Body(ResponseInputStream<GetObjectResponse> response) {
      super(response);
      this.response = response;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int read = read(one, 0, 1);
      return read < 0 ? read : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        throw new TransientException("broke off (" + e.getMessage() + ")", e);
      } catch (SdkException e) {
        throw new TransientException("broke off (" + e.getMessage() + ")", e);
      }
    }

    @Override
    public void close() {
      response.abort(); // closing would first read what is left
    }
  }
}
