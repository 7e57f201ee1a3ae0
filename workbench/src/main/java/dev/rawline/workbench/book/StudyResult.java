package dev.rawline.workbench.book;

import java.time.Duration;

/**
 * Something that was found out, and where it comes from.
 *
 * @param origin where it comes from
 * @param took how long it took
 * @param result what was found out
 * @param <R> what kind of thing that is
 */
public record StudyResult<R>(RunOrigin origin, Duration took, R result) {}
