/** Commands of {@code data}: find, check, tile, split, pack and share data sets. */
package dev.rawline.app.data;
