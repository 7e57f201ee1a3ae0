package dev.rawline.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.store.WebServer.Fault;
import dev.rawline.data.web.Address;
import dev.rawline.data.web.WebClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locations as users type them, against a server with Zenodo's interface. */
class DataSetSourceTest {
  private static final String RECORD = "/api/records/5235536";

  @TempDir private Path scratch;
  private WebServer server;
  private DataSetSource source;
  private final RecordingProgress recorded = new RecordingProgress();
  private final List<String> listed = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new WebServer();
    source = new DataSetSource(new Cache(scratch.resolve("cache")), Transfers.access(server));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aFolderIsUsedInPlace() throws IOException {
    Path folder = Files.createDirectory(scratch.resolve("set"));
    assertThat(source.resolve(folder.toString(), recorded)).isEqualTo(folder);
    assertThat(source.resolve("file:" + folder, recorded)).isEqualTo(folder);
    assertThat(scratch.resolve("cache")).doesNotExist();
  }

  @Test
  void anArchiveIsUnpackedOnce() throws IOException {
    Path zip = Files.write(scratch.resolve("set.zip"), zip("set/images/a.tiff", "set/labels.csv"));
    Path folder = source.resolve(zip.toString(), recorded);
    assertThat(Transfers.files(folder)).containsExactly("images/a.tiff", "labels.csv");
    assertThat(source.resolve(zip.toString(), recorded)).isEqualTo(folder);
    assertThat(recorded.notes).containsExactly("unpacking");
  }

  /** Another process that does a part of a command reads what the command read, or nothing. */
  @Test
  void partsOfACommandUseTheSameData() throws IOException {
    server.put("/set.zip", zip("set/labels.csv"));
    String typed = server.address("/set.zip").toString();
    FetchedSets sets = new FetchedSets();
    Path folder = sets.during(() -> source.resolve(typed, recorded));
    int requests = server.requests().size();

    Path again = FetchedSets.of(sets.words()).during(() -> source.resolve(typed, recorded));
    assertThat(again).isEqualTo(folder);
    assertThat(server.requests()).hasSize(requests);

    DataSetSource elsewhere =
        new DataSetSource(new Cache(scratch.resolve("another")), Transfers.access());
    assertThat(FetchedSets.of(sets.words()).during(() -> elsewhere.resolve(typed, recorded)))
        .isNotEqualTo(folder)
        .isDirectoryContaining("glob:**/labels.csv");
    server.put("/set.zip", zip("set/other.csv"));
    assertThat(FetchedSets.of(sets.words()).during(() -> source.resolve(typed, recorded)))
        .isEqualTo(folder);
    assertThatIOException()
        .isThrownBy(
            () ->
                FetchedSets.of(sets.words())
                    .during(
                        () ->
                            new DataSetSource(
                                    new Cache(scratch.resolve("third")), Transfers.access())
                                .resolve(typed, recorded)))
        .withMessage("%s has changed since the command began: run it again", typed);
    assertThat(FetchedSets.of(null).words()).isEmpty();
  }

  @Test
  void anUnsafeArchiveLeavesNothing() throws IOException {
    Path zip = Files.write(scratch.resolve("evil.zip"), zip("good", "../evil"));
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> source.resolve(zip.toString(), recorded))
        .withMessage(
            "%s: contains the name '../evil', which leads out of its folder; do not trust it; expected names such as images/1.tiff"
                .formatted(zip));
    assertThat(Transfers.files(scratch.resolve("cache/sets"))).isEmpty();
    assertThat(Transfers.files(scratch)).filteredOn(file -> file.endsWith("evil")).isEmpty();
  }

  @Test
  void aKnownNameIsFetchedFromItsRecordAndUnpacked() throws IOException {
    record(
        "Raw-Microscopy.zip", zip("microscopy/images/raw_scale100/a.tiff"),
        "drone.zip", zip("drone/masks/b.png"),
        "README.md", "read".getBytes(StandardCharsets.UTF_8));
    Path folder = source.resolve("raw-microscopy", recorded);
    assertThat(Transfers.files(folder)).containsExactly("images/raw_scale100/a.tiff");
    assertThat(Transfers.files(source.resolve("raw-drone", recorded)))
        .containsExactly("masks/b.png");
  }

  /** A published record never changes, so the second resolution sends no request. */
  @Test
  void aRecordIsFetchedOnceAndThenNeedsNoNetwork() throws IOException {
    record("drone.zip", zip("drone/masks/b.png"));
    Path folder = source.resolve("raw-drone", recorded);
    int questions = server.requests().size();
    server.close();
    assertThat(source.resolve("raw-drone", recorded)).isEqualTo(folder);
    assertThat(server.requests()).hasSize(questions);
  }

  @Test
  void aFileThatIsMissingInTheRecordIsReported() {
    record("data.zip", zip("a"), "notes.txt", new byte[1]);
    assertThatIOException()
        .isThrownBy(() -> source.resolve("raw-drone", recorded))
        .withMessage(
            "zenodo:10.5281/zenodo.5235536: no file of the record has drone in its name; it has"
                + " data.zip, notes.txt: fetch a single file by its name, as in data fetch"
                + " zenodo:10.5281/zenodo.5235536/FILE");
  }

  @Test
  void oneFileOfARecordIsFetchedByItsName() throws IOException {
    record("data.zip", zip("inside.txt"), "notes.txt", new byte[1]);
    assertThat(Transfers.files(source.resolve("zenodo:5235536/data.zip", recorded)))
        .containsExactly("inside.txt");
    assertThat(server.gets(file("notes.txt"))).isEmpty();
    assertThatIOException()
        .isThrownBy(() -> source.resolve("zenodo:5235536/none.zip", recorded))
        .withMessage(
            "zenodo:10.5281/zenodo.5235536/none.zip: the record has no file 'none.zip'; it has"
                + " data.zip, notes.txt");
  }

  @Test
  void checksumsOfTheRecordAreVerified() throws IOException {
    byte[] content = Transfers.bytes(50_000, 1);
    record("notes.bin", content);
    server.fail(file("notes.bin"), new Fault.Garble());
    Path folder = source.resolve("zenodo:5235536", recorded);
    assertThat(folder.resolve("notes.bin")).hasBinaryContent(content);
    assertThat(server.gets(file("notes.bin"))).hasSize(2);
  }

  @Test
  void aWrongChecksumOfTheRecordIsReported() {
    byte[] content = Transfers.bytes(50_000, 1);
    record("notes.bin", content);
    server.fail(file("notes.bin"), new Fault.Garble(), new Fault.Garble());
    assertThatIOException()
        .isThrownBy(() -> source.resolve("zenodo:5235536", recorded))
        .withMessageStartingWith("zenodo:10.5281/zenodo.5235536/notes.bin: has the MD5 ")
        .withMessageEndingWith(
            ", expected %s; it was damaged in transit or replaced: try again later, or inform its owner"
                .formatted(Checksum.of(content, Checksum.Algorithm.MD5).hex()));
  }

  /** MD5 verifies the bytes, so an interrupted transfer is resumed even without an entity tag. */
  @Test
  void aFileOfARecordIsResumedWithoutATag() throws IOException {
    byte[] content = Transfers.bytes(50_000, 1);
    record("notes.bin", content);
    server.withoutTags().fail(file("notes.bin"), new Fault.Drop(20_000));
    source.resolve("zenodo:5235536", recorded);
    assertThat(server.gets(file("notes.bin")).getLast().from()).contains(20_000L);
  }

  @Test
  void aRecordThatDoesNotExistIsReported() {
    assertThatIOException()
        .isThrownBy(() -> source.resolve("zenodo:1", recorded))
        .withMessage(
            "%s: does not exist (status 404); check the address"
                .formatted(server.address("/api/records/1")));
  }

  @Test
  void anInvalidRecordIsReported() {
    server.put(RECORD, "<html>".getBytes(StandardCharsets.UTF_8));
    assertThatIOException()
        .isThrownBy(() -> source.resolve("zenodo:5235536", recorded))
        .withMessage(
            "zenodo:10.5281/zenodo.5235536: %s returned an answer that is not JSON; try again later"
                .formatted(server.address(RECORD)));
    server.put(RECORD, "{\"files\": []}".getBytes(StandardCharsets.UTF_8));
    assertThatIOException()
        .isThrownBy(() -> source.resolve("zenodo:5235536", recorded))
        .withMessageContaining("the record lists no files; are they restricted?");
  }

  @Test
  void aNameOutsideTheFolderIsRejected() throws IOException {
    record("../evil", new byte[1]);
    assertThatIOException()
        .isThrownBy(() -> source.resolve("zenodo:5235536", recorded))
        .withMessageStartingWith(
            "zenodo:10.5281/zenodo.5235536: contains the name '../evil', which leads out of its"
                + " folder");
    assertThat(Transfers.files(scratch)).noneMatch(file -> file.endsWith("evil"));
  }

  @Test
  void anArchiveOfTheWebIsCheckedAndUnpacked() throws IOException {
    byte[] zip = zip("set/labels.csv");
    server.put("/my%20set.zip", zip);
    Checksum sum = Checksum.of(zip, Checksum.Algorithm.SHA256);
    DataSetSource.LocalDataSet here =
        source.fetch(server.address("/my%20set.zip").toString(), Optional.of(sum), recorded);
    assertThat(Transfers.files(here.folder())).containsExactly("labels.csv");
    assertThat(here.fetched()).isEqualTo(1);
    assertThat(recorded.ended).containsExactly("my set.zip: fetched");
  }

  @Test
  void aPushedFolderIsFetchedUnchanged() throws IOException {
    Path set = Files.createDirectories(scratch.resolve("set/images"));
    Files.write(set.resolve(Transfers.LETTER + " b.tiff"), Transfers.bytes(1000, 1));
    Files.write(set.resolve("shard.zip"), zip("stays packed"));
    Path pushed = scratch.resolve("pushed");
    new Pusher(set.getParent(), new Location.Local(pushed), Transfers.access()).run(recorded);
    for (String file : Transfers.files(pushed)) {
      server.put("/set/" + WebClient.encoded(file), Files.readAllBytes(pushed.resolve(file)));
    }
    Path folder = source.resolve(server.address("/set/").toString(), recorded);
    assertThat(Transfers.files(folder))
        .containsExactly(
            "SHA256SUMS", "images/shard.zip", "images/" + Transfers.LETTER + " b.tiff");
    assertThatIOException()
        .isThrownBy(() -> source.resolve(server.address("/other/").toString(), recorded))
        .withMessageContaining(
            "a folder on the web can be fetched only with a file SHA256SUMS in it, which data push"
                + " writes");
  }

  /** Neither the cache nor a message has the secret of an address, and a new one finds the file. */
  @Test
  void secretsOfAnAddressStayInMemory() throws IOException {
    byte[] zip = zip("set/labels.csv");
    server.put("/set.zip?v=1&token=hunter2", zip).put("/set.zip?v=1&token=hunter3", zip);
    Path folder = source.resolve(server.address("/set.zip?v=1&token=hunter2").toString(), recorded);
    assertThat(source.resolve(server.address("/set.zip?v=1&token=hunter3").toString(), recorded))
        .isEqualTo(folder);
    assertThat(server.gets("/set.zip?v=1&token=hunter3")).isEmpty();
    assertThatIOException()
        .isThrownBy(
            () -> source.resolve(server.address("/none.zip?token=hunter2").toString(), recorded))
        .withMessage(
            "%s: does not exist (status 404); check the address",
            server.address("/none.zip?token=…"));
    Path cache = scratch.resolve("cache");
    assertThat(Transfers.files(cache)).isNotEmpty().noneMatch(name -> name.contains("hunter"));
    for (String file : Transfers.files(cache)) {
      assertThat(new String(Files.readAllBytes(cache.resolve(file)), StandardCharsets.ISO_8859_1))
          .doesNotContain("hunter");
    }
    assertThat(recorded.notes + "" + recorded.ended).doesNotContain("hunter");
  }

  @Test
  void aSignedFolderSignsItsFiles() throws IOException {
    byte[] content = Transfers.bytes(10, 1);
    String sum = Checksum.of(content, Checksum.Algorithm.SHA256).hex();
    server
        .put("/set/a.tiff?sv=1&sig=hunter2", content)
        .put(
            "/set/SHA256SUMS?sv=1&sig=hunter2",
            (sum + "  a.tiff\n").getBytes(StandardCharsets.UTF_8));
    Path folder = source.resolve(server.address("/set/?sv=1&sig=hunter2").toString(), recorded);
    assertThat(Transfers.files(folder)).containsExactly("SHA256SUMS", "a.tiff");
  }

  @Test
  void aRecordedAddressIsCompletedFromTheEnvironment() {
    Address recordedAddress = new Address("https://h/a.zip?token=…");
    assertThat(
            DataSetSource.full(
                    recordedAddress, " https://h/b.zip?token=x\nhttps://h/a.zip?token=hunter2 ")
                .full())
        .isEqualTo("https://h/a.zip?token=hunter2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.resolve(recordedAddress.toString(), recorded))
        .withMessage(
            "the address 'https://h/a.zip?token=…' was recorded without its secrets (…): give the"
                + " whole address, by --data or in the variable RAWLINE_ADDRESSES");
  }

  /** Those of a cache of an older program are taken away. */
  @Test
  void onlyItsOwnerReadsTheCache() throws IOException {
    Path cache = Files.createDirectory(scratch.resolve("cache"));
    assumeTrue(Files.getFileStore(cache).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    server.put("/set.zip", zip("set/labels.csv")).put("/a.tiff", new byte[9]);
    source.resolve(server.address("/set.zip").toString(), recorded);
    source.resolve(server.address("/a.tiff").toString(), recorded);
    try (Stream<Path> inside = Files.walk(cache)) {
      for (Path path : inside.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .endsWith("------");
      }
    }
  }

  @Test
  void aMisspeltLocationIsReported() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.resolve("raw-dron", recorded))
        .withMessage(
            "there is no folder or published data set 'raw-dron' (raw-microscopy, raw-drone):"
                + " expected a folder, file:PATH, s3://BUCKET/PREFIX, https://HOST/FILE, or"
                + " zenodo:10.5281/zenodo.RECORD");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                source.fetch(
                    scratch.toString(),
                    Optional.of(Checksum.of(new byte[0], Checksum.Algorithm.SHA256)),
                    recorded))
        .withMessage(
            "a SHA-256 is that of one file, and %s is a folder: leave it out".formatted(scratch));
  }

  @Test
  void aFileThatIsNoArchiveIsRejected() throws IOException {
    Path file = Files.write(scratch.resolve("a.tiff"), new byte[1]);
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> source.resolve(file.toString(), recorded))
        .withMessage(
            "%s: is a file, expected a folder or an archive (.zip, .tar, .tar.gz, .tgz); name the folder that it is in"
                .formatted(file));
  }

  private static String file(String name) {
    return RECORD + "/files/" + WebClient.encoded(name) + "/content";
  }

  /** Makes the server list files in Zenodo's format; names and contents alternate. */
  private void record(Object... files) {
    for (int i = 0; i < files.length; i += 2) {
      String name = (String) files[i];
      byte[] content = (byte[]) files[i + 1];
      server.put(file(name), content);
      listed.add(
          "{\"key\": \"%s\", \"size\": %d, \"checksum\": \"md5:%s\", \"links\": {\"self\": \"%s\"}}"
              .formatted(
                  name,
                  content.length,
                  Checksum.of(content, Checksum.Algorithm.MD5).hex(),
                  server.address(file(name))));
    }
    server.put(
        RECORD,
        "{\"id\": 5235536, \"doi\": \"10.5281/zenodo.5235536\", \"files\": [%s]}"
            .formatted(String.join(",", listed))
            .getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zip(String... names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
