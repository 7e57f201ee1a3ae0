/** Command → folder: what it wrote, where that came from, and by which version on which machine. */
package dev.rawline.workbench.output;
