/**
 * RawImage → LinearRgb → View: image signal processing, one file a stage.
 *
 * <p>Every stage is a record of its parameters. Its definition is the plain computation in double
 * precision beside it; where a vectorised path exists, that path is the tested twin of the
 * definition.
 */
package dev.rawline.imaging.isp;
