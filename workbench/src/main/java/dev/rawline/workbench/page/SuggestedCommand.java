package dev.rawline.workbench.page;

/**
 * Something to do next.
 *
 * @param what what it does, a sentence
 * @param command how
 */
public record SuggestedCommand(String what, String command) {}
