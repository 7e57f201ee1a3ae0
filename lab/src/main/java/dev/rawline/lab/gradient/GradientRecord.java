package dev.rawline.lab.gradient;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.frame.Colour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a loss is sensitive to, as values of a JSON record. */
final class GradientRecord {
  /** A parameter of more numbers is a picture; the sheet shows its gradient. */
  private static final int MOST_NUMBERS = 1000;

  private GradientRecord() {}

  /** Returns the findings, by the keys that docs/how-to/gradients.md names. */
  static Map<String, Object> of(ViewLoss loss, LossSensitivity found) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("loss", ordered("name", loss.label(), "unit", loss.unit(), "value", found.value()));
    record.put(
        "deadZone", ordered("below", found.deadZone().below(), "above", found.deadZone().above()));
    record.put("stages", found.stages().stream().map(GradientRecord::stage).toList());
    record.put(
        "parameters",
        found.parameters().stream()
            .map(each -> sensitivity("name", each.parameter().name(), each.all()))
            .toList());
    record.put("theta", numbers(found.parameters()));
    return record;
  }

  private static Map<String, Object> stage(StageSensitivity stage) {
    Map<String, Object> record = sensitivity("name", stage.name(), stage.all());
    for (Colour colour : Colour.values()) {
      record.put(colour.name().toLowerCase(Locale.ROOT), stage.colours().get(colour).total());
    }
    record.put("gradientNorm", stage.norm());
    return record;
  }

  private static Map<String, Object> sensitivity(String key, String name, Sensitivity all) {
    return ordered(
        key, name, "sensitivity", all.total(), "raises", all.raises(), "lowers", all.lowers());
  }

  private static List<Map<String, Object>> numbers(List<ParameterSensitivity> parameters) {
    List<Map<String, Object>> numbers = new ArrayList<>();
    for (ParameterSensitivity found : parameters) {
      Parameter parameter = found.parameter();
      for (int i = 0; i < parameter.size() && parameter.size() <= MOST_NUMBERS; i++) {
        numbers.add(
            ordered(
                "name",
                parameter.nameOf(i),
                "unit",
                parameter.unit(),
                "value",
                found.numbers()[i],
                "gradient",
                found.gradient()[i],
                "frozen",
                found.frozen().get(i)));
      }
    }
    return numbers;
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
