package dev.rawline.app.data;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalProgress;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline data tile}: command-line interface of {@link TileData}. */
@Command(
    name = "tile",
    header = "Cut frames into tiles or random crops, masks in step.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "Piece IIIII of photo NN becomes images/NN_IIIII.tiff. Pieces keep the group of their photo, so"
          + " that no split parts them, and its licence and attribution. With several intensities,"
          + " all are cut at the same places. A piece has the class of its photo, whatever it shows;"
          + " --keep classed or balanced gives it one by its mask.",
      "",
      "The published tiles of the drone data: 256 pixels, the rest dropped; --keep object for"
          + " segmentation, --keep balanced for classification.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate aerial-street --camera drone --count 4 --size 256x192 --out streets",
      "  ./rawline data tile streets --size 64 --out tiles",
      "  ./rawline data tile streets --size 64 --overlap 16 --rest cover --keep object --out cars",
      "  ./rawline data tile streets --size 64 --keep balanced --out both",
      "  ./rawline data tile streets --size 96 --crops 5 --seed 3 --out crops"
    })
final class DataTileCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = DataInfoCommand.DATASET)
  private String typed;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "The side of a piece [px] (default: 256).")
  private int size = 256;

  @Option(
      names = "--overlap",
      paramLabel = "PIXELS",
      description = "How much neighbouring tiles share [px] (default: 0).")
  private int overlap;

  @Option(
      names = "--rest",
      paramLabel = "WHAT",
      description =
          "What becomes of the rest at the right and the bottom: drop it, or cover it by tiles that are"
              + " moved inwards (default: drop).")
  private String rest = "drop";

  @Option(
      names = "--crops",
      paramLabel = "N",
      description = "Instead of tiles, so many crops of every frame, at random even places.")
  private Integer crops;

  @Option(
      names = "--whole",
      description = "Instead, leave frames whole: --keep chooses among them and classes them.")
  private boolean whole;

  @Option(
      names = "--keep",
      paramLabel = "WHICH",
      description = {
        "Which pieces are kept (default: all):",
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
      description = "How much of a piece must be object, 0 to below 1 (default: 0.01).")
  private double threshold = MaskClassRule.PUBLISHED.threshold();

  @Option(
      names = "--classes",
      paramLabel = "WITH,WITHOUT",
      split = ",",
      description = "What the two classes are called (default: car,no car).")
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
      description = "Folder for the data set, made if it does not exist.")
  private Path folder;

  @Mixin private DataSetReadOptions options;

  @Override
  public ExitCode call() throws IOException {
    TileData command = command();
    DataSetOptions reading = options.reading();
    Path source = DataSetReadOptions.folder(spec, typed);
    DataSet dataSet = DataSets.open(source, reading);
    TileData.Result result;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      result = command.run(dataSet, DataSetCard.in(source), progress);
    }
    result
        .card()
        .map(DataCard::contents)
        .ifPresent(
            made ->
                spec.commandLine()
                    .getOut()
                    .printf(
                        "%d pieces of %d frames%s%n",
                        made.samples(),
                        result.outcomes().size(),
                        made.classes().isEmpty() ? "" : ": " + made.classes()));
    if (result.card().isEmpty()) {
      spec.commandLine().getErr().println("no piece was kept");
    }
    return OutcomeSummary.refusals(result.outcomes(), spec.commandLine());
  }

  private TileData command() {
    return new TileData(folder, cuts(), kept());
  }

  private FrameTiling cuts() {
    if (whole && crops != null) {
      throw new IllegalArgumentException("--whole goes without --crops: choose one");
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
              case "drop" -> Tiling.Rest.DROPPED;
              case "cover" -> Tiling.Rest.COVERED;
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
          "--classes names %d: expected two, parted by a comma".formatted(classes.size()));
    }
    return new MaskClassRule(threshold, classes.getFirst(), classes.getLast());
  }
}
