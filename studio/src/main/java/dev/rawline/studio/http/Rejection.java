package dev.rawline.studio.http;

/**
 * A request that is not answered.
 *
 * @param status the status of HTTP
 * @param message why, and what to do
 */
public record Rejection(int status, String message) {}
