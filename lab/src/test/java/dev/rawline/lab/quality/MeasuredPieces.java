package dev.rawline.lab.quality;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.lab.quality.IndependentCamera.Change;
import dev.rawline.lab.quality.SoundBatches.Measured;
import dev.rawline.lab.quality.batch.InspectedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What was measured on pieces of pictures, once for many runs of a study. */
final class MeasuredPieces {
  private MeasuredPieces() {}

  static List<Measured> of(SoundBatches from, Change change, Inspector inspector)
      throws IOException {
    String folder = System.getProperty("rawline.measured", "");
    Path file =
        Path.of(
            folder,
            "%s-%s.tsv"
                .formatted(from.pictures().name(), change.name().replaceAll("[^a-zA-Z0-9]+", "-")));
    if (!folder.isEmpty() && Files.exists(file)) {
      return Files.readAllLines(file).stream().map(MeasuredPieces::measured).toList();
    }
    Measured[] all = new Measured[from.pictures().pieces().size()];
    Parallel.forEach(
        Parallel.CORES,
        all.length,
        i -> {
          RawImage raw = from.pictures().record(i, change);
          all[i] =
              new Measured(
                  new InspectedImage("piece-%04d".formatted(i), inspector.inspect(raw)),
                  PlainNumbers.of(raw));
        });
    if (!folder.isEmpty()) {
      Files.write(file, Arrays.stream(all).map(MeasuredPieces::line).toList());
    }
    return Arrays.asList(all);
  }

  private static String line(Measured measured) {
    Inspection shown = measured.image().inspection();
    return String.format(
        Locale.ROOT,
        "%s\t%d\t%d\t%s\t%d\t%s\t%s\t%s",
        measured.image().name(),
        shown.width(),
        shown.height(),
        shown.cfa(),
        shown.fingerprint(),
        shown.values().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue().value())
            .collect(Collectors.joining(",")),
        measured.plain().values().stream().map(String::valueOf).collect(Collectors.joining(",")),
        shown.anomalies().stream()
            .map(each -> each.kind().name() + "=" + each.words())
            .collect(Collectors.joining("|")));
  }

  private static Measured measured(String line) {
    List<String> parts = Arrays.asList(line.split("\t", -1));
    SequencedMap<Quantity, Estimate> values = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : pairs(parts.get(5), ",")) {
      double value = Double.parseDouble(each.getValue());
      values.put(Quantity.of(each.getKey()).orElseThrow(), new Estimate(value, value, value));
    }
    List<Anomaly> anomalies =
        pairs(parts.get(7), "\\|").stream()
            .map(each -> new Anomaly(Anomaly.Kind.valueOf(each.getKey()), each.getValue()))
            .toList();
    return new Measured(
        new InspectedImage(
            parts.getFirst(),
            new Inspection(
                Integer.parseInt(parts.get(1)),
                Integer.parseInt(parts.get(2)),
                Cfa.valueOf(parts.get(3)),
                values,
                anomalies,
                Long.parseLong(parts.get(4)))),
        new PlainNumbers(Arrays.stream(parts.get(6).split(",", -1)).map(Double::valueOf).toList()));
  }

  private static List<Map.Entry<String, String>> pairs(String text, String between) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (String each : text.split(between, -1)) {
      int place = each.indexOf('=');
      if (place > 0) {
        pairs.add(Map.entry(each.substring(0, place), each.substring(place + 1)));
      }
    }
    return pairs;
  }
}
