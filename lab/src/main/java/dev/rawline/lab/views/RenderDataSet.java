package dev.rawline.lab.views;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.camera.ViewRenderer;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.dataset.DataSetCard;
import dev.rawline.lab.dataset.DataSetFolder;
import dev.rawline.lab.dataset.FrameChecks;
import dev.rawline.lab.dataset.SampleEntry;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A raw data set → labelled processed ones, one a view.
 *
 * <p>The folder of a view, such as {@code menon-unsharp-median/}, holds {@code images/ID.png} (8
 * bits, sRGB), {@code masks/ID.png} where the source has masks, {@code labels.csv}, its card and
 * {@code provenance.json}. The views of a raw image share what they have in common and are made
 * together; a run that is repeated resumes. Ids, classes, groups and sides are those of the source.
 *
 * @param folder where the views' folders go; made if it does not exist
 * @param camera whose numbers render
 * @param views which views, at least one
 * @param development the exposure and the highlights
 */
public record RenderDataSet(
    Path folder, CameraChoice camera, List<ViewName> views, Development development) {

  /**
   * Drops repeated views.
   *
   * @throws IllegalArgumentException if there is no view
   */
  public RenderDataSet {
    views = views.stream().distinct().toList();
    if (views.isEmpty()) {
      throw new IllegalArgumentException("no view is given: expected at least one");
    }
  }

  /**
   * Renders all samples. One that cannot be rendered faithfully is rejected and the others
   * continue.
   *
   * @param card the source's card, if it has one
   * @return what became of each sample, in their order
   * @throws IllegalArgumentException if two samples would have the same files
   * @throws RejectedFileException if a folder holds something else
   * @throws IOException if an output cannot be written; the message states the reason and the
   *     remedy
   */
  public List<FileOutcome> run(DataSet source, Optional<DataCard> card, Progress progress)
      throws IOException {
    List<SampleEntry> targets = SampleEntry.of(source);
    List<DataSetFolder> made = new ArrayList<>();
    for (ViewName view : views) {
      made.add(new DataSetFolder(folder.resolve(view.toString()), "views", settings(source, view)));
    }
    for (DataSetFolder one : made) {
      one.requireOwn();
    }
    for (DataSetFolder one : made) {
      one.begin();
    }
    List<Integer> places = IntStream.range(0, targets.size()).boxed().toList();
    List<FileOutcome> outcomes =
        FileOutcome.each(
            "samples",
            places,
            place -> Path.of(source.samples().get(place).picture().name()),
            1,
            progress,
            (place, own) -> render(source.samples().get(place), targets.get(place), made, own));
    List<SampleEntry> written = FileOutcome.accepted(targets, outcomes);
    if (!written.isEmpty()) {
      for (int i = 0; i < made.size(); i++) {
        made.get(i).finish(written, Map.of("count", written.size()));
        card(source, card, views.get(i)).write(made.get(i).folder(), "");
      }
    }
    return outcomes;
  }

  private Map<String, Object> settings(DataSet source, ViewName view) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("source", source.name());
    settings.put("view", view.toString());
    settings.put("camera", Provenance.numbers(camera));
    settings.putAll(development.settings(development.clips(camera)));
    return settings;
  }

  private FileOutcome render(
      Sample sample, SampleEntry target, List<DataSetFolder> made, Progress progress)
      throws IOException {
    Path file = Path.of(sample.picture().name());
    if (!(sample.picture() instanceof RawPicture picture)) {
      throw new RejectedFileException(
          file, "is processed already", "name a data set of raw images, or use this one as it is");
    }
    RawImage raw = picture.read();
    Optional<Mask> mask = FrameChecks.mask(sample.label().mask(), raw, file);
    String input = DataSetFolder.input(raw, mask);
    boolean complete = true;
    for (DataSetFolder one : made) {
      complete &= one.isComplete(target, input);
    }
    if (complete) {
      return new FileOutcome.Skipped(file);
    }
    Camera used = camera.of(raw, file);
    Development.Settled settled;
    try {
      settled =
          development.settled(
              camera, used, Isp.plain(used, Bilinear.DEFAULT), raw, development.clips(camera));
      ViewRenderer rendering = new ViewRenderer(used, views, settled::of);
      try (RenderViews.PictureSink pictures =
          new RenderViews.PictureSink(raw, views.size(), progress)) {
        for (int i = 0; i < made.size(); i++) {
          made.get(i).open(target);
          pictures.png(i, made.get(i).picture(target));
        }
        rendering.render(raw, pictures);
        pictures.finish();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IllegalArgumentException e) {
      throw RejectedFileException.of(file, e);
    }
    List<Path> files = new ArrayList<>();
    for (DataSetFolder one : made) {
      one.writeMask(target, mask);
      one.close(target, input, settled.findings());
      files.addAll(one.files(target));
    }
    return new FileOutcome.Rendered(file, files, (long) raw.width() * raw.height());
  }

  private DataSetCard card(DataSet source, Optional<DataCard> card, ViewName view) {
    return DataSetCard.derived(
        source.name() + ", " + view,
        card,
        "Pictures of %s.".formatted(source.name()),
        " Processed pictures, for models that take no raw data.",
        source.rights().changed("rendered as " + view + " by Rawline " + Version.CURRENT),
        "rawline views of %s, view %s, camera %s; all settings are in provenance.json"
            .formatted(source.name(), view, camera.word()));
  }
}
