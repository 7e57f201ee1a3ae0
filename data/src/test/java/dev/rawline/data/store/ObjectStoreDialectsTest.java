package dev.rawline.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public buckets, and stores that speak the protocol otherwise than Amazon's. */
class ObjectStoreDialectsTest {
  private static final Location.S3 LOCATION = new Location.S3("pictures", "set");
  private static final byte[] CONTENT = "raw".getBytes(StandardCharsets.UTF_8);

  /** Keys that a URL, a query or XML would change. */
  private static final List<String> NAMES =
      List.of(
          "100%25.tiff",
          "a b+c.tiff", "a&b=c;d.tiff", "a#b?.tiff", "o'k(1)!~*.tiff", "x<y>\".tiff");

  /** The properties that keep the SDK from finding credentials of this machine. */
  private static final Map<String, String> NOBODY =
      Map.of(
          "aws.disableEc2Metadata", "true",
          "aws.sharedCredentialsFile", "/nonexistent/credentials",
          "aws.configFile", "/nonexistent/config");

  private static final Map<String, String> SOMEBODY =
      Map.of("aws.accessKeyId", "somebody", "aws.secretAccessKey", "secret");

  @TempDir private Path scratch;

  @BeforeEach
  void withoutCredentials() {
    NOBODY.forEach(System::setProperty);
  }

  @AfterEach
  void restore() {
    NOBODY.keySet().forEach(System::clearProperty);
    SOMEBODY.keySet().forEach(System::clearProperty);
  }

  @Test
  void publicObjectsAreReadWithoutCredentials() throws IOException {
    try (ObjectServer server = new ObjectServer()) {
      server.objects.put("set/a.tiff", CONTENT);
      Path folder = fetch(server, "s3://pictures/set");
      assertThat(folder.resolve("a.tiff")).hasBinaryContent(CONTENT);
      assertThat(server.requests).isNotEmpty().noneMatch(ObjectServer.Request::isSigned);
    }
  }

  @Test
  void publicObjectsAreReadWhereListsAreDenied() throws IOException {
    try (ObjectServer server = new ObjectServer(ObjectServer.Dialect.NO_LISTS)) {
      server.objects.put("set/a.tiff", CONTENT);
      assertThat(fetch(server, "s3://pictures/set/a.tiff").resolve("a.tiff"))
          .hasBinaryContent(CONTENT);
      assertThatIOException()
          .isThrownBy(() -> fetch(server, "s3://pictures/set"))
          .withMessageContaining("status 403 AccessDenied to a request without a signature");
    }
  }

  @Test
  void credentialsThatExistAreUsed() throws IOException {
    SOMEBODY.forEach(System::setProperty);
    try (ObjectServer server = new ObjectServer(ObjectServer.Dialect.SIGNED_ONLY)) {
      server.objects.put("set/a.tiff", CONTENT);
      assertThat(fetch(server, "s3://pictures/set").resolve("a.tiff")).hasBinaryContent(CONTENT);
      assertThat(server.requests).allMatch(ObjectServer.Request::isSigned);
    }
  }

  @Test
  void aDeniedRequestWithoutSignatureIsExplained() throws IOException {
    try (ObjectServer server = new ObjectServer(ObjectServer.Dialect.SIGNED_ONLY)) {
      assertThatIOException()
          .isThrownBy(() -> fetch(server, "s3://pictures/set"))
          .withMessage(
              "s3://pictures/set: answered with status 403 AccessDenied to a request without a"
                  + " signature, as no usable credentials were found: expected a bucket that"
                  + " everybody may read and list; of another one set AWS_ACCESS_KEY_ID and"
                  + " AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws (docs/how-to/storage.md)");
    }
  }

  @Test
  void nothingIsPushedWithoutCredentials() throws IOException {
    Path from = Files.createDirectories(scratch.resolve("from"));
    Files.write(from.resolve("a.tiff"), CONTENT);
    try (ObjectServer server = new ObjectServer()) {
      assertThatIOException()
          .isThrownBy(
              () -> new Pusher(from, LOCATION, server.access()).run(new RecordingProgress()))
          .withMessage(
              "s3://pictures/set: no usable credentials were found, and only public objects can be"
                  + " read without: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile"
                  + " in ~/.aws (docs/how-to/storage.md)");
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void keysWithSpecialCharactersComeBackFromLists() throws IOException {
    for (ObjectServer.Dialect[] dialects :
        List.of(
            new ObjectServer.Dialect[0],
            new ObjectServer.Dialect[] {ObjectServer.Dialect.OLD_LISTS})) {
      try (ObjectServer server = new ObjectServer(dialects)) {
        NAMES.forEach(name -> server.objects.put("set/" + name, CONTENT));
        try (Store store = server.access().open(LOCATION)) {
          List<StoreEntry> entries = store.list();
          assertThat(entries)
              .extracting(StoreEntry::name)
              .containsExactlyElementsOf(NAMES.stream().sorted().toList());
          for (StoreEntry entry : entries) {
            try (ContentStream content = store.open(entry, 0, entry.tag())) {
              assertThat(content.bytes()).hasBinaryContent(CONTENT);
            }
          }
        }
      }
    }
  }

  @Test
  void listsOfTheFirstVersionAreReadToTheEnd() throws IOException {
    try (ObjectServer server = new ObjectServer(ObjectServer.Dialect.OLD_LISTS)) {
      for (int i = 10; i < 21; i++) {
        server.objects.put("set/" + i, CONTENT);
      }
      try (Store store = server.access().open(LOCATION)) {
        assertThat(store.list()).hasSize(11);
      }
    }
  }

  @Test
  void tagsOfAnotherFormAreNoChecksums() throws IOException {
    try (ObjectServer server = new ObjectServer(ObjectServer.Dialect.OTHER_TAGS)) {
      server.objects.put("set/a.tiff", CONTENT);
      assertThat(fetch(server, "s3://pictures/set").resolve("a.tiff")).hasBinaryContent(CONTENT);
    }
  }

  /** A store that refuses the condition is asked before; none is sent where a file is replaced. */
  @Test
  void aStoreThatRefusesConditionsTakesNewFilesAndKeepsOldOnes() throws IOException {
    SOMEBODY.forEach(System::setProperty);
    Path file = Files.write(scratch.resolve("a.tiff"), CONTENT);
    Checksum sum = Checksum.of(CONTENT, Checksum.Algorithm.SHA256);
    try (ObjectServer server = new ObjectServer(ObjectServer.Dialect.NO_CONDITIONS);
        WritableStore store = server.access().openForWriting(LOCATION)) {
      store.put("a.tiff", file, sum, false);
      assertThat(server.objects).containsKey("set/a.tiff");
      assertThatExceptionOfType(FileAlreadyExistsException.class)
          .isThrownBy(() -> store.put("a.tiff", file, sum, false));
    }
  }

  @Test
  void aStoreThatIgnoresConditionsIsListedBefore() throws IOException {
    SOMEBODY.forEach(System::setProperty);
    Path from = Files.createDirectories(scratch.resolve("from"));
    Files.write(from.resolve("a.tiff"), CONTENT);
    try (ObjectServer server = new ObjectServer(ObjectServer.Dialect.IGNORED_CONDITIONS)) {
      server.objects.put("set/a.tiff", "other".getBytes(StandardCharsets.UTF_8));
      assertThatIOException()
          .isThrownBy(
              () -> new Pusher(from, LOCATION, server.access()).run(new RecordingProgress()))
          .withMessageContaining("different content (a.tiff)");
      assertThat(server.objects.get("set/a.tiff")).asString().isEqualTo("other");
    }
  }

  /** Paths name the bucket, a default region signs, and nothing but the content is sent. */
  @Test
  void requestsKeepToWhatEveryStoreKnows() throws IOException {
    SOMEBODY.forEach(System::setProperty);
    Path file = Files.write(scratch.resolve("a.tiff"), CONTENT);
    try (ObjectServer server = new ObjectServer();
        WritableStore store = server.access().openForWriting(LOCATION)) {
      store.put("a.tiff", file, Checksum.of(CONTENT, Checksum.Algorithm.SHA256), false);
      ObjectServer.Request put = server.requests.getFirst();
      assertThat(put.address().getPath()).isEqualTo("/storage/v1/pictures/set/a.tiff");
      assertThat(put.headers().getFirst("Authorization")).contains("/us-east-1/s3/");
      assertThat(put.headers()).doesNotContainKeys("X-amz-trailer", "Content-encoding");
      assertThat(put.headers().keySet())
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-checksum"));
      assertThat(server.objects.get("set/a.tiff")).isEqualTo(CONTENT);
    }
  }

  private Path fetch(ObjectServer server, String location) throws IOException {
    return new DataSetSource(new Cache(scratch.resolve("cache")), server.access())
        .resolve(location, new RecordingProgress());
  }
}
