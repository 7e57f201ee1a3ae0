/**
 * Location → local folder, and back: data sets fetched, cached by content, unpacked, and pushed.
 *
 * <p>{@link dev.rawline.data.store.DataSetSource} is the door. What a location holds is behind the
 * small interface {@link dev.rawline.data.store.Store}; no other class knows HTTP, Zenodo or S3.
 */
package dev.rawline.data.store;
