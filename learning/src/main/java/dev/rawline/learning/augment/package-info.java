/** Pictures → the same pictures augmented: flipped, turned, noisy; masks in step. */
package dev.rawline.learning.augment;
