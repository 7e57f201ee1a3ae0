/**
 * Folder → data set: the ways in which files, classes and masks lie in folders, each recognised by
 * itself.
 */
package dev.rawline.data.layout;
