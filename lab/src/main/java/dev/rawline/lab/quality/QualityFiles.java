package dev.rawline.lab.quality;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.effect.TaskEffect;
import dev.rawline.lab.quality.page.QualitySummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was judged and measured → {@code quality.json} and {@code images.csv}. */
final class QualityFiles {
  /** Every number of every image, with its interval. */
  static final String IMAGES = "images.csv";

  private QualityFiles() {}

  /** Writes both. */
  static List<Path> write(
      BatchCheck check, Optional<TaskEffect> effect, Map<String, Object> origin, Path folder)
      throws IOException {
    Path record = folder.resolve(QualitySummary.RECORD);
    Map<String, Object> values = JsonRecords.values(QualityRecord.of(check, effect));
    values.put("origin", origin);
    JsonFile.write(values, record);
    Path images = folder.resolve(IMAGES);
    AtomicFile.write(images, table(check).getBytes(StandardCharsets.UTF_8));
    return List.of(record, images);
  }

  private static String table(BatchCheck check) {
    StringBuilder text = new StringBuilder();
    text.append("image,quantity,value,low,high,unit\n");
    for (InspectedImage image : check.batch().images()) {
      for (Map.Entry<Quantity, Estimate> value : image.inspection().values().entrySet()) {
        Estimate estimate = value.getValue();
        text.append(CsvLine.field(image.name())).append(',').append(value.getKey()).append(',');
        text.append(estimate.value()).append(',').append(estimate.lower()).append(',');
        text.append(estimate.upper()).append(',').append(value.getKey().unit()).append('\n');
      }
    }
    return text.toString();
  }
}
