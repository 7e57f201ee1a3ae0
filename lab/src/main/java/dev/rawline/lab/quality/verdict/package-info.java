/** A measured number with its interval × limits → pass, warn, fail. */
package dev.rawline.lab.quality.verdict;
