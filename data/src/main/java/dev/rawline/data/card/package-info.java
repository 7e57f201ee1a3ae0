/** Data set ↔ its card: origin, licence and limits, for its users. */
package dev.rawline.data.card;
