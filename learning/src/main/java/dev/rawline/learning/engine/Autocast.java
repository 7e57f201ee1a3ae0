package dev.rawline.learning.engine;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** While it is open, this thread computes forward in a {@link Precision}. */
public final class Autocast implements AutoCloseable {
  private final DeviceType device;
  private final boolean before;

  /** Begins to compute in a precision on a device. */
  public Autocast(Device device, Precision precision) {
    this.device = device.type();
    before = torch.is_autocast_enabled(this.device);
    torch.increment_nesting();
    torch.set_autocast_dtype(this.device, ScalarType.BFloat16);
    torch.set_autocast_enabled(this.device, precision == Precision.BFLOAT16);
  }

  /** Restores the previous state, and frees the converted weights. */
  @Override
  public void close() {
    torch.set_autocast_enabled(device, before);
    if (torch.decrement_nesting() == 0) {
      torch.clear_cache();
    }
  }
}
