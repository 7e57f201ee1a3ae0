/**
 * Loaded samples → samples as models take them: cut out, recaptured, normalised, with their target.
 */
package dev.rawline.learning.sample;
