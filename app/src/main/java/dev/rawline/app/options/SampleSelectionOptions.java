package dev.rawline.app.options;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.split.SplitFile;
import dev.rawline.lab.evaluation.HeldOutSamples;
import dev.rawline.learning.assembly.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which samples of a data set a trained model is evaluated on. */
public final class SampleSelectionOptions {
  @Option(
      names = "--split",
      paramLabel = "FILE",
      description = "Use one subset of this split, as written by data split.")
  private Path split;

  @Option(
      names = "--division",
      paramLabel = "N",
      description = "Number of the split in the file, from 1 (default: 1).")
  private int division = 1;

  @Option(
      names = "--side",
      paramLabel = "SIDE",
      completionCandidates = OptionValues.Sides.class,
      description = "Subset to use: train, validation, test, or all (default: test).")
  private String side;

  /** The samples, what they are called, and what a person may not expect. */
  public record SampleSelection(DataSet samples, String what, Optional<String> note) {}

  /**
   * Returns the samples that are chosen: those of a split's side; else, of the data set that the
   * model was trained on, its own test subset; else all.
   *
   * @param model the folder or file of the model
   * @throws IllegalArgumentException if there is no such side
   * @throws IOException if a split cannot be read
   */
  public SampleSelection chosen(DataSet dataSet, Path model) throws IOException {
    String word = side == null ? Subset.TEST.word() : side;
    if (split != null) {
      SplitFile file = SplitFile.read(split);
      file.requireOf(dataSet);
      return of(dataSet, file, word);
    }
    Optional<HeldOutSamples> own = unseen(dataSet, model);
    if (own.isPresent()) {
      return of(own.get(), word);
    }
    if (side != null && !word.equals("all")) {
      throw new IllegalArgumentException(
          "--side requires --split, or the data set that the model was trained on: give the split");
    }
    return new SampleSelection(dataSet, dataSet.name(), Optional.empty());
  }

  /** Returns the test subset if a model was trained on some of the samples, else all of them. */
  public static List<Sample> heldOut(DataSet dataSet, Path model) throws IOException {
    Optional<HeldOutSamples> unseen = unseen(dataSet, model);
    return unseen.isPresent() ? unseen.get().side(Subset.TEST).samples() : dataSet.samples();
  }

  /** Returns the samples that a model was not trained on, if it was trained on some of them. */
  private static Optional<HeldOutSamples> unseen(DataSet dataSet, Path model) throws IOException {
    Path split = model.resolve(ModelFolder.SPLIT);
    return Files.isRegularFile(split)
        ? Optional.of(new HeldOutSamples(SplitFile.read(split).splits().getFirst(), dataSet))
            .filter(unseen -> unseen.learned() > 0)
        : Optional.empty();
  }

  private SampleSelection of(HeldOutSamples unseen, String word) {
    DataSet dataSet = unseen.dataSet();
    String learned =
        "the model was trained on %d of the %d samples of %s"
            .formatted(unseen.learned(), dataSet.samples().size(), dataSet.name());
    if (word.equals("all")) {
      return new SampleSelection(
          dataSet,
          dataSet.name(),
          Optional.of(
              learned + ": these scores are better than those of samples that are new to it"));
    }
    Subset chosen = named(word);
    return new SampleSelection(
        unseen.side(chosen),
        "%s subset of %s".formatted(chosen.word(), dataSet.name()),
        side == null
            ? Optional.of(learned + ": its test subset is evaluated; --side all uses all samples")
            : Optional.empty());
  }

  private static Subset named(String word) {
    return Subset.named(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--side is '%s': expected %s or all"
                        .formatted(word, String.join(", ", Subset.WORDS))));
  }

  private SampleSelection of(DataSet dataSet, SplitFile file, String word) {
    if (division < 1 || division > file.splits().size()) {
      throw new IllegalArgumentException(
          "--division is %d: expected 1 to %d, the splits of the file"
              .formatted(division, file.splits().size()));
    }
    if (word.equals("all")) {
      return new SampleSelection(dataSet, dataSet.name(), Optional.empty());
    }
    Subset chosen = named(word);
    return new SampleSelection(
        file.splits().get(division - 1).of(dataSet, chosen),
        "%s subset of %s".formatted(chosen.word(), dataSet.name()),
        Optional.empty());
  }
}
