package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingStream;

/**
 * Prints how the time of a batch's forward and backward pass is divided among the steps: Java's
 * Flight Recorder samples the stack every few milliseconds, and the innermost method of the image
 * signal processing is counted.
 */
public final class GradientProfile {
  private static final String SIZE = "256x256";
  private static final String MEASURED = "dev.rawline.imaging.";
  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final double SECONDS = 20;

  private final Map<String, Integer> samples = new ConcurrentHashMap<>();

  private GradientProfile() {}

  /**
   * Prints the shares for one image and for a batch of 32.
   *
   * @param arguments optionally the name of a view (default: the parametrized pipeline)
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    for (int count : List.of(1, 32)) {
      System.out.printf("%d of %s, forward and backward, on %d thread(s)%n", count, SIZE, threads);
      var mosaics = BenchmarkMosaics.batch(count, SIZE);
      GradientBatch batch =
          arguments.length == 0
              ? new GradientBatch(Camera.DRONE, mosaics, threads)
              : new GradientBatch(
                  Camera.DRONE,
                  Isp.of(Camera.DRONE, ViewName.parse(arguments[0])),
                  mosaics,
                  threads);
      new GradientProfile().print(batch::gradients, System.out);
    }
  }

  private void print(Runnable task, PrintStream out) throws IOException, InterruptedException {
    InterleavedTiming.warmUp(task);
    double once;
    try (RecordingStream recording = new RecordingStream()) {
      recording.enable("jdk.ExecutionSample").withPeriod(PERIOD);
      recording.onEvent("jdk.ExecutionSample", this::count);
      recording.startAsync();
      once = InterleavedTiming.median(() -> InterleavedTiming.seconds(task), SECONDS);
      recording.stop();
    }
    double all = samples.values().stream().mapToInt(Integer::intValue).sum();
    out.printf("%-56s %9s %12s%n", "of %.0f samples".formatted(all), "share [%]", "time [ms]");
    samples.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(
            entry -> {
              double share = entry.getValue() / all;
              out.printf("%-56s %9.1f %12.4f%n", entry.getKey(), share * 100, share * once * 1e3);
            });
  }

  private void count(RecordedEvent sample) {
    Optional<RecordedFrame> innermost =
        sample.getStackTrace().getFrames().stream()
            .filter(frame -> frame.getMethod().getType().getName().startsWith(MEASURED))
            .findFirst();
    innermost.ifPresent(
        frame -> {
          String type = frame.getMethod().getType().getName();
          String step = type.substring(type.lastIndexOf('.') + 1);
          samples.merge(step + "." + frame.getMethod().getName(), 1, Integer::sum);
        });
  }
}
