/** Pictures → the same things seen otherwise: flipped, turned, noisy; masks in step. */
package dev.rawline.learning.augment;
