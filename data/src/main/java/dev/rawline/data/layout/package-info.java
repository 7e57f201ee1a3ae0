/**
 * Folder → data set: the layouts of files, classes and masks in folders, each detected
 * automatically.
 */
package dev.rawline.data.layout;
