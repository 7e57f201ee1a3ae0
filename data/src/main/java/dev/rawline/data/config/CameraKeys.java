package dev.rawline.data.config;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;

/** The keys of {@code camera.yaml}. */
record CameraKeys(
    @Described(meaning = "what the camera is called in files and on sheets", required = true)
        String name,
    @Described(
            meaning =
                "full_scale: raw = DN / (2^container bits − 1); black_to_white: raw = (DN − black)"
                    + " / (white − black), with both levels from the raw file",
            required = true)
        Camera.Scale scale,
    @Described(
            meaning = "subtracted after scaling; 0 where scale is black_to_white",
            unit = "normalised",
            required = true)
        SiteValues blackLevel,
    @Described(meaning = "gains", required = true) Rgb whiteBalance,
    @Described(
            meaning = "white-balanced camera colours to linear sRGB; rows make red, green, blue",
            required = true)
        Matrix3 colourMatrix) {

  static CameraKeys of(Camera camera) {
    return new CameraKeys(
        camera.name(),
        camera.scale(),
        camera.blackLevel(),
        camera.whiteBalance(),
        camera.colourMatrix());
  }

  Camera toCamera() {
    return new Camera(name, scale, blackLevel, whiteBalance, colourMatrix);
  }
}
