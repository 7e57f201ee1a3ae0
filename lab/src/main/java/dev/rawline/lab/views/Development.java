package dev.rawline.lab.views;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ExposureCompensation;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.HighlightClip;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How photographs are rendered besides their chain: their exposure and their highlights.
 *
 * @param highlightClip whether blown highlights are clipped to neutral, right before the colour
 *     correction; by default only with the camera that each file describes, for which it is known
 *     where the sensor saturates
 * @param exposure how much the pictures are brightened
 */
public record Development(Optional<Boolean> highlightClip, ExposureCompensation exposure) {
  /** Neither is changed. */
  public static final Development NONE =
      new Development(Optional.of(false), ExposureCompensation.Fixed.NONE);

  /** Returns whether highlights are clipped in the pictures of a camera. */
  public boolean clips(CameraChoice camera) {
    return highlightClip.orElse(camera instanceof CameraChoice.FromFile);
  }

  /**
   * Returns whether a chain gets a highlight clip: by default none that has no colour correction,
   * or a highlight clip of its own.
   */
  boolean clips(CameraChoice camera, Isp chain) {
    return clips(camera)
        && (highlightClip.isPresent()
            || (chain.rendering().colour().stream().anyMatch(ColourCorrection.class::isInstance)
                && chain.rendering().colour().stream().noneMatch(HighlightClip.class::isInstance)));
  }

  /**
   * Returns a chain with the clip and the exposure of one raw image.
   *
   * @param choice whose camera it is
   * @throws IllegalArgumentException if the camera has no neutral level, or an automatic exposure
   *     cannot be found
   */
  public Isp of(CameraChoice choice, Camera camera, Isp chain, RawImage raw) {
    return settled(choice, camera, chain, raw, clips(choice, chain)).of(chain);
  }

  /** Returns the settings, as values of a record; an exposure of 0 EV is left out. */
  Map<String, Object> settings(boolean clipped) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("highlightClip", clipped);
    exposure.value().ifPresent(value -> settings.put("exposure", value));
    return settings;
  }

  /**
   * Returns the development of one raw image.
   *
   * @param choice whose camera it is
   * @param chain the chain by whose linear picture an automatic exposure is found
   * @param clipped whether highlights are clipped
   * @throws IllegalArgumentException if the camera has no neutral level, or an automatic exposure
   *     cannot be found
   */
  Settled settled(CameraChoice choice, Camera used, Isp chain, RawImage raw, boolean clipped) {
    Optional<HighlightClip> clip =
        clipped ? Optional.of(used.highlightClip(raw)) : Optional.empty();
    // A file's own gains may all be above 1 or not; clipped highlights are white in any case.
    double white =
        choice instanceof CameraChoice.FromFile
            ? clip.map(level -> Math.max(1, 1 / level.level())).orElse(1.0)
            : 1;
    Settled plain = new Settled(clip, white, 0);
    return new Settled(clip, white, exposure.ev(plain.of(chain), used, raw));
  }

  /**
   * The development of one raw image.
   *
   * @param clip the highlight clip
   * @param white the gain that makes clipped highlights white
   * @param ev the exposure compensation [EV]
   */
  record Settled(Optional<HighlightClip> clip, double white, double ev) {

    /** Returns a chain with the clip and the exposure. */
    Isp of(Isp chain) {
      return clip.map(chain::with).orElse(chain).brightened(white * Math.pow(2, ev));
    }

    /** Returns what was found, as values of a record: the exposure compensation, if it is not 0. */
    Map<String, Object> findings() {
      return ev == 0 ? Map.of() : Map.of("exposureEv", ev);
    }
  }
}
