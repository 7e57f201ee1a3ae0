package dev.rawline.learning.engine;

import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * Where and on how many threads tensors are computed, once it is started.
 *
 * <p>Threads are shared by the process: the engine that was started last sets their number for all.
 * On the CPU the same computation on the same number of threads gives the same bits.
 */
public final class Engine {
  static {
    // Of openblas, the version that this libtorch names is not published; JavaCPP logs so at each
    // start.
    System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
  }

  private static boolean loaded;

  private final Device device;
  private final int threads;

  private Engine(Device device, int threads) {
    this.device = device;
    this.threads = threads;
  }

  /**
   * Starts the engine, which takes a second the first time, and sets the threads of the process.
   *
   * @param device the device that computes
   * @param threads how many threads compute on the CPU, at least 1
   * @throws IllegalArgumentException if there is no thread
   * @throws EngineException if the device is missing; the message states the remedy
   */
  public static Engine start(Device device, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "threads is %d: expected at least 1 thread".formatted(threads));
    }
    load();
    if (device == Device.CUDA && !torch.cuda_is_available()) {
      throw new EngineException(
          isBuiltForCuda()
              ? "there is no CUDA device here that the driver offers: check that nvidia-smi lists"
                  + " one, or use --device cpu"
              : "there is no CUDA device here that Rawline could use, since it was built without"
                  + " CUDA: use --device cpu, or build it with RAWLINE_CUDA=1"
                  + " (docs/how-to/gpu.md)");
    }
    torch.set_num_threads(threads);
    return new Engine(device, threads);
  }

  private static boolean isBuiltForCuda() {
    return torch.class.getResource(
            "/org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu/libtorch_cuda.so")
        != null;
  }

  /** Starts the engine on all cores of the CPU. */
  public static Engine cpu() {
    return start(Device.CPU, Runtime.getRuntime().availableProcessors());
  }

  /** Returns what computes. */
  public Device device() {
    return device;
  }

  /** Returns how many threads compute on the CPU. */
  public int threads() {
    return threads;
  }

  /** Returns on how many threads tensors are computed now. */
  public static int currentThreads() {
    load();
    return torch.get_num_threads();
  }

  /** Returns the version of the library that computes. */
  public static String version() {
    try {
      String version = Loader.getVersion("org.bytedeco", "pytorch");
      int ofBinding = version.indexOf('-');
      return "libtorch " + (ofBinding < 0 ? version : version.substring(0, ofBinding));
    } catch (IOException _) {
      return "libtorch"; // repacked without its properties
    }
  }

  /** Loads the library, once. */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    // Without this, the garbage collector would run whenever much native memory is in use.
    System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    try {
      unpackNeeded();
      Loader.load(torch.class);
      loaded = true;
    } catch (UnsatisfiedLinkError e) {
      throw new EngineException(
          "the engine, %s, cannot be loaded: %s. It is built for Linux on x86-64; built with RAWLINE_CUDA it needs CUDA 13.3 and cuDNN 9.25"
              .formatted(version(), e.getMessage()));
    } catch (IOException e) {
      throw new EngineException(
          "the engine, %s, cannot be unpacked: %s. Make 500 MB free under ~/.javacpp"
              .formatted(version(), e));
    }
  }

  /**
   * Unpacks the libraries that libtorch.so needs. By default they are unpacked after it, so that on
   * first use the system loads those of another installed libtorch, and the process crashes.
   */
  private static void unpackNeeded() throws IOException {
    for (String folder : List.of(Loader.getPlatform(), Loader.getPlatform() + "-gpu")) {
      for (String library : List.of("libtorch_cpu.so", "libtorch_cuda.so")) {
        URL packed = torch.class.getResource("/org/bytedeco/pytorch/" + folder + "/" + library);
        if (packed != null) {
          Loader.cacheResource(packed);
        }
      }
    }
  }

  @Override
  public String toString() {
    return "%s on %s, %d threads".formatted(version(), device, threads);
  }
}
