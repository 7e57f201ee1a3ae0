/** Commands: drift, forensics, optimize. */
package dev.rawline.app.experiment;
