package dev.rawline.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.TestSets;
import dev.rawline.imaging.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitProtocolTest {
  private static final SplitProtocol THREE =
      new SplitProtocol.ShuffleSplit(SplitFractions.DEFAULT, 3);

  @Test
  void everySampleIsOnOneSideAndNoGroupOnTwo() {
    Random random = new Random(Seeds.next("everySampleIsOnOneSideAndNoGroupOnTwo"));
    for (int round = 0; round < 50; round++) {
      DataSet dataSet = random(random, 4 + random.nextInt(40), 1 + random.nextInt(9));
      for (SplitProtocol protocol :
          List.of(THREE, new SplitProtocol.KFold(3, 0), new SplitProtocol.KFold(4, 0.3))) {
        for (Split split : protocol.split(dataSet, random.nextLong())) {
          List<String> placed = new ArrayList<>();
          split.sides().values().forEach(placed::addAll);
          assertThat(placed)
              .containsExactlyInAnyOrderElementsOf(
                  dataSet.samples().stream().map(Sample::id).toList());
          assertThat(Split.leaks(dataSet, split.bySample())).isEmpty();
        }
      }
    }
  }

  @Test
  void sidesHaveTheirSharesOfEveryClass() {
    List<Sample> samples = new ArrayList<>();
    Map<String, Integer> counts = Map.of("a", 100, "b", 37, "c", 9, "d", 5);
    counts.forEach(
        (name, count) -> {
          for (int i = 0; i < count; i++) {
            samples.add(TestSets.sample(name + i, name, name + i, i));
          }
        });
    DataSet dataSet = TestSets.of(samples);
    for (Split split : THREE.split(dataSet, 5)) {
      counts.forEach(
          (name, count) -> {
            for (Subset side : Subset.values()) {
              long found = split.ids(side).stream().filter(id -> id.startsWith(name)).count();
              assertThat((double) found)
                  .isCloseTo(SplitFractions.DEFAULT.of(side) * count, within(1.0));
            }
          });
      assertThat(split.ids(Subset.TRAIN).size()).isBetween(104, 108); // 70 % of 151 are 105.7
    }
  }

  @Test
  void manySmallClassesDoNotAllRoundTheSameWay() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      samples.add(TestSets.sample("s" + i, "class " + i / 3, "g" + i, i));
    }
    Split split = THREE.split(TestSets.of(samples), 1).getFirst();
    assertThat(split.ids(Subset.VALIDATION).size()).isBetween(7, 11); // 15 % are 9
    assertThat(split.ids(Subset.TEST).size()).isBetween(7, 11);
  }

  @Test
  void groupsOfManySizesStillGiveNearlyTheShares() {
    Random random = new Random(Seeds.next("groupsOfManySizesStillGiveNearlyTheShares"));
    DataSet dataSet = random(random, 200, 12);
    int most = 12;
    for (Split split : THREE.split(dataSet, random.nextLong())) {
      for (Subset side : Subset.values()) {
        assertThat((double) split.ids(side).size())
            .isCloseTo(
                SplitFractions.DEFAULT.of(side) * dataSet.samples().size(), within((double) most));
      }
    }
  }

  @Test
  void foldsTestEverySampleOnce() {
    Random random = new Random(Seeds.next("foldsTestEverySampleOnce"));
    DataSet dataSet = random(random, 31, 4);
    List<String> tested = new ArrayList<>();
    for (Split split : new SplitProtocol.KFold(5, 0.2).split(dataSet, 3)) {
      tested.addAll(split.ids(Subset.TEST));
      assertThat(split.ids(Subset.VALIDATION)).isNotEmpty();
    }
    assertThat(tested)
        .containsExactlyInAnyOrderElementsOf(dataSet.samples().stream().map(Sample::id).toList());
  }

  @Test
  void splitsDependOnTheSeedOnly() {
    DataSet dataSet = random(new Random(1), 40, 3);
    List<Sample> turned = new ArrayList<>(dataSet.samples());
    Collections.reverse(turned);
    assertThat(THREE.split(TestSets.of(turned), 7)).isEqualTo(THREE.split(dataSet, 7));
    assertThat(THREE.split(dataSet, 8)).isNotEqualTo(THREE.split(dataSet, 7));
    Set<Split> repeats = new HashSet<>(THREE.split(dataSet, 7));
    assertThat(repeats).hasSize(3);
  }

  @Test
  void theFirstRepeatsDoNotDependOnTheirNumber() {
    DataSet dataSet = random(new Random(1), 40, 3);
    assertThat(THREE.split(dataSet, 7).subList(0, 2))
        .isEqualTo(new SplitProtocol.ShuffleSplit(SplitFractions.DEFAULT, 2).split(dataSet, 7));
  }

  @Test
  void everyGroupIsTestedAboutAsOftenAsItsShare() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      samples.add(TestSets.sample("s" + i, "one", "g" + i, i));
    }
    Map<String, Integer> tested = new HashMap<>();
    int repeats = 2000;
    new SplitProtocol.ShuffleSplit(new SplitFractions(0.75, 0, 0.25), repeats)
        .split(TestSets.of(samples), 11)
        .forEach(split -> split.ids(Subset.TEST).forEach(id -> tested.merge(id, 1, Integer::sum)));
    // Binomial: 500 of 2000, standard deviation 19.4; five of them are missed by 1 in 10⁵ draws.
    assertThat(tested).hasSize(20);
    assertThat(tested.values()).allSatisfy(count -> assertThat(count).isBetween(403, 597));
  }

  @Test
  void fewerGroupsThanSidesAreRejected() {
    DataSet dataSet =
        TestSets.of(
            List.of(
                TestSets.sample("a", "x", "one", 0),
                TestSets.sample("b", "x", "one", 1),
                TestSets.sample("c", "x", "two", 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> THREE.split(dataSet, 1))
        .withMessage(
            "the samples come from 2 group(s), whose samples must stay together, and cannot be"
                + " split into 3 subsets: request fewer subsets, or give more groups");
    assertThat(new SplitProtocol.KFold(2, 0).split(dataSet, 1))
        .allSatisfy(split -> assertThat(split.ids(Subset.TRAIN)).isNotEmpty());
  }

  @Test
  void wrongNumbersAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SplitFractions(0.5, 0.5, 0.5))
        .withMessage(
            "the shares are 0.5, 0.5 and 0.5: expected a training share above 0, and three shares"
                + " of 0 or more that add up to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SplitProtocol.KFold(1, 0))
        .withMessage("folds is 1: expected 2 or more (parts)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SplitProtocol.KFold(2, 1))
        .withMessage("the validation share is 1.0: expected 0 to below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SplitProtocol.ShuffleSplit(SplitFractions.DEFAULT, 0))
        .withMessage("repeats is 0: expected 1 or more (splits)");
  }

  private static DataSet random(Random random, int groups, int most) {
    List<Sample> samples = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      int size = 1 + random.nextInt(most);
      for (int i = 0; i < size; i++) {
        samples.add(
            TestSets.sample(
                group + "_" + i, "class " + random.nextInt(4), "group " + group, group));
      }
    }
    return TestSets.of(samples);
  }
}
