package dev.rawline.lab.experiment;

import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Described;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Colours of a view that are replaced by those of other named views, at test time. */
public record ChannelSwap(
    @Described(meaning = "the named view whose red is taken") Optional<String> red,
    @Described(meaning = "the named view whose green is taken") Optional<String> green,
    @Described(meaning = "the named view whose blue is taken") Optional<String> blue) {

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if there is no such view, or no colour is named
   */
  public ChannelSwap {
    if (red.isEmpty() && green.isEmpty() && blue.isEmpty()) {
      throw new IllegalArgumentException(
          "channels names no colour: expected red, green or blue and the view that it is taken from, such as {blue: bilinear-sharpen-median}");
    }
    red.ifPresent(ViewName::parse);
    green.ifPresent(ViewName::parse);
    blue.ifPresent(ViewName::parse);
  }

  /** Returns the views by colour. */
  public Map<Colour, String> views() {
    Map<Colour, String> views = new EnumMap<>(Colour.class);
    red.ifPresent(view -> views.put(Colour.RED, view));
    green.ifPresent(view -> views.put(Colour.GREEN, view));
    blue.ifPresent(view -> views.put(Colour.BLUE, view));
    return Collections.unmodifiableMap(views);
  }
}
