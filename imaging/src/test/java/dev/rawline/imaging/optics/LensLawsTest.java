package dev.rawline.imaging.optics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.PictureStageLaws;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Radiance;
import java.util.List;
import org.junit.jupiter.api.Test;

class LensLawsTest extends PictureStageLaws<Radiance, Irradiance> {

  LensLawsTest() {
    super((width, height, samples) -> new Radiance(width, height, 0.25, samples), Irradiance::new);
  }

  @Override
  protected List<Differentiable<Radiance, Irradiance>> stages(Shape shape) {
    return List.of(new Lens(8, 0.9), new Lens(1.4, 0.5), new Lens(21.05, 0));
  }

  @Override
  protected List<Differentiable<Radiance, Irradiance>> neutralStages(Shape shape) {
    // π / (4 N²) = 1
    return List.of(new Lens(Math.sqrt(Math.PI) / 2, 1));
  }

  @Override
  protected List<Differentiable<Radiance, Irradiance>> linearStages(Shape shape) {
    return stages(shape);
  }

  @Override
  protected List<Differentiable<Radiance, Irradiance>> smoothStages(Shape shape) {
    // A transmission of 0 cannot be moved down.
    return List.of(new Lens(8, 0.9), new Lens(1.4, 0.5));
  }

  @Override
  protected Definition definition(Differentiable<Radiance, Irradiance> stage, Shape shape) {
    Lens lens = (Lens) stage;
    return new LightDefinition(shape, light -> light.map(lens::plain), lens::back);
  }

  @Override
  protected List<Rejection> rejections() {
    return List.of(
        new Rejection("lens fNumber is 0: expected 0.3 to 1000 (f-number)", () -> new Lens(0, 0.9)),
        new Rejection("lens transmission is 1.2: expected 0 to 1 (share)", () -> new Lens(8, 1.2)));
  }

  @Override
  protected void assertKind(Radiance input, Irradiance output) {
    assertThat(output).isInstanceOf(Irradiance.class);
  }

  /** The gradient by a scene is a scene of the same spacing. */
  @Test
  void pullbackKeepsTheSpacing() {
    Radiance scene = new Radiance(1, 1, 0.06, new float[] {1, 2, 3});
    var pullback = new Lens(2, 1).pull(scene);
    Radiance gradient = pullback.back(pullback.value()).input();
    assertThat(gradient.spacing()).isEqualTo(0.06);
  }

  /** E = π τ L sin²θ from the half angle of the cone, without any f-number. */
  @Test
  void irradianceMatchesTheConeOfLight() {
    double sine = 0.95 / 40;
    double working = new Aperture.Objective(0.95, 40).workingFNumber();
    Radiance scene = new Radiance(1, 1, 1, new float[] {1, 2, 4});
    float[] light = new Lens(working, 0.8).apply(scene).samples();
    assertThat((double) light[2]).isCloseTo(Math.PI * 0.8 * 4 * sine * sine, offset(1e-9));
    assertThat(new Lens(8, 1).projectedSolidAngle()).isCloseTo(0.012272, offset(1e-6));
  }
}
