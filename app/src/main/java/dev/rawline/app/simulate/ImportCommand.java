package dev.rawline.app.simulate;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.OptionValues;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.card.Rights;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.OpenedDataSet;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.dataset.ImportPictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline import}: command-line interface of {@link ImportPictures}. */
@Command(
    name = "import",
    header = "Make raw images of a camera out of labelled pictures that are not raw.")
public final class ImportCommand extends TerminalCommand {
  private static final String SENSOR_NOISE = "sensor";

  private static final String CAMERAS =
      Camera.PRESETS.stream().map(Camera::name).collect(Collectors.joining(", "));

  @Parameters(
      arity = "0..1",
      paramLabel = "RGBDIR",
      description =
          "Pictures (PNG, TIFF, JPEG) with labels: a folder a class, labels.csv, boxes.csv, or masks of"
              + " the same names; their folder, archive or location.")
  private String typed;

  @Option(
      names = "--as-raw",
      paramLabel = "CAMERA",
      completionCandidates = OptionValues.Cameras.class,
      description = {
        "Whose raw images they become:",
        "  drone, microscope   the cameras of the published data, with their sensors",
        "  PATH                a camera.yaml; --sensor names the sensor"
      })
  private String camera;

  @Option(
      names = "--sensor",
      paramLabel = "SENSOR",
      completionCandidates = OptionValues.Cameras.class,
      description =
          "Another sensor: drone, microscope, or a sensor.yaml (default: that of the camera).")
  private String sensor;

  @Option(
      names = "--light",
      paramLabel = "FACTOR",
      description =
          "How much light the raw images got. At 1 the camera renders the pictures as bright as they"
              + " were; less spares highlights that its sensor cannot hold (default: 1).")
  private double light = 1;

  @Option(
      names = "--noise",
      paramLabel = "NOISE",
      completionCandidates = OptionValues.Noise.class,
      description = "sensor: shot noise, row noise and read noise; or none (default: sensor).")
  private String noise = SENSOR_NOISE;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Random seed of the noise, a whole number (default: 1).")
  private long seed = 1;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "How many pictures: the first of every class, then the second, and so on (default: all).")
  private Integer count;

  @Option(
      names = "--licence",
      paramLabel = "WORDS",
      description = "The pictures' licence, for the card (default: what their folder states).")
  private String licence;

  @Option(
      names = "--attribution",
      paramLabel = "WORDS",
      description = "Who made the pictures, for the card.")
  private String attribution;

  @Option(names = "--citation", paramLabel = "WORDS", description = "What to cite, for the card.")
  private String citation;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder for the data set, made if it does not exist.")
  private Path folder;

  @Mixin private DataSetReadOptions options;

  @Override
  public ExitCode call() throws IOException {
    requireGiven(typed, "RGBDIR: the folder of pictures");
    requireGiven(camera, "--as-raw CAMERA: %s, or the path of a camera.yaml".formatted(CAMERAS));
    requireGiven(folder, "--out DIR: where the data set goes");
    if (!noise.equals(SENSOR_NOISE) && !noise.equals("none")) {
      throw new IllegalArgumentException(
          "'%s' is no noise: expected sensor or none".formatted(noise));
    }
    ImportPictures command =
        new ImportPictures(
            folder, camera(), sensor(), light, noise.equals(SENSOR_NOISE), seed, Parallel.CORES);
    DataSetOptions reading = options.reading();
    Path pictures = DataSetReadOptions.folder(spec(), typed);
    OpenedDataSet opened = DataSets.find(pictures, reading);
    DataSet set = withRights(opened.set());
    int all = set.samples().size();
    if (count != null && (count < 1 || count > all)) {
      throw new IllegalArgumentException(
          "--count is %d: expected 1 to %d (pictures there are)".formatted(count, all));
    }
    ImportPictures.Result imported =
        withProgress(
            progress -> {
              opened.notes().forEach(note -> progress.note(pictures, note));
              if (set.rights().licence().isEmpty()) {
                progress.note(
                    pictures,
                    "states no licence: give it with --licence, so that the card states it");
              }
              return command.run(set, count == null ? all : count, progress);
            });
    PrintWriter out = out();
    imported
        .reproduction()
        .ways()
        .forEach((way, spread) -> out.printf("PSNR %s: %s%n", way, spread.words()));
    if (!imported.reproduction().ways().isEmpty()) {
      out.printf("clipped light: %s%n", imported.clipped().words());
    }
    return OutcomeSummary.print(imported.outcomes(), folder, spec().commandLine());
  }

  private DataSet withRights(DataSet set) {
    Rights stated = set.rights();
    return new DataSet(
        set.name(),
        new Rights(
            Optional.ofNullable(licence).or(stated::licence),
            Optional.ofNullable(attribution).or(stated::attribution),
            Optional.ofNullable(citation).or(stated::citation)),
        set.samples(),
        set.sensor());
  }

  private Camera camera() throws ConfigurationException {
    Optional<Camera> preset = Camera.preset(camera);
    if (preset.isPresent()) {
      return preset.get();
    }
    return DescriptionFiles.CAMERA.read(requireFile("camera", camera, "a camera.yaml"));
  }

  private SensorSpec sensor() throws ConfigurationException {
    if (sensor != null) {
      return DescriptionFiles.sensor(sensor);
    }
    return SensorSpec.preset(camera)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s names no sensor: give --sensor drone, microscope, or the path of a sensor.yaml"
                        .formatted(camera)));
  }
}
