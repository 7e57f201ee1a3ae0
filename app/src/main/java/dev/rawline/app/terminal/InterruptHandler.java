package dev.rawline.app.terminal;

import dev.rawline.imaging.numeric.Progress;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a command that computes end in order when it is interrupted (Ctrl-C, or a kill that is not
 * by force): it stops once it has saved what it has done, and prints that. A second interruption
 * ends the program at once.
 *
 * <p>The engine must not compute while the program ends: its libraries then take away what it works
 * with, and it would crash.
 *
 * <p>The JDK handles signals by {@code sun.misc.Signal}, which is reached by reflection, because
 * the compiler warns of it and that warning cannot be turned off. Where it is missing an
 * interruption ends the program at once.
 */
public final class InterruptHandler implements AutoCloseable {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final PrintWriter err;
  private final AtomicBoolean happened = new AtomicBoolean();
  private final Map<String, Object> before = new LinkedHashMap<>();
  private final List<Runnable> stops = new CopyOnWriteArrayList<>();
  private volatile String sentence;

  /**
   * Prepares to listen.
   *
   * @param err where the interruption is confirmed
   */
  public InterruptHandler(PrintWriter err) {
    this.err = err;
  }

  /** Begins to listen for a command that calls {@link #requireNone} now and then. */
  public void stops() {
    stops("interrupted: ends after this batch", () -> {});
  }

  /**
   * Begins to listen, and returns a progress that ends its task after an interruption, by a {@link
   * CancellationException}.
   *
   * @param shown the progress that a person sees
   */
  public Progress ending(Progress shown) {
    stops();
    return shown.checking(this::requireNone);
  }

  /**
   * Begins to listen; of several calls all actions count, and the last sentence.
   *
   * @param sentence what is printed when the command is interrupted, without a full stop
   * @param stop makes the command stop
   */
  public void stops(String sentence, Runnable stop) {
    this.sentence = sentence;
    stops.add(stop);
    if (happened()) {
      stop.run();
      return;
    }
    if (!before.isEmpty()) {
      return;
    }
    for (String signal : SIGNALS) {
      handle(
          signal,
          () -> {
            restore();
            happened.set(true);
            err.println();
            err.println(this.sentence + " …");
            stops.forEach(Runnable::run);
          });
    }
  }

  /** Returns whether the command was interrupted. */
  public boolean happened() {
    return happened.get();
  }

  /**
   * Returns if the command was not interrupted.
   *
   * @throws CancellationException if it was interrupted
   */
  public void requireNone() {
    if (happened()) {
      throw new CancellationException("interrupted");
    }
  }

  @SuppressWarnings("ReferenceEquality") // a listener equals itself alone
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }

  private void handle(String signal, Runnable action) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "equals" -> isSame(proxy, arguments[0]);
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> signal;
                  });
      before.put(signal, set(signal, listener));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      before.remove(signal); // it keeps its usual effect
    }
  }

  /** Sets the handler of a signal, and returns the one before. */
  private static Object set(String name, Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Method handle = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
    return handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
  }

  private synchronized void restore() {
    before.forEach(
        (signal, handler) -> {
          try {
            set(signal, handler);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signal " + signal + " could be handled before", e);
          }
        });
    before.clear();
  }

  /** Listens no longer. */
  @Override
  public void close() {
    restore();
  }
}
