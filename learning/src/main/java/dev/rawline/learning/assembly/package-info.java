/**
 * A plan, completed with a data set → the models that it describes ↔ the folder that keeps them.
 */
package dev.rawline.learning.assembly;
