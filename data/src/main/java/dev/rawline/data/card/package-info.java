/** The data card: what users must know about a data set. */
package dev.rawline.data.card;
