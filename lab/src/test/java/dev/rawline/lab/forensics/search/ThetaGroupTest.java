package dev.rawline.lab.forensics.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.isp.AdditiveLayer;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThetaGroupTest {
  private static final Theta THETA = Isp.parametrized(Camera.preset("drone").orElseThrow()).theta();

  @Test
  void eachIsEveryParameterThatIsNotFixed() {
    assertThat(ThetaGroup.of(THETA, ThetaGroup.EACH, Set.of()).stream().map(ThetaGroup::name))
        .containsExactly(
            "black_level",
            "demosaic",
            "white_balance",
            "colour_matrix",
            "sharpening",
            "blur",
            "gamma");
  }

  @Test
  void allIsEveryParameterWithoutTheLayer() {
    ThetaGroup alone = ThetaGroup.of(THETA, ThetaGroup.ALL, Set.of()).getFirst();
    assertThat(alone.places()).isEqualTo(IntStream.range(0, 78).boxed().toList());
    Isp layered =
        Isp.parametrized(Camera.preset("drone").orElseThrow()).with(AdditiveLayer.zero(4, 2));
    assertThat(ThetaGroup.of(layered.theta(), ThetaGroup.ALL, Set.of()).getFirst().places())
        .isEqualTo(alone.places());
    ThetaGroup layer = ThetaGroup.of(layered.theta(), ThetaGroup.LAYER, Set.of()).getFirst();
    assertThat(layer.isLayer()).isTrue();
    assertThat(layer.places()).isEqualTo(IntStream.range(79, 79 + 24).boxed().toList());
  }

  @Test
  void aPartOfAParameterIsAGroupToo() {
    assertThat(ThetaGroup.of(THETA, "colour_matrix[1]", Set.of()).getFirst().places())
        .isEqualTo(List.of(37, 38, 39));
    assertThat(ThetaGroup.of(THETA, "gamma", Set.of()).getFirst().places()).isEqualTo(List.of(77));
  }

  @Test
  void aGroupKnowsTheLargestOfItsParts() {
    Theta layered =
        Isp.parametrized(Camera.preset("drone").orElseThrow())
            .with(AdditiveLayer.zero(4, 2))
            .theta();
    List<ThetaGroup> groups =
        Stream.of("gamma", "colour_matrix[1]", "colour_matrix", "all", "additive_layer")
            .map(name -> ThetaGroup.of(layered, name, Set.of()).getFirst())
            .toList();
    assertThat(groups.get(3).largestParts(groups)).containsExactly(groups.get(0), groups.get(2));
    assertThat(groups.get(2).largestParts(groups)).containsExactly(groups.get(1));
    assertThat(groups.get(0).largestParts(groups)).isEmpty();
    assertThat(groups.get(4).largestParts(groups)).isEmpty();
  }

  /** Of a monochrome image only one black level, one gain and what follows colours count. */
  @Test
  void numbersWithoutEffectStayAsTheyAre() {
    Set<Integer> none =
        Isp.parametrized(Camera.preset("drone").orElseThrow()).withoutEffectOnMonochrome();
    assertThat(ThetaGroup.of(THETA, ThetaGroup.EACH, none))
        .extracting(ThetaGroup::name)
        .containsExactly("black_level", "white_balance", "sharpening", "blur", "gamma");
    assertThat(ThetaGroup.of(THETA, "white_balance", none).getFirst().places())
        .isEqualTo(List.of(32));
    assertThat(ThetaGroup.of(THETA, ThetaGroup.ALL, none).getFirst().places())
        .isEqualTo(IntStream.concat(IntStream.of(1, 32), IntStream.range(43, 78)).boxed().toList());
    assertThat(ThetaGroup.mistake(THETA, "colour_matrix", none).orElseThrow())
        .startsWith("group colour_matrix has no free parameter: expected at least one");
  }

  @Test
  void anUnknownParameterListsTheKnownOnes() {
    assertThatThrownBy(() -> ThetaGroup.of(THETA, "gama", Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gama")
        .hasMessageContaining("gamma");
  }
}
