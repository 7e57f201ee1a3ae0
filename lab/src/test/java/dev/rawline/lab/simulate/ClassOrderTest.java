package dev.rawline.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.lab.simulate.Simulate.ClassOrder;
import dev.rawline.scenes.smear.BloodSmear;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassOrderTest {
  private static final List<Integer> PUBLISHED = BloodSmear.PUBLISHED.counts();

  @Test
  void equallyFrequentClassesAlternate() {
    assertThat(new ClassOrder(List.of("a", "b", "c"), List.of(5, 5, 5)).first(7))
        .containsExactly("a", "b", "c", "a", "b", "c", "a");
  }

  @Test
  void asManySamplesAsPublishedHaveThePublishedCounts() {
    List<String> labels = BloodSmear.PUBLISHED.labels();
    int total = PUBLISHED.stream().mapToInt(Integer::intValue).sum();
    List<String> order = new ClassOrder(labels, PUBLISHED).first(total);
    for (int i = 0; i < labels.size(); i++) {
      assertThat(Collections.frequency(order, labels.get(i))).isEqualTo(PUBLISHED.get(i));
    }
  }

  @Test
  void everyPrefixIsInProportionAndReproducible() {
    List<String> labels = BloodSmear.PUBLISHED.labels();
    ClassOrder order = new ClassOrder(labels, PUBLISHED);
    double total = PUBLISHED.stream().mapToInt(Integer::intValue).sum();
    List<String> all = order.first(1000);
    for (int count : new int[] {0, 1, 9, 100, 517}) {
      List<String> first = order.first(count);
      assertThat(first).isEqualTo(all.subList(0, count));
      for (int i = 0; i < labels.size(); i++) {
        double share = count * PUBLISHED.get(i) / total;
        assertThat(Math.abs(Collections.frequency(first, labels.get(i)) - share))
            .isLessThan(labels.size());
      }
    }
  }
}
