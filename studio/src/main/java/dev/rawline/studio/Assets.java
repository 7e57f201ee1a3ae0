package dev.rawline.studio;

import dev.rawline.studio.http.Reply;
import dev.rawline.studio.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The page itself: files of the program, under their own paths. */
final class Assets {
  private static final List<Route> ROUTES =
      List.of(
          route("/", "index.html", "text/html; charset=utf-8"),
          route("/studio.js", "studio.js", "text/javascript; charset=utf-8"),
          route("/studio.css", "studio.css", "text/css; charset=utf-8"),
          route("/icon.svg", "icon.svg", "image/svg+xml"));

  private Assets() {}

  /** Returns what is answered. */
  static List<Route> routes() {
    return ROUTES;
  }

  private static Route route(String path, String name, String type) {
    Reply content = new Reply.Content(type, read(name));
    return Route.get(path, _ -> content);
  }

  private static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("web/" + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the file %s of the page is missing: build it (studio/web/build)".formatted(name));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
