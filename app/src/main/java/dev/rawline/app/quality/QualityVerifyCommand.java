package dev.rawline.app.quality;

import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.data.set.DataSet;
import dev.rawline.lab.quality.VerifyCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline quality verify}: command-line interface of {@link VerifyCertificate}. */
@Checks(warns = false)
@Command(
    name = "verify",
    header = "Check that a certificate, its reference and its batch are unchanged, by SHA-256.")
final class QualityVerifyCommand extends BatchCommand {
  @Parameters(
      index = "0",
      paramLabel = "CERTIFICATE",
      description = "The certificate.html that quality check wrote.")
  private Path certificate;

  @Option(
      names = "--reference",
      paramLabel = "REFERENCE",
      description = "The reference: the folder or file written by quality reference.")
  private Path reference;

  @Option(
      names = "--batch",
      arity = "1..*",
      paramLabel = "DATASET|FILE",
      description = "The batch: one data set or folder of raw files, or files.")
  private List<String> batch;

  @Option(
      names = "--any-program",
      description = "Accept a certificate that another version of Rawline wrote.")
  private boolean anyProgram;

  @Mixin private RawImageArguments images;

  @Override
  public ExitCode call() throws IOException {
    Optional<DataSet> opened =
        batch == null ? Optional.empty() : Optional.of(images.open(spec(), batch));
    List<VerifyCertificate.Finding> findings =
        withProgress(
            progress ->
                new VerifyCertificate(
                        certificate, Optional.ofNullable(reference), opened, anyProgram)
                    .run(progress));
    boolean holds = VerifyCertificate.holds(findings);
    out().println(holds ? "VERIFIED" : "NOT VERIFIED");
    for (VerifyCertificate.Finding finding : findings) {
      out()
          .printf(
              "%-12s %-12s %s%n",
              finding.part(),
              finding.agrees().map(agrees -> agrees ? "agrees" : "DIFFERS").orElse("not checked"),
              finding.words());
    }
    return holds ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }
}
