/** Frames → panels of labelled sheets: previews, thumbnails, outlines, maps of signed numbers. */
package dev.rawline.workbench.sheet;
