package dev.rawline.data.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The bytes of a response; a connection that breaks or stalls while they are read is a {@link
 * TransientException}.
 *
 * <p>Unlike the stream of the JDK's client it has a timeout for each read, and delivers every byte
 * that has arrived before it reports a failure, so that a transfer resumes where it broke off.
 */
final class ResponseBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final Duration stall;
  private final BlockingQueue<ByteBuffer> arrived = new LinkedBlockingQueue<>();

  /** Complete when the connection is attached, which may be after the response is returned. */
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  private volatile Throwable failure;
  private ByteBuffer current = ByteBuffer.allocate(0);

  ResponseBody(Duration stall) {
    this.stall = stall;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription body) {
    subscription.complete(body);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    arrived.addAll(buffers);
  }

  @Override
  public void onError(Throwable reason) {
    failure = reason;
    arrived.add(END);
  }

  @Override
  public void onComplete() {
    arrived.add(END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : Byte.toUnsignedInt(one[0]);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the end is a separate buffer, equal to any empty one
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (current != END && !current.hasRemaining()) {
      current = next();
    }
    if (current == END) {
      if (failure != null) {
        throw new TransientException(
            "broke off (" + Address.redacted(String.valueOf(failure.getMessage())) + ")", failure);
      }
      return -1;
    }
    int count = Math.min(length, current.remaining());
    current.get(bytes, offset, count);
    return count;
  }

  private ByteBuffer next() throws IOException {
    ByteBuffer next = arrived.poll();
    if (next != null) {
      return next;
    }
    var _ = subscription.thenAccept(body -> body.request(1));
    try {
      next = arrived.poll(stall.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      close();
      throw WebClient.interrupted(e);
    }
    if (next == null) {
      close();
      throw new TransientException(
          "stalled (no byte for %s s)".formatted(RetryPolicy.seconds(stall)), null);
    }
    return next;
  }

  /** Ends the connection instead of reading the rest. */
  @Override
  public void close() {
    var _ = subscription.thenAccept(Flow.Subscription::cancel);
  }
}
