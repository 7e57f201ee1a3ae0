package dev.rawline.lab.gradient;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.isp.DeadZone;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a loss is sensitive to, by the keys that docs/how-to/gradients.md names. */
record GradientRecord(
    Loss loss,
    @JsonProperty("deadZone") DeadZone deadZone,
    List<Stage> stages,
    List<Total> parameters,
    List<Component> theta) {
  /** A parameter of more numbers is a picture; the sheet shows its gradient. */
  private static final int MOST_NUMBERS = 1000;

  /** Returns the findings, as values of a JSON record. */
  static Map<String, Object> of(ViewLoss loss, LossSensitivity found) {
    return JsonRecords.values(
        new GradientRecord(
            new Loss(loss.label(), loss.unit(), found.value()),
            found.deadZone(),
            found.stages().stream().map(Stage::of).toList(),
            found.parameters().stream()
                .map(each -> Total.of(each.parameter().name(), each.all()))
                .toList(),
            found.parameters().stream()
                .filter(each -> each.parameter().size() <= MOST_NUMBERS)
                .flatMap(GradientRecord::components)
                .toList()));
  }

  private static Stream<Component> components(ParameterSensitivity found) {
    return IntStream.range(0, found.parameter().size())
        .mapToObj(
            i ->
                new Component(
                    found.parameter().nameOf(i),
                    found.parameter().unit(),
                    found.numbers()[i],
                    found.gradient()[i],
                    found.frozen().get(i)));
  }

  private record Loss(String name, String unit, double value) {}

  private record Total(String name, double sensitivity, double raises, double lowers) {
    static Total of(String name, Sensitivity all) {
      return new Total(name, all.total(), all.raises(), all.lowers());
    }
  }

  private record Stage(
      @JsonUnwrapped Total all,
      double red,
      double green,
      double blue,
      @JsonProperty("gradientNorm") double norm) {
    static Stage of(StageSensitivity stage) {
      return new Stage(
          Total.of(stage.name(), stage.all()),
          stage.colours().get(Colour.RED).total(),
          stage.colours().get(Colour.GREEN).total(),
          stage.colours().get(Colour.BLUE).total(),
          stage.norm());
    }
  }

  private record Component(
      String name, String unit, double value, double gradient, boolean frozen) {}
}
