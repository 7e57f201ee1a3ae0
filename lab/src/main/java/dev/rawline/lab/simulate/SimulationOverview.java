package dev.rawline.lab.simulate;

import dev.rawline.data.card.Rights;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.picture.MaskPalette;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.lab.dataset.DataSetCard;
import dev.rawline.lab.dataset.DataSetFolder;
import dev.rawline.lab.dataset.SampleEntry;
import dev.rawline.scenes.SceneKind;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.page.Template;
import dev.rawline.workbench.sheet.DataSetSheet;
import dev.rawline.workbench.text.NumberText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person looks at first in a simulated data set: {@code overview.png} and {@code README.md}.
 */
final class SimulationOverview {
  private static final int SAMPLES_A_CLASS = 6;
  private static final ViewName VIEW = ViewName.parse("menon-unsharp-median");

  private final Simulate run;
  private final SceneKind kind;
  private final DataSetFolder made;
  private final List<SampleEntry> samples;

  SimulationOverview(Simulate run, DataSetFolder made, List<SampleEntry> samples) {
    this.run = run;
    this.made = made;
    this.kind = run.scenes().kind(run.camera());
    this.samples = samples;
  }

  /** Draws the first samples of every class, rendered by the camera that they record. */
  void draw() throws IOException {
    DataSetSheet sheet = new DataSetSheet(title(), List.of(camera(), seeds()));
    for (String label : run.labels()) {
      List<SampleEntry> ofClass =
          samples.stream().filter(sample -> sample.className().equals(label)).toList();
      if (ofClass.isEmpty()) {
        continue;
      }
      sheet.row(label, ofClass.size() == 1 ? "" : ofClass.size() + " samples");
      for (SampleEntry sample : ofClass.subList(0, Math.min(SAMPLES_A_CLASS, ofClass.size()))) {
        RawImage raw = RawFiles.read(made.image(sample));
        Camera camera = Camera.of(raw);
        String exposure =
            raw.calibration()
                .exposureSeconds()
                .map(SourcedValue::value)
                .map(NumberText::exposure)
                .orElse("");
        sheet.add(
            label,
            Isp.of(camera, VIEW).apply(camera.normalise(raw)),
            mask(sample),
            sample.id() + " · " + exposure);
      }
    }
    PngFile.write(sheet.draw(), run.folder().resolve("overview.png"));
  }

  private Optional<Mask> mask(SampleEntry sample) throws IOException {
    Path file = made.mask(sample);
    return Files.exists(file)
        ? Optional.of(MaskFile.read(file, MaskPalette.FOREGROUND))
        : Optional.empty();
  }

  private String title() {
    return samples.size() == 1
        ? kind.name() + " · 1 simulated raw image"
        : String.format(Locale.ROOT, "%s · %d simulated raw images", kind.name(), samples.size());
  }

  private String camera() {
    SimulatedCamera camera = run.camera();
    double spacing = camera.spacing();
    return String.format(
        Locale.ROOT,
        "sensor %s · optics %s · %d × %d px, %s a pixel in the scene",
        camera.sensor().name(),
        camera.optics().name(),
        camera.width(),
        camera.height(),
        NumberText.length(spacing));
  }

  private String seeds() {
    return String.format(
        Locale.ROOT,
        "seed %d · device seed %d · shown as %s · Rawline %s",
        run.seed(),
        run.camera().deviceSeed(),
        VIEW,
        Version.CURRENT);
  }

  /** Writes the card of the data set, and what the folder holds, for display. */
  void describe() throws IOException {
    SimulatedCamera camera = run.camera();
    new DataSetCard(
            String.format(Locale.ROOT, "%s, seed %d", kind.name(), run.seed()),
            "%s. Synthetic: simulated from %s by a physical model of optics and sensor; no camera took these images."
                .formatted(sentence(title()), run.scenes().origin()),
            Rights.UNKNOWN.changed("simulated by Rawline " + Version.CURRENT),
            Optional.empty(),
            Optional.of(
                "sensor %s, optics %s".formatted(camera.sensor().name(), camera.optics().name())),
            Optional.of(
                "published, stated, derived, measured or assumed, as sensor.yaml and optics.yaml"
                    + " state for every number"),
            "rawline simulate, %s; all settings are in provenance.json".formatted(seeds()))
        .write(run.folder(), Template.resource("simulate/readme.md").formatted(sentence(camera())));
  }

  private static String sentence(String line) {
    return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
  }
}
