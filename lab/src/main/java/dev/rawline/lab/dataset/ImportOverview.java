package dev.rawline.lab.dataset;

import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.SampleMask;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.page.Template;
import dev.rawline.workbench.sheet.DataSetSheet;
import dev.rawline.workbench.text.NumberText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a person looks at first in an imported data set: {@code overview.png}, and its card with
 * {@code README.md}.
 */
record ImportOverview(
    ImportPictures run,
    DataSet source,
    DataSetFolder made,
    List<ImportPictures.ImportedSample> samples,
    ImportPictures.Result imported) {
  private static final int SAMPLES_A_CLASS = 6;
  private static final int SAMPLES_WITHOUT_CLASS = 18;

  /** Writes both. */
  void write() throws IOException {
    draw();
    describe();
  }

  /** Draws the first samples of every class, as the plain light path renders them. */
  private void draw() throws IOException {
    Camera camera = run.inverse().camera();
    DataSetSheet sheet =
        new DataSetSheet(
            title(),
            List.of(
                settings(),
                "shown re-rendered, bilinear and not sharpened, with the PSNR to the source"));
    for (Map.Entry<String, List<ImportPictures.ImportedSample>> row : rows().entrySet()) {
      List<ImportPictures.ImportedSample> all = row.getValue();
      sheet.row(row.getKey(), all.size() <= SAMPLES_A_CLASS ? "" : all.size() + " samples");
      for (ImportPictures.ImportedSample sample :
          all.subList(0, Math.min(SAMPLES_A_CLASS, all.size()))) {
        String id = sample.written().id();
        sheet.add(
            row.getKey(),
            Isp.plain(camera, RoundTripQuality.SHOWN)
                .apply(camera.normalise(RawFiles.read(made.image(sample.written())))),
            SampleMask.read(sample.source().label().mask()),
            id.substring(id.lastIndexOf('/') + 1) + psnr(sample));
      }
    }
    PngFile.write(sheet.draw(), run.folder().resolve("overview.png"));
  }

  /** Returns the samples class by class; where there is none, line by line. */
  private SequencedMap<String, List<ImportPictures.ImportedSample>> rows() {
    SequencedMap<String, List<ImportPictures.ImportedSample>> rows = new LinkedHashMap<>();
    for (ImportPictures.ImportedSample sample : samples) {
      rows.computeIfAbsent(sample.written().className(), _ -> new ArrayList<>()).add(sample);
    }
    List<ImportPictures.ImportedSample> unlabelled = rows.remove("");
    if (unlabelled != null) {
      int shown = Math.min(SAMPLES_WITHOUT_CLASS, unlabelled.size());
      for (int i = 0; i < shown; i += SAMPLES_A_CLASS) {
        List<ImportPictures.ImportedSample> row =
            unlabelled.subList(i, Math.min(i + SAMPLES_A_CLASS, shown));
        rows.put("images %d to %d".formatted(i + 1, i + row.size()), row);
      }
    }
    return rows;
  }

  private String psnr(ImportPictures.ImportedSample sample) throws IOException {
    return made.findings(sample.written()).get(RoundTripQuality.RECORD)
                instanceof Map<?, ?> recorded
            && recorded.get(RoundTripQuality.shown()) instanceof Number number
        ? String.format(Locale.ROOT, " · %.1f dB", number.doubleValue())
        : "";
  }

  private String title() {
    return "%s · %s as raw images of %s"
        .formatted(
            source.name(),
            samples.size() == 1 ? "1 image" : samples.size() + " pictures",
            run.camera().name());
  }

  private String settings() {
    return String.format(
        Locale.ROOT,
        "sensor %s · light %s · %s · seed %d · Rawline %s",
        run.sensor().name(),
        NumberText.brief(run.light()),
        run.noise() ? "with its noise" : "without noise",
        run.seed(),
        Version.CURRENT);
  }

  /** Writes the card of the data set, and what the folder holds, for display. */
  private void describe() throws IOException {
    StringBuilder psnr = new StringBuilder();
    imported
        .reproduction()
        .ways()
        .forEach((way, spread) -> psnr.append("| %s | %s |\n".formatted(way, spread.words())));
    new DataSetCard(
            String.valueOf(run.folder().toAbsolutePath().normalize().getFileName()),
            "%s. These raw images were not recorded by camera %s: they were computed from processed images by the inverse light path."
                .formatted(title(), run.camera().name()),
            source
                .rights()
                .changed(
                    "made into raw images of camera %s by Rawline %s"
                        .formatted(run.camera().name(), Version.CURRENT)),
            Optional.empty(),
            Optional.of("camera %s, sensor %s".formatted(run.camera().name(), run.sensor().name())),
            Optional.of(
                "none: the light is the amount that this camera would have needed, not a measurement"),
            "rawline import of %s, %s; all settings are in provenance.json"
                .formatted(source.name(), settings()))
        .write(
            run.folder(),
            Template.resource("dataset/import-readme.md")
                .formatted(psnr, imported.clipped().words()));
  }
}
