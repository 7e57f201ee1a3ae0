/**
 * Plans → trained models, and what they look like while they learn; models × pictures →
 * predictions.
 */
package dev.rawline.lab.training;
