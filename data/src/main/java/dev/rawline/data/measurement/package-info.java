/** Table or folders → the frames of a measurement: which file is what, at which exposure. */
package dev.rawline.data.measurement;
