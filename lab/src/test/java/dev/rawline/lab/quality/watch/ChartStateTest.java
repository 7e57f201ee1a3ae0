package dev.rawline.lab.quality.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.Seeds;
import dev.rawline.lab.statistic.ChartSides;
import dev.rawline.lab.statistic.ControlScheme;
import dev.rawline.lab.statistic.Cusum;
import dev.rawline.lab.statistic.Ewma;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChartStateTest {
  @Test
  void chartStatesAreReadBackBitForBit() {
    Random random = new Random(Seeds.next("ChartStateTest"));
    for (ChartSides sides : ChartSides.values()) {
      for (ControlScheme start :
          new ControlScheme[] {
            Ewma.start(random.nextDouble(), 3, sides), Cusum.start(0.5, 5, sides)
          }) {
        ControlScheme chart = start;
        for (int i = 0; i < 100; i++) {
          chart = chart.next(random.nextGaussian());
          assertThat(
                  RawFileInspector.ChartState.chart(
                      JsonFile.parse(JsonFile.text(RawFileInspector.ChartState.of(chart)))))
              .isEqualTo(chart);
        }
      }
    }
  }

  @Test
  void invalidChartStatesAreRefused() {
    Map<String, Object> values =
        new LinkedHashMap<>(RawFileInspector.ChartState.of(TextFileInspector.START));
    values.put("value", "high");
    assertThatThrownBy(() -> RawFileInspector.ChartState.chart(values))
        .hasMessage("'value' is high: expected a number");
    values.put("kind", "pie");
    assertThatThrownBy(() -> RawFileInspector.ChartState.chart(values))
        .hasMessage("the 'kind' of a chart is pie: expected ewma or cusum");
    values.put("kind", "ewma");
    values.put("value", 0.0);
    values.put("sides", "left");
    assertThatThrownBy(() -> RawFileInspector.ChartState.chart(values))
        .hasMessage("'sides' is left: expected one of [both, above, below]");
  }
}
