package dev.rawline.imaging.isp;

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

  Planes plain(Planes rgb) {
    return Plain.filter(filter, rgb);
  }
}
