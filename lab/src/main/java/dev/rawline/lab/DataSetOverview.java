package dev.rawline.lab;

import dev.rawline.data.RawFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Known;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.scene.SceneKind;
import dev.rawline.lab.report.DataSetSheet;
import dev.rawline.lab.report.Display;
import dev.rawline.lab.report.Numbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What a person looks at first in a simulated data set: {@code overview.png} and {@code README.md}.
 */
final class DataSetOverview {
  private static final int SAMPLES_A_CLASS = 6;
  private static final ViewName VIEW = ViewName.parse("menon-unsharp-median");

  private final Simulate run;
  private final SceneKind kind;
  private final List<SimulatedSample> samples;

  DataSetOverview(Simulate run, List<SimulatedSample> samples) {
    this.run = run;
    this.kind = run.scenes().kind(run.camera());
    this.samples = samples;
  }

  /** Draws the first samples of every class, as the camera that they tell of renders them. */
  void draw(Imager imager) throws IOException {
    DataSetSheet sheet = new DataSetSheet(title(), List.of(camera(), seeds()));
    for (String label : run.labels()) {
      List<SimulatedSample> ofClass =
          samples.stream().filter(sample -> sample.label().equals(label)).toList();
      if (ofClass.isEmpty()) {
        continue;
      }
      sheet.row(label, ofClass.size() == 1 ? "" : ofClass.size() + " samples");
      for (SimulatedSample sample : ofClass.subList(0, Math.min(SAMPLES_A_CLASS, ofClass.size()))) {
        RawImage raw = RawFiles.read(sample.image());
        Camera camera = Camera.of(raw);
        String exposure =
            raw.calibration().exposureSeconds().map(Known::value).map(Numbers::exposure).orElse("");
        sheet.add(
            label,
            run.camera().sensor().cfa().isEmpty()
                ? grey(camera, raw)
                : Isp.of(camera, VIEW).apply(camera.normalise(raw)),
            kind.draw(label, sample.seed(run.seed(), kind)).mask(imager.grid()),
            sample.stem() + " · " + exposure);
      }
    }
    PngFile.write(sheet.draw(), run.folder().resolve("overview.png"));
  }

  /** Returns the mosaic of a sensor without filters as it is: there are no colours to find. */
  private static View grey(Camera camera, RawImage raw) {
    return Display.of(new BlackLevel(camera.blackLevel()).apply(camera.normalise(raw)));
  }

  private String title() {
    return samples.size() == 1
        ? kind.name() + " · 1 simulated raw image"
        : "%s · %d simulated raw images".formatted(kind.name(), samples.size());
  }

  private String camera() {
    SimulatedCamera camera = run.camera();
    double spacing = camera.spacing();
    return "sensor %s · optics %s · %d × %d px, %s a pixel in the scene"
        .formatted(
            camera.sensor().name(),
            camera.optics().name(),
            camera.width(),
            camera.height(),
            Numbers.length(spacing));
  }

  private String seeds() {
    return "seed %d · device seed %d · shown as %s · Rawline %s"
        .formatted(
            run.seed(),
            run.camera().deviceSeed(),
            run.camera().sensor().cfa().isEmpty() ? "grey mosaics" : VIEW,
            Version.CURRENT);
  }

  /** Writes what the folder holds, for people to read. */
  void describe() throws IOException {
    StringBuilder table = new StringBuilder();
    for (String label : run.labels()) {
      long count = samples.stream().filter(sample -> sample.label().equals(label)).count();
      table.append("| %s | %d |\n".formatted(label, count));
    }
    String text =
        """
        # %s

        %s. %s.

        Simulated from %s by a physical model of optics and sensor; no camera took these images. The
        origin of every number (published, stated, derived, measured or assumed) stands in `sensor.yaml` and
        `optics.yaml`.

        | class | samples |
        | --- | --- |
        %s
        | file | holds |
        | --- | --- |
        | `images/000001.tiff` | the raw mosaic, 16 bits, digital numbers |
        | `images/000001.yaml` | its colour layout, levels, white balance, colour matrix, exposure time |
        | `masks/000001.png` | 255 where an object is, 0 elsewhere (where the scenes are about an object) |
        | `labels.csv` | file, class, group; samples of one group show the same scene |
        | `data-card.json` | every parameter, seed and checksum |
        | `records/000001.json` | that its sample is whole, and its checksums |
        | `overview.png` | the first samples of every class |

        The same settings and seed make the same bits. `./rawline views images/000001.tiff --camera
        file` renders an image.
        """
            .formatted(title(), sentence(camera()), sentence(seeds()), kind.name(), table);
    AtomicFile.write(run.folder().resolve("README.md"), text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sentence(String line) {
    return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
  }
}
