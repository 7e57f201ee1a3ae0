package dev.rawline.lab.certificate;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A page that holds its record and its own checksum: the SHA-256 of the page with {@link #SEAL} in
 * the place of the checksum.
 *
 * <p>It shows any change that was not followed by a new checksum. Whoever changes both makes
 * another sealed page: who issued a certificate is shown by a signature, not by a checksum.
 *
 * @param html the page
 * @param record what it holds for programs
 */
public record SealedPage(String html, CertificateRecord record) {
  /** Stands for the checksum until it is known, in the record and wherever the page shows it. */
  public static final String SEAL = "the checksum of this page";

  private static final String BEGIN = "<meta name=\"rawline-certificate\" content='";
  private static final String END = "'>";
  private static final String REMEDY = "name a certificate.html of Rawline 0.2.0 or newer";

  /** Returns the element of the page's head that holds a record. */
  public static String element(CertificateRecord record) {
    String json = JsonFile.text(JsonRecords.values(record));
    return BEGIN
        + json.replace("&", "\\u0026")
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("'", "\\u0027")
        + END
        + "\n";
  }

  /** Returns a page with its checksum in the place of {@link #SEAL}. */
  public static String sealed(String html) {
    return html.replace(SEAL, Provenance.sum(html));
  }

  /**
   * Reads a page.
   *
   * @throws RejectedFileException if it holds no record, or one of another kind
   */
  public static SealedPage read(Path file) throws IOException {
    String html = BoundedFile.wholeText(file);
    int from = html.indexOf(BEGIN) + BEGIN.length();
    int to = html.indexOf(END, from);
    if (from < BEGIN.length() || to < 0) {
      throw new RejectedFileException(
          file, "is no certificate: it holds no record that can be checked", REMEDY);
    }
    try {
      CertificateRecord record =
          JsonRecords.ofValues(JsonFile.parse(html.substring(from, to)), CertificateRecord.class);
      if (!record.kind().equals(CertificateRecord.KIND)) {
        throw new RejectedFileException(
            file, "is a certificate of another version of Rawline", "check it with that version");
      }
      return new SealedPage(html, record);
    } catch (IllegalArgumentException e) {
      throw new RejectedFileException(
          file, "holds a damaged record (" + e.getMessage() + ")", "copy the certificate again", e);
    }
  }

  /** Returns whether the page is as it was sealed. */
  public boolean isUnchanged() {
    return Provenance.sum(html.replace(record.sha256(), SEAL)).equals(record.sha256());
  }
}
