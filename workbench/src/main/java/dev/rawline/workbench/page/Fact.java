package dev.rawline.workbench.page;

/**
 * One line of a table of two columns.
 *
 * @param label what it is
 * @param value what it says
 */
public record Fact(String label, String value) {}
