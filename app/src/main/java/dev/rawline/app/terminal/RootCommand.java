package dev.rawline.app.terminal;

/** What a command needs of the program that it is a part of. */
public interface RootCommand {

  /** Returns what lets a command that computes end in order. */
  InterruptHandler interruption();
}
