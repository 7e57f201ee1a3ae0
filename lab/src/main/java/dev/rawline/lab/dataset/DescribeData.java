package dev.rawline.lab.dataset;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.OpenedDataSet;
import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Data set → what it is, and a contact sheet of it.
 *
 * @param folder the data set's folder
 * @param reading how it is read
 * @param sheet where the sheet goes, a PNG; empty to draw none
 */
public record DescribeData(Path folder, DataSetOptions reading, Optional<Path> sheet) {

  /**
   * Reads every picture and every mask; those that cannot be read are reported.
   *
   * @throws dev.rawline.data.file.RejectedFileException if the folder is no data set
   * @throws dev.rawline.data.yaml.ConfigurationException if a table of it has mistakes
   * @throws IOException if the sheet cannot be written; the message says why and what to do
   */
  public DataSetSummary run(Progress progress) throws IOException {
    OpenedDataSet opened = DataSets.find(folder, reading);
    DataSetSummary summary = DataSetSummary.of(opened, SampleInspection.of(opened.set(), progress));
    if (sheet.isPresent()) {
      PngFile.write(new SamplesSheet(summary).draw(), sheet.get());
    }
    return summary;
  }
}
