package dev.rawline.app.data;

import dev.rawline.app.options.DataSetArgument;
import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.layout.DataSetCamera;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.split.Split;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.split.SplitFractions;
import dev.rawline.data.split.SplitProtocol;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rawline data split}: command-line interface of {@link SplitFile}. */
@Command(name = "split", header = "Split a data set into training, validation and test subsets.")
final class DataSplitCommand extends TerminalCommand {
  @Option(
      names = "--shares",
      paramLabel = "T,V,T",
      split = ",",
      description =
          "Fractions for training, validation and test, with the sum 1 (default: 0.7,0.15,0.15).")
  private List<Double> shares;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description =
          "Number of independent random splits, whose test subsets may overlap (default: 1).")
  private Integer repeats;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description = "Use K-fold cross-validation instead: every sample is tested exactly once.")
  private Integer folds;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description = "With --folds: fraction of the rest for validation (default: 0).")
  private Double validation;

  @Option(
      names = "--given",
      description =
          "Use the split defined by the data set itself instead, for example in labels.csv.")
  private boolean given;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Random seed of the split, a whole number (default: 1).")
  private long seed = 1;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The file to write, such as split.json.")
  private Path file;

  @Option(names = "--force", description = "Replace the file if it contains another split.")
  private boolean force;

  @Mixin private DataSetArgument data;

  /** The word of a camera that renders the data set. */
  private String camera;

  @Override
  public ExitCode call() throws IOException {
    Optional<SplitProtocol> protocol = given ? givenAlone() : Optional.of(protocol());
    DataSet dataSet = data.open(spec());
    SplitFile made =
        protocol.isPresent()
            ? SplitFile.of(dataSet, protocol.get(), seed)
            : SplitFile.given(dataSet);
    if (Files.exists(file) && !force && !isSame(made)) {
      throw new IllegalArgumentException(
          "%s already exists, with other content: choose another file, or replace it with --force"
              .formatted(file));
    }
    made.write(file);
    camera =
        dataSet.camera().isPresent()
            ? dataSet.camera().get().toString()
            : DataSetCamera.preset(dataSet).orElse("file");
    print(dataSet, made);
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    return words(
        "data",
        "stats",
        data.typed(),
        given(DataSetReadOptions.class),
        "--split",
        file,
        "--camera",
        camera,
        "--out",
        beside(file, "statistics.yaml"));
  }

  private boolean isSame(SplitFile made) {
    try {
      return SplitFile.read(file).equals(made);
    } catch (IOException e) {
      return false; // whatever it is, it is not this split
    }
  }

  private Optional<SplitProtocol> givenAlone() {
    if (shares != null || repeats != null || folds != null || validation != null) {
      throw new IllegalArgumentException(
          "--given cannot be combined with --shares, --repeats, --folds or --validation");
    }
    return Optional.empty();
  }

  private SplitProtocol protocol() {
    if (folds != null) {
      if (shares != null || repeats != null) {
        throw new IllegalArgumentException(
            "--folds cannot be combined with --shares or --repeats: choose one of them");
      }
      return new SplitProtocol.KFold(folds, validation == null ? 0 : validation);
    }
    if (validation != null) {
      throw new IllegalArgumentException(
          "--validation requires --folds; without folds, give the validation fraction by --shares");
    }
    return new SplitProtocol.ShuffleSplit(shares(), repeats == null ? 1 : repeats);
  }

  private SplitFractions shares() {
    if (shares == null) {
      return SplitFractions.DEFAULT;
    }
    if (shares.size() != Subset.values().length) {
      throw new IllegalArgumentException(
          "--shares names %d: expected three, training, validation and test, separated by commas"
              .formatted(shares.size()));
    }
    return new SplitFractions(shares.get(0), shares.get(1), shares.get(2));
  }

  private void print(DataSet dataSet, SplitFile made) {
    PrintWriter out = out();
    long groups = dataSet.samples().stream().map(Sample::group).distinct().count();
    out.printf(
        "%s of %s: %d samples, %d groups, seed %d%n",
        made.protocol(), made.dataSet(), dataSet.samples().size(), groups, made.seed());
    for (int i = 0; i < made.splits().size(); i++) {
      Split split = made.splits().get(i);
      List<String> sides = new ArrayList<>();
      for (Subset side : Subset.values()) {
        if (!split.ids(side).isEmpty()) {
          sides.add(side(dataSet, split, side));
        }
      }
      out.printf("  %d: %s%n", i + 1, String.join(", ", sides));
    }
    out.printf("written to %s%n", file);
  }

  private static String side(DataSet dataSet, Split split, Subset side) {
    List<String> lacking = new ArrayList<>(dataSet.classes());
    lacking.removeAll(split.of(dataSet, side).classes());
    return "%s %d%s"
        .formatted(
            side.word(),
            split.ids(side).size(),
            Optional.of(lacking)
                .filter(names -> !names.isEmpty())
                .map(names -> " (none of " + String.join(", ", names) + ")")
                .orElse(""));
  }
}
