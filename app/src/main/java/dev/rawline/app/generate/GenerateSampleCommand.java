package dev.rawline.app.generate;

import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.PictureSize;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.picture.MaskPalette;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.lab.generate.GeneratedScenes;
import dev.rawline.lab.generate.SampleScenes;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline generate sample}: command-line interface of {@link SampleScenes}. */
@Command(
    name = "sample",
    header = "Draw scenes from a generative model: radiance, masks, and pictures to look at.")
final class GenerateSampleCommand extends TerminalCommand {
  @Parameters(paramLabel = "MODEL", description = "Folder of a model of generate train.")
  private Path model;

  @Option(
      names = "--class",
      split = ",",
      paramLabel = "CLASS",
      description = "Classes to draw in turn, comma-separated (default: all).")
  private List<String> classes = List.of();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Number of scenes (default: one of each class).")
  private Integer count;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "Size of the scenes: WIDTHxHEIGHT [samples] (default: as in training).")
  private String size;

  @Option(
      names = "--mask",
      paramLabel = "FILE",
      description =
          "Where objects are: a mask of the size of the scenes, for a model with masks (default:"
              + " drawn).")
  private Path mask;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Random seed, a whole number (default: 1).")
  private long seed = 1;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "Folder for the scenes, created if missing.")
  private Path folder;

  @Mixin private EngineOptions engineOptions;

  @Override
  public ExitCode call() throws IOException {
    GeneratedScenes scenes = GeneratedScenes.open(model, engineOptions.engine());
    try (SceneGenerator generator = scenes.generator()) {
      int side = generator.description().side();
      Optional<Mask> given =
          mask == null
              ? Optional.empty()
              : Optional.of(MaskFile.read(mask, MaskPalette.FOREGROUND));
      if (given.isPresent() && !generator.description().hasMasks()) {
        throw new IllegalArgumentException(
            "--mask is given, but the model %s has no masks: train one with masks: data or stain"
                .formatted(model));
      }
      if (given.isPresent() && size != null) {
        throw new IllegalArgumentException(
            "--mask and --size are given, but scenes are as large as their mask: leave out --size");
      }
      PictureSize sides =
          given
              .map(known -> new PictureSize(known.width(), known.height()))
              .orElseGet(
                  () -> size == null ? new PictureSize(side, side) : PictureSize.parse(size));
      List<String> wanted = classes.isEmpty() ? generator.description().classes() : classes;
      SampleScenes command =
          new SampleScenes(
              folder,
              scenes,
              wanted,
              sides.width(),
              sides.height(),
              given.map(GenerateSampleCommand::covered),
              seed);
      int all = count == null ? wanted.size() : count;
      List<FileOutcome> outcomes = interruptible(progress -> command.run(all, progress));
      return OutcomeSummary.print(outcomes, folder, spec().commandLine());
    }
  }

  private static boolean[] covered(Mask mask) {
    boolean[] covered = new boolean[mask.width() * mask.height()];
    for (int i = 0; i < covered.length; i++) {
      covered[i] = mask.at(i / mask.width(), i % mask.width()) != 0;
    }
    return covered;
  }

  @Override
  protected List<String> next() {
    return words("data", "info", folder);
  }
}
