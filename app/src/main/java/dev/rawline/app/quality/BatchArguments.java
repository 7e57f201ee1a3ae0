package dev.rawline.app.quality;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.TrainingPlanOptions;
import dev.rawline.data.set.DataSet;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** A batch of raw images, and the reference that it is compared with. */
final class BatchArguments {
  @Parameters(
      index = "0",
      paramLabel = "REFERENCE",
      description = "The reference: the folder or file written by quality reference.")
  private Path reference;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "DATASET|FILE",
      description = "The batch: one data set or folder of raw files, or files.")
  private List<String> inputs;

  @Mixin private RawImageArguments images;

  /** Reads the reference. */
  QualityReference reference() throws IOException {
    return QualityReferenceFiles.read(reference);
  }

  /** Returns the path of the reference. */
  String referencePlace() {
    return whole(reference.toString());
  }

  /** Opens the batch. */
  DataSet open(CommandSpec spec) throws IOException {
    return images.open(spec, inputs);
  }

  /** Returns the path of the batch; a data set that is fetched has but a name. */
  List<String> places() {
    return inputs.stream().map(BatchArguments::whole).toList();
  }

  private static String whole(String typed) {
    return TrainingPlanOptions.path(typed).orElse(typed);
  }

  /** Returns what names reference and batch, and the options of how files are read, as typed. */
  List<String> typed(CommandSpec spec) {
    List<String> typed = new ArrayList<>(List.of(reference.toString()));
    typed.addAll(inputs);
    typed.addAll(RawImageArguments.flags(spec));
    return typed;
  }

  /** Returns the first word of the batch. */
  String first() {
    return inputs.getFirst();
  }

  /** Returns how data sets are read. */
  DataSetReadOptions options() {
    return images.options();
  }
}
