package dev.rawline.workbench.page;

/**
 * One line of a table of two columns.
 *
 * @param label what it is
 * @param value its value
 */
public record Fact(String label, String value) {}
