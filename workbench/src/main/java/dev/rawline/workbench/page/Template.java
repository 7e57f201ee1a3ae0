package dev.rawline.workbench.page;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import dev.rawline.data.web.Address;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.MarkupText;
import dev.rawline.workbench.text.NumberText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;

/**
 * A Mustache template among the resources: values → HTML. What a template inserts with two braces
 * is escaped, and without the secrets of addresses; a real number has three significant digits, an
 * estimate its interval in brackets.
 *
 * <p>Every template may include another by its path, and those of {@code /rawline/page} by their
 * names: {@code top} for story and key numbers, {@code table} for a {@link Table}, {@code fact} for
 * a {@link Fact}, {@code drawing} for a drawing, {@code picture} for a {@link PagePicture} and
 * {@code command} for a {@link SuggestedCommand}.
 */
public final class Template {
  private static final int DIGITS = 3;

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .withEscaper(text -> MarkupText.escaped(Address.redacted(text)))
          .emptyStringIsFalse(true)
          .withCollector(new Optionals())
          .withFormatter(Template::text)
          .withLoader(Template::partial);

  private Template() {}

  /**
   * Returns the HTML of a template.
   *
   * @param name its path below {@code /rawline} without extension, such as {@code drift/page}
   * @param values an object whose methods without parameters have the names in the template
   * @throws IllegalStateException if there is no such template
   */
  public static String html(String name, Object values) {
    return COMPILER.compile(resource(name + ".mustache")).execute(values);
  }

  private static String text(Object value) {
    return switch (value) {
      case Double number -> NumberText.signed(number, DIGITS);
      case Estimate estimate -> EstimateFormat.withInterval(estimate);
      default -> String.valueOf(value);
    };
  }

  private static Reader partial(String name) {
    return new StringReader(resource((name.contains("/") ? name : "page/" + name) + ".mustache"));
  }

  /** Returns the text of a resource below {@code /rawline}. */
  public static String resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream("/rawline/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the resource /rawline/" + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a section of an {@link Optional} be that of its value, or none. */
  private static final class Optionals extends DefaultCollector {
    @Override
    public Iterator<?> toIterator(Object value) {
      return value instanceof Optional<?> optional
          ? optional.stream().iterator()
          : super.toIterator(value);
    }
  }
}
