package dev.rawline.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.rawline.data.store.WebServer.Fault;
import dev.rawline.data.web.Address;
import dev.rawline.data.web.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of a misbehaving web server → the cache. */
class FetcherTest {
  private static final String PATH = "/data.bin";
  private static final byte[] CONTENT = Transfers.bytes(200_000, 1);

  @TempDir private Path folder;
  private WebServer server;
  private Timeouts timeouts = Transfers.TIMEOUTS;
  private final RecordingProgress recorded = new RecordingProgress();

  @BeforeEach
  void start() throws IOException {
    server = new WebServer().put(PATH, CONTENT);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aFileIsFetchedOnceAndThenCached() throws IOException {
    Fetcher.Fetched first = fetch();
    assertThat(first.blob()).hasBinaryContent(CONTENT);
    assertThat(first.fetched()).isTrue();
    assertThat(first.blob().getFileName()).hasToString(first.sha256().hex());
    assertThat(recorded.bytes).hasValue(CONTENT.length);
    assertThat(partial()).isEmpty();

    Fetcher.Fetched second = fetch();
    assertThat(second.fetched()).isFalse();
    assertThat(second.blob()).isEqualTo(first.blob());
    assertThat(server.gets(PATH)).hasSize(1);
    assertThat(recorded.ended).containsExactly("data.bin: fetched", "data.bin: cached already");
  }

  @Test
  void anInterruptedTransferIsResumed() throws IOException {
    server.fail(PATH, new Fault.Drop(70_000), new Fault.Drop(50_000), new Fault.Drop(0));
    assertThat(fetch().blob()).hasBinaryContent(CONTENT);
    assertThat(server.gets(PATH).stream().map(request -> request.from().orElse(0L)))
        .containsExactly(0L, 70_000L, 120_000L, 120_000L);
    assertThat(server.gets(PATH).get(1).headers().get("if-range"))
        .isEqualTo(WebServer.tag(CONTENT));
    assertThat(recorded.bytes).hasValue(CONTENT.length);
    assertThat(recorded.notes.getFirst()).endsWith("retrying in 0.001 s (attempt 2 of 3)");
  }

  @Test
  void aStallIsTreatedAsABrokenConnection() throws IOException {
    timeouts = new Timeouts(Duration.ofSeconds(20), Duration.ofMillis(300));
    server.fail(PATH, new Fault.Stall(150_000));
    assertThat(fetch().blob()).hasBinaryContent(CONTENT);
    assertThat(server.gets(PATH)).hasSize(2);
    assertThat(server.gets(PATH).get(1).from()).contains(150_000L);
    assertThat(recorded.notes)
        .containsExactly("stalled (no byte for 0.3 s); retrying in 0.001 s (attempt 2 of 3)");
  }

  @Test
  void aServerThatIgnoresRangesIsReadFromTheBeginning() throws IOException {
    server.fail(PATH, new Fault.Drop(70_000), new Fault.IgnoreRange());
    assertThat(fetch().blob()).hasBinaryContent(CONTENT);
    assertThat(recorded.bytes).hasValue(CONTENT.length);
  }

  /** Retries end if a server never gets beyond the same byte. */
  @Test
  void aTransferThatAlwaysBreaksAtTheSameByteFails() {
    server.withoutTags();
    for (int i = 0; i < 10; i++) {
      server.fail(PATH, new Fault.Drop(70_000));
    }
    assertThatIOException().isThrownBy(this::fetch).withMessageContaining("3 times in a row");
    assertThat(server.gets(PATH)).hasSize(3);
  }

  @Test
  void aFileThatChangedMeanwhileIsFetchedAsAWhole() throws IOException {
    byte[] other = Transfers.bytes(CONTENT.length, 2);
    server.fail(PATH, new Fault.Drop(70_000), new Fault.Change(() -> other));
    assertThat(fetch().blob()).hasBinaryContent(other);
    assertThat(server.gets(PATH).get(1).headers().get("if-range"))
        .isEqualTo(WebServer.tag(CONTENT));
  }

  @Test
  void aFileThatChangedItsLengthMeanwhileIsReported() {
    server.fail(PATH, new Fault.Drop(70_000), new Fault.Change(() -> Transfers.bytes(9, 2)));
    assertThatIOException()
        .isThrownBy(this::fetch)
        .withMessage(
            "%s: has 9 bytes, expected 200000; it was replaced after it was listed: run the command again"
                .formatted(server.address(PATH)));
  }

  @Test
  void aFileWithoutTagOrChecksumIsNotResumed() throws IOException {
    server.withoutTags().fail(PATH, new Fault.Drop(70_000));
    assertThat(fetch().blob()).hasBinaryContent(CONTENT);
    assertThat(server.gets(PATH).stream().map(WebServer.Request::from))
        .containsExactly(Optional.empty(), Optional.empty());
  }

  @Test
  void aServerMayOmitTheSize() throws IOException {
    server.withoutHead();
    assertThat(fetch().blob()).hasBinaryContent(CONTENT);
  }

  @Test
  void moreBytesThanAnnouncedAreRejected() throws IOException {
    server.fail(PATH, new Fault.TooMuch());
    assertThat(fetch().blob()).hasBinaryContent(CONTENT);
  }

  @Test
  void damagedBytesAreFetchedAgainOnce() throws IOException {
    server.fail(PATH, new Fault.Garble());
    Fetcher.Fetched fetched = fetched(Optional.of(Checksum.of(CONTENT, Checksum.Algorithm.SHA256)));
    assertThat(fetched.blob()).hasBinaryContent(CONTENT);
    assertThat(recorded.notes).containsExactly("its checksum does not match; fetching it again");
    assertThat(recorded.bytes).hasValue(CONTENT.length);
  }

  @Test
  void repeatedlyDamagedBytesAreRejected() throws IOException {
    Checksum requested = Checksum.of(Transfers.bytes(10, 3), Checksum.Algorithm.SHA256);
    assertThatIOException()
        .isThrownBy(() -> fetched(Optional.of(requested)))
        .withMessage(
            "%s: has the SHA-256 %s, expected %s; it was damaged in transit or replaced: try again later, or inform its owner"
                .formatted(
                    server.address(PATH),
                    Checksum.of(CONTENT, Checksum.Algorithm.SHA256).hex(),
                    requested.hex()));
    assertThat(server.gets(PATH)).hasSize(2);
    assertThat(Transfers.files(folder.resolve("blobs"))).isEmpty();
    assertThat(partial()).isEmpty();
  }

  @Test
  void aMissingFileIsNotRequestedTwice() {
    assertThatIOException()
        .isThrownBy(() -> fetch("/none.bin", Optional.empty()))
        .withMessage(
            "%s: does not exist (status 404); check the address"
                .formatted(server.address("/none.bin")));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aForbiddenFileIsReported() {
    server.withoutHead().fail(PATH, new Fault.Status(403, "Forbidden", List.of()));
    assertThatIOException()
        .isThrownBy(this::fetch)
        .withMessage(
            "%s: access denied (status 403); ask its owner to make it public, or download it yourself and give the folder"
                .formatted(server.address(PATH)));
  }

  @Test
  void aBusyServerIsRetriedAfterItsDelay() throws IOException {
    server.fail(PATH, new Fault.Status(429, "Too Many Requests", List.of("Retry-After: 1")));
    long before = System.nanoTime();
    assertThat(fetch().blob()).hasBinaryContent(CONTENT);
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(1_000_000_000L);
    assertThat(recorded.notes)
        .containsExactly("answered with status 429; retrying in 1 s (attempt 2 of 3)");
  }

  @Test
  void aTooLongDelayFails() {
    server.fail(PATH, new Fault.Status(503, "Busy", List.of("Retry-After: 7200")));
    assertThatIOException()
        .isThrownBy(this::fetch)
        .withMessage(
            "%s: 0 of 200000 bytes received: answered with status 503, and requests a pause of 7200 s; run the command again after that"
                .formatted(server.address(PATH)));
  }

  @Test
  void aServerThatAlwaysFailsIsReported() {
    Fault broken = new Fault.Status(500, "Internal Server Error", List.of());
    server.fail(PATH, new Fault.Drop(70_000), broken, broken);
    assertThatIOException()
        .isThrownBy(this::fetch)
        .withMessage(
            "%s: 70000 of 200000 bytes received: answered with status 500, 3 times in a row; received data are kept: run the command again to resume"
                .formatted(server.address(PATH)));
    assertThat(server.gets(PATH)).hasSize(3);
  }

  @Test
  void theNextProgramResumesATransfer() throws IOException {
    Fault broken = new Fault.Status(500, "Internal Server Error", List.of());
    server.fail(PATH, new Fault.Drop(70_000), broken, broken);
    assertThatIOException().isThrownBy(this::fetch);
    assertThat(fetch().blob()).hasBinaryContent(CONTENT);
    assertThat(server.gets(PATH).getLast().from()).contains(70_000L);
  }

  @Test
  void aPartOfAnotherFileIsNotResumed() throws IOException {
    Fault broken = new Fault.Status(500, "Internal Server Error", List.of());
    server.fail(PATH, new Fault.Drop(70_000), broken, broken);
    assertThatIOException().isThrownBy(this::fetch);
    byte[] other = Transfers.bytes(CONTENT.length, 4);
    server.put(PATH, other);
    assertThat(fetch().blob()).hasBinaryContent(other);
    assertThat(server.gets(PATH).getLast().from()).isEmpty();
  }

  @Test
  void aFileThatChangedSinceIsFetchedAgain() throws IOException {
    fetch();
    byte[] other = Transfers.bytes(CONTENT.length, 5);
    server.put(PATH, other);
    assertThat(fetch().blob()).hasBinaryContent(other);
  }

  @Test
  void aBlobThatLostBytesIsFetchedAgain() throws IOException {
    Path blob = fetch().blob();
    assertThat(blob.toFile().setWritable(true)).isTrue();
    Files.write(blob, new byte[10]);
    assertThat(fetch().blob()).hasBinaryContent(CONTENT);
  }

  @Test
  void anEmptyFileIsFetched() throws IOException {
    server.put("/empty", new byte[0]);
    assertThat(fetch("/empty", Optional.empty()).blob()).isEmptyFile();
  }

  @Test
  void aRedirectionIsFollowed() throws IOException {
    server
        .put("/old", new byte[0])
        .withoutHead()
        .fail("/old", new Fault.Status(302, "Found", List.of("Location: " + PATH)));
    assertThat(fetch("/old", Optional.empty()).blob()).hasBinaryContent(CONTENT);
  }

  @Test
  void anUnreachableServerIsATransientFailure() throws IOException {
    String address = server.address(PATH).toString();
    server.close();
    assertThatIOException()
        .isThrownBy(this::fetch)
        .withMessage(
            "%s: could not be reached (connection rejected), 3 times in a row; received data are kept: run the command again to resume"
                .formatted(address));
  }

  private List<String> partial() throws IOException {
    return Transfers.files(folder.resolve("parts"));
  }

  private Fetcher.Fetched fetch() throws IOException {
    return fetch(PATH, Optional.empty());
  }

  private Fetcher.Fetched fetched(Optional<Checksum> requested) throws IOException {
    return fetch(PATH, requested);
  }

  private Fetcher.Fetched fetch(String path, Optional<Checksum> requested) throws IOException {
    Location location = new Location.Web(Address.of(server.address(path)));
    StoreAccess access =
        new StoreAccess(Transfers.IMPATIENT, timeouts, 1, Optional.empty(), server.address("/"));
    try (Store store = access.open(location)) {
      StoreEntry entry =
          Transfers.IMPATIENT
              .retry(location.toString(), store::list, recorded.notes::add)
              .getFirst();
      return new Fetcher(new Cache(folder), Transfers.IMPATIENT, recorded)
          .run(store, location, entry, requested);
    }
  }
}
