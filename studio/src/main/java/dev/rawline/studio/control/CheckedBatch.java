package dev.rawline.studio.control;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.RawFilePicture;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.quality.CheckQuality;
import dev.rawline.lab.quality.VerifyCertificate;
import dev.rawline.lab.quality.batch.MeasureBatch;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.page.CertificatePage;
import dev.rawline.lab.quality.page.QualitySummary;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.studio.http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A batch that was checked: its record, and what its plan names, as far as that may be read.
 *
 * @param folder the folder of the results
 * @param values the record of the results
 * @param reference the file of the reference
 * @param data the batch
 * @param pictures the samples that stand out and can be shown, by their names
 */
record CheckedBatch(
    Path folder,
    Map<String, Object> values,
    Optional<Path> reference,
    Optional<DataSet> data,
    Map<String, Sample> pictures) {
  private static final int MOST_PICTURES = 48;

  /**
   * Reads the results of a check.
   *
   * @param readable whether a file or folder may be read
   * @throws IOException if they cannot be read
   */
  static CheckedBatch read(Path folder, Predicate<Path> readable) throws IOException {
    Path record = folder.resolve(QualitySummary.RECORD);
    if (!Files.isRegularFile(record)) {
      throw new IllegalArgumentException(
          "%s is no checked batch: choose a folder that quality check has written"
              .formatted(folder.getFileName()));
    }
    Map<String, Object> values = JsonFile.read(record);
    Optional<QualityPlan> plan = plan(folder);
    Optional<DataSet> data = plan.flatMap(named -> data(named, readable));
    Map<String, Sample> pictures = new LinkedHashMap<>();
    if (data.isPresent() && values.get("offenders") instanceof List<?> offenders) {
      List<String> names =
          offenders.stream()
              .limit(MOST_PICTURES)
              .map(each -> each instanceof Map<?, ?> map ? String.valueOf(map.get("image")) : "")
              .toList();
      for (Sample sample : data.get().samples()) {
        if (names.contains(sample.id())
            && sample.picture() instanceof RawFilePicture(Path file, _)
            && readable.test(file)) {
          pictures.put(sample.id(), sample);
        }
      }
    }
    return new CheckedBatch(
        folder,
        values,
        plan.map(QualityPlan::reference).flatMap(CheckedBatch::reference).filter(readable),
        data,
        pictures);
  }

  private static Optional<QualityPlan> plan(Path folder) {
    try {
      return Optional.of(QualityPlan.FILE.read(folder.resolve(CheckQuality.PLAN)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // the record stands for itself
    }
  }

  private static Optional<Path> reference(String named) {
    try {
      Path file = Path.of(named);
      Path inside = file.resolve(QualityReferenceFiles.NAME);
      return Optional.of(Files.isRegularFile(inside) ? inside : file).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A batch of several files, and one that is no longer there, is not looked at again. */
  private static Optional<DataSet> data(QualityPlan plan, Predicate<Path> readable) {
    try {
      Path folder = Path.of(plan.data().words().getFirst());
      return plan.data().words().size() == 1 && Files.isDirectory(folder) && readable.test(folder)
          ? Optional.of(DataSets.open(folder, DataSetOptions.DEFAULT.with(PictureKind.RAW)))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns the file of the certificate, if there is one. */
  Optional<Path> certificate() {
    return Optional.of(folder.resolve(CertificatePage.FILE)).filter(Files::isRegularFile);
  }

  /**
   * Checks that certificate, reference and batch are unchanged.
   *
   * @throws IllegalArgumentException if there is no certificate
   * @throws IOException if a file cannot be read
   */
  List<VerifyCertificate.Finding> verify() throws IOException {
    Path file =
        certificate()
            .orElseThrow(() -> new IllegalArgumentException("this batch has no certificate.html"));
    return new VerifyCertificate(file, reference, data, /* anyProgram= */ false)
        .run(Progress.SILENT);
  }

  /**
   * Returns an image that stands out, small.
   *
   * @throws IllegalArgumentException if it cannot be shown
   * @throws IOException if it cannot be read
   */
  Reply picture(String name) throws IOException {
    Sample sample = pictures.get(name);
    if (sample == null) {
      throw new IllegalArgumentException("there is no picture of '%s'".formatted(name));
    }
    Optional<QualityReference> usual =
        reference.isPresent()
            ? Optional.of(QualityReferenceFiles.read(reference.get()))
            : Optional.empty();
    return SmallPicture.of(MeasureBatch.read(sample).image(), usual);
  }
}
