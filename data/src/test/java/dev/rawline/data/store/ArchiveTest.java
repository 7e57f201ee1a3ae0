package dev.rawline.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.rawline.data.file.RejectedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid, malicious and damaged archives. */
class ArchiveTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  private static final String LETTER = Transfers.LETTER;

  @TempDir private Path scratch;
  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectories(scratch.resolve("above/folder"));
  }

  @Test
  void aZipIsUnpackedUnchanged() throws IOException {
    Path zip = zip("images/", "images/a.tiff", "labels.csv", "a%1$s/%1$s.txt".formatted(LETTER));
    unpack(zip);
    assertThat(Transfers.files(folder))
        .containsExactly("a%1$s/%1$s.txt".formatted(LETTER), "images/a.tiff", "labels.csv");
    assertThat(folder.resolve("images/a.tiff")).hasBinaryContent(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tar", "a.tar.gz", "a.tgz"})
  void aTarIsUnpackedUnchanged(String name) throws IOException {
    Path tar =
        tar(
            name,
            tarEntry("./images/"),
            tarEntry("./images/%s.tiff".formatted(LETTER)),
            tarEntry("b"));
    unpack(tar);
    assertThat(Transfers.files(folder)).containsExactly("b", "images/%s.tiff".formatted(LETTER));
    assertThat(folder.resolve("b")).hasBinaryContent(CONTENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "../outside           | contains the name '../outside', which leads out of its folder",
        "a/../../outside      | contains the name 'a/../../outside', which leads out of its folder",
        "/etc/outside         | contains the name '/etc/outside', which leads out of its folder",
        "a//b                 | contains the name 'a//b', which leads out of its folder",
        "..\\outside          | which has a character that some systems do not allow",
        "C:outside            | which has a character that some systems do not allow",
      })
  void aNameOutsideTheFolderIsRejected(String name, String message) throws IOException {
    assertRejected(zip("good.txt", name), message);
    assertRejected(tar("a.tar", tarEntry("good.txt"), tarEntry(name, true)), message);
    assertThat(scratch.resolve("above/outside")).doesNotExist();
    assertThat(scratch.resolve("outside")).doesNotExist();
  }

  /** Half a surrogate pair can be written under no locale. */
  @Test
  void aNameThatTheLocaleCannotWriteIsRejected() {
    assertThatExceptionOfType(InvalidNameException.class)
        .isThrownBy(() -> new EntryNames().addFile("a\ud800"))
        .withMessage(
            "contains the name 'a?', which cannot be written under this locale; set LC_ALL=C.UTF-8"
                + " and run the command again");
  }

  @Test
  void namesThatDifferOnlyInCaseAreRejected() throws IOException {
    assertRejected(
        zip("images/A.tiff", "images/a.tiff"),
        "contains 'images/A.tiff' and 'images/a.tiff', which many systems do not distinguish;"
            + " rename one of them");
    assertRejected(
        zip("Images/1.tiff", "images/2.tiff"),
        "contains 'Images' and 'images', which many systems do not distinguish; rename one of them");
    assertRejected(zip("a", "a/b"), "contains 'a' both as a file and as a folder; rename one");
  }

  @Test
  void aNameThatOccursTwiceIsRejected() throws IOException {
    assertRejected(
        tar("a.tar", tarEntry("a"), tarEntry("a")), "contains 'a' twice; rename one of them");
  }

  @Test
  void linksAreRejected() throws IOException {
    Path zip = scratch.resolve("link.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      ZipArchiveEntry link = new ZipArchiveEntry("link");
      link.setUnixMode(0120777);
      out.putArchiveEntry(link);
      out.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
      out.closeArchiveEntry();
    }
    String message =
        "contains 'link', which is a link or a device; pack it again with plain files and folders"
            + " only";
    assertRejected(zip, message);

    TarArchiveEntry symbolic = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
    symbolic.setLinkName("..");
    TarArchiveEntry hard = new TarArchiveEntry("link", TarConstants.LF_LINK);
    hard.setLinkName("/etc/passwd");
    assertRejected(tar("symbolic.tar", symbolic), message);
    assertRejected(tar("hard.tar", hard), message);
    assertRejected(tar("device.tar", new TarArchiveEntry("link", TarConstants.LF_CHR)), message);
  }

  /** Code page 437, which old packers use: é is one byte, 0x82. */
  @Test
  void aNameThatIsNotUtf8IsRejected() throws IOException {
    Path zip = scratch.resolve("old.zip");
    try (ZipOutputStream out =
        new ZipOutputStream(Files.newOutputStream(zip), Charset.forName("IBM437"))) {
      out.putNextEntry(new ZipEntry("été"));
      out.closeEntry();
    }
    assertRejected(
        zip,
        "contains a file whose name is not UTF-8 ('?t?', bytes 82 74 82); pack it again with names"
            + " in UTF-8");

    Path tar = scratch.resolve("old.tar");
    try (TarArchiveOutputStream out =
        new TarArchiveOutputStream(Files.newOutputStream(tar), "ISO-8859-1")) {
      out.putArchiveEntry(new TarArchiveEntry("été/"));
      out.closeArchiveEntry();
    }
    assertRejected(
        tar,
        "contains a file whose name is not UTF-8 ('?t?/', or has a question mark in it); pack it"
            + " again with names in UTF-8");
  }

  /** A zip of 1 MB of zeros that states a size of one byte. */
  @Test
  void aFileThatIsLongerThanItClaimsIsRejected() throws IOException {
    Path zip = zeros("zeros", 1 << 20);
    byte[] bytes = Files.readAllBytes(zip);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(centralHeader(bytes) + 24, 1); // the uncompressed size, APPNOTE.TXT 4.3.12
    Files.write(zip, bytes);
    assertRejected(
        zip, "is damaged: 'zeros' has more bytes than the 1 that it claims; fetch it again");
    assertThat(folder.resolve("zeros").toFile().length()).isLessThan(100_000);
  }

  @Test
  void anArchiveLargerThanTheDiskIsNotUnpacked() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8");
    out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    TarArchiveEntry endless = new TarArchiveEntry("endless");
    endless.setSize(1L << 60);
    out.putArchiveEntry(endless);
    out.write(CONTENT);
    out.flush();
    Path tar = scratch.resolve("endless.tar");
    Files.write(tar, bytes.toByteArray());
    Archive archive = Archive.of(tar, "endless.tar").orElseThrow();
    assertThatIOException()
        .isThrownBy(() -> archive.unpack(folder, OptionalLong.of(Long.MAX_VALUE)))
        .withMessageStartingWith(
            "No space left on device: 1152921504606846976 bytes are to be unpacked, and ");
    assertThat(Transfers.files(folder)).isEmpty();
  }

  /** Many entries may share the same bytes, so that a small file expands implausibly. */
  @Test
  void anImplausibleCompressionRatioIsRejected() throws IOException {
    Path zip = scratch.resolve("shared.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a"));
      out.write(Transfers.bytes(1000, 1));
      out.closeEntry();
    }
    byte[] bytes = Files.readAllBytes(zip);
    int central = centralHeader(bytes);
    int length = 46 + 1; // a header and a name of one letter, APPNOTE.TXT 4.3.12
    ByteBuffer made = ByteBuffer.allocate(bytes.length + 2 * length);
    made.order(ByteOrder.LITTLE_ENDIAN).put(bytes, 0, central);
    for (char name = 'a'; name <= 'c'; name++) {
      made.put(bytes, central, length - 1).put((byte) name);
    }
    int end = made.position();
    made.put(bytes, central + length, bytes.length - central - length);
    made.putShort(end + 8, (short) 3).putShort(end + 10, (short) 3).putInt(end + 12, 3 * length);
    Files.write(zip, made.array());
    assertRejected(
        zip,
        "bytes of content in a file of %d bytes; do not trust it"
            .formatted(bytes.length + 2 * length));
    assertThat(Transfers.files(folder)).isEmpty();
  }

  /** Unpacked as a file, it would not be what its mode says that it is. */
  @ParameterizedTest
  @ValueSource(ints = {0010000, 0020000, 0060000, 0120000, 0140000, 0040000})
  void anEntryWhoseModeIsNoFileIsRejected(int type) throws IOException {
    Path zip = scratch.resolve("mode.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      ZipArchiveEntry entry = new ZipArchiveEntry("a");
      entry.setUnixMode(type | 0644);
      out.putArchiveEntry(entry);
      out.write(CONTENT);
      out.closeArchiveEntry();
    }
    assertRejected(zip, "contains 'a', which is a link or a device");
    TarArchiveEntry entry = tarEntry("a");
    entry.setMode(type | 0644);
    assertRejected(tar("mode.tar", entry), "contains 'a', which is a link or a device");
    assertThat(Transfers.files(folder)).isEmpty();
  }

  @Test
  void anArchiveThatExpandsTooMuchIsRejected() throws IOException {
    Path zip = zeros("a", 5000);
    Archive archive = Archive.of(zip, "zeros.zip").orElseThrow();
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> archive.unpack(folder, OptionalLong.of(4000)))
        .withMessage(
            zip
                + ": has %d bytes and expands to 5000 bytes or more, of which 4000 may be unpacked; if you trust it, allow more by data fetch --max-size, for example --max-size 100GB"
                    .formatted(Files.size(zip)));
    assertThat(Transfers.files(folder)).isEmpty();
    Path tar = tar("a.tar.gz", tarEntry("a"), tarEntry("b"));
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(
            () -> Archive.of(tar, "a.tar.gz").orElseThrow().unpack(folder, OptionalLong.of(10)))
        .withMessageContaining("expands to 14 bytes or more, of which 10 may be unpacked");
  }

  /** What ends where a file ends looks like a shorter archive. */
  @Test
  void aTarWithoutItsEndIsRejected() throws IOException {
    Path tar = tar("a.tar", tarEntry("a"), tarEntry("b"));
    byte[] bytes = Files.readAllBytes(tar);
    Files.write(tar, Arrays.copyOf(bytes, 1024));
    assertRejected(tar, "is damaged: it ends without the blocks that end a tar; fetch it again");
  }

  @Test
  void aTarHeaderWithAWrongChecksumIsRejected() throws IOException {
    Path tar = tar("a.tar", tarEntry("a"));
    byte[] bytes = Files.readAllBytes(tar);
    bytes[0] = 'b';
    Files.write(tar, bytes);
    assertRejected(tar, "the header of 'b' has another checksum than it should");
  }

  @Test
  void aDamagedFileIsRejected() throws IOException {
    Path zip = scratch.resolve("stored.zip");
    byte[] content = Transfers.bytes(1000, 1);
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      out.setMethod(ZipEntry.STORED);
      ZipArchiveEntry entry = new ZipArchiveEntry("a");
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
    }
    byte[] bytes = Files.readAllBytes(zip);
    bytes[500] ^= 1;
    Files.write(zip, bytes);
    assertRejected(zip, "is damaged: 'a' has another checksum than it should; fetch it again");
  }

  @Test
  void aTruncatedArchiveIsRejected() throws IOException {
    Path zip = zip("a", "b");
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));
    assertRejected(zip, "is damaged, or no archive of this kind (");
    Path tar = tar("a.tar.gz", tarEntry("a"));
    byte[] packed = Files.readAllBytes(tar);
    Files.write(tar, Arrays.copyOf(packed, packed.length / 2));
    assertRejected(tar, "is damaged, or no archive of this kind (");
  }

  private static int centralHeader(byte[] zip) {
    for (int i = 0; i < zip.length - 4; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        return i;
      }
    }
    throw new IllegalArgumentException("no central header");
  }

  private Path zeros(String name, int length) throws IOException {
    Path zip = scratch.resolve("zeros.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(name));
      out.write(new byte[length]);
      out.closeEntry();
    }
    return zip;
  }

  private Path zip(String... names) throws IOException {
    Path zip = scratch.resolve("a.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          out.write(CONTENT);
        }
        out.closeEntry();
      }
    }
    return zip;
  }

  private static TarArchiveEntry tarEntry(String name) {
    return tarEntry(name, false);
  }

  private static TarArchiveEntry tarEntry(String name, boolean asItIs) {
    TarArchiveEntry entry = new TarArchiveEntry(name, asItIs);
    if (!name.endsWith("/")) {
      entry.setSize(CONTENT.length);
    }
    return entry;
  }

  private Path tar(String name, TarArchiveEntry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
      for (TarArchiveEntry entry : entries) {
        out.putArchiveEntry(entry);
        if (entry.getSize() > 0) {
          out.write(CONTENT);
        }
        out.closeArchiveEntry();
      }
    }
    Path tar = scratch.resolve(name);
    try (OutputStream out =
        name.endsWith("gz")
            ? new GZIPOutputStream(Files.newOutputStream(tar))
            : Files.newOutputStream(tar)) {
      bytes.writeTo(out);
    }
    return tar;
  }

  private void unpack(Path archive) throws IOException {
    Archive.of(archive, archive.getFileName().toString())
        .orElseThrow()
        .unpack(folder, OptionalLong.empty());
  }

  private void assertRejected(Path archive, String message) {
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> unpack(archive))
        .withMessageStartingWith(archive + ": ")
        .withMessageContaining(message);
  }
}
