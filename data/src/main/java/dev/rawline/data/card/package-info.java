/** What a person must know of a data set before using it: its card. */
package dev.rawline.data.card;
