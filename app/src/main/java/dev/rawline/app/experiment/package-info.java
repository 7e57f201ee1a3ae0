/** Plan, preset or flags → {@code lab}: demo, drift, forensics, optimize. */
package dev.rawline.app.experiment;
