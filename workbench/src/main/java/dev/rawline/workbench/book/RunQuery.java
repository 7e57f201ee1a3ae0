package dev.rawline.workbench.book;

import java.util.Optional;

/**
 * Which runs of a book are listed, and in which order.
 *
 * @param filter which
 * @param text what their name or experiment contains, in capitals or not
 * @param order in which order
 */
public record RunQuery(RunFilter filter, Optional<String> text, RunOrder order) {}
