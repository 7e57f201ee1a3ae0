package dev.rawline.app.generate;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.ImagingOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.lab.generate.AuditGenerator;
import dev.rawline.lab.generate.AuditResult;
import dev.rawline.lab.generate.AuditSettings;
import dev.rawline.lab.generate.TrainGenerator;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.engine.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline generate audit}: command-line interface of {@link AuditGenerator}. */
@Command(
    name = "audit",
    header = "Measure how good generated scenes are, against real ones that the model never saw.")
final class GenerateAuditCommand extends TerminalCommand {
  @Parameters(paramLabel = "MODEL", description = "Folder of a model of generate train.")
  private Path model;

  @Option(
      names = "--real",
      paramLabel = "DATASET",
      required = true,
      description = "The raw data set that the model learned from, with further samples.")
  private String real;

  @Mixin private ImagingOptions imaging;

  @Option(
      names = "--judges",
      paramLabel = "N",
      description =
          "Number of judges, 2 to 10: each learns from all but one Nth of the further samples"
              + " (default: ${DEFAULT-VALUE}).")
  private int judges = AuditSettings.DEFAULT.folds();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs that judges and classifiers learn (default: ${DEFAULT-VALUE}).")
  private int epochs = AuditSettings.DEFAULT.epochs();

  @Option(
      names = "--precision",
      paramLabel = "WORD",
      description = "Precision of the judges: float32 or bfloat16 (default: ${DEFAULT-VALUE}).")
  private Precision precision = AuditSettings.DEFAULT.precision();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Random seed of scenes, noise and judges (default: ${DEFAULT-VALUE}).")
  private long seed = AuditSettings.DEFAULT.seed();

  @Mixin private EngineOptions engineOptions;

  @Override
  public ExitCode call() throws IOException {
    if (Files.exists(model.resolve(SceneGenerator.DESCRIPTION))) {
      imaging.prefer(TrainGenerator.plan(model).camera());
    }
    imaging.requireGiven();
    AuditGenerator command =
        new AuditGenerator(
            model,
            imaging.sensor(),
            imaging.optics(),
            new AuditSettings(judges, epochs, precision, seed),
            engineOptions.engine());
    DataSet dataSet = DataSets.open(DataSetReadOptions.folder(spec(), real));
    AuditResult result = interruptible(progress -> command.run(dataSet, progress));
    out().printf("%s; page: %s%n", result.summary(), command.page());
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    return words(
        "generate", "dataset", model, given(ImagingOptions.class), "--out", beside(model, "data"));
  }
}
