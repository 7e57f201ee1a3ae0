package dev.rawline.app.data;

import dev.rawline.app.options.DataSetArgument;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.card.DataCard;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.tile.MaskClassRule;
import dev.rawline.data.tile.PublishedTiles;
import dev.rawline.data.tile.RandomCrops;
import dev.rawline.data.tile.Tiling;
import dev.rawline.lab.dataset.DataSetCard;
import dev.rawline.lab.dataset.FrameTiling;
import dev.rawline.lab.dataset.FrameTiling.Kept;
import dev.rawline.lab.dataset.TileData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rawline data tile}: command-line interface of {@link TileData}. */
@Command(name = "tile", header = "Cut frames and their masks into tiles or random crops.")
final class DataTileCommand extends TerminalCommand {
  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "Side length of a tile or crop [px] (default: 256).")
  private int size = 256;

  @Option(
      names = "--overlap",
      paramLabel = "PIXELS",
      description = "Overlap of neighbouring tiles [px] (default: 0).")
  private int overlap;

  @Option(
      names = "--rest",
      paramLabel = "WHAT",
      description =
          "Remainder at the right and the bottom: drop it, or cover it by tiles shifted inwards"
              + " (default: drop).")
  private String rest = "drop";

  @Option(
      names = "--crops",
      paramLabel = "N",
      description = "Cut N crops of every frame at random even positions, instead of tiles.")
  private Integer crops;

  @Option(names = "--whole", description = "Keep frames whole; --keep selects and classifies them.")
  private boolean whole;

  @Option(
      names = "--keep",
      paramLabel = "WHICH",
      description = {
        "Tiles or crops to keep (default: all):",
        "  all        every one",
        "  object     those whose mask is not empty",
        "  classed    those with more than --threshold of an object and those without any; they get",
        "             the classes of --classes",
        "  balanced   of every photo those with more than --threshold of an object, and as many",
        "             without any, in the same classes"
      })
  private String keep = "all";

  @Option(
      names = "--threshold",
      paramLabel = "SHARE",
      description = "Minimum object fraction of a tile, from 0 to below 1 (default: 0.01).")
  private double threshold = MaskClassRule.PUBLISHED.threshold();

  @Option(
      names = "--classes",
      paramLabel = "WITH,WITHOUT",
      split = ",",
      description = "Names of the two classes (default: car,no car).")
  private List<String> classes =
      List.of(MaskClassRule.PUBLISHED.present(), MaskClassRule.PUBLISHED.absent());

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Random seed of crops and of --keep balanced (default: 72, as published).")
  private long seed = PublishedTiles.SEED;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the data set, created if missing.")
  private Path folder;

  @Mixin private DataSetArgument data;

  @Override
  public ExitCode call() throws IOException {
    TileData command = new TileData(folder, cuts(), kept());
    DataSetOptions reading = data.reading();
    Path source = data.folder(spec());
    DataSet dataSet = DataSets.open(source, reading);
    TileData.Result result =
        withProgress(progress -> command.run(dataSet, DataSetCard.in(source), progress));
    result
        .card()
        .map(DataCard::contents)
        .ifPresent(
            made ->
                out()
                    .printf(
                        "%d tiles from %d frames%s%n",
                        made.samples(),
                        result.outcomes().size(),
                        made.classes().isEmpty() ? "" : ": " + made.classes()));
    if (result.card().isEmpty()) {
      err().println("no tile was kept");
    }
    return OutcomeSummary.refusals(result.outcomes(), spec().commandLine());
  }

  @Override
  protected List<String> next() {
    return words("data", "info", folder);
  }

  private FrameTiling cuts() {
    if (whole && crops != null) {
      throw new IllegalArgumentException("--whole cannot be combined with --crops: choose one");
    }
    if (whole) {
      return new FrameTiling.Whole();
    }
    if (crops != null) {
      return new FrameTiling.Crops(new RandomCrops(size, crops), seed);
    }
    return new FrameTiling.Tiles(
        new Tiling(
            size,
            overlap,
            switch (rest) {
              case "drop" -> Tiling.Remainder.DROPPED;
              case "cover" -> Tiling.Remainder.COVERED;
              default ->
                  throw new IllegalArgumentException(
                      "--rest is '%s': expected drop or cover".formatted(rest));
            }));
  }

  private Kept kept() {
    return switch (keep) {
      case "all" -> new Kept.All();
      case "object" -> new Kept.WithObject();
      case "classed" -> new Kept.Classed(maskClasses());
      case "balanced" -> new Kept.Balanced(maskClasses(), seed);
      default ->
          throw new IllegalArgumentException(
              "--keep is '%s': expected all, object, classed or balanced".formatted(keep));
    };
  }

  private MaskClassRule maskClasses() {
    if (classes.size() != 2) {
      throw new IllegalArgumentException(
          "--classes names %d: expected two, separated by a comma".formatted(classes.size()));
    }
    return new MaskClassRule(threshold, classes.getFirst(), classes.getLast());
  }
}
