/** Samples → the predictions of a data model and a task model, joined, and their metrics. */
package dev.rawline.learning.joint;
