package dev.rawline.studio.control;

/**
 * A file or folder.
 *
 * @param root the name of a folder of the workspace
 * @param path a path below it
 */
record QualityPlace(String root, String path) {}
