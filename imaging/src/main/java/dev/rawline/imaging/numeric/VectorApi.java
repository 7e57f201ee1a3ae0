package dev.rawline.imaging.numeric;

/** Whether this program runs with the Vector API, a module that a launcher must ask for. */
public final class VectorApi {

  /** Whether the module is there; without it the plain twins work. */
  public static final boolean PRESENT =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private VectorApi() {}
}
