package dev.rawline.app.render;

import dev.rawline.app.options.OptionValues;
import dev.rawline.app.options.ResultFolder;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.lab.views.CorruptPictures;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline corrupt}: command-line interface of {@link CorruptPictures}. */
@Command(name = "corrupt", header = "Apply the corruptions of ImageNet-C to processed images.")
public final class CorruptCommand extends TerminalCommand {
  private static final String ALL = "all";

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Images: PNG or TIFF with 8 or 16 bits per channel, or JPEG.")
  private List<Path> files;

  @Option(
      names = "--corruption",
      required = true,
      paramLabel = "NAME",
      completionCandidates = OptionValues.Corruptions.class,
      description = "The corruption to apply; repeat it for several, or give all for every one.")
  private List<String> corruptions;

  @Option(names = "--severity", paramLabel = "N", description = "Severity, 1 to 5 (default: 3).")
  private int severity = 3;

  @Option(
      names = "--constants",
      paramLabel = "SET",
      completionCandidates = OptionValues.Constants.class,
      description = {
        "scaled: those of ImageNet-C, lengths scaled to the image size (default).",
        "32px: those of CIFAR-10-C and of the published study, for images of 32 pixels."
      })
  private String constants = CorruptionConstants.SCALED.word();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Random seed, a whole number (default: 1).")
  private long seed = 1;

  @Option(
      names = "--sheet",
      description = "Also draw the corruptions at all severities on one contact sheet per file.")
  private boolean sheet;

  @Mixin private ResultFolder results;

  @Override
  public ExitCode call() throws IOException {
    List<FileOutcome> outcomes = withProgress(progress -> command().run(files, progress));
    return OutcomeSummary.print(outcomes, results.path(), spec().commandLine());
  }

  @Override
  protected List<String> next() {
    return sheet
        ? List.of()
        : words(
            "corrupt",
            files.getFirst(),
            "--corruption",
            ALL,
            "--sheet",
            given("--constants", "--seed"),
            "--out",
            beside(results.path(), "sheet"));
  }

  private CorruptPictures command() {
    List<CorruptionKind> kinds = new ArrayList<>();
    for (String word : corruptions) {
      if (word.equals(ALL)) {
        kinds.addAll(CorruptionKind.FAMILY);
      } else {
        kinds.add(CorruptionKind.of(word));
      }
    }
    return new CorruptPictures(
        results.path(),
        kinds,
        severity,
        CorruptionConstants.of(constants),
        seed,
        sheet,
        results.force());
  }
}
