/** Runs ↔ MLflow: the same runs written to a tracking server, and read from one. */
package dev.rawline.workbench.tracking;
