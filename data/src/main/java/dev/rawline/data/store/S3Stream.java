package dev.rawline.data.store;

import dev.rawline.data.web.Address;
import dev.rawline.data.web.TransientException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** The bytes of an object: a connection that breaks is a {@link TransientException}. */
final class S3Stream extends FilterInputStream {
  private final Runnable abort;

  /**
   * Wraps the bytes of a response.
   *
   * @param abort ends the connection; closing the response would first read the rest
   */
  S3Stream(InputStream response, Runnable abort) {
    super(response);
    this.abort = abort;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException | SdkException e) {
      throw new TransientException(
          "broke off (" + Address.redacted(String.valueOf(e.getMessage())) + ")", e);
    }
  }

  @Override
  public void close() {
    abort.run();
  }
}
