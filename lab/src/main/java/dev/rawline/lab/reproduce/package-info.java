/** A run of the lab book → the same run once more, and in what it differs. */
package dev.rawline.lab.reproduce;
