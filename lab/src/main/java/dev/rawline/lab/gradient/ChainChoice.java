package dev.rawline.lab.gradient;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Path;

/** Which chain of stages renders. */
public sealed interface ChainChoice {

  /** The parametrized light path, in which the kernels too are parameters. */
  record Parametrized() implements ChainChoice {}

  /** One of the twelve views. */
  record Named(ViewName view) implements ChainChoice {}

  /** Any chain, described by an {@code isp.yaml}. */
  record FromFile(Path isp) implements ChainChoice {}

  /** Returns the name that is used in names of files and on sheets. */
  default String name() {
    return switch (this) {
      case Parametrized() -> "parametrized";
      case Named(ViewName view) -> view.toString();
      case FromFile(Path isp) -> OutputFiles.stem(isp);
    };
  }

  /**
   * Returns the chain of a camera.
   *
   * @throws ConfigurationException if the chain's file has mistakes; the message lists them all
   */
  default Isp of(Camera camera) throws ConfigurationException {
    return switch (this) {
      case Parametrized() -> Isp.parametrized(camera);
      case Named(ViewName view) -> Isp.of(camera, view);
      case FromFile(Path isp) -> IspFiles.read(isp, camera);
    };
  }

  /** Returns what decides about the chain, as a value of a record. */
  default Object provenance() throws IOException {
    return this instanceof FromFile(Path isp) ? Provenance.content(isp) : name();
  }
}
