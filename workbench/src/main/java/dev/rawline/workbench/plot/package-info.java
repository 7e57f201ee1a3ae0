/** Numbers → drawings: axes, scales, colours and marks, as SVG and PNG. */
package dev.rawline.workbench.plot;
