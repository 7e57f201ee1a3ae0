package dev.rawline.app.simulate;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.card.Rights;
import dev.rawline.data.config.CameraFiles;
import dev.rawline.data.config.SensorChoice;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline import}: command-line interface of {@link ImportPictures}. */
@Command(
    name = "import",
    header = "Make raw images of a camera out of labelled pictures that are not raw.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "The camera's processing is undone and its sensor's noise drawn (docs/how-to/import.md). The folder"
          + " gets images/ID.tiff (the raw mosaic, 16 bits) with its sidecar .yaml, masks/ID.png,"
          + " labels.csv, sensor.yaml, provenance.json (what each picture lost), card.yaml and"
          + " README.md with the licence and attribution of the pictures, and overview.png to look"
          + " at.",
      "",
      "A run that was interrupted is resumed, and a data set grows, by running it again. A folder"
          + " with another data set, or with other files of these names, is refused and left as it"
          + " is.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline import examples/pictures --as-raw microscope --out smears",
      "  ./rawline import examples/pictures --as-raw drone --light 0.9 --noise none --out quiet",
      "  ./rawline import examples/pictures --as-raw examples/camera.yaml \\",
      "      --sensor examples/sensor.yaml --count 2 --out mine"
    })
public final class ImportCommand implements Callable<ExitCode> {
  private static final String CAMERAS =
      Camera.PRESETS.stream().map(Camera::name).collect(Collectors.joining(", "));

  @Spec private CommandSpec spec;

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
      completionCandidates = CameraNames.class,
      description = {
        "Whose raw images they become:",
        "  drone, microscope   the cameras of the published data, with their sensors",
        "  PATH                a camera.yaml; --sensor names the sensor"
      })
  private String camera;

  @Option(
      names = "--sensor",
      paramLabel = "SENSOR",
      completionCandidates = CameraNames.class,
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
      completionCandidates = NoiseNames.class,
      description = "sensor: shot noise, row noise and read noise; or none (default: sensor).")
  private String noise = NoiseNames.SENSOR;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "What the noise is drawn from, a whole number (default: 1).")
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
    require(typed, "RGBDIR: the folder of pictures");
    require(camera, "--as-raw CAMERA: %s, or the path of a camera.yaml".formatted(CAMERAS));
    require(folder, "--out DIR: where the data set goes");
    if (!noise.equals(NoiseNames.SENSOR) && !noise.equals(NoiseNames.NONE)) {
      throw new IllegalArgumentException(
          "'%s' is no noise: expected sensor or none".formatted(noise));
    }
    ImportPictures command = command();
    DataSetOptions reading = options.reading();
    Path pictures = DataSetReadOptions.folder(spec, typed);
    OpenedDataSet opened = DataSets.find(pictures, reading);
    DataSet set = withRights(opened.set());
    int all = set.samples().size();
    if (count != null && (count < 1 || count > all)) {
      throw new IllegalArgumentException(
          "--count is %d: expected 1 to %d (pictures there are)".formatted(count, all));
    }
    ImportPictures.Result imported;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      opened.notes().forEach(note -> progress.note(pictures, note));
      if (set.rights().licence().isEmpty()) {
        progress.note(
            pictures, "states no licence: give it with --licence, so that the card states it");
      }
      imported = command.run(set, count == null ? all : count, progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    imported
        .reproduction()
        .ways()
        .forEach((way, spread) -> out.printf("PSNR %s: %s%n", way, spread.words()));
    if (!imported.reproduction().ways().isEmpty()) {
      out.printf("clipped light: %s%n", imported.clipped().words());
    }
    return OutcomeSummary.print(imported.outcomes(), folder, spec.commandLine());
  }

  private DataSet withRights(DataSet set) {
    Rights told = set.rights();
    return new DataSet(
        set.name(),
        new Rights(
            Optional.ofNullable(licence).or(told::licence),
            Optional.ofNullable(attribution).or(told::attribution),
            Optional.ofNullable(citation).or(told::citation)),
        set.samples(),
        set.sensor());
  }

  private ImportPictures command() throws IOException {
    return new ImportPictures(
        folder, camera(), sensor(), light, noise.equals(NoiseNames.SENSOR), seed, Parallel.CORES);
  }

  private Camera camera() throws ConfigurationException {
    Optional<Camera> preset = Camera.preset(camera);
    if (preset.isPresent()) {
      return preset.get();
    }
    Path path = Path.of(camera);
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "there is no camera '%s'%s: expected %s, or the path of a camera.yaml"
              .formatted(
                  camera, camera.matches("(?i).*\\.ya?ml") ? ", and no such file" : "", CAMERAS));
    }
    return CameraFiles.read(path);
  }

  private SensorSpec sensor() throws ConfigurationException {
    if (sensor != null) {
      return SensorChoice.of(sensor);
    }
    return SensorSpec.preset(camera)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s names no sensor: give --sensor drone, microscope, or the path of a sensor.yaml"
                        .formatted(camera)));
  }

  private void require(Object given, String what) {
    if (given == null) {
      throw new IllegalArgumentException("it lacks " + what);
    }
  }

  /** The cameras that bash completes. */
  static final class CameraNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    CameraNames() {
      super(SensorSpec.PRESETS.stream().map(SensorSpec::name).toList());
    }
  }

  /** The words for noise. */
  static final class NoiseNames extends ArrayList<String> {
    static final String SENSOR = "sensor";
    static final String NONE = "none";
    private static final long serialVersionUID = 1L;

    NoiseNames() {
      super(List.of(SENSOR, NONE));
    }
  }
}
