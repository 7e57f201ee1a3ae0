package dev.rawline.studio.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a request is answered with. */
public sealed interface Reply {
  /**
   * An object of JSON.
   *
   * @param object a map, or a record with its components as keys
   */
  record Json(Object object) implements Reply {}

  /**
   * Bytes.
   *
   * @param type the type of content
   * @param content the bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // written as they are, never compared
  record Content(String type, byte[] content) implements Reply {}

  /**
   * A file that this program vouches for in nothing: a browser neither runs what is in it nor lets
   * it load anything.
   *
   * @param file the file
   * @param type the type of content
   * @param saveAs the name under which it is saved instead of shown
   */
  record Foreign(Path file, String type, Optional<String> saveAs) implements Reply {}

  /**
   * Events for as long as the client listens.
   *
   * @param source sends them, and returns at the end
   */
  record Events(EventSource source) implements Reply {}

  /** Sends events. */
  interface EventSource {
    /**
     * Sends events until there are no more.
     *
     * @throws IOException if the client is gone
     */
    void sendTo(EventSink sink) throws IOException;
  }

  /** Takes events. */
  interface EventSink {
    /**
     * Sends one.
     *
     * @param object a map, or a record with its components as keys
     * @throws IOException if the client is gone
     */
    void send(Object object) throws IOException;
  }
}
