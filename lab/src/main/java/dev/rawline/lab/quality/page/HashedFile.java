package dev.rawline.lab.quality.page;

/**
 * A file that numbers come from.
 *
 * @param name what it is called
 * @param bytes how long it is [bytes]
 * @param sha256 its SHA-256, 64 hexadecimal digits
 */
public record HashedFile(String name, long bytes, String sha256) {}
