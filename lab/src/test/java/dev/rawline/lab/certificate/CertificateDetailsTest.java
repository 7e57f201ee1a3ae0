package dev.rawline.lab.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.lab.DocumentedKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateDetailsTest {
  private static final DocumentedKind DOCUMENTED =
      new DocumentedKind(CertificateDetails.FILE.kind(), CertificateDetailsTest.class);

  @TempDir private Path folder;

  private CertificateDetails read(String text) throws IOException {
    return CertificateDetails.FILE.read(Files.writeString(folder.resolve("c.yaml"), text));
  }

  private static CertificateHead head(CertificateDetails details) {
    return new CertificateHead(
        details, "Certificate", List.of(), "2026-11-29T20:00:00Z", List.of());
  }

  @Test
  void theDocumentedSchemaIsUpToDate() throws IOException {
    DOCUMENTED.requireSchema();
  }

  @Test
  void theDocumentedTableOfKeysIsUpToDate() throws IOException {
    DOCUMENTED.requireTable();
  }

  @Test
  void theExampleStatesEverything() throws IOException {
    CertificateDetails details =
        CertificateDetails.FILE.read(DocumentedKind.PROJECT.resolve("examples/certificate.yaml"));
    assertThat(head(details).missing()).isEmpty();
    Path written = folder.resolve("written.yaml");
    CertificateDetails.FILE.write(details, written);
    assertThat(CertificateDetails.FILE.read(written)).isEqualTo(details);
    assertThat(CertificateDetails.FILE.ofValues(CertificateDetails.FILE.values(details)))
        .isEqualTo(details);
  }

  /** ISO/IEC 17025:2017, 7.8.2.1 and 7.8.3.1: each point that only a person knows. */
  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertThat(head(CertificateDetails.none()).missing().orElseThrow())
        .isEqualTo(
            "number of the certificate, laboratory, address, place of the work, customer, contact of the customer, make, model, serial number, firmware, settings, condition when received, received, tested, issued, environment, sampling, deviations from the method, external providers, supplied by the customer, metrological traceability, the person who authorises");
    assertThat(head(read("number: A 1\nauthorised_by: {name: B}\n")).missing().orElseThrow())
        .startsWith("laboratory")
        .endsWith("traceability");
    assertThat(head(read("{}")).number()).isEqualTo("number not stated");
  }

  @Test
  void datesExistAndAreInOrder() {
    assertThatThrownBy(
            () -> read("dates: {received: 2026-02-30, tested: 2026-01-05, issued: 2026-01-04}\n"))
        .hasMessageContaining("dates.received (line 1) is 2026-02-30: expected a date that exists")
        .hasMessageContaining(
            "dates.issued (line 1) is 2026-01-04: expected a date that is not before tested, 2026-01-05");
    assertThatThrownBy(() -> read("dates: {issued: today}\nnumbr: 3\n"))
        .hasMessageContaining("dates.issued")
        .hasMessageContaining("did you mean number?");
  }
}
