package dev.rawline.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.rawline.data.web.Address;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** An object store in memory, with the real protocol and signatures. */
class S3StoreTest {
  private static final String BUCKET = "pictures";
  private static final String NAME = "images/a b+" + Transfers.LETTER + ".tiff";

  /** The first place where the SDK looks for credentials. */
  private static final Map<String, String> CREDENTIALS =
      Map.of("aws.accessKeyId", "somebody", "aws.secretAccessKey", "secret");

  private static S3Proxy proxy;
  private static TransientNio2BlobStore objects;

  @TempDir private Path scratch;
  private Path from;
  private final RecordingProgress recorded = new RecordingProgress();
  private static int sets;
  private Location.S3 location;

  @BeforeAll
  static void start() throws Exception {
    objects = new TransientNio2BlobStore();
    proxy =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "somebody", "secret")
            .build();
    proxy.start();
    objects.createContainer(BUCKET);
    CREDENTIALS.forEach(System::setProperty);
  }

  @AfterAll
  static void stop() throws Exception {
    CREDENTIALS.keySet().forEach(System::clearProperty);
    proxy.stop();
  }

  @BeforeEach
  void make() throws IOException {
    from = scratch.resolve("from");
    Files.createDirectories(from.resolve("images"));
    Files.write(from.resolve(NAME), Transfers.bytes(100_000, 1));
    Files.write(from.resolve("empty"), new byte[0]);
    Files.writeString(from.resolve("card.yaml"), "name: a\n");
    location = new Location.S3(BUCKET, "sets/" + ++sets);
  }

  @Test
  void pushedFilesAreFetchedUnchanged() throws IOException {
    assertThat(push()).isEqualTo(new Pusher.PushSummary(3, 0, 100_008));
    assertThat(recorded.ended).endsWith("card.yaml: sent");
    Path folder = source(endpoint()).resolve(location.toString(), recorded);
    assertThat(Transfers.files(folder)).containsExactly("SHA256SUMS", "card.yaml", "empty", NAME);
    assertThat(folder.resolve(NAME)).hasSameBinaryContentAs(from.resolve(NAME));
    assertThat(source(endpoint()).resolve(location.toString(), recorded)).isEqualTo(folder);
    assertThat(recorded.ended).contains(NAME + ": cached already");
  }

  @Test
  void unchangedFilesAreNotSentAndOtherContentIsNotReplaced() throws IOException {
    push();
    Files.writeString(from.resolve("more"), "more");
    assertThat(push()).isEqualTo(new Pusher.PushSummary(1, 3, 4));
    Files.writeString(from.resolve("more"), "less");
    assertThatIOException()
        .isThrownBy(this::push)
        .withMessage(
            "%s: contains a file with different content (more), and data push never replaces files; choose another location"
                .formatted(location));
  }

  /** The store does not overwrite, whether an object is sent in one piece or in parts. */
  @Test
  void filesThatAppearMeanwhileAreNotReplaced() throws IOException {
    Path file = from.resolve(NAME);
    for (long most : List.of(Files.size(file), Files.size(file) - 1)) {
      Checksum sum = Checksum.of(file, Checksum.Algorithm.SHA256);
      try (S3Store store =
          new S3Store(
              location,
              access(endpoint()),
              S3Connection.Purpose.WRITE,
              new S3Store.Pieces(most, 5 << 20))) {
        store.put("theirs", from.resolve("card.yaml"), sum, false);
        String tag = tag("theirs");
        assertThatExceptionOfType(FileAlreadyExistsException.class)
            .isThrownBy(() -> store.put("theirs", file, sum, false));
        assertThat(tag("theirs")).isEqualTo(tag);
        store.put("theirs", file, sum, true);
        assertThat(tag("theirs")).isNotEqualTo(tag);
      }
      location = new Location.S3(BUCKET, "sets/" + ++sets);
    }
  }

  /** The entity tag of a file in parts is no MD5. */
  @Test
  void aLargeFileIsSentInParts() throws IOException {
    Path large = Files.write(from.resolve("large.bin"), Transfers.bytes((5 << 20) + 12_345, 2));
    Checksum sum = Checksum.of(large, Checksum.Algorithm.SHA256);
    try (S3Store store =
        new S3Store(
            location,
            access(endpoint()),
            S3Connection.Purpose.WRITE,
            new S3Store.Pieces(5 << 20, 5 << 20))) {
      store.put("large.bin", large, sum, false);
    }
    assertThat(tag("large.bin")).contains("-2");
    assertThat(push().kept()).isEqualTo(1);
    Path folder = source(endpoint()).resolve(location.toString(), recorded);
    assertThat(folder.resolve("large.bin")).hasSameBinaryContentAs(large);
  }

  @Test
  void anInterruptedDownloadIsResumed() throws IOException {
    push();
    try (CuttingRelay relay = new CuttingRelay(proxy.getPort(), "GET", "tiff", 60_000)) {
      Path folder = source(relay.address()).resolve(location.toString(), recorded);
      assertThat(folder.resolve(NAME)).hasSameBinaryContentAs(from.resolve(NAME));
      assertThat(relay.ranges()).hasSize(2);
      assertThat(relay.ranges().getFirst()).isEmpty();
      assertThat(relay.ranges().getLast().orElseThrow()).matches("bytes=[1-9]\\d+-");
    }
    assertThat(recorded.notes).hasSize(1);
  }

  /** An object of another program has no SHA-256; its entity tag is its MD5. */
  @Test
  void theEntityTagOfAPlainObjectIsItsMd5() throws IOException {
    byte[] content = Transfers.bytes(1000, 3);
    objects.putBlob(
        PutObjectRequest.builder()
            .bucket(BUCKET)
            .key(location.prefix() + "/plain")
            .contentLength(1000L)
            .build(),
        new ByteArrayInputStream(content));
    try (WritableStore store = (WritableStore) access(endpoint()).open(location)) {
      assertThat(store.checksum(store.list().getFirst()))
          .contains(Checksum.of(content, Checksum.Algorithm.MD5));
    }
  }

  @Test
  void oneObjectMayBeFetched() throws IOException {
    push();
    Location object = new Location.S3(BUCKET, location.prefix() + "/card.yaml");
    assertThat(Transfers.files(source(endpoint()).resolve(object.toString(), recorded)))
        .containsExactly("card.yaml");
  }

  /** The property corresponds to the variable AWS_ENDPOINT_URL, which a test cannot set. */
  @Test
  void theEndpointMayBeSetInTheSdksConfiguration() throws IOException {
    push();
    System.setProperty("aws.endpointUrl", endpoint().toString());
    try (Store store = Transfers.access().open(location)) {
      assertThat(store.list()).hasSize(4);
    } finally {
      System.clearProperty("aws.endpointUrl");
    }
  }

  @Test
  void missingObjectsAreReported() {
    assertThatIOException()
        .isThrownBy(() -> source(endpoint()).resolve("s3://pictures/none", recorded))
        .withMessage("s3://pictures/none: is empty; check the location");
    assertThatIOException()
        .isThrownBy(() -> source(endpoint()).resolve("s3://no-bucket/none", recorded))
        .withMessage(
            "s3://no-bucket/none: does not exist (answered with status 404 NoSuchBucket); check"
                + " bucket, prefix and endpoint");
  }

  @Test
  void wrongCredentialsAreReported() {
    System.setProperty("aws.secretAccessKey", "wrong");
    try {
      assertThatIOException()
          .isThrownBy(this::push)
          .withMessage(
              "%s: answered with status 403 SignatureDoesNotMatch; check its permissions, and which credentials and endpoint the AWS settings name (docs/how-to/storage.md)"
                  .formatted(location));
    } finally {
      System.setProperty("aws.secretAccessKey", "secret");
    }
  }

  @Test
  void aBucketForEverybodyIsReadWithoutCredentials() throws Exception {
    push();
    S3Proxy open =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.NONE, "", "")
            .build();
    open.start();
    CREDENTIALS.keySet().forEach(System::clearProperty);
    System.setProperty("aws.disableEc2Metadata", "true");
    try {
      Path folder =
          source(URI.create("http://127.0.0.1:" + open.getPort()))
              .resolve(location.toString(), recorded);
      assertThat(folder.resolve(NAME)).hasSameBinaryContentAs(from.resolve(NAME));
    } finally {
      System.clearProperty("aws.disableEc2Metadata");
      CREDENTIALS.forEach(System::setProperty);
      open.stop();
    }
  }

  @Test
  void anUnreachableServerIsRetried() {
    assertThatIOException()
        .isThrownBy(
            () -> source(URI.create("http://127.0.0.1:1")).resolve(location.toString(), recorded))
        .withMessageContaining("could not be reached (")
        .withMessageContaining("3 times in a row");
  }

  private String tag(String name) {
    return objects
        .getBlob(
            GetObjectRequest.builder().bucket(BUCKET).key(location.prefix() + "/" + name).build())
        .response()
        .eTag();
  }

  private static URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  private static StoreAccess access(URI endpoint) {
    return new StoreAccess(
        Transfers.IMPATIENT,
        Transfers.TIMEOUTS,
        3,
        Optional.of(Address.of(endpoint)),
        URI.create("http://localhost:1/"));
  }

  private DataSetSource source(URI endpoint) {
    return new DataSetSource(new Cache(scratch.resolve("cache")), access(endpoint));
  }

  private Pusher.PushSummary push() throws IOException {
    return new Pusher(from, location, access(endpoint())).run(recorded);
  }
}
