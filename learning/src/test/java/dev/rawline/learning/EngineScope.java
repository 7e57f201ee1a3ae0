package dev.rawline.learning;

import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Scope;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs every test of a class on two threads of the engine, in its own scope. */
public final class EngineScope implements BeforeEachCallback, AfterEachCallback {
  private Scope scope;

  @Override
  public void beforeEach(ExtensionContext context) {
    Engine _ = Engine.start(Device.CPU, 2);
    scope = new Scope();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    scope.close();
  }
}
