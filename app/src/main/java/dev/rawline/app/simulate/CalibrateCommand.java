package dev.rawline.app.simulate;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.config.FilterArray;
import dev.rawline.imaging.sensor.calibration.NoiseLevelFunction;
import dev.rawline.lab.calibrate.Calibrate;
import dev.rawline.lab.calibrate.EstimateNoise;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline calibrate}: command-line interface of {@link Calibrate}. */
@Command(
    name = "calibrate",
    header = "Measure a sensor from flat and dark frames: gain, noise, non-uniformity, linearity.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "Writes report.html (for a person), calibration.json (for a machine), sensor.yaml (for"
          + " simulate), plots, and where 16 or more equal flat and dark frames are there"
          + " flat-field.npy and defects.csv (for process) and dark-offset.npy. Every number has a"
          + " unit and a 95 %% interval; docs/how-to/calibration.md explains how to take the frames.",
      "",
      "The calibration is refused, and every reason named, if the frames do not allow it: too few"
          + " exposures, clipped or compressed samples, a drifting lamp.",
      ""
    },
    footer = {
      "",
      "frames.csv has the columns file, kind, exposure_ns and, if the light was metered,"
          + " photons_per_pixel; the kinds are bright and dark (pairs at several exposures),"
          + " bright_spatial and dark_spatial (16 or more equal ones each).",
      "",
      HelpText.EXAMPLES,
      "  ./rawline calibrate examples/flats --out calibration",
      "  ./rawline calibrate examples/flats/frames.csv --pitch 3.45 --name bench --out bench-camera",
      "  ./rawline calibrate --from-images examples/chart.png --out noise"
    })
public final class CalibrateCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FRAMES",
      description = {
        "Where the frames are, several taken together:",
        "  FOLDER   with a frames.csv, or with the folders bright, dark, bright_spatial,"
            + " dark_spatial, whose files state their exposure times",
        "  CSV      such a table",
        "With --from-images: raw images."
      })
  private List<Path> sources;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Folder for what is found, made if it does not exist (default: the current one).")
  private Path folder = Path.of(".");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the sensor is called (default: the name of the first folder).")
  private String name;

  @Option(
      names = "--cfa",
      paramLabel = "LAYOUT",
      description =
          "Colours of the first two rows in reading order: ${COMPLETION-CANDIDATES} (default: as the files"
              + " state; grey pictures that do not are monochrome).")
  private FilterArray cfa;

  @Option(
      names = "--bits",
      paramLabel = "BITS",
      description = "Bits of the converter, 8 to 16 (default: as the frames use them).")
  private Integer bits;

  @Option(
      names = "--pitch",
      paramLabel = "UM",
      description =
          "Distance between pixels [µm], for sensor.yaml; no frame states it (default: 5).")
  private Double pitch;

  @Option(
      names = "--from-images",
      description =
          "Estimate gain and dark noise from ordinary raw images, without flat frames: less"
              + " certain, and nothing else. Writes noise-level.json.")
  private boolean fromImages;

  @Option(
      names = "--force",
      description =
          "Replace files that already exist in the folder, and replace what is of other frames or was"
              + " not written by calibrate.")
  private boolean force;

  @Override
  public ExitCode call() throws IOException {
    return fromImages ? estimate() : calibrate();
  }

  private ExitCode estimate() throws IOException {
    if (name != null || bits != null || pitch != null) {
      throw new IllegalArgumentException(
          "--name, --bits and --pitch do nothing with --from-images: leave them out");
    }
    if (cfa == FilterArray.MONOCHROME) {
      throw new IllegalArgumentException(
          "--cfa MONOCHROME does nothing with --from-images: leave it out; of a monochrome sensor"
              + " the four colours' numbers agree");
    }
    EstimateNoise command = new EstimateNoise(folder, Optional.ofNullable(cfa), force);
    List<NoiseLevelFunction> found;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      found = command.run(sources, progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (!found.isEmpty()) {
      CalibrationSummary.print(found, out);
    }
    out.printf("%s: %s%n", found.isEmpty() ? "up to date" : "estimated", command.record());
    return ExitCode.DONE;
  }

  private ExitCode calibrate() throws IOException {
    Calibrate command = command();
    Calibrate.Result result;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      result = command.run(sources, progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    result.calibration().ifPresent(found -> CalibrationSummary.print(found, out));
    out.printf(
        "%s: %s%n",
        result.calibration().isPresent() ? "calibrated" : "up to date",
        folder.resolve("report.html"));
    return ExitCode.DONE;
  }

  private Calibrate command() {
    return new Calibrate(
        folder,
        name == null ? nameOf(sources.getFirst()) : name,
        Optional.ofNullable(cfa),
        Optional.ofNullable(bits),
        Optional.ofNullable(pitch),
        force);
  }

  /** A table is called as its folder is. */
  private static String nameOf(Path source) {
    Path whole = source.toAbsolutePath().normalize();
    Path named = String.valueOf(whole.getFileName()).endsWith(".csv") ? whole.getParent() : whole;
    return named.getFileName() == null ? "sensor" : named.getFileName().toString();
  }
}
