package dev.rawline.workbench.page;

/**
 * A suggested next step.
 *
 * @param what its effect, a sentence
 * @param command the command
 */
public record SuggestedCommand(String what, String command) {}
