/** A trained model × cameras → metrics: the model under test and its operating points. */
package dev.rawline.lab.evaluation;
