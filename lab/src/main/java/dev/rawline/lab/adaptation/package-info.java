/**
 * A trained model × unlabelled samples of another camera → the model adapted to it: by the
 * statistics of its batch norms, or by the parameters θ of the other camera's processing.
 */
package dev.rawline.lab.adaptation;
