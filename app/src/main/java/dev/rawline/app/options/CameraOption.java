package dev.rawline.app.options;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.yaml.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --camera}: whose numbers render. */
public final class CameraOption {
  @Option(
      names = "--camera",
      required = true,
      paramLabel = "CAMERA",
      converter = Converter.class,
      completionCandidates = Candidates.class,
      description = {
        "Whose black level, white balance and colour matrix render:",
        "  drone, microscope   the cameras of the published data",
        "  file                each raw file's own metadata",
        "  PATH                a camera.yaml"
      })
  private CameraChoice choice;

  public CameraChoice choice() {
    return choice;
  }

  /** A word becomes a choice, or a sentence that says what is possible. */
  static final class Converter implements ITypeConverter<CameraChoice> {
    @Override
    public CameraChoice convert(String word) {
      try {
        return CameraChoice.of(word);
      } catch (IllegalArgumentException | ConfigurationException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** The words that bash completes. */
  static final class Candidates extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Candidates() {
      super(List.of("drone", "microscope", "file"));
    }
  }
}
