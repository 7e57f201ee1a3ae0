package dev.rawline.lab.quality;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.certificate.CertificateRecord;
import dev.rawline.lab.certificate.ProgramVersion;
import dev.rawline.lab.certificate.SealedPage;
import dev.rawline.lab.dataset.MeasureChecksums;
import dev.rawline.lab.quality.page.QualitySummary;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A certificate × what it names → whether each is what was certified, by their SHA-256.
 *
 * @param certificate the file of the certificate
 * @param reference the reference, if it is checked
 * @param batch the batch, if it is checked
 * @param anyProgram whether another version of the program is accepted
 */
public record VerifyCertificate(
    Path certificate, Optional<Path> reference, Optional<DataSet> batch, boolean anyProgram) {
  private static final int SHORT = 12;
  private static final int MOST_NAMED = 5;

  /**
   * What was found of one part.
   *
   * @param part what was checked
   * @param agrees whether it is what was certified; empty where it was not checked
   * @param words what was found, and what to do
   */
  public record Finding(String part, Optional<Boolean> agrees, String words) {
    static Finding of(String part, boolean agrees, String words) {
      return new Finding(part, Optional.of(agrees), words);
    }
  }

  /** Returns whether no part differs. */
  public static boolean holds(List<Finding> findings) {
    return findings.stream().allMatch(finding -> finding.agrees().orElse(true));
  }

  /**
   * Checks the certificate.
   *
   * @throws RejectedFileException if the file is no certificate, or there is no reference
   * @throws IOException if an image cannot be read
   */
  public List<Finding> run(Progress progress) throws IOException {
    SealedPage page = SealedPage.read(certificate);
    Optional<List<SampleChecksum>> sums =
        batch.isPresent()
            ? Optional.of(MeasureChecksums.of("checksums", batch.get(), progress))
            : Optional.empty();
    CertificateRecord record = page.record();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.of(
            "certificate",
            page.isUnchanged(),
            page.isUnchanged()
                ? "as it was written"
                : "was changed after it was written: ask the laboratory for the original file"));
    Path results = certificate.resolveSibling(QualitySummary.RECORD);
    if (Files.isRegularFile(results)) {
      boolean same = Provenance.sum(results).equals(record.results());
      findings.add(
          Finding.of(
              "results",
              same,
              QualitySummary.RECORD
                  + (same
                      ? " next to it is of this certificate"
                      : " next to it is of another check, or was changed")));
    }
    findings.add(reference(record.reference()));
    findings.add(
        sums.isPresent()
            ? batch(record.batch(), batch.orElseThrow(), sums.get())
            : new Finding("batch", Optional.empty(), "name it with --batch"));
    findings.add(program(record.program()));
    return findings;
  }

  private Finding reference(CertificateRecord.Reference certified) throws IOException {
    if (reference.isEmpty()) {
      return new Finding("reference", Optional.empty(), "name it with --reference");
    }
    Path file = reference.get();
    Path named = Files.isDirectory(file) ? file.resolve(QualityReferenceFiles.NAME) : file;
    if (!Files.isRegularFile(named)) {
      throw new RejectedFileException(
          named, "does not exist", "name the folder or file that quality reference wrote");
    }
    try {
      String sum = QualityReferenceFiles.sum(QualityReferenceFiles.read(named));
      return Finding.of(
          "reference",
          sum.equals(certified.sha256()),
          sum.equals(certified.sha256())
              ? certified.name()
              : "another one: SHA-256 %s, the certificate names %s"
                  .formatted(start(sum), start(certified.sha256())));
    } catch (RejectedFileException changed) {
      return Finding.of("reference", false, changed.getMessage());
    }
  }

  private static Finding batch(
      CertificateRecord.Batch certified, DataSet dataSet, List<SampleChecksum> sums)
      throws IOException {
    List<CertificateRecord.Image> added =
        new ArrayList<>(CertificateRecord.images(dataSet.samples(), sums));
    List<CertificateRecord.Image> gone = new ArrayList<>(certified.images());
    for (CertificateRecord.Image image : certified.images()) {
      if (take(added, other -> isSame(image, other)).isPresent()) {
        gone.remove(image);
      }
    }
    List<String> problems = new ArrayList<>();
    for (CertificateRecord.Image image : gone) {
      problems.add(
          image.name()
              + take(added, other -> other.name().equals(image.name()))
                  .map(now -> change(image, now))
                  .orElse(" is missing"));
    }
    added.forEach(image -> problems.add(image.name() + " is not of the certificate"));
    int images = certified.images().size();
    return Finding.of(
        "batch",
        problems.isEmpty(),
        problems.isEmpty()
            ? "%s: %d %s".formatted(certified.name(), images, images == 1 ? "image" : "images")
            : "%d of %d images differ: %s%s"
                .formatted(
                    problems.size(),
                    images,
                    String.join(", ", problems.subList(0, Math.min(MOST_NAMED, problems.size()))),
                    problems.size() > MOST_NAMED ? ", …" : ""));
  }

  /** Takes the first image of a list that fulfils a condition. */
  private static Optional<CertificateRecord.Image> take(
      List<CertificateRecord.Image> images, Predicate<CertificateRecord.Image> condition) {
    Optional<CertificateRecord.Image> found = images.stream().filter(condition).findFirst();
    found.ifPresent(images::remove);
    return found;
  }

  private static boolean isSame(CertificateRecord.Image image, CertificateRecord.Image other) {
    return image.file().equals(other.file()) && image.samples().equals(other.samples());
  }

  private static String change(CertificateRecord.Image image, CertificateRecord.Image now) {
    if (image.file().isPresent() && image.file().equals(now.file())) {
      return " is the same file, read differently (give the options and sidecars of the check)";
    }
    return image.samples().equals(now.samples())
        ? " is another file with the same samples"
        : " was changed";
  }

  private Finding program(ProgramVersion certified) throws IOException {
    ProgramVersion here = ProgramVersion.current();
    boolean same = here.sha256().equals(certified.sha256());
    if (!same && anyProgram) {
      return new Finding("program", Optional.empty(), "written by " + certified.words());
    }
    return Finding.of(
        "program",
        same,
        same
            ? certified.words()
            : "this is %s; the certificate was written by %s: check it with that one, or accept another with --any-program"
                .formatted(here.words(), certified.words()));
  }

  private static String start(String sum) {
    return sum.substring(0, Math.min(SHORT, sum.length()));
  }
}
