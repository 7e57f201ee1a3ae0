package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.picture.MosaicTiff;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.certificate.SealedPage;
import dev.rawline.lab.quality.VerifyCertificate.Finding;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.page.CertificatePage;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.scenes.street.AerialStreet;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate of files, and what happens to it and to what it names. */
class VerifyCertificateTest {
  @TempDir private static Path shared;

  @TempDir private Path folder;

  private static Path images;
  private static Path certificate;

  @BeforeAll
  static void certify() throws IOException {
    SimulatedDrifts drifts =
        new SimulatedDrifts(new AerialStreet(), OpticsSpec.DRONE, SensorSpec.DRONE, 64, 3);
    Irradiance[] lights = drifts.lights(0, 14);
    for (int i = 0; i < lights.length; i++) {
      RawImage raw = drifts.record(lights[i], CameraDrift.NONE, new Seed(5, "image " + i));
      Path place = Files.createDirectories(shared.resolve(i < 8 ? "normal" : "incoming"));
      Files.write(place.resolve("image-%02d.tiff".formatted(i)), MosaicTiff.of(raw));
    }
    images = shared.resolve("incoming");
    try (LabBook book = LabBook.open(BookLocation.Folder.of(shared.resolve("book")))) {
      QualityReference reference =
          new BuildReference(
                  shared.resolve("reference"),
                  Optional.of(SensorSpec.DRONE),
                  Optional.empty(),
                  Optional.empty(),
                  2,
                  1,
                  book)
              .run(open(shared.resolve("normal")), false, Progress.SILENT);
      LinkedHashMap<String, String> keys = new LinkedHashMap<>();
      keys.put("reference", "reference");
      keys.put("data", images.toString());
      keys.put("certificate", Path.of("../examples/certificate.yaml").toAbsolutePath().toString());
      new CheckQuality(
              QualityPlan.FILE.read(Optional.empty(), keys),
              reference,
              CameraDrift.NONE,
              Optional.empty(),
              Optional.empty(),
              List.of(),
              shared.resolve("checked"),
              book)
          .run(open(images), Progress.SILENT);
    }
    certificate = shared.resolve("checked").resolve(CertificatePage.FILE);
  }

  private static DataSet open(Path folder) throws IOException {
    return DataSets.open(folder, DataSetOptions.DEFAULT.with(PictureKind.RAW));
  }

  private static Map<String, Finding> verify(Path page, Path reference, Path batch)
      throws IOException {
    return new VerifyCertificate(page, Optional.of(reference), Optional.of(open(batch)), false)
        .run(Progress.SILENT).stream()
            .collect(Collectors.toMap(Finding::part, Function.identity()));
  }

  private static Map<String, Finding> verify(Path page) throws IOException {
    return verify(page, shared.resolve("reference"), images);
  }

  private Path copy(Path source) throws IOException {
    Path copied = Files.createDirectories(folder.resolve(String.valueOf(source.getFileName())));
    try (var files = Files.list(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, copied.resolve(String.valueOf(file.getFileName())));
      }
    }
    return copied;
  }

  private Path changed(String what, String by) throws IOException {
    String html = Files.readString(certificate);
    assertThat(html).contains(what);
    return Files.writeString(folder.resolve("certificate.html"), html.replace(what, by));
  }

  private static void differs(Map<String, Finding> findings, String part, String words) {
    assertThat(findings.get(part).agrees()).as(findings.toString()).contains(false);
    assertThat(findings.get(part).words()).contains(words);
    assertThat(VerifyCertificate.holds(List.copyOf(findings.values()))).isFalse();
    findings.forEach(
        (name, finding) -> {
          if (!name.equals(part)) {
            assertThat(finding.agrees())
                .as("%s of %s", name, findings)
                .isNotEqualTo(Optional.of(false));
          }
        });
  }

  @Test
  void whatWasCertifiedIsVerified() throws IOException {
    Map<String, Finding> findings = verify(certificate);
    assertThat(findings).hasSize(5);
    assertThat(findings.values())
        .allSatisfy(finding -> assertThat(finding.agrees()).as(finding.toString()).contains(true));
    List<Finding> alone =
        new VerifyCertificate(certificate, Optional.empty(), Optional.empty(), false)
            .run(Progress.SILENT);
    assertThat(alone).filteredOn(finding -> finding.agrees().isEmpty()).hasSize(2);
    assertThat(VerifyCertificate.holds(alone)).isTrue();
  }

  @Test
  void theCertificateNamesNoPlaceOfThisMachine() throws IOException {
    assertThat(Files.readString(certificate))
        .contains("RL-2026-0042", "SN 004217", "A. Example")
        .doesNotContain(shared.toString(), Path.of("").toAbsolutePath().toString(), "not stated");
  }

  @Test
  void aChangedCertificateIsFound() throws IOException {
    differs(verify(changed("SN 004217", "SN 004218")), "certificate", "was changed after");
    differs(verify(changed("\"verdict\":", "\"verdict\": ")), "certificate", "was changed after");
    differs(verify(changed("\n", "\r\n")), "certificate", "was changed after");
  }

  /** Whoever changes a checksum, and seals the page again, is found by what it names. */
  @Test
  void aCertificateThatWasSealedAgainDiffersFromItsData() throws IOException {
    SealedPage page = SealedPage.read(certificate);
    String other =
        page.html()
            .replace(page.record().sha256(), SealedPage.SEAL)
            .replace(page.record().batch().images().getFirst().samples(), "0".repeat(64));
    Path forged = Files.writeString(folder.resolve("certificate.html"), SealedPage.sealed(other));
    differs(verify(forged), "batch", "image-08.tiff is the same file, read differently");
  }

  @Test
  void changedImagesAreFound() throws IOException {
    Path batch = copy(images);
    Path file = batch.resolve("image-09.tiff");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    differs(
        verify(certificate, shared.resolve("reference"), batch),
        "batch",
        "1 of 6 images differ: image-09.tiff was changed");
    Files.delete(file);
    Files.copy(batch.resolve("image-10.tiff"), batch.resolve("other.tiff"));
    differs(
        verify(certificate, shared.resolve("reference"), batch),
        "batch",
        "2 of 6 images differ: image-09.tiff is missing, other.tiff is not of the certificate");
  }

  @Test
  void changedAndOtherReferencesAreFound() throws IOException {
    Path reference = copy(shared.resolve("reference"));
    Path file = reference.resolve("reference.json");
    String json = Files.readString(file);
    Files.writeString(file, json.replace("\"name\" : \"normal\"", "\"name\" : \"abnormal\""));
    differs(
        verify(certificate, reference, images), "reference", "was changed after it was written");
    differs(
        verify(changed("\"reference\":{\"name\":\"normal\"", "\"reference\":{\"name\":\"other\"")),
        "certificate",
        "was changed");
    assertThatThrownBy(() -> verify(certificate, folder.resolve("none"), images))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining("does not exist; name the folder or file");
  }

  @Test
  void resultsOfAnotherCheckAndAnotherProgramAreFound() throws IOException {
    Path copied = copy(certificate.getParent());
    Files.writeString(copied.resolve("quality.json"), "{}");
    differs(verify(copied.resolve("certificate.html")), "results", "of another check");
    SealedPage page = SealedPage.read(certificate);
    String other =
        page.html()
            .replace(page.record().sha256(), SealedPage.SEAL)
            .replace(page.record().program().sha256(), "0".repeat(64));
    Path old = Files.writeString(folder.resolve("old.html"), SealedPage.sealed(other));
    differs(verify(old), "program", "accept another with --any-program");
    assertThat(
            VerifyCertificate.holds(
                new VerifyCertificate(old, Optional.empty(), Optional.empty(), true)
                    .run(Progress.SILENT)))
        .isTrue();
  }

  @Test
  void otherFilesAreRejected() throws IOException {
    Path page = Files.writeString(folder.resolve("page.html"), "<html></html>");
    assertThatThrownBy(() -> verify(page))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining("is no certificate");
    assertThatThrownBy(
            () -> verify(changed("\"kind\":\"rawline certificate 1\"", "\"kind\":\"x\"")))
        .hasMessageContaining("another version of Rawline");
    assertThatThrownBy(() -> verify(changed("\"plan\":", "\"plin\":")))
        .hasMessageContaining("holds a damaged record");
  }
}
