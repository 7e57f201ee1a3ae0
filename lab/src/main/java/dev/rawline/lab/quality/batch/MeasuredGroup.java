package dev.rawline.lab.quality.batch;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What was measured on consecutive images of a batch.
 *
 * @param inspections image by image
 * @param defects the pixels that look defective in these images
 */
record MeasuredGroup(List<Inspection> inspections, List<Defect> defects) {

  /** Copies the lists. */
  MeasuredGroup {
    inspections = List.copyOf(inspections);
    defects = List.copyOf(defects);
  }

  /** Returns it as text, from which {@link #of} returns the same bits. */
  String text() {
    return JsonFile.text(
        new Text(
            inspections.stream().map(Image::of).toList(),
            defects.stream().map(Pixel::of).toList()));
  }

  /** Returns what {@link #text} has made a text of. */
  static MeasuredGroup of(String text) {
    Text read = JsonRecords.ofValues(JsonFile.parse(text), Text.class);
    return new MeasuredGroup(
        read.images.stream().map(Image::inspection).toList(),
        read.defects.stream().map(Pixel::defect).toList());
  }

  private record Text(List<Image> images, List<Pixel> defects) {}

  /** Numbers are texts: JSON has no infinite ones, and no long ones that all readers keep. */
  private record Image(
      int width,
      int height,
      String cfa,
      String fingerprint,
      List<List<String>> values,
      List<List<String>> anomalies) {
    static Image of(Inspection of) {
      List<List<String>> values = new ArrayList<>();
      of.values()
          .forEach(
              (quantity, found) ->
                  values.add(
                      List.of(
                          quantity.name(),
                          Double.toString(found.value()),
                          Double.toString(found.low()),
                          Double.toString(found.high()),
                          Double.toString(found.level()))));
      return new Image(
          of.width(),
          of.height(),
          of.cfa().name(),
          Long.toString(of.fingerprint()),
          values,
          of.anomalies().stream().map(each -> List.of(each.kind().name(), each.words())).toList());
    }

    Inspection inspection() {
      SequencedMap<Quantity, Estimate> found = new LinkedHashMap<>();
      for (List<String> value : values) {
        found.put(
            Quantity.valueOf(value.get(0)),
            new Estimate(
                Double.parseDouble(value.get(1)),
                Double.parseDouble(value.get(2)),
                Double.parseDouble(value.get(3)),
                Double.parseDouble(value.get(4))));
      }
      return new Inspection(
          width,
          height,
          Cfa.valueOf(cfa),
          found,
          anomalies.stream()
              .map(each -> new Anomaly(Anomaly.Kind.valueOf(each.get(0)), each.get(1)))
              .toList(),
          Long.parseLong(fingerprint));
    }
  }

  private record Pixel(int row, int column, String kind, String evidence) {
    static Pixel of(Defect of) {
      return new Pixel(of.row(), of.column(), of.kind().name(), Double.toString(of.evidence()));
    }

    Defect defect() {
      return new Defect(row, column, Defect.Kind.valueOf(kind), Double.parseDouble(evidence));
    }
  }
}
