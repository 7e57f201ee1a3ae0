/** Runs ↔ MLflow: the same runs written to a tracking server, and runs of others read from one. */
package dev.rawline.lab.tracking;
