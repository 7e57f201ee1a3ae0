package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Parameter;
import java.util.List;

/**
 * A luma filter that is applied to the three colours themselves.
 *
 * <p>out = filter(in), chroma included. Every filter works on each colour separately, except {@link
 * Bilateral}, which compares whole colours. The published reference denoises this way unless it
 * uses a Gaussian or a median.
 *
 * <pre>{@code
 * LinearRgb smooth = new RgbFilter(TvChambolle.DEFAULT).apply(rgb); // chroma included
 * }</pre>
 *
 * @param filter the filter
 */
public record RgbFilter(LumaStage filter) implements ColourStage {

  @Override
  public String name() {
    return filter.name();
  }

  @Override
  public List<Parameter> parameters() {
    return filter.parameters();
  }

  @Override
  public double[] values() {
    return filter.values();
  }

  @Override
  public RgbFilter with(double[] values) {
    return new RgbFilter(filter.with(values));
  }

  Planes plain(Planes rgb) {
    return StageDefinitions.filter(filter, rgb);
  }

  Planes back(Planes rgb, Planes cotangent, double[] gradient) {
    return StageDefinitions.back(filter, rgb, cotangent, gradient);
  }
}
