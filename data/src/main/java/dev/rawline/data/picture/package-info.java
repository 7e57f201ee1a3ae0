/**
 * View → file: pictures, written band by band to a temporary name and moved into place; and the
 * mosaics and masks of data sets.
 */
package dev.rawline.data.picture;
