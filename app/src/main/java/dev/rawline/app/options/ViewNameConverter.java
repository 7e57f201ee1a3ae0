package dev.rawline.app.options;

import dev.rawline.imaging.camera.ViewName;
import java.util.ArrayList;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code --view}: what the words of the twelve views mean. */
public final class ViewNameConverter {
  private ViewNameConverter() {}

  /** A word becomes a view, or a sentence that lists all twelve. */
  public static final class Converter implements ITypeConverter<ViewName> {
    @Override
    public ViewName convert(String word) {
      try {
        return ViewName.parse(word);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** The words that bash completes. */
  public static final class Candidates extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Candidates() {
      super(ViewName.ALL.stream().map(ViewName::toString).toList());
    }
  }
}
