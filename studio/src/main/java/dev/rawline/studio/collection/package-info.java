/** A data set → a table of its samples, their thumbnails, where a model places them, and lists. */
package dev.rawline.studio.collection;
