package dev.rawline.learning.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** What computes. */
public enum Device {
  /** The processor, which is always available. */
  CPU,

  /** A graphics card of NVIDIA, where the engine was built for it (the Maven profile cuda). */
  CUDA;

  /** Returns the device of a name in small letters, as on the command line. */
  public static Optional<Device> of(String name) {
    return Stream.of(values()).filter(device -> device.toString().equals(name)).findFirst();
  }

  DeviceType type() {
    return this == CUDA ? DeviceType.CUDA : DeviceType.CPU;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
