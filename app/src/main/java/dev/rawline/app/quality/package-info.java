/** Commands of {@code quality} → {@code lab.quality}: reference, check, watch, compensate. */
package dev.rawline.app.quality;
