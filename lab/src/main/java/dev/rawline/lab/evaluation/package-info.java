/**
 * Trained models × samples × cameras → predictions, scores and their plots: the model under test
 * and its operating points.
 */
package dev.rawline.lab.evaluation;
