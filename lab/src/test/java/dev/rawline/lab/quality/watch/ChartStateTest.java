package dev.rawline.lab.quality.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.Seeds;
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
    for (ControlScheme start :
        new ControlScheme[] {Ewma.start(random.nextDouble(), 3), Cusum.start(0.5, 5)}) {
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

  /** Journals of earlier versions have these keys in this order. */
  @Test
  void chartStatesKeepTheirKeys() {
    assertThat(RawFileInspector.ChartState.of(new Ewma(0.1, 2.7, -0.5)))
        .hasToString("{kind=ewma, sides=both, weight=0.1, limit=2.7, value=-0.5}");
    assertThat(RawFileInspector.ChartState.of(new Cusum(0.5, 5, 1.5, 0)))
        .hasToString("{kind=cusum, sides=both, allowance=0.5, limit=5.0, above=1.5, below=0.0}");
    assertThat(
            RawFileInspector.ChartState.chart(
                JsonFile.parse(
                    "{\"kind\":\"cusum\",\"sides\":\"both\",\"allowance\":0.5,\"limit\":5.0,"
                        + "\"above\":1.5,\"below\":0.0}")))
        .isEqualTo(new Cusum(0.5, 5, 1.5, 0));
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
        .hasMessage("'sides' is left: expected both");
  }
}
