package dev.rawline.workbench.book;

import java.time.Duration;

/**
 * The result of a study and its origin.
 *
 * @param origin its origin
 * @param took its duration
 * @param result the result
 * @param <R> the type of the result
 */
public record StudyResult<R>(RunOrigin origin, Duration took, R result) {}
