package dev.rawline.app.simulate;

import dev.rawline.app.options.ClusterCommand;
import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.OptionValues;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OutcomeSummary;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline import}: command-line interface of {@link ImportPictures}. */
@Command(name = "import", header = "Convert labelled processed images into raw images of a camera.")
public final class ImportCommand extends ClusterCommand {
  private static final String SENSOR_NOISE = "sensor";

  private static final String CAMERAS =
      Camera.PRESETS.stream().map(Camera::name).collect(Collectors.joining(", "));

  @Parameters(
      arity = "0..1",
      paramLabel = "RGBDIR",
      description =
          "Labelled images (PNG, TIFF, JPEG), as a folder, an archive or a location: one folder per"
              + " class, a labels.csv, a boxes.csv, or masks of the same names.")
  private String typed;

  @Option(
      names = "--as-raw",
      paramLabel = "CAMERA",
      completionCandidates = OptionValues.Cameras.class,
      description = {
        "The camera whose raw images they become:",
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
          "Light of the raw images. At 1 the camera renders the images as bright as they were; less"
              + " avoids saturating the sensor in highlights (default: 1).")
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
          "Number of images: the first of every class, then the second, and so on (default: all).")
  private Integer count;

  @Option(
      names = "--licence",
      paramLabel = "WORDS",
      description = "Licence of the images, for the data card (default: as their folder states).")
  private String licence;

  @Option(
      names = "--attribution",
      paramLabel = "WORDS",
      description = "Authors of the images, for the data card.")
  private String attribution;

  @Option(names = "--citation", paramLabel = "WORDS", description = "Citation, for the data card.")
  private String citation;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder for the data set, created if missing.")
  private Path folder;

  @Mixin private DataSetReadOptions options;

  @Override
  public ExitCode call() throws IOException {
    requireGiven(typed, "RGBDIR: the folder of images");
    requireGiven(camera, "--as-raw CAMERA: %s, or the path of a camera.yaml".formatted(CAMERAS));
    requireGiven(folder, "--out DIR: the folder for the data set");
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
          "--count is %d: expected 1 to %d (number of images)".formatted(count, all));
    }
    ImportPictures.Result imported =
        withProgress(
            progress -> {
              opened.sentences().forEach(note -> progress.note(pictures, note));
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

  @Override
  protected List<String> next() {
    return words("data", "info", folder);
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
