package dev.rawline.data.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.set.BoxMask;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The layouts of real, published data sets. */
class RealSetsTest {

  @Test
  void leukocytesAreNineClassesOfSeventyAndThirty() throws IOException {
    Path folder = SharedData.require("data/leukocytes");
    OpenedDataSet opened = DataSets.find(folder, DataSetOptions.DEFAULT);
    DataSet set = opened.set();

    assertThat(opened.layout()).isEqualTo(Layout.LABELS);
    assertThat(opened.notes()).isEmpty();
    assertThat(set.name()).isEqualTo("leukocytes");
    assertThat(set.samples()).hasSize(900);
    assertThat(set.counts()).hasSize(9);
    assertThat(set.counts().values()).containsOnly(100);
    for (String name : set.classes()) {
      for (Subset side : Subset.values()) {
        assertThat(
                set.samples().stream()
                    .filter(sample -> sample.label().className().equals(Optional.of(name)))
                    .filter(sample -> sample.side().equals(Optional.of(side))))
            .as("%s %s", name, side)
            .hasSize(
                switch (side) {
                  case TRAIN -> 70;
                  case VALIDATION -> 0;
                  case TEST -> 30;
                });
      }
    }
    Sample first = set.samples().getFirst();
    assertThat(first.id()).isEqualTo("pbc/band_neutrophil/BNE_761523");
    assertThat(first.group()).isEqualTo(first.id());
    assertThat(first.picture()).isInstanceOf(ViewPicture.class);
    View view = (View) first.picture().read();
    assertThat(view.width()).isEqualTo(360);
    assertThat(view.height()).isEqualTo(363);
  }

  @Test
  void carsAreNineteenPicturesWithFiveHundredAndSevenBoxes() throws IOException {
    Path folder = SharedData.require("data/cars");
    OpenedDataSet opened = DataSets.find(folder, DataSetOptions.DEFAULT);
    DataSet set = opened.set();

    assertThat(opened.layout()).isEqualTo(Layout.BOXES);
    assertThat(opened.notes()).isEmpty();
    assertThat(set.samples()).hasSize(19);
    assertThat(set.rights().licence()).contains("CC-BY-3.0, CC-BY-SA (version not stated)");
    int boxes = 0;
    Map<String, Subset> sides = new HashMap<>();
    for (Sample sample : set.samples()) {
      BoxMask mask = (BoxMask) sample.label().mask().orElseThrow();
      boxes += mask.boxes().size();
      Subset side = sample.side().orElseThrow();
      assertThat(sides.getOrDefault(sample.group(), side)).isEqualTo(side);
      sides.put(sample.group(), side);
      View view = (View) sample.picture().read();
      Mask drawn = mask.read();
      assertThat(drawn.width()).isEqualTo(view.width());
      assertThat(drawn.height()).isEqualTo(view.height());
      assertThat(drawn.coverage()).isBetween(0.001, 0.2);
    }
    assertThat(boxes).isEqualTo(507);
    assertThat(sides.values()).contains(Subset.TRAIN, Subset.TEST);
  }
}
