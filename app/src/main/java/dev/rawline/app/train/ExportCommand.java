package dev.rawline.app.train;

import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.lab.export.ExportModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline export}: command-line interface of {@link ExportModel}. */
@Command(
    name = "export",
    header = "Write a trained model, its camera processing included, as one ONNX file.")
public final class ExportCommand extends TerminalCommand {
  private static final String LIKE = "--like";
  private static final String NETWORK = "--network";
  private static final double MEGABYTE = 1e6;

  @Parameters(
      paramLabel = "MODEL",
      description = "Folder of a trained model, or run:17 for the model of run 17.")
  private String model;

  @Option(
      names = LIKE,
      paramLabel = "RAW",
      description =
          "A raw file of the camera: its layout of colour filters and its levels are those of all"
              + " mosaics; if the model's camera is 'file', so are its white balance and matrix.")
  private Path like;

  @Option(
      names = NETWORK,
      description = "Export the network alone: images in, standardization included.")
  private boolean network;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The ONNX file.")
  private Path file;

  @Option(
      names = "--opset",
      paramLabel = "N",
      description = "Version of the ONNX operators, 18 to 21 (default: ${DEFAULT-VALUE}).")
  private int opset = 18;

  @Option(names = "--force", description = "Replace the file if it already exists.")
  private boolean force;

  @Mixin private LabBookOptions bookOptions;

  @Mixin private RawFileOptions raw;

  @Override
  public ExitCode call() throws IOException {
    if (network == (like != null)) {
      throw new IllegalArgumentException(
          network
              ? "%s exports no camera, which %s describes: give one of them"
                  .formatted(NETWORK, LIKE)
              : "the camera of the mosaics is unknown: name a raw file of it (%s RAW), or export the network alone (%s)"
                  .formatted(LIKE, NETWORK));
    }
    requireFree(file, force);
    Optional<ExportModel.Recording> recording =
        Optional.ofNullable(like).map(path -> new ExportModel.Recording(path, raw.description()));
    ExportModel.Written written =
        new ExportModel(bookOptions.model(model), opset)
            .write(file, recording, new EngineOptions().engine());
    out()
        .printf(
            Locale.ROOT,
            "%s in, logits out: %d nodes, %.1f MB: %s%n",
            network ? "images" : "raw mosaics",
            written.nodes(),
            written.bytes() / MEGABYTE,
            file);
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    return network
        ? List.of()
        : words(
            "predict",
            file,
            like,
            given(RawFileOptions.class),
            "--out",
            beside(file, "predictions"));
  }
}
