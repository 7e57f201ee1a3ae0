/** Pictures, maps of signed numbers, outlines and lines of text → blocks of labelled sheets. */
package dev.rawline.workbench.sheet;
