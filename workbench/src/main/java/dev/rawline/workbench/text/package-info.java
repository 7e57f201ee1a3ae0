/** Numbers, estimates and commands → text. */
package dev.rawline.workbench.text;
