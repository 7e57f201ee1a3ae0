/** Data → findings: what users run, one public call a command. */
package dev.rawline.lab;
