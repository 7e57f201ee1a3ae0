package dev.rawline.app.quality;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.data.card.Rights;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.set.DataSet;
import dev.rawline.lab.evaluation.PredictFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How the raw images of a command are read: one data set, or files. */
final class RawImageArguments {
  @Mixin private RawFileOptions raw;

  @Mixin private DataSetReadOptions options;

  /** Returns how data sets are read. */
  DataSetReadOptions options() {
    return options;
  }

  /** Returns the options of how files are read, as they were typed. */
  static List<String> flags(CommandSpec spec) {
    Set<String> own = CommandSpec.forAnnotatedObject(RawImageArguments.class).optionsMap().keySet();
    List<String> flags = new ArrayList<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (own.contains(option.longestName())) {
        for (String value : option.originalStringValues()) {
          flags.addAll(List.of(option.longestName(), value));
        }
      }
    }
    return flags;
  }

  /**
   * Opens what words name; every picture is assumed to be raw.
   *
   * @throws IllegalArgumentException if there are several, and one is no file
   */
  DataSet open(CommandSpec spec, List<String> words) throws IOException {
    DataSetOptions reading = options.reading().with(raw.description()).with(PictureKind.RAW);
    if (words.size() == 1 && !Files.isRegularFile(Path.of(words.getFirst()))) {
      return DataSets.open(DataSetReadOptions.folder(spec, words.getFirst()), reading);
    }
    List<Path> files = words.stream().map(Path::of).toList();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "%s is no file: give one data set, or files".formatted(file));
      }
    }
    return new DataSet(
        files.size() == 1
            ? String.valueOf(files.getFirst().getFileName())
            : files.size() + " files",
        Rights.UNKNOWN,
        PredictFiles.samples(files, reading),
        Optional.empty());
  }
}
