/** Plan, preset or flags → {@code lab}: drift, forensics, optimize. */
package dev.rawline.app.experiment;
