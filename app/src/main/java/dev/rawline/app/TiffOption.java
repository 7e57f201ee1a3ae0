package dev.rawline.app;

import picocli.CommandLine.Option;

/** {@code --tiff}: pictures of more levels. */
final class TiffOption {
  @Option(names = "--tiff", description = "Write 16-bit TIFFs (sRGB) too.")
  private boolean wanted;

  boolean wanted() {
    return wanted;
  }
}
