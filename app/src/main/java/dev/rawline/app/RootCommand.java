package dev.rawline.app;

/** What a command needs of the program that it is a part of. */
interface RootCommand {

  /** Returns what lets a command that computes end in order. */
  Interruption interruption();
}
