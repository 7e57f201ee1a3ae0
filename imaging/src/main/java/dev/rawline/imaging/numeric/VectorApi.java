package dev.rawline.imaging.numeric;

/** Whether the Vector API is available, a module that must be enabled at start. */
public final class VectorApi {

  /** Whether the module is present; without it the plain twins run. */
  public static final boolean PRESENT =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private VectorApi() {}
}
