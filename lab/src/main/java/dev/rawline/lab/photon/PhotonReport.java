package dev.rawline.lab.photon;

import dev.rawline.learning.sample.Task;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.SignedMap;
import dev.rawline.workbench.sheet.Thumbnail;
import dev.rawline.workbench.text.NumberText;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Findings → drawings, a sheet of samples, and the page that a person reads. */
final class PhotonReport {
  /** The page. */
  static final String PAGE = "report.html";

  private static final String SHEET = "noise-maps.png";
  private static final String BUDGET = "least-light";
  private static final String AGREEMENT = "agreement";
  private static final String CHANGES = "changes";

  /** What it may write. */
  static final List<String> NAMES =
      Stream.concat(
              Stream.of(PhotonFiles.SAMPLES, PhotonFiles.CHECKS, PhotonFiles.RECORD, PAGE, SHEET),
              ReportFiles.names(BUDGET, AGREEMENT, CHANGES).stream())
          .toList();

  private static final int SHOWN = 6;
  private static final int SIDE = 256;
  private static final int GAP = 16;

  /** The least certain first. */
  private static final Comparator<SampleProbe> ORDER =
      Comparator.comparingDouble((SampleProbe probe) -> probe.noise().change())
          .thenComparingDouble(probe -> probe.noise().budget().light())
          .reversed();

  private final Task task;
  private final String name;
  private final List<SampleProbe> least = new ArrayList<>();

  /**
   * Begins.
   *
   * @param name what the data set is called
   */
  PhotonReport(Task task, String name) {
    this.task = task;
    this.name = name;
  }

  /** Takes a sample, which is shown if it is among the least sure. */
  void show(SampleProbe probe) {
    least.add(probe);
    least.sort(ORDER);
    if (least.size() > SHOWN) {
      least.removeLast();
    }
  }

  /**
   * Writes all of it into a folder.
   *
   * @param provenance the provenance of the numbers
   * @return the files
   */
  List<Path> write(PhotonFindings findings, Map<String, Object> provenance, Path folder)
      throws IOException {
    Map<String, Drawing> drawings = new LinkedHashMap<>();
    drawings.put(BUDGET, PhotonPlot.budget(findings));
    if (!findings.checks().isEmpty()) {
      drawings.put(AGREEMENT, PhotonPlot.agreement(findings));
      drawings.put(CHANGES, PhotonPlot.changes(findings));
    }
    ReportFiles writing = new ReportFiles(folder);
    List<Path> files = new ArrayList<>(writing.drawings(drawings));
    BufferedImage sheet = sheet();
    files.add(writing.picture(sheet, SHEET));
    PagePicture shown =
        new PagePicture(
            "Noise maps",
            "Left: the input image of the model; right: the change of the decision margin by the noise of each raw sample: blue where more light counts against the prediction, orange where it counts for it; the stronger the colour, the larger the contribution to the uncertainty.",
            sheet);
    files.add(
        writing.text(
            new PhotonPage(
                    name,
                    findings,
                    facts(findings, provenance),
                    drawings.get(BUDGET),
                    Optional.ofNullable(drawings.get(AGREEMENT)),
                    Optional.ofNullable(drawings.get(CHANGES)),
                    List.of(shown),
                    ReportFiles.facts(provenance))
                .html(),
            PAGE));
    return files;
  }

  private BufferedImage sheet() throws IOException {
    List<Block> samples = new ArrayList<>();
    for (SampleProbe probe : least) {
      SampleNoise noise = probe.noise();
      String predicted =
          noise.rival().isEmpty()
              ? "%s ± %s"
                  .formatted(
                      NumberText.brief(noise.deciding()), NumberText.signed(noise.deviation(1), 2))
              : "%s or %s".formatted(noise.predicted(), noise.rival());
      String margin =
          "%s %s, noise σ %s · %s"
              .formatted(
                  noise.rival().isEmpty() ? "may move by" : "logits apart",
                  NumberText.signed(apart(noise), 3),
                  NumberText.signed(noise.deviation(1), 2),
                  noise.id());
      samples.add(
          Block.column(
              Block.name(predicted, 2 * SIDE),
              Block.note(margin, 2 * SIDE),
              Block.row(
                  GAP,
                  List.of(
                      Block.framed(Thumbnail.fitted(probe.picture(), SIDE)),
                      Block.framed(
                          Thumbnail.fitted(new SignedMap(probe.moved(), SIDE).image(), SIDE))))));
    }
    return Block.grid(2, 2 * GAP, samples)
        .sheet("Noise maps", List.of("the least certain samples of " + name), 0, 2);
  }

  private static double apart(SampleNoise noise) {
    return switch (noise.decision()) {
      case AgreementCriterion.LargestWins() -> noise.deciding();
      case AgreementCriterion.StaysWithin(double within) -> within;
    };
  }

  private List<Fact> facts(PhotonFindings findings, Map<String, Object> provenance) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "samples", "%s, %d".formatted(provenance.get("asked"), findings.samples().size())));
    facts.add(new Fact("prediction", prediction()));
    facts.add(new Fact("sensor", String.valueOf(provenance.get("sensor"))));
    facts.add(
        new Fact(
            "detected photons",
            "%s e⁻ per pixel on average"
                .formatted(NumberText.brief(Math.rint(findings.electrons())))));
    facts.add(
        new Fact(
            "saturated", NumberText.brief(100 * findings.saturated()) + " % of the raw samples"));
    if (!findings.checks().isEmpty()) {
      facts.add(
          new Fact(
              "redrawn",
              "%d samples, %d times at each intensity"
                  .formatted(
                      findings.byLight().getFirst().samples(),
                      findings.checks().getFirst().draws())));
    }
    return facts;
  }

  private String prediction() {
    return switch (task) {
      case Task.Classification(List<String> classes) ->
          "one of %d classes; a changed prediction is another class".formatted(classes.size());
      case Task.Segmentation() ->
          "the object fraction of the image, the mean of all pixels’ probabilities";
      case Task.Regression(String number) -> "the number " + number;
    };
  }
}
