package dev.rawline.lab.optimization;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Numbers that were learned → files that every other command takes: the camera ({@code
 * camera.yaml}: black level, white balance and colour matrix), the whole chain ({@code isp.yaml})
 * and θ ({@code theta.yaml}).
 *
 * @param name what the camera is called
 * @param base the camera that θ began with, whose scale stays
 * @param theta the numbers of the parametrized chain
 */
record LearnedCameraFiles(String name, Camera base, Theta theta) {
  /** The numbers that both arms began with. */
  static final String START = "theta-start.yaml";

  /** The camera's own numbers. */
  static final String OWN = "theta-camera.yaml";

  private static final String CAMERA = "camera.yaml";
  private static final String ISP = "isp.yaml";
  private static final String THETA = "theta.yaml";

  /** The names of all files. */
  static final List<String> NAMES = List.of(START, OWN, CAMERA, ISP, THETA);

  /** Returns the camera: what of θ a camera is. */
  Camera camera() {
    double[] black = theta.get("black_level");
    double[] gains = theta.get("white_balance");
    return new Camera(
        name,
        base.scale(),
        new SiteValues(black[0], black[1], black[2], black[3]),
        new Rgb(gains[0], gains[1], gains[2]),
        Matrix3.of(theta.get("colour_matrix")));
  }

  /** Returns the chain with these numbers. */
  Isp isp() {
    return Isp.parametrized(base).with(theta);
  }

  /**
   * Writes all files.
   *
   * @return the files
   */
  List<Path> write(Path folder) throws IOException {
    Path camera = folder.resolve(CAMERA);
    Path isp = folder.resolve(ISP);
    Path numbers = folder.resolve(THETA);
    DescriptionFiles.CAMERA.write(camera(), camera);
    IspFiles.write(isp(), isp);
    ThetaFiles.write(theta, numbers);
    return List.of(camera, isp, numbers);
  }
}
