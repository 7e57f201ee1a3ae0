package dev.rawline.app.simulate;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.config.FilterArray;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.NoiseLevelFunction;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import dev.rawline.lab.calibrate.Calibrate;
import dev.rawline.lab.calibrate.CalibrationQuantity;
import dev.rawline.lab.calibrate.EstimateNoise;
import dev.rawline.lab.calibrate.MeasurementText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline calibrate}: command-line interface of {@link Calibrate}. */
@Command(
    name = "calibrate",
    header = "Measure a sensor from flat and dark frames: gain, noise, non-uniformity, linearity.")
public final class CalibrateCommand extends TerminalCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "FRAMES",
      description = {
        "The frames, from one or several places:",
        "  FOLDER   with a frames.csv, or with the folders bright, dark, bright_spatial,"
            + " dark_spatial, whose files contain their exposure times",
        "  CSV      such a table",
        "With --from-images: raw images."
      })
  private List<Path> sources;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder for the results, created if missing (default: the current folder).")
  private Path folder = Path.of(".");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the sensor (default: the name of the first folder).")
  private String name;

  @Option(
      names = "--cfa",
      paramLabel = "LAYOUT",
      description =
          "Colour filters of the first two rows in reading order: ${COMPLETION-CANDIDATES} (default: by the files' metadata; grey images without it are monochrome).")
  private FilterArray cfa;

  @Option(
      names = "--bits",
      paramLabel = "BITS",
      description = "Bit depth of the converter, 8 to 16 (default: as used by the frames).")
  private Integer bits;

  @Option(
      names = "--pitch",
      paramLabel = "UM",
      description =
          "Pixel pitch [µm], for sensor.yaml; it cannot be read from the frames (default: 5).")
  private Double pitch;

  @Option(
      names = "--measurement",
      paramLabel = "FILE",
      description =
          "Errors of the set-up as measurement.yaml states them: light meter, lamp, stray light, wavelength, pixel area, temperature, rounding. Intervals and budgets include them; without it they are listed as not stated.")
  private Path measurement;

  @Option(
      names = "--from-images",
      description =
          "Estimate only gain and dark noise, with less certainty, from ordinary raw images instead"
              + " of flat frames. Writes noise-level.json.")
  private boolean fromImages;

  @Option(
      names = "--strict",
      description =
          "Reject frames that violate a precondition; by default the numbers concerned are left out"
              + " or have wider intervals, with a warning.")
  private boolean strict;

  @Option(
      names = "--force",
      description =
          "Replace files that already exist in the folder, including results of other frames and"
              + " files not written by calibrate.")
  private boolean force;

  @Override
  public ExitCode call() throws IOException {
    return fromImages ? estimate() : calibrate();
  }

  @Override
  protected List<String> next() {
    return fromImages
        ? List.of()
        : words(
            "simulate",
            "blood-smear",
            "--camera",
            folder.resolve("sensor.yaml"),
            "--optics",
            "microscope",
            "--out",
            beside(folder, "smears"));
  }

  private ExitCode estimate() throws IOException {
    if (name != null || bits != null || pitch != null) {
      throw new IllegalArgumentException(
          "--name, --bits and --pitch do nothing with --from-images: leave them out");
    }
    if (measurement != null) {
      throw new IllegalArgumentException(
          "--measurement has no effect with --from-images: leave it out");
    }
    if (strict) {
      throw new IllegalArgumentException("--strict has no effect with --from-images: leave it out");
    }
    if (cfa == FilterArray.MONOCHROME) {
      throw new IllegalArgumentException(
          "--cfa MONOCHROME has no effect with --from-images: leave it out; for a monochrome sensor"
              + " the values of the four CFA positions agree");
    }
    EstimateNoise command = new EstimateNoise(folder, Optional.ofNullable(cfa), force);
    List<NoiseLevelFunction> found = withProgress(progress -> command.run(sources, progress));
    PrintWriter out = out();
    if (!found.isEmpty()) {
      CalibrationSummary.print(found, out);
    }
    out.printf("%s: %s%n", found.isEmpty() ? "up to date" : "estimated", command.record());
    return ExitCode.DONE;
  }

  private ExitCode calibrate() throws IOException {
    Calibrate command =
        new Calibrate(
            folder,
            name == null ? nameOf(sources.getFirst()) : name,
            Optional.ofNullable(cfa),
            Optional.ofNullable(bits),
            Optional.ofNullable(pitch),
            Optional.ofNullable(measurement),
            strict,
            force);
    Calibrate.Result result = withProgress(progress -> command.run(sources, progress));
    PrintWriter out = out();
    result.calibration().ifPresent(found -> CalibrationSummary.print(found, out));
    out.printf(
        "%s: %s%n",
        result.calibration().isPresent() ? "calibrated" : "up to date",
        folder.resolve("report.html"));
    return ExitCode.DONE;
  }

  /** A table has the name of its folder. */
  private static String nameOf(Path source) {
    Path whole = source.toAbsolutePath().normalize();
    Path named = String.valueOf(whole.getFileName()).endsWith(".csv") ? whole.getParent() : whole;
    return named.getFileName() == null ? "sensor" : named.getFileName().toString();
  }

  /** The key figures, as a table for the terminal. */
  private static final class CalibrationSummary {
    private static final Set<String> SHOWN =
        Set.of(
            "gain",
            "quantumEfficiency",
            "offset",
            "darkNoise",
            "saturation",
            "snrMax",
            "dynamicRange",
            "linearityError",
            "darkSignalNonUniformity",
            "photoResponseNonUniformity");

    private CalibrationSummary() {}

    static void print(SensorCalibration calibration, PrintWriter out) {
      boolean several = calibration.channels().size() > 1;
      for (CalibrationQuantity.Group group : CalibrationQuantity.GROUPS) {
        for (CalibrationQuantity quantity :
            group.quantities().stream().filter(any -> SHOWN.contains(any.key())).toList()) {
          for (ChannelCalibration channel : calibration.channels()) {
            String label = quantity.symbol() + (several ? " " + channel.channel().toString() : "");
            quantity
                .text(channel)
                .ifPresent(text -> out.println(line(label, text, quantity.name())));
          }
        }
      }
      end(out);
    }

    static void print(List<NoiseLevelFunction> functions, PrintWriter out) {
      for (NoiseLevelFunction function : functions) {
        String channel = function.channel().toString();
        out.println(
            line("K " + channel, MeasurementText.of(function.gain(), "DN/e⁻"), "system gain"));
        out.println(
            line(
                "σ_y.dark " + channel,
                MeasurementText.of(function.darkNoise(), "DN"),
                "dark noise with quantization"));
      }
      end(out);
    }

    private static String line(String label, MeasurementText text, String meaning) {
      return String.format(
              Locale.ROOT, "%-20s %-22s %-24s %s", label, text.withUnit(), text.interval(), meaning)
          .stripTrailing();
    }

    private static void end(PrintWriter out) {
      out.println("(symbol, value, 95 % interval, meaning)");
      out.println();
      out.flush();
    }
  }
}
