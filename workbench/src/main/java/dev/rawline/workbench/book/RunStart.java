package dev.rawline.workbench.book;

/**
 * The description of a run when it begins.
 *
 * @param experiment its experiment, named by the user
 * @param name its name, such as "train menon-unsharp-median, split 3"
 * @param command the command that ran it, such as "drift" or "train"
 * @param origin the origin of its results
 */
public record RunStart(String experiment, String name, String command, RunOrigin origin) {}
