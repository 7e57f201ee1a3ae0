/**
 * Location → local folder, and back: data sets fetched, cached by content, unpacked, and pushed.
 *
 * <p>{@link dev.rawline.data.store.DataSetSource} is the door. The content of a location is behind
 * the small interface {@link dev.rawline.data.store.Store}; no other class depends on HTTP, Zenodo
 * or S3.
 */
package dev.rawline.data.store;
