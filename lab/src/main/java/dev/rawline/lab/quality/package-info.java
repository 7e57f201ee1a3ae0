/**
 * Raw images → are they fit for the model that processes them: the quality control of raw data.
 *
 * <pre>
 *   images of a reference camera ─ reference ─┐
 *   incoming images ─ batch (measured) ───────┼─ check (tests, cause, effect → verdict) ─ page
 *                                             └─ watch (a folder, image by image)
 * </pre>
 */
package dev.rawline.lab.quality;
