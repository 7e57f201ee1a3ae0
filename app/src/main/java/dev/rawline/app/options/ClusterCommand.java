package dev.rawline.app.options;

import dev.rawline.app.terminal.TerminalCommand;
import picocli.CommandLine.Mixin;

/** A command whose work a cluster can share. */
public abstract class ClusterCommand extends TerminalCommand {
  @Mixin private ClusterOptions cluster;

  /** Returns which cluster, if any. */
  public final ClusterOptions cluster() {
    return cluster;
  }
}
