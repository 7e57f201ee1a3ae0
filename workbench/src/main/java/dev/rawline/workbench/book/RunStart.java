package dev.rawline.workbench.book;

/**
 * What is known of a run when it begins.
 *
 * @param experiment what it belongs to, a word of the user's
 * @param name what it is called, such as "train menon-unsharp-median, split 3"
 * @param command the verb that ran it, such as "drift" or "train"
 * @param origin where its findings will come from
 */
public record RunStart(String experiment, String name, String command, RunOrigin origin) {}
