package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Parameter;
import java.util.List;

/**
 * A luma filter that is let loose on the three colours themselves.
 *
 * <p>out = filter(in), chroma included. Every filter works on each colour by itself, but for {@link
 * Bilateral}, which compares whole colours. The published reference denoises so wherever it uses
 * neither a Gaussian nor a median.
 *
 * @param filter the filter
 */
public record OnColours(LumaStage filter) implements ColourStage {

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
  public OnColours with(double[] values) {
    return new OnColours(filter.with(values));
  }

  Planes plain(Planes rgb) {
    return Plain.filter(filter, rgb);
  }

  Planes back(Planes rgb, Planes cotangent, double[] gradient) {
    return Plain.back(filter, rgb, cotangent, gradient);
  }
}
