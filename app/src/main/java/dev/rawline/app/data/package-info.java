/**
 * Commands of {@code data} → {@code lab.dataset}: find, check, tile, split, pack and share data
 * sets.
 */
package dev.rawline.app.data;
