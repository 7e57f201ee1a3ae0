package dev.rawline.app.render;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.lab.views.CorruptPictures;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline corrupt}: command-line interface of {@link CorruptPictures}. */
@Command(
    name = "corrupt",
    header = "Spoil processed pictures by the corruptions of ImageNet-C.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "photo.png becomes photo-<corruption>-<severity>.png (8 bits, sRGB) and photo-corrupt.json"
          + " (where they came from). docs/reference/corruptions.md describes each.",
      "",
      "The same seed and file name make the same bits.",
      ""
    },
    footer = {
      "",
      "Corruptions, first the ten of the published study:",
      "  gaussian_noise, shot_noise, impulse_noise, speckle_noise, gaussian_blur, zoom_blur,",
      "  contrast, brightness, saturate, elastic_transform;",
      "  defocus_blur, glass_blur, motion_blur, snow, frost, fog, spatter, pixelate,",
      "  jpeg_compression; identity",
      "",
      HelpText.EXAMPLES,
      "  ./rawline corrupt examples/pictures/BAS/000001.jpg --corruption fog --severity 4 --out foggy",
      "  ./rawline corrupt examples/pictures/BAS/000001.jpg --corruption all --sheet --out spoilt"
    })
public final class CorruptCommand implements Callable<ExitCode> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Pictures: PNG or TIFF of 8 or 16 bits a colour, or JPEG.")
  private List<Path> files;

  @Option(
      names = "--corruption",
      required = true,
      paramLabel = "NAME",
      completionCandidates = KindWords.class,
      description = "What is done; repeat it for several, or all for every one.")
  private List<String> corruptions;

  @Option(
      names = "--severity",
      paramLabel = "N",
      description = "How severely, 1 to 5 (default: 3).")
  private int severity = 3;

  @Option(
      names = "--constants",
      paramLabel = "SET",
      completionCandidates = ConstantsWords.class,
      description = {
        "scaled: those of ImageNet-C, lengths scaled to the picture (default).",
        "32px: those of CIFAR-10-C and of the published study, made for 32 pixels."
      })
  private String constants = CorruptionConstants.SCALED.word();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Random seed, a whole number (default: 1).")
  private long seed = 1;

  @Option(
      names = "--sheet",
      description = "Draw the corruptions at all severities on one sheet a file too.")
  private boolean sheet;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the pictures, made if it does not exist.")
  private Path folder;

  @Option(names = "--force", description = "Replace files that already exist in the folder.")
  private boolean force;

  @Override
  public ExitCode call() throws IOException {
    List<FileOutcome> outcomes;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      outcomes = command().run(files, progress);
    }
    return OutcomeSummary.print(outcomes, folder, spec.commandLine());
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
        folder, kinds, severity, CorruptionConstants.of(constants), seed, sheet, force);
  }

  /** The words that bash completes. */
  static final class KindWords extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    KindWords() {
      super(
          Stream.concat(
                  Arrays.stream(CorruptionKind.values()).map(CorruptionKind::word), Stream.of(ALL))
              .toList());
    }
  }

  /** The words that bash completes. */
  static final class ConstantsWords extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    ConstantsWords() {
      super(Arrays.stream(CorruptionConstants.values()).map(CorruptionConstants::word).toList());
    }
  }
}
