/** Text, tables and drawings → one HTML page. */
package dev.rawline.workbench.page;
