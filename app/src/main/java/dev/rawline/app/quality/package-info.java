/** Commands of {@code quality}: reference, check, watch, compensate. */
package dev.rawline.app.quality;
