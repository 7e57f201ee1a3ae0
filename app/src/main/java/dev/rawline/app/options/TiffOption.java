package dev.rawline.app.options;

import picocli.CommandLine.Option;

/** {@code --tiff}: pictures of more levels. */
public final class TiffOption {
  @Option(names = "--tiff", description = "Write 16-bit TIFFs (sRGB) as well.")
  private boolean wanted;

  public boolean wanted() {
    return wanted;
  }
}
