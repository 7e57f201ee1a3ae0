package dev.rawline.studio.lab;

import dev.rawline.data.file.JsonFile;
import dev.rawline.studio.RunningStudio;
import dev.rawline.workbench.book.BookLocation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server with a lab book, and what its pages ask. */
final class LabPage implements AutoCloseable {
  private final RunningStudio studio;

  LabPage(BookLocation place, boolean demo) throws IOException {
    studio = new RunningStudio(Map.of(), Optional.of(place), demo);
  }

  List<Throwable> failures() {
    return studio.failures();
  }

  HttpResponse<String> get(String path, Map<String, ?> query) {
    return studio.get("lab/" + path, query, BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, Map<String, ?> body) {
    return studio.post("lab/" + path, body, BodyHandlers.ofString());
  }

  /** Returns the object of an answer, or throws what the server says is wrong. */
  static Map<String, Object> object(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return JsonFile.parse(answer.body());
  }

  @Override
  public void close() throws IOException {
    studio.close();
  }
}
